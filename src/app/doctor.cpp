#include "app/doctor.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <functional>
#include <limits>

#include "app/commands.hpp"
#include "app/output.hpp"
#include "app/storage.hpp"
#include "db/migrations.hpp"
#include "documents/fonts.hpp"
#include "features/audit/api.hpp"
#include "mail/server.hpp"

namespace app {
namespace {

using State = Finding::State;
using Findings = std::vector<Finding>;

constexpr std::uintmax_t kLittle = std::uintmax_t{1} << 30U;  // bytes; a year of a province's evidence needs more
constexpr std::uintmax_t kTooLittle = std::uintmax_t{100} << 20U;

Finding of_error(const base::Error& error) {
  const base::Problem& problem = error.problems().front();
  return {State::bad, problem.code, problem.params};
}

/// What `look` throws is what it found.
void gather(Findings& findings, const std::function<void(Findings&)>& look) {
  try {
    look(findings);
  } catch (const base::Error& error) {
    findings.push_back(of_error(error));
  }
}

void look_at_settings(const config::Settings& settings, Findings& findings) {
  if (settings.public_url.empty()) {
    findings.push_back({State::doubtful, "doctor.no_public_url"});
  } else if (!settings.public_url.starts_with("https://")) {
    findings.push_back({State::doubtful, "doctor.not_https", {{"url", settings.public_url}}});
  } else {
    findings.push_back({State::good, "doctor.public_url", {{"url", settings.public_url}}});
  }
}

void look_at_folder(const config::Settings& settings, Findings& findings) {
  const base::Params path{{"path", settings.data.string()}};
  struct stat info {};
  if (::stat(settings.data.c_str(), &info) != 0 || !S_ISDIR(info.st_mode)) {
    findings.push_back({State::bad, "doctor.no_folder", path});
    return;
  }
  if (::access(settings.data.c_str(), R_OK | W_OK | X_OK) != 0) {
    findings.push_back({State::bad, "doctor.folder_not_ours", path});
  } else if ((info.st_mode & 077U) != 0) {
    findings.push_back({State::doubtful, "doctor.folder_open", path});
  } else {
    findings.push_back({State::good, "doctor.folder", path});
  }
  std::error_code ignored;
  const auto free = std::filesystem::space(settings.data, ignored).available;
  const base::Params amount{{"free", fmt::format("{}", free >> 20U)}};
  findings.push_back(free < kTooLittle ? Finding{State::bad, "doctor.disk_full", amount}
                     : free < kLittle  ? Finding{State::doubtful, "doctor.disk_low", amount}
                                       : Finding{State::good, "doctor.disk", amount});
}

/// The clock must not stand before what was written by it.
void look_at_clock(db::Database& database, base::Instant now, Findings& findings) {
  const auto last = database.read([](db::Transaction& transaction) -> std::optional<base::Instant> {
    const auto lines = audit::search(transaction, {}, std::numeric_limits<std::int64_t>::max(), 1);
    return lines.empty() ? std::nullopt : std::optional(lines.front().at);
  });
  constexpr std::chrono::seconds kTolerance{5};
  if (last && now + kTolerance < *last) {
    findings.push_back({State::bad, "doctor.clock_behind", {{"now", base::to_text(now)}, {"last", base::to_text(*last)}}});
  } else {
    findings.push_back({State::good, "doctor.clock", {{"now", base::to_text(now)}}});
  }
}

void look_at_database(const config::Settings& settings, base::Instant now, Findings& findings) {
  const auto database = open_database(settings, false);
  const auto pending = db::pending_migrations(*database);
  if (!pending.empty()) {
    findings.push_back({State::bad, "doctor.schema_old", {{"count", std::to_string(pending.size())}}});
    return;
  }
  const bool is_server = settings.database.starts_with("postgres");
  findings.push_back({State::good, is_server ? "doctor.database_server" : "doctor.database_file"});
  look_at_clock(*database, now, findings);
}

void look_at_fonts(Findings& findings) {
  const int missing = documents::missing_glyphs("Juara 2026 é");
  findings.push_back(missing == 0 ? Finding{State::good, "doctor.fonts"} : Finding{State::bad, "doctor.no_fonts"});
}

void look_at_mail(const config::Settings& settings, Findings& findings) {
  if (settings.mail_server.empty()) {
    findings.push_back({State::doubtful, "doctor.no_mail"});
    return;
  }
  constexpr std::chrono::seconds kPatience{10};
  mail::Server(settings.mail_server, kPatience).check();
  findings.push_back({State::good, "doctor.mail", {{"from", settings.mail_from}}});
}

const char* mark_of(State state) {
  switch (state) {
    case State::good:
      return "✓";
    case State::doubtful:
      return "!";
    case State::bad:
      return "✗";
  }
  return "";
}

}  // namespace

std::vector<Finding> examine(const config::Settings& settings, base::Instant now) {
  Findings findings;
  gather(findings, [&](Findings& found) { look_at_settings(settings, found); });
  gather(findings, [&](Findings& found) { look_at_folder(settings, found); });
  gather(findings, [&](Findings& found) { look_at_database(settings, now, found); });
  gather(findings, [&](Findings& found) { look_at_fonts(found); });
  gather(findings, [&](Findings& found) { look_at_mail(settings, found); });
  return findings;
}

Exit doctor(const config::Settings& settings, i18n::Language language) {
  bool is_well = true;
  for (const Finding& finding : examine(settings, instant_now())) {
    print_line(std::string(mark_of(finding.state)) + " " + i18n::text(language, finding.code, finding.params));
    is_well = is_well && finding.state != State::bad;
  }
  return is_well ? Exit::good : Exit::bad_input;
}

}  // namespace app
