#include "app/command_line.hpp"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <functional>
#include <new>

#include "app/commands.hpp"
#include "app/output.hpp"
#include "app/settings_options.hpp"
#include "base/error.hpp"

namespace app {
namespace {

/// The commands as CLI11 sees them; `chosen` is the one that was given.
class CommandLine {
 public:
  CommandLine() : cli_("Juara: public-service contests and assessments whose results anyone can verify", "juara") {
    cli_.set_version_flag("--version", std::string("juara ") + kVersion);
    cli_.add_option("--lang", language_, "id or en; default: Indonesian, or English if the locale is English")
        ->check(CLI::IsMember({"id", "en"}));
    cli_.require_subcommand(1);
    cli_.fallthrough();
    add_tally();
    add_panel();
    add_bundle_commands();
    add_packs();
    add_scenario();
    add_database_commands();
    add_server();
    add_audit();
    add_account_commands();
  }

  CLI::App& cli() { return cli_; }
  Exit run_chosen() { return chosen_(language()); }

  i18n::Language language() const {
    return i18n::language_from_environment(i18n::parse_language(language_), std::getenv("LC_ALL"), std::getenv("LANG"));
  }

 private:
  void on(CLI::App* command, std::function<Exit(i18n::Language)> action) {
    command->fallthrough();
    command->callback([this, action = std::move(action)] { chosen_ = action; });
  }

  void add_tally() {
    CLI::App* tally = cli_.add_subcommand("tally", "Compute scores, bands, ranks and cuts from a pack and score files");
    add_scores(*tally, *tally->add_option("pack", tally_.pack), tally_);
    tally->add_option("--format", tally_.format, "table, csv or json")->check(CLI::IsMember({"table", "csv", "json"}));
    tally->add_option("--out", tally_.out, "write the bundle from which anyone recomputes the result");
    tally->add_option("--sign", tally_.sign, "secret key file to sign the bundle with")->needs("--out");
    tally->add_option("--explain", tally_.explain, "show each step of one subject's arithmetic");
    add_fair(*tally);
    on(tally, [this](i18n::Language language) { return tally_scores(tally_, language); });
  }

  /// What every command that tallies takes.
  static void add_scores(CLI::App& command, CLI::Option& pack, ScoreOptions& options) {
    pack.description("id, id@version, a pack file, or `simple` for a plain sheet")->required();
    command.add_option("--scores", options.scores, "score files (CSV, long or wide)")->required();
    command.add_option("--subjects", options.subjects, "list of subjects (CSV)");
    command.add_option("--items", options.items, "list of items (CSV)");
    command.add_option("--stage", options.stage, "only this stage");
    command.add_option("--decimal", options.decimal, "decimal sign of the values")->check(CLI::IsMember({".", ","}));
    command.add_option("--set", options.settings, "a parameter of the pack: id=value");
    command.add_option("--weights", options.weights, "simple: c1=30,c2=25,...");
    command.add_option("--scale", options.scale, "simple: lowest:highest value");
    command.add_option("--decimals", options.decimals, "simple: decimals of the score")->check(CLI::Range(0, 9));
  }

  void add_panel() {
    CLI::App* panel = cli_.add_subcommand("panel", "Panels of jurors")->require_subcommand(1);
    CLI::App* advise = panel->add_subcommand("advise", "Which entries to read again and by whom, and which sheets join panels");
    add_scores(*advise, *advise->add_option("--pack", advise_.pack), advise_);
    advise->add_option("--top", advise_.top, "the K of the Top K to decide on")->check(CLI::Range(1, 1000000))->required();
    advise->add_option("--budget", advise_.budget, "further sheets at most")->check(CLI::Range(1, 1000000))->required();
    advise->add_option("--links", advise_.links, "sheets between panels that nothing joins, or little")->check(CLI::Range(1, 10));
    advise->add_option("--conflicts", advise_.conflicts, "who must not read what (CSV: entry,juror)");
    advise->add_option("--jurors", advise_.jurors, "how many further sheets a juror can take (CSV: evaluator,cap)");
    advise->add_option("--draws", advise_.draws, "how many draws")->check(CLI::Range(100, 1000000));
    advise->add_option("--seed", advise_.seed, "seed of the draws; default: from the sheets")->check(CLI::NonNegativeNumber);
    advise->add_option("--format", advise_.format, "table, csv or json")->check(CLI::IsMember({"table", "csv", "json"}));
    advise->add_option("--out", advise_.out, "write to this file instead");
    on(advise, [this](i18n::Language language) { return advise_panels(advise_, language); });
  }

  void add_fair(CLI::App& tally) {
    CLI::Option* fair =
        tally.add_flag("--fair", tally_.fair, "beside the official result: juror severity, corrected scores, P(top-K), rank intervals");
    tally.add_flag("--panels-by-lot", tally_.panels_by_lot, "panels were drawn by lot: what they average is news about their severity too")
        ->needs(fair);
    tally.add_option("--top", tally_.top, "the K of each P(top-K), the first one for the zones; default: the pack's cuts")
        ->delimiter(',')
        ->check(CLI::PositiveNumber)
        ->needs(fair);
    tally.add_option("--draws", tally_.draws, "how many draws")->check(CLI::Range(100, 1000000))->needs(fair);
    tally.add_option("--seed", tally_.seed, "seed of the draws; default: from the sheets")->check(CLI::NonNegativeNumber)->needs(fair);
    tally.add_option("--fair-out", tally_.fair_out, "folder for entries.csv, jurors.csv, summary.json")->needs(fair);
    tally.add_option("--plot", tally_.plot, "picture of the ranking and how sure it is (SVG)")->needs(fair);
  }

  void add_bundle_commands() {
    CLI::App* verify = cli_.add_subcommand("verify", "Recompute a bundle and say what differs");
    verify->add_option("bundle", verify_.bundle)->required();
    verify->add_option("--key", verify_.key, "public key that must have signed it: hex or file");
    on(verify, [this](i18n::Language language) { return verify_bundle(verify_, language); });
    CLI::App* key = cli_.add_subcommand("key", "Keys for signing bundles")->require_subcommand(1);
    CLI::App* made = key->add_subcommand("new", "Make a key pair: FILE (secret) and FILE.pub");
    made->add_option("file", key_file_)->required();
    on(made, [this](i18n::Language language) { return new_key(key_file_, language); });
  }

  void add_packs() {
    CLI::App* pack = cli_.add_subcommand("pack", "The rules of contests and assessments")->require_subcommand(1);
    on(pack->add_subcommand("list", "The packs that come with Juara"), [](i18n::Language language) { return list_packs(language); });
    CLI::App* show = pack->add_subcommand("show", "The rules of a pack in plain words");
    show->add_option("pack", pack_name_, "id, id@version or a pack file")->required();
    show->add_option("--set", settings_, "a parameter of the pack: id=value");
    on(show, [this](i18n::Language language) { return show_pack(pack_name_, settings_, language); });
    CLI::App* check = pack->add_subcommand("check", "Check pack files and the golden cases beside them");
    check->add_option("paths", paths_, "pack files or folders")->required();
    on(check, [this](i18n::Language language) { return check_packs(paths_, language); });
  }

  void add_scenario() {
    CLI::App* scenario = cli_.add_subcommand("scenario", "Run scenarios (examples/) and print their tables, or publish them");
    scenario->fallthrough();
    scenario->add_option("paths", paths_, "scenario files or folders");
    scenario->callback([this, scenario] {  // after that of `publish`, if it was given
      if (!scenario->get_subcommands().empty()) return;
      if (paths_.empty()) throw CLI::RequiredError("paths");
      chosen_ = [this](i18n::Language language) { return show_scenarios(paths_, language); };
    });
    CLI::App* publish = add_with_storage(*scenario, "publish", "Publish their results; those that have changed replace the earlier ones");
    publish->add_option("paths", paths_, "scenario files or folders")->required();
    publish->add_option("--sign", key_file_, "secret key file to sign the bundles with");
    on(publish, [this](i18n::Language language) { return publish_scenarios(options_.read(), paths_, key_file_, language); });
  }

  void add_database_commands() {
    CLI::App* migrate = add_with_storage(cli_, "migrate", "Bring the database to the schema of this version; makes it if there is none");
    migrate->add_flag("--check", only_check_, "change nothing; exit 1 if something would be applied");
    on(migrate, [this](i18n::Language language) { return migrate_database(options_.read(), only_check_, language); });
    CLI::App* backup = add_with_storage(cli_, "backup", "Write the whole database into one file, while others go on working");
    backup->add_option("file", file_)->required();
    on(backup, [this](i18n::Language language) { return back_up(options_.read(), file_, language); });
    CLI::App* restoring = add_with_storage(cli_, "restore", "Fill an empty database, of either kind, from such a file");
    restoring->add_option("file", file_)->required();
    restoring->add_flag("--replace", replace_, "whatever is in the database goes");
    on(restoring, [this](i18n::Language language) { return restore(options_.read(), file_, replace_, language); });
  }

  void add_audit() {
    CLI::App* audit = cli_.add_subcommand("audit", "The chain of lines that tells who did what")->require_subcommand(1);
    CLI::App* verify = add_with_storage(*audit, "verify", "Recompute the chain and name each line that was changed, removed or put in");
    verify->add_option("--noted", noted_, "NUMBER:HASH as an earlier run printed it; proves that nothing before it was made anew");
    on(verify, [this](i18n::Language language) { return verify_audit(options_.read(), noted_, language); });
    CLI::App* exporting = add_with_storage(*audit, "export", "Write the lines as JSON, one a line");
    exporting->add_option("file", audit_export_.file)->required();
    exporting->add_option("--actor", audit_export_.actor, "id of the account that did it, or on whose behalf it was done");
    exporting->add_option("--action", audit_export_.action, "such as identity.signed_in, or an area: identity.");
    exporting->add_option("--from", audit_export_.from, "from this time on, such as 2026-11-22T09:00:00+07:00");
    exporting->add_option("--until", audit_export_.until, "before this time");
    on(exporting, [this](i18n::Language language) { return export_audit(options_.read(), audit_export_, language); });
  }

  void add_account_commands() {
    CLI::App* accounts = cli_.add_subcommand("account", "Who may sign in")->require_subcommand(1);
    CLI::App* adding = accounts->add_subcommand("add", "Invite somebody; prints the link that sets the password");
    options_.add_to(*adding, {"data", "database", "listen", "public_url"});
    adding->add_option("--email", account_.mail, "mail address")->required();
    adding->add_option("--name", account_.name, "default: what stands before the @");
    adding->add_option("--role", account_.role, "administrator, auditor, secretariat, juror, assessor, applicant or leader");
    CLI::Option* programme = adding->add_option("--programme", account_.programme, "the programme in which the role holds");
    adding->add_option("--organisation", account_.organisation, "the organisation in which the role holds")->excludes(programme);
    on(adding, [this](i18n::Language language) { return app::add_account(options_.read(), account_, language); });
    CLI::App* reset = accounts->add_subcommand("reset-link", "Print a link with which somebody sets a new password");
    options_.add_to(*reset, {"data", "database", "listen", "public_url"});
    reset->add_option("--email", account_.mail, "mail address of the account")->required();
    on(reset, [this](i18n::Language language) { return reset_account(options_.read(), account_.mail, language); });
  }

  CLI::App* add_with_storage(CLI::App& parent, const char* name, const char* help) {
    CLI::App* command = parent.add_subcommand(name, help);
    options_.add_to(*command, {"data", "database"});
    return command;
  }

  void add_server() {
    CLI::App* serve = cli_.add_subcommand("serve", "Serve public pages, office and API until told to stop (SIGTERM, Ctrl-C)");
    options_.add_to(*serve);
    on(serve, [this](i18n::Language language) { return app::serve(options_.read(), language); });
    CLI::App* doctor =
        cli_.add_subcommand("doctor", "Look at settings, folder, disk, database, clock, fonts and mail; say how to mend them");
    options_.add_to(*doctor);
    on(doctor, [this](i18n::Language language) { return app::doctor(options_.read(), language); });
    on(cli_.add_subcommand("settings", "Print the manual of all settings (Markdown)"), [](i18n::Language) { return print_settings(); });
  }

  CLI::App cli_;
  std::string language_;
  std::function<Exit(i18n::Language)> chosen_;
  TallyOptions tally_;
  AdviseOptions advise_;
  VerifyOptions verify_;
  SettingsOptions options_;
  AuditExport audit_export_;
  AccountOptions account_;
  bool only_check_ = false;
  bool replace_ = false;
  std::string key_file_, pack_name_, file_, noted_;
  std::vector<std::string> settings_, paths_;
};

void report(const base::Error& error, i18n::Language language) {
  for (const base::Problem& problem : error.problems()) print_error(i18n::describe(language, problem));
  if (error.total() > error.problems().size()) {
    const std::string more = std::to_string(error.total() - error.problems().size());
    print_error(i18n::text(language, "cli.more_problems", {{"count", more}}));
  }
}

}  // namespace

int run(int argc, char** argv) {
  CommandLine commands;
  try {
    commands.cli().parse(argc, argv);
    return static_cast<int>(commands.run_chosen());
  } catch (const CLI::ParseError& error) {
    return commands.cli().exit(error) == 0 ? static_cast<int>(Exit::good) : static_cast<int>(Exit::wrong_usage);
  } catch (const base::Error& error) {
    report(error, commands.language());
    if (error.kind() == base::Kind::usage) return static_cast<int>(Exit::wrong_usage);
  } catch (const std::bad_alloc&) {
    print_error(i18n::text(commands.language(), "cli.out_of_memory"));
  } catch (const std::exception& error) {
    print_error(i18n::text(commands.language(), "cli.unexpected", {{"what", error.what()}}));
  }
  return static_cast<int>(Exit::bad_input);
}

}  // namespace app
