#include <gmock/gmock.h>

#include <future>

#include "jobs/runner.hpp"
#include "tests/support/migrated.hpp"

namespace jobs {
namespace {

using base::Instant;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::chrono::minutes kMinute{1};

class JobsTest : public support::MigratedTest {
 protected:
  std::string add(const std::string& subject) {
    return database.write([&](db::Transaction& t) { return jobs::add(t, "mail.send", subject, now); });
  }
  Job find(const std::string& id) {
    return database.read([&](db::Transaction& t) { return jobs::find(t, id); });
  }
  std::vector<std::string> listed(const Page& page) {
    std::vector<std::string> ids;
    for (const Job& job : database.read([&](db::Transaction& t) { return list(t, page); })) ids.push_back(job.id);
    return ids;
  }
  std::size_t run(Options options = {}) {
    Runner runner(
        database, [this] { return now; }, {{"mail.send", [this](const std::string& subject) { handle(subject); }}}, std::move(options));
    return runner.run_due();
  }
  void handle(const std::string& subject) {
    done.push_back(subject);
    if (fault) throw base::Error(*fault);
  }
  static std::string code_of(const std::function<void()>& work) {
    try {
      work();
    } catch (const base::Error& error) {
      return error.what();
    }
    return "";
  }

 public:
  Instant now = base::from_millis(1'795'337'377'000);
  std::vector<std::string> done;
  std::optional<base::Error> fault;
};
ON_BOTH_DATABASES(JobsTest);

TEST_P(JobsTest, DueJob_IsDoneOnce) {
  const std::string id = add("m1");
  EXPECT_EQ(find(id), (Job{.id = id, .kind = "mail.send", .subject = "m1", .due_at = now, .created_at = now}));
  EXPECT_EQ(run(), 1U);
  EXPECT_EQ(run(), 0U);
  EXPECT_THAT(done, ElementsAre("m1"));
  const Job job = find(id);
  EXPECT_EQ(job.state, State::done);
  EXPECT_EQ(job.finished_at, now);
  EXPECT_EQ(job.fault, std::nullopt);
}

TEST_P(JobsTest, RolledBack_LeavesNoJob) {
  EXPECT_THROW(database.write([&](db::Transaction& t) {
    jobs::add(t, "mail.send", "m1", now);
    throw base::Error(base::Kind::invalid, "jobs.none");
  }),
               base::Error);
  EXPECT_EQ(run(), 0U);
}

TEST_P(JobsTest, Unavailable_IsTriedAgain_EachTimeLater_UntilItHasFailed) {
  const std::string id = add("m1");
  fault = base::Error(base::Kind::unavailable, "mail.cannot_send", {{"reason", "refused"}});
  const Options options{.most_attempts = 3};
  EXPECT_EQ(run(options), 1U);
  EXPECT_EQ(find(id).state, State::waiting);
  EXPECT_EQ(find(id).due_at, now + kMinute);
  EXPECT_EQ(find(id).fault, "mail.cannot_send (reason: refused)");
  EXPECT_EQ(run(options), 0U);
  now += kMinute;
  EXPECT_EQ(run(options), 1U);
  EXPECT_EQ(find(id).due_at, now + 2 * kMinute);
  now += 2 * kMinute;
  EXPECT_EQ(run(options), 1U);
  EXPECT_EQ(find(id).state, State::failed);
  EXPECT_EQ(find(id).attempts, 3);
  now += 1000 * kMinute;
  EXPECT_EQ(run(options), 0U);
}

TEST_P(JobsTest, WhatNeverMends_FailsAtOnce) {
  const std::string id = add("m1");
  fault = base::Error(base::Kind::invalid, "mail.refused");
  std::string told;
  run({.failed = [&](const Job& job, const std::string& why) { told = job.id + " " + why; }});
  EXPECT_EQ(find(id).state, State::failed);
  EXPECT_EQ(told, id + " mail.refused");
}

TEST_P(JobsTest, UnknownKind_Fails) {
  const std::string id = database.write([&](db::Transaction& t) { return jobs::add(t, "nothing.known", "x", now); });
  run();
  EXPECT_EQ(find(id).fault, "jobs.unknown_kind (kind: nothing.known)");
}

TEST_P(JobsTest, ProcessThatDied_LeavesTheJobToTheNext) {
  const std::string id = add("m1");
  const auto crash = [](const std::string&) { throw 1; };  // what no process survives
  try {
    Runner(database, [this] { return now; }, {{"mail.send", crash}}).run_due();
  } catch (int) {
    EXPECT_EQ(find(id).state, State::running);
  }
  EXPECT_EQ(run(), 0U);
  now += 5 * kMinute;
  EXPECT_EQ(run(), 1U);
  EXPECT_EQ(find(id).state, State::done);
  EXPECT_EQ(find(id).attempts, 2);
}

TEST_P(JobsTest, Cancelled_IsNotDone_AndCanComeBack) {
  const std::string id = add("m1");
  database.write([&](db::Transaction& t) { cancel(t, id, now); });
  EXPECT_EQ(run(), 0U);
  const auto change = [&](auto act) { return code_of([&] { database.write([&](db::Transaction& t) { act(t, id, now); }); }); };
  EXPECT_EQ(change(cancel), "jobs.not_waiting");
  EXPECT_EQ(change(retry), "");
  EXPECT_EQ(run(), 1U);
  EXPECT_EQ(change(retry), "jobs.not_over");
  EXPECT_EQ(code_of([&] { database.write([&](db::Transaction& t) { cancel(t, "none", now); }); }), "jobs.none");
}

TEST_P(JobsTest, List_IsNewestFirst_InPages) {
  std::vector<std::string> ids;
  for (const char* subject : {"m1", "m2", "m3"}) {
    ids.insert(ids.begin(), add(subject));
    now += kMinute;
  }
  EXPECT_EQ(listed({}), ids);
  EXPECT_THAT(listed({.limit = 1}), ElementsAre(ids[0]));
  EXPECT_THAT(listed({.after = find(ids[0]), .limit = 5}), ElementsAre(ids[1], ids[2]));
  EXPECT_THAT(listed({.state = State::done}), IsEmpty());
  EXPECT_EQ(database.read([&](db::Transaction& t) { return find_by_subject(t, "mail.send", "m2"); }), find(ids[1]));
}

TEST_P(JobsTest, WhatIsLongOver_IsForgotten_ButForFaults) {
  const std::string old = add("m1");
  run();
  fault = base::Error(base::Kind::invalid, "mail.refused");
  const std::string failed = add("m2");
  run();
  now += std::chrono::hours(24 * 91);
  fault.reset();
  const std::string newest = add("m3");
  run();
  EXPECT_THAT(listed({}), ElementsAre(newest, failed));
}

TEST_P(JobsTest, Runner_DoesWhatItIsWokenFor) {
  std::promise<std::string> handled;
  Runner runner(database, [this] { return now; }, {{"mail.send", [&](const std::string& subject) { handled.set_value(subject); }}},
                {.look = std::chrono::hours(1)});
  runner.start();
  database.write([&](db::Transaction& t) {
    jobs::add(t, "mail.send", "m1", now);
    t.after_commit([&] { runner.wake(); });
  });
  EXPECT_EQ(handled.get_future().get(), "m1");
}

}  // namespace
}  // namespace jobs
