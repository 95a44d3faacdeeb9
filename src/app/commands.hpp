#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/command_line.hpp"
#include "app/scores.hpp"
#include "app/storage.hpp"
#include "i18n/i18n.hpp"

namespace app {

/// `juara tally`: what was asked for on the command line.
struct TallyOptions : ScoreOptions {
  std::string format = "table";
  std::string out;   ///< bundle to write
  std::string sign;  ///< key file
  std::string explain;
  bool fair = false;           ///< fair ranking beside the official result
  bool panels_by_lot = false;  ///< its model
  std::vector<std::size_t> top;
  std::size_t draws = 10000;
  std::optional<std::uint64_t> seed;
  std::string fair_out;  ///< folder for entries.csv, jurors.csv, summary.json
  std::string plot;      ///< picture to write
};

/// `juara panel advise`.
struct AdviseOptions : ScoreOptions {
  std::size_t top = 1;
  std::size_t budget = 1;
  std::size_t links = 2;
  std::size_t draws = 10000;
  std::optional<std::uint64_t> seed;
  std::string conflicts, jurors;  ///< CSV files
  std::string format = "table";
  std::string out;
};

struct VerifyOptions {
  std::string bundle;
  std::string key;  ///< file or hex
};

/// `juara audit export`: which lines, and where to.
struct AuditExport {
  std::string file;
  std::string actor, action, from, until;  ///< empty: any
};

/// `juara account add`: who is invited, and as what.
struct AccountOptions {
  std::string mail, name;
  std::string role = "administrator";
  std::string programme, organisation;  ///< where the role holds; both empty: everywhere
};

// One function for each command. Each writes to standard output and standard error only when it has succeeded or knows what failed; errors
// are thrown.
Exit tally_scores(const TallyOptions& options, i18n::Language language);
Exit advise_panels(const AdviseOptions& options, i18n::Language language);
Exit verify_bundle(const VerifyOptions& options, i18n::Language language);
Exit new_key(const std::string& file, i18n::Language language);
Exit list_packs(i18n::Language language);
Exit show_pack(const std::string& name, const std::vector<std::string>& settings, i18n::Language language);
Exit check_packs(const std::vector<std::string>& paths, i18n::Language language);
Exit migrate_database(const config::Settings& settings, bool only_check, i18n::Language language);
Exit back_up(const config::Settings& settings, const std::string& path, i18n::Language language);
Exit restore(const config::Settings& settings, const std::string& path, bool replace, i18n::Language language);
Exit print_settings();
/// Exit bad_input if something must be mended before the server can serve.
Exit doctor(const config::Settings& settings, i18n::Language language);
Exit serve(const config::Settings& settings, i18n::Language language);
Exit verify_audit(const config::Settings& settings, const std::string& noted, i18n::Language language);
Exit add_account(const config::Settings& settings, const AccountOptions& options, i18n::Language language);
Exit reset_account(const config::Settings& settings, const std::string& mail, i18n::Language language);
Exit export_audit(const config::Settings& settings, const AuditExport& options, i18n::Language language);
Exit show_scenarios(const std::vector<std::string>& paths, i18n::Language language);
/// `sign`: a secret key file, or empty.
Exit publish_scenarios(const config::Settings& settings, const std::vector<std::string>& paths, const std::string& sign,
                       i18n::Language language);

}  // namespace app
