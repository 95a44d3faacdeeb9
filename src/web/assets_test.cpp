#include "web/assets.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/requests.hpp"
#include "tests/support/temporary_folder.hpp"
#include "web/delivery.hpp"

namespace web {
namespace {

std::string cache_control(const Response& response) { return std::string(response.headers.find("Cache-Control").value_or("")); }

const std::string kScript(2000, 'x');
const std::vector<base::EmbeddedFile> kFiles{{"index.html", "<!doctype html>"},       {"assets/app-BxY12_9z.js", kScript},
                                             {"assets/app-BxY12_9z.js.br", "BROTLI"}, {"assets/plain.css", "p{}"},
                                             {"icons/icon-homepage.svg", "<svg/>"},   {"empty.txt", ""}};

TEST(Assets, Find_File_HasTypeAndCaching) {
  const Assets assets(kFiles);
  const auto index = assets.find("index.html");
  ASSERT_TRUE(index);
  EXPECT_EQ(index->headers.find("Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(cache_control(*index), "no-cache");
  EXPECT_EQ(cache_control(*assets.find("assets/app-BxY12_9z.js")), "public, max-age=31536000, immutable");
  EXPECT_EQ(cache_control(*assets.find("assets/plain.css")), "no-cache");
  EXPECT_EQ(cache_control(*assets.find("icons/icon-homepage.svg")), "no-cache");
  EXPECT_TRUE(assets.find("empty.txt"));
  for (const char* none : {"", "index", "assets", "assets/", "assets/app-BxY12_9z.js.br", "../index.html", "Index.html"}) {
    EXPECT_FALSE(assets.find(none)) << none;
  }
}

TEST(Assets, Find_FormGivenBeside_IsTaken) {
  const Assets assets(kFiles);
  const auto body = [&](const std::string& accepted) {
    const auto request = support::request_of("GET /", "Accept-Encoding: " + accepted + "\r\n");
    return std::string(prepare(request.data(), *assets.find("assets/app-BxY12_9z.js"), {}).body());
  };
  EXPECT_EQ(body("br"), "BROTLI");
  EXPECT_EQ(body("gzip").substr(0, 2), "\x1f\x8b");
  EXPECT_EQ(body("identity"), kScript);
}

TEST(Assets, Find_InAFolder_ReadsTheFileAnew) {
  const support::TemporaryFolder own;
  const auto& folder = own.path();
  std::filesystem::create_directories(folder / "assets");
  const auto write = [&](const char* text) { std::ofstream(folder / "assets" / "app-BxY12_9z.js") << text; };
  const Assets assets(folder);
  const auto tag = [&] { return std::get<std::shared_ptr<const Content>>(assets.find("assets/app-BxY12_9z.js")->body)->tag(); };
  write("one");
  const auto first = tag();
  EXPECT_EQ(tag(), first);
  write("two");
  EXPECT_NE(tag(), first);
  EXPECT_EQ(cache_control(*assets.find("assets/app-BxY12_9z.js")), "no-cache");
  EXPECT_FALSE(assets.find("assets"));
  EXPECT_FALSE(assets.find(""));
  EXPECT_FALSE(assets.find("none.js"));
}

TEST(Assets, MediaType_ByEnding) {
  EXPECT_EQ(media_type("a/b.min.js"), "text/javascript; charset=utf-8");
  EXPECT_EQ(media_type("font.woff2"), "font/woff2");
  EXPECT_EQ(media_type("LICENSE"), "application/octet-stream");
  EXPECT_EQ(media_type("a.html.exe"), "application/octet-stream");
}

}  // namespace
}  // namespace web
