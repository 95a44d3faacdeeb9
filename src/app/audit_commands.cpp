#include <charconv>

#include "app/commands.hpp"
#include "app/files.hpp"
#include "app/output.hpp"
#include "app/storage.hpp"
#include "base/error.hpp"
#include "features/audit/api.hpp"

namespace app {
namespace {

/// `NUMBER:HASH`, as verify_audit prints it.
std::optional<audit::Head> read_noted(const std::string& text) {
  if (text.empty()) return std::nullopt;
  const auto colon = text.find(':');
  audit::Head head;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), head.number);
  const auto read = static_cast<std::size_t>(end - text.data());
  if (error != std::errc() || read != colon) throw base::Error(base::Kind::usage, "audit.bad_noted", {{"found", text}});
  head.hash = text.substr(colon + 1);
  return head;
}

std::optional<base::Instant> read_time(const std::string& text) {
  if (text.empty()) return std::nullopt;
  const auto instant = base::parse_instant(text);
  if (!instant) throw base::Error(base::Kind::usage, "audit.bad_time", {{"found", text}});
  return instant;
}

std::optional<std::string> unless_empty(const std::string& text) { return text.empty() ? std::nullopt : std::optional(text); }

}  // namespace

Exit verify_audit(const config::Settings& settings, const std::string& noted, i18n::Language language) {
  const auto expected = read_noted(noted);
  const auto database = open_database(settings, false);
  const audit::Verdict verdict = audit::verify(*database, expected);
  for (const base::Problem& fault : verdict.faults.kept()) print_error(i18n::describe(language, fault));
  const base::Params params = {
      {"count", std::to_string(verdict.faults.total())}, {"number", std::to_string(verdict.head.number)}, {"hash", verdict.head.hash}};
  if (!verdict.faults.empty()) {
    print_error(i18n::text(language, "audit.faults", params));
    return Exit::does_not_verify;
  }
  print_line(i18n::text(language, "audit.verified", params));
  return Exit::good;
}

Exit export_audit(const config::Settings& settings, const AuditExport& options, i18n::Language language) {
  const audit::Filter filter{.actor = unless_empty(options.actor),
                             .action = unless_empty(options.action),
                             .from = read_time(options.from),
                             .until = read_time(options.until)};
  const auto database = open_database(settings, false);
  NewFile file(options.file, Write::replace_secret);
  // First the line that tells of the export, so that it stands in the export as well.
  database->write([](db::Transaction& transaction) {
    audit::record(transaction, {.at = base::from_millis(now()),
                                .author = {.account = audit::kOperator},
                                .action = "audit.exported",
                                .subject = {.type = "audit", .id = ""}});
  });
  const std::int64_t lines = database->read_long([&](db::Transaction& transaction) {
    return audit::export_lines(transaction, filter, [&](std::string_view line) { file.write(line); });
  });
  file.place();
  print_error(i18n::text(language, "audit.exported_lines", {{"lines", std::to_string(lines)}, {"path", options.file}}));
  return Exit::good;
}

}  // namespace app
