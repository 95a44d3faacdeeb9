#include "web/upload.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "base/error.hpp"
#include "tests/support/temporary_folder.hpp"

namespace web {
namespace {

class UploadTest : public testing::Test {
 protected:
  [[nodiscard]] bool is_empty() const { return std::filesystem::is_empty(folder_); }
  [[nodiscard]] std::string content(const char* name) const {
    std::ostringstream out;
    out << std::ifstream(folder_ / name).rdbuf();
    return out.str();
  }

  support::TemporaryFolder own_;
  std::filesystem::path folder_ = own_.path();
};

TEST_F(UploadTest, Bytes_InPieces_AreHashedAndCanBeRead) {
  Upload upload(folder_);
  upload.append("a");
  upload.append("bc");
  upload.finish();
  EXPECT_EQ(upload.size(), 3U);
  EXPECT_EQ(upload.sha256(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(upload.read(1, 10), "bc");
  EXPECT_EQ(upload.read(3, 10), "");
}

TEST_F(UploadTest, NotKept_LeavesNothing) {
  {
    Upload upload(folder_);
    upload.append("abc");
    EXPECT_TRUE(is_empty());
  }
  EXPECT_TRUE(is_empty());
}

TEST_F(UploadTest, Kept_HasItsNameAndContent) {
  {
    Upload upload(folder_);
    upload.append("abc");
    EXPECT_TRUE(upload.keep(folder_ / "kept"));
  }
  EXPECT_EQ(content("kept"), "abc");
}

TEST_F(UploadTest, Kept_UnderATakenName_ChangesNothing) {
  std::ofstream(folder_ / "taken") << "old";
  Upload upload(folder_);
  upload.append("new");
  EXPECT_FALSE(upload.keep(folder_ / "taken"));
  EXPECT_EQ(content("taken"), "old");
  EXPECT_TRUE(upload.keep(folder_ / "other"));
}

TEST_F(UploadTest, WithoutFolder_CannotBeStored) {
  EXPECT_THROW(Upload(folder_ / "none"), base::Error);
  const Upload upload(folder_);
  EXPECT_THROW((void)upload.keep(folder_ / "none" / "x"), base::Error);
}

}  // namespace
}  // namespace web
