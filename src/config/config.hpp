#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "i18n/i18n.hpp"

/// What an installation decides about the program itself. What an agency decides about its work lies in the database.
namespace config {

enum class LogFormat : std::uint8_t { text, json };
enum class LogLevel : std::uint8_t { debug, info, warning, error };

struct Settings {
  std::filesystem::path data;
  std::string database;  ///< as db::Database takes it
  std::string listen_address;
  std::uint16_t listen_port = 0;  ///< 0: any that is free
  std::string public_url;         ///< without a slash at the end; empty: as the browser calls us
  std::vector<std::string> trusted_proxies;
  std::size_t workers = 0;
  std::size_t connections = 0;
  std::string mail_server;  ///< as mail::Server takes it; empty: none yet
  std::string mail_from;    ///< address from which letters come
  std::string oidc_issuer;  ///< empty: people sign in by password alone
  std::string oidc_client_id;
  std::string oidc_client_secret;
  std::string oidc_name;  ///< on the button; empty: the issuer's host
  std::string oidc_groups_claim;
  std::vector<std::pair<std::string, std::string>> oidc_roles;  ///< group and role
  LogFormat log_format = LogFormat::text;
  LogLevel log_level = LogLevel::info;
};

/// One line of the table of settings; its words are `settings.<name>` in locales/.
struct Setting {
  std::string_view name;  ///< `--listen` on the command line, `JUARA_LISTEN` in the environment, `listen:` in the file
  std::string_view usual;
  std::string_view example;
  bool secret = false;  ///< may hold a password: never shown, and better not on a command line
  /// Takes a value; false if it means nothing.
  bool (*take)(Settings& settings, const std::string& value);
};

/// All settings, in the order in which people read them.
[[nodiscard]] std::span<const Setting> all();

/// What was given where.
struct Sources {
  std::map<std::string, std::string, std::less<>> flags = {};  ///< by name of the setting
  std::function<const char*(const char*)> environment = {};    ///< as std::getenv
  std::optional<std::filesystem::path> file = {};  ///< that must be there; none: `juara.yaml` in the data folder, if it is there
};

/// Flags go before the environment, that before the file, that before what is usual. Throws Error(usage or invalid) config.bad_value,
/// config.unknown_setting (with file and line), files.cannot_open, yaml.*.
[[nodiscard]] Settings read(const Sources& sources);

/// docs/admin/settings.md.
[[nodiscard]] std::string manual();

}  // namespace config
