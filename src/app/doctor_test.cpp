#include "app/doctor.hpp"

#include <gmock/gmock.h>

#include <array>

#include "app/storage.hpp"
#include "db/migrations.hpp"
#include "features/audit/api.hpp"
#include "tests/support/fontconfig_leak.hpp"
#include "tests/support/mail_sink.hpp"
#include "tests/support/temporary_folder.hpp"

namespace app {
namespace {

using testing::Contains;

class DoctorTest : public testing::Test {
 protected:
  DoctorTest() {
    settings.data = folder.path();
    settings.database = (folder.path() / "juara.db").string();
    settings.connections = 2;
    settings.public_url = "https://juara.example.go.id";
    settings.mail_from = "juara@example.go.id";
  }
  [[nodiscard]] std::unique_ptr<db::Database> migrated() const {
    auto database = open_database(settings, true);
    db::migrate(*database, 0);
    return database;
  }
  [[nodiscard]] std::vector<std::string> codes() const {
    std::vector<std::string> found;
    for (const Finding& finding : examine(settings, now)) {
      static constexpr std::array kMarks{"", "? ", "! "};
      found.push_back(kMarks.at(static_cast<std::size_t>(finding.state)) + finding.code);
    }
    return found;
  }

 public:
  support::TemporaryFolder folder;
  config::Settings settings;
  base::Instant now = base::from_millis(1'795'337'377'000);
};

TEST_F(DoctorTest, Healthy_HasNothingBad) {
  static_cast<void>(migrated());
  support::MailSink sink;
  settings.mail_server = sink.address();
  EXPECT_EQ(codes(), (std::vector<std::string>{"doctor.public_url", "doctor.folder", "doctor.disk", "doctor.database_file", "doctor.clock",
                                               "doctor.fonts", "doctor.mail"}));
}

TEST_F(DoctorTest, WithoutDatabase_LooksAtTheRest) {
  EXPECT_THAT(codes(), Contains("! db.not_found"));
  EXPECT_THAT(codes(), Contains("? doctor.no_mail"));
}

TEST_F(DoctorTest, OldSchema_IsBad) {
  static_cast<void>(open_database(settings, true));
  EXPECT_THAT(codes(), Contains("! doctor.schema_old"));
}

TEST_F(DoctorTest, Folder_MissingOrOpen_IsTold) {
  static_cast<void>(migrated());
  std::filesystem::permissions(settings.data, static_cast<std::filesystem::perms>(0755));
  EXPECT_THAT(codes(), Contains("? doctor.folder_open"));
  settings.data = folder.path() / "none";
  EXPECT_THAT(codes(), Contains("! doctor.no_folder"));
}

TEST_F(DoctorTest, Clock_BehindTheLastLine_IsBad) {
  migrated()->write([&](db::Transaction& t) {
    audit::record(t, {.at = now + std::chrono::hours(1), .author = {.account = audit::kOperator}, .action = "a.b", .subject = {"a", "b"}});
  });
  EXPECT_THAT(codes(), Contains("! doctor.clock_behind"));
  now += std::chrono::hours(2);
  EXPECT_THAT(codes(), Contains("doctor.clock"));
}

TEST_F(DoctorTest, Settings_AreDoubted) {
  settings.public_url = "http://juara.example.go.id";
  EXPECT_THAT(codes(), Contains("? doctor.not_https"));
  settings.public_url.clear();
  EXPECT_THAT(codes(), Contains("? doctor.no_public_url"));
}

TEST_F(DoctorTest, MailServer_ThatDoesNotAnswer_IsBad) {
  support::MailSink sink;
  settings.mail_server = sink.address();
  sink.stop();
  EXPECT_THAT(codes(), Contains("! mail.cannot_send"));
  settings.mail_server = "http://secret@host";
  EXPECT_THAT(codes(), Contains("! mail.bad_server"));
}

}  // namespace
}  // namespace app
