#include "config/config.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/error.hpp"

namespace config {
namespace {

/// A folder with a settings file, gone at the end.
class Config : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("juara-config-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  void write(const std::string& text) const { std::ofstream(folder_ / "juara.yaml") << text; }
  [[nodiscard]] Sources sources() const { return {.flags = {{"data", folder_.string()}}}; }
  /// `code setting line` of everything that is wrong.
  static std::vector<std::string> faults(const Sources& sources) {
    std::vector<std::string> found;
    try {
      (void)read(sources);
    } catch (const base::Error& error) {
      for (const base::Problem& problem : error.problems()) {
        found.push_back(problem.code + " " + (problem.params.empty() ? "" : problem.params[0].second) + " " + std::to_string(problem.line));
      }
    }
    return found;
  }

  std::filesystem::path folder_;
};

TEST_F(Config, Nothing_IsAsUsual) {
  const Settings settings = read({});
  EXPECT_EQ(settings.data, "juara-data");
  EXPECT_EQ(settings.database, "sqlite:juara-data/juara.db");
  EXPECT_EQ(settings.listen_address, "127.0.0.1");
  EXPECT_EQ(settings.listen_port, 8080);
  EXPECT_EQ(settings.workers, 8U);
  EXPECT_EQ(settings.log_format, LogFormat::text);
  EXPECT_EQ(settings.log_level, LogLevel::info);
}

TEST_F(Config, FlagsGoBeforeEnvironmentBeforeFile) {
  write("listen: '[::1]:1'\nworkers: 3\nlog_level: error\n");
  Sources given = sources();
  given.environment = [](const char* name) -> const char* {
    if (std::string_view(name) == "JUARA_WORKERS") return "4";
    return std::string_view(name) == "JUARA_LOG_LEVEL" ? "debug" : nullptr;
  };
  given.flags.emplace("log_level", "warning");
  const Settings settings = read(given);
  EXPECT_EQ(settings.listen_address, "::1");
  EXPECT_EQ(settings.listen_port, 1);
  EXPECT_EQ(settings.workers, 4U);
  EXPECT_EQ(settings.log_level, LogLevel::warning);
}

TEST_F(Config, Lists_StandInTheFileAsSuch) {
  write("trusted_proxies: [127.0.0.1, 10.0.0.0/8]\n");
  EXPECT_EQ(read(sources()).trusted_proxies, (std::vector<std::string>{"127.0.0.1", "10.0.0.0/8"}));
}

TEST_F(Config, EveryFault_IsToldWithItsLine) {
  write("listen: nowhere\nworkers: 0\nlisten_adress: x\n");
  EXPECT_EQ(faults(sources()), (std::vector<std::string>{"config.unknown_setting listen_adress 3"}));
  write("listen: nowhere\nworkers: 0\npublic_url: juara.go.id\nlog_format: xml\n");
  EXPECT_EQ(faults(sources()), (std::vector<std::string>{"config.bad_value listen 1", "config.bad_value workers 2",
                                                         "config.bad_value public_url 3", "config.bad_value log_format 4"}));
  EXPECT_EQ(faults({.file = folder_ / "none.yaml"}),
            std::vector<std::string>{"files.cannot_open " + (folder_ / "none.yaml").string() + " 0"});
}

/// Mend with `juara settings > docs/admin/settings.md`.
TEST(ConfigManual, IsTheOneInTheRepository) {
  std::ifstream in(std::string(JUARA_SOURCE_DIR) + "/docs/admin/settings.md");
  std::stringstream text;
  text << in.rdbuf();
  EXPECT_EQ(text.str(), manual());
}

}  // namespace
}  // namespace config
