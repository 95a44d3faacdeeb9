#include <gmock/gmock.h>

#include "features/outbox/api.hpp"
#include "features/outbox/routes.hpp"
#include "tests/support/mail_sink.hpp"
#include "tests/support/office.hpp"

namespace outbox {
namespace {

using identity::Grant;
using identity::Role;
using support::Browser;
using support::HttpAnswer;
using support::MailSink;
using support::member;
using support::text_member;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class OutboxTest : public support::OfficeTest {
 protected:
  std::string send(const std::string& to, const std::string& text = "Tautan: https://juara.test/invitation#geheim\n") {
    database.write([&](db::Transaction& t) { outbox.send(t, {.to = to, .to_name = "Siti", .subject = "Undangan", .body = text}); });
    return newest().message.id;
  }
  Tracked newest() const { return list_messages(mine, identity::operator_caller(), "", 1).at(0); }
  Tracked read(const std::string& id) const { return read_message(mine, identity::operator_caller(), id); }
  /// Does what is due with this mail server.
  std::size_t deliver(const mail::Server* mail_server) {
    const auto clock = [this] { return now; };
    const Delivery delivery{.database = database, .clock = clock, .server = mail_server, .from = {"juara@example.go.id", "Juara"}};
    return jobs::Runner(database, clock, {{kSendJob, sender(delivery)}}).run_due();
  }
  Browser one(const std::string& mail, Role role) {
    return someone(*server, mail, {Grant{.role = role, .scope = role == Role::juror ? identity::programme("kipp") : identity::Scope()}});
  }
  static std::string code_of_answer(const HttpAnswer& answer) { return std::to_string(answer.status) + " " + text_member(answer, "code"); }

  /// A member of the first item of a list; empty if the list is.
  static std::string first(const HttpAnswer& answer, const std::string& name) {
    const base::Document items = member(answer, "items");
    if (!items.is_list() || items.list().empty()) return "";
    return items.list().front().find(name)->text();
  }

 public:
  int woken = 0;
  Outbox outbox{[this] { return now; }, [this] { ++woken; }};
  Tools mine{.database = database, .clock = [this] { return now; }, .wake = [this] { ++woken; }};
  std::unique_ptr<support::TestServer> server = serve(routes(mine));
};
ON_BOTH_DATABASES(OutboxTest);

TEST_P(OutboxTest, Message_IsSentOnce_AndItsTextGoes) {
  const std::string id = send("siti@dinkes.go.id");
  EXPECT_EQ(woken, 1);
  EXPECT_THAT(*read(id).message.text, HasSubstr("#geheim"));
  MailSink sink;
  const mail::Server mail_server(sink.address());
  EXPECT_EQ(deliver(&mail_server), 1U);
  EXPECT_EQ(deliver(&mail_server), 0U);
  sink.stop();
  ASSERT_EQ(sink.letters().size(), 1U);
  EXPECT_THAT(sink.letters()[0], HasSubstr("To: Siti\r\n <siti@dinkes.go.id>\r\nSubject: Undangan\r\n"));
  EXPECT_EQ(read(id).message.text, std::nullopt);
  EXPECT_EQ(read(id).message.sent_at, now);
  EXPECT_EQ(read(id).job->state, jobs::State::done);
}

TEST_P(OutboxTest, WithoutServer_MessagesWait) {
  const std::string id = send("siti@dinkes.go.id");
  EXPECT_EQ(deliver(nullptr), 1U);
  EXPECT_EQ(read(id).job->state, jobs::State::waiting);
  EXPECT_EQ(read(id).job->fault, "outbox.no_server");
  EXPECT_NE(read(id).message.text, std::nullopt);
}

TEST_P(OutboxTest, Refused_HasFailed_UntilSomebodyTriesAgain) {
  const std::string id = send("siti@dinkes.go.id");
  {
    MailSink refusing(std::map<std::string, std::string>{{"RCPT", "550 no such user"}});
    const mail::Server mail_server(refusing.address());
    deliver(&mail_server);
  }
  const jobs::Job job = *read(id).job;
  EXPECT_EQ(job.state, jobs::State::failed);
  EXPECT_THAT(*job.fault, HasSubstr("mail.refused"));
  EXPECT_EQ(retry_job(mine, identity::operator_caller(), job.id).state, jobs::State::waiting);
  MailSink sink;
  const mail::Server mail_server(sink.address());
  deliver(&mail_server);
  EXPECT_EQ(read(id).job->state, jobs::State::done);
}

TEST_P(OutboxTest, BadAddress_IsRefusedBeforeAnythingIsKept) {
  EXPECT_EQ(code_of([&] { send("siti@dinkes.go.id\r\nRCPT TO:<x@example.org>"); }), "mail.bad_address");
  EXPECT_TRUE(list_messages(mine, identity::operator_caller(), "", 10).empty());
}

TEST_P(OutboxTest, Administrator_SeesReadsAndCancels_AndTheAuditTells) {
  Browser page = one("admin@banten.go.id", Role::administrator);
  const std::string id = send("siti@dinkes.go.id");
  const HttpAnswer list = page.get("/api/v1/messages");
  EXPECT_EQ(first(list, "id"), id) << list.body;
  EXPECT_THAT(list.body, Not(HasSubstr("geheim")));
  EXPECT_THAT(text_member(page.get("/api/v1/messages/" + id), "text"), HasSubstr("#geheim"));
  const std::string job = first(page.get("/api/v1/jobs?state=waiting"), "id");
  EXPECT_EQ(text_member(page.post("/api/v1/jobs/" + job + "/cancellation"), "state"), "cancelled");
  EXPECT_EQ(code_of_answer(page.post("/api/v1/jobs/" + job + "/cancellation")), "409 jobs.not_waiting");
  EXPECT_EQ(text_member(page.post("/api/v1/jobs/" + job + "/retry"), "state"), "waiting");
  EXPECT_EQ(code_of_answer(page.get("/api/v1/jobs?state=unheard")), "400 outbox.unknown_state");
  EXPECT_EQ(code_of_answer(page.get("/api/v1/messages/none")), "404 outbox.no_message");
  EXPECT_THAT(actions(id), ElementsAre("outbox.text_read"));
  EXPECT_THAT(actions(job), ElementsAre("outbox.job_cancelled", "outbox.job_retried"));
}

TEST_P(OutboxTest, Pages_FollowEachOther) {
  Browser page = one("admin@banten.go.id", Role::administrator);
  std::vector<std::string> sent;
  for (int i = 0; i < 3; ++i) {
    now += std::chrono::seconds(1);
    sent.insert(sent.begin(), send("siti@dinkes.go.id"));
  }
  for (const std::string path : {"/api/v1/messages", "/api/v1/jobs"}) {
    const bool is_job = path.ends_with("jobs");
    std::vector<std::string> found;
    std::string cursor;
    do {
      const HttpAnswer answer = page.get(path + "?limit=1&cursor=" + cursor);
      const std::string id = first(answer, is_job ? "subject" : "id");
      if (id.empty()) break;
      found.push_back(id);
      cursor = text_member(answer, "next");
    } while (!cursor.empty());
    EXPECT_EQ(found, sent) << path;
  }
}

TEST_P(OutboxTest, Others_SeeNothing) {
  const std::string id = send("siti@dinkes.go.id");
  Browser auditor = one("auditor@banten.go.id", Role::auditor);
  EXPECT_EQ(auditor.get("/api/v1/messages").status, 200);
  EXPECT_EQ(code_of_answer(auditor.get("/api/v1/messages/" + id)), "403 identity.forbidden");
  Browser juror = one("juri@kampus.ac.id", Role::juror);
  Browser nobody(server->port());
  for (const std::string path : {"/api/v1/messages", "/api/v1/jobs", "/api/v1/messages/"}) {
    const std::string whole = path.ends_with('/') ? path + id : path;
    EXPECT_EQ(code_of_answer(juror.get(whole)), "403 identity.forbidden") << whole;
    EXPECT_EQ(code_of_answer(nobody.get(whole)), "401 identity.sign_in_first") << whole;
  }
}

}  // namespace
}  // namespace outbox
