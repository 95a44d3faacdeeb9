#include "features/audit/chain.hpp"

#include <utility>

#include "crypto/crypto.hpp"
#include "json/writer.hpp"

namespace audit {

std::string text_of(const Line& line, std::string_view previous) {
  std::string text;
  json::Writer out(text);
  const auto json = [&](const char* name, const std::optional<std::string>& value) {
    out.key(name);
    value ? out.raw(*value) : out.null();
  };
  out.open_object().member("action", line.action).member("actor", line.author.account);
  json("after", line.after);
  out.member("at", base::to_text(line.at));
  json("before", line.before);
  if (!line.hash.empty()) out.member("hash", line.hash);
  out.key("number").integer(line.number).key("on_behalf_of");
  line.author.on_behalf_of ? out.text(*line.author.on_behalf_of) : out.null();
  out.member("previous", previous).member("request_id", line.author.request_id);
  out.member("subject_id", line.subject.id).member("subject_type", line.subject.type).close_object();
  return text;
}

std::string hash_of(Line line, std::string_view previous) {
  line.hash.clear();
  return crypto::sha256(text_of(line, previous));
}

void Verification::fault(const char* code, std::int64_t line) {
  problems_.add({.file = {}, .line = 0, .code = code, .params = {{"line", std::to_string(line)}}});
}

void Verification::missing(std::int64_t first, std::int64_t last) {
  const std::string from = std::to_string(first);
  if (first == last) return fault("audit.line_missing", first);
  problems_.add({.file = {}, .line = 0, .code = "audit.lines_missing", .params = {{"first", from}, {"last", std::to_string(last)}}});
}

void Verification::add(const Line& line) {
  if (line.number < 1) return fault("audit.line_put_in", line.number);
  const bool follows = line.number == last_.number + 1;
  if (!follows) missing(last_.number + 1, line.number - 1);
  // After a gap the hash of the line before is not known, so only the next line can be checked again.
  if (follows && line.hash != hash_of(line, last_.hash)) fault("audit.line_changed", line.number);
  if (noted_ && noted_->number == line.number && noted_->hash != line.hash) fault("audit.not_as_noted", line.number);
  last_ = {.number = line.number, .hash = line.hash};
}

base::Problems Verification::finish(const Head& head) {
  if (head.number > last_.number) missing(last_.number + 1, head.number);
  if (head.number < last_.number) fault("audit.line_put_in", head.number + 1);
  if (head.number == last_.number && head.hash != last_.hash) fault("audit.head_changed", head.number);
  if (noted_ && noted_->number > last_.number && noted_->number > head.number) missing(last_.number + 1, noted_->number);
  return std::move(problems_);
}

}  // namespace audit
