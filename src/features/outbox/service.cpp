#include "features/outbox/service.hpp"

#include "crypto/ids.hpp"
#include "features/outbox/api.hpp"
#include "features/outbox/policy.hpp"
#include "features/outbox/store.hpp"

namespace outbox {
namespace {

void record(db::Transaction& transaction, const Tools& tools, const identity::Caller& caller, const char* action,
            const audit::Subject& subject, base::Document before = {}, base::Document after = {}) {
  audit::record(transaction, {.at = tools.clock(),
                              .author = identity::author_of(caller),
                              .action = action,
                              .subject = subject,
                              .before = std::move(before),
                              .after = std::move(after)});
}

base::Document state_of(const jobs::Job& job) { return base::Document::Map{{"state", std::string(jobs::name_of(job.state))}}; }

using Change = jobs::Job (*)(db::Transaction&, const std::string&, base::Instant);

jobs::Job change_job(const Tools& tools, const identity::Caller& caller, const std::string& id, Change change, const char* action) {
  identity::require(caller.actor, policy::may_operate(caller.actor));
  return tools.database.write([&](db::Transaction& transaction) {
    const jobs::Job before = jobs::find(transaction, id);
    jobs::Job after = change(transaction, id, tools.clock());
    record(transaction, tools, caller, action, {"job", id}, state_of(before), state_of(after));
    transaction.after_commit(tools.wake);
    return after;
  });
}

}  // namespace

void Outbox::send(db::Transaction& transaction, const identity::Message& message) {
  if (!mail::is_address(message.to)) throw base::Error(base::Kind::invalid, "mail.bad_address", {{"found", message.to}});
  const base::Instant now = clock_();
  const Message kept{.id = crypto::new_id(now),
                     .to = message.to,
                     .to_name = message.to_name,
                     .subject = message.subject,
                     .text = message.body,
                     .created_at = now};
  store::add(transaction, kept);
  jobs::add(transaction, kSendJob, kept.id, now);
  transaction.after_commit(wake_);
}

jobs::Handler sender(Delivery delivery) {
  return [delivery = std::move(delivery)](const std::string& id) {
    if (delivery.server == nullptr) throw base::Error(base::Kind::unavailable, "outbox.no_server");
    const auto message = delivery.database.read([&](db::Transaction& transaction) { return store::find(transaction, id); });
    if (!message || !message->text) return;  // an attempt before this one sent it
    delivery.server->send({.id = message->id,
                           .date = delivery.clock(),
                           .from = delivery.from,
                           .to = {message->to, message->to_name},
                           .subject = message->subject,
                           .text = *message->text});
    delivery.database.write([&](db::Transaction& transaction) { store::mark_sent(transaction, id, delivery.clock()); });
  };
}

std::vector<jobs::Job> list_jobs(const Tools& tools, const identity::Caller& caller, std::optional<jobs::State> state,
                                 const std::string& cursor, std::size_t limit) {
  identity::require(caller.actor, policy::may_see(caller.actor));
  return tools.database.read([&](db::Transaction& transaction) {
    jobs::Page page{.state = state, .limit = limit};
    if (!cursor.empty()) page.after = jobs::find(transaction, cursor);
    return jobs::list(transaction, page);
  });
}

jobs::Job cancel_job(const Tools& tools, const identity::Caller& caller, const std::string& id) {
  return change_job(tools, caller, id, jobs::cancel, "outbox.job_cancelled");
}

jobs::Job retry_job(const Tools& tools, const identity::Caller& caller, const std::string& id) {
  return change_job(tools, caller, id, jobs::retry, "outbox.job_retried");
}

std::vector<Tracked> list_messages(const Tools& tools, const identity::Caller& caller, const std::string& cursor, std::size_t limit) {
  identity::require(caller.actor, policy::may_see(caller.actor));
  return tools.database.read([&](db::Transaction& transaction) {
    std::vector<Tracked> tracked;
    for (Message& message : store::list(transaction, cursor, limit)) {
      auto job = jobs::find_by_subject(transaction, kSendJob, message.id);
      message.text.reset();
      tracked.push_back({std::move(message), std::move(job)});
    }
    return tracked;
  });
}

Tracked read_message(const Tools& tools, const identity::Caller& caller, const std::string& id) {
  identity::require(caller.actor, policy::may_operate(caller.actor));
  return tools.database.write([&](db::Transaction& transaction) {
    auto message = store::find(transaction, id);
    if (!message) throw base::Error(base::Kind::not_found, "outbox.no_message");
    if (message->text) record(transaction, tools, caller, "outbox.text_read", {"message", id});
    return Tracked{*std::move(message), jobs::find_by_subject(transaction, kSendJob, id)};
  });
}

}  // namespace outbox
