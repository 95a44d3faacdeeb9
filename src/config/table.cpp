#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "config/config.hpp"

namespace config {
namespace {

std::optional<std::size_t> whole(const std::string& text, std::size_t least, std::size_t most) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < least || number > most) return std::nullopt;
  return number;
}

bool take_listen(Settings& settings, const std::string& value) {
  const std::size_t colon = value.rfind(':');
  if (colon == std::string::npos) return false;
  const auto port = whole(value.substr(colon + 1), 0, std::numeric_limits<std::uint16_t>::max());
  std::string address = value.substr(0, colon);
  if (address.size() > 2 && address.front() == '[' && address.back() == ']') address = address.substr(1, address.size() - 2);
  if (!port || address.empty()) return false;
  settings.listen_address = std::move(address);
  settings.listen_port = static_cast<std::uint16_t>(*port);
  return true;
}

bool take_public_url(Settings& settings, const std::string& value) {
  const bool good = value.empty() || ((value.starts_with("https://") || value.starts_with("http://")) && !value.ends_with('/'));
  if (good) settings.public_url = value;
  return good;
}

bool take_mail_from(Settings& settings, const std::string& value) {
  const std::size_t at = value.find('@');
  const bool good = at != std::string::npos && at > 0 && at + 1 < value.size() && value.find_first_of(" <>\r\n") == std::string::npos;
  if (good) settings.mail_from = value;
  return good;
}

std::string trimmed(std::string text) {
  text.erase(0, text.find_first_not_of(' '));
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

/// Comma-separated, blanks around them do not count.
bool take_proxies(Settings& settings, const std::string& value) {
  settings.trusted_proxies.clear();
  for (std::size_t begin = 0; begin < value.size();) {
    const std::size_t end = std::min(value.find(',', begin), value.size());
    std::string proxy = trimmed(value.substr(begin, end - begin));
    if (proxy.empty()) return false;
    settings.trusted_proxies.push_back(std::move(proxy));
    begin = end + 1;
  }
  return true;
}

/// `group=role; group=role`. The last `=` counts: names of groups in a directory have some of their own.
bool take_roles(Settings& settings, const std::string& value) {
  settings.oidc_roles.clear();
  for (std::size_t begin = 0; begin < value.size();) {
    const std::size_t end = std::min(value.find(';', begin), value.size());
    const std::string pair = trimmed(value.substr(begin, end - begin));
    const std::size_t equals = pair.rfind('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == pair.size()) return false;
    settings.oidc_roles.emplace_back(trimmed(pair.substr(0, equals)), trimmed(pair.substr(equals + 1)));
    begin = end + 1;
  }
  return true;
}

bool take_issuer(Settings& settings, const std::string& value) {
  const bool good = value.empty() || value.starts_with("https://") || value.starts_with("http://");
  if (good) settings.oidc_issuer = value;
  return good;
}

template <auto Member>
bool take_text(Settings& settings, const std::string& value) {
  settings.*Member = value;
  return true;
}

template <auto Member>
bool take_count(Settings& settings, const std::string& value) {
  const auto number = whole(value, 1, 256);
  if (number) settings.*Member = *number;
  return number.has_value();
}

template <auto Member, std::size_t Count>
bool take_word(Settings& settings, const std::string& value, const std::array<std::string_view, Count>& words) {
  const auto found = std::find(words.begin(), words.end(), value);
  if (found == words.end()) return false;
  using Word = std::remove_reference_t<decltype(settings.*Member)>;
  settings.*Member = static_cast<Word>(found - words.begin());
  return true;
}

constexpr auto kSettings = std::to_array<Setting>({
    {.name = "data",
     .usual = "juara-data",
     .example = "/var/lib/juara",
     .take = [](Settings& settings, const std::string& value) { return !(settings.data = value).empty(); }},
    {.name = "database",
     .usual = "",
     .example = "postgresql://juara@db.example.go.id/juara",
     .secret = true,
     .take =
         [](Settings& settings, const std::string& value) {
           settings.database = value;
           return true;
         }},
    {.name = "listen", .usual = "127.0.0.1:8080", .example = "0.0.0.0:8080", .take = take_listen},
    {.name = "public_url", .usual = "", .example = "https://juara.bantenprov.go.id", .take = take_public_url},
    {.name = "trusted_proxies", .usual = "", .example = "127.0.0.1, 10.0.0.0/8", .take = take_proxies},
    {.name = "workers", .usual = "8", .example = "16", .take = take_count<&Settings::workers>},
    {.name = "connections", .usual = "8", .example = "16", .take = take_count<&Settings::connections>},
    {.name = "mail_server",
     .usual = "",
     .example = "smtp://juara:kata-sandi@surel.bantenprov.go.id:587",
     .secret = true,
     .take =
         [](Settings& settings, const std::string& value) {
           settings.mail_server = value;
           return true;
         }},
    {.name = "mail_from", .usual = "juara@localhost", .example = "juara@bantenprov.go.id", .take = take_mail_from},
    {.name = "oidc_issuer", .usual = "", .example = "https://sso.bantenprov.go.id/realms/asn", .take = take_issuer},
    {.name = "oidc_client_id", .usual = "", .example = "juara", .take = take_text<&Settings::oidc_client_id>},
    {.name = "oidc_client_secret", .usual = "", .example = "rahasia", .secret = true, .take = take_text<&Settings::oidc_client_secret>},
    {.name = "oidc_name", .usual = "", .example = "SSO Banten", .take = take_text<&Settings::oidc_name>},
    {.name = "oidc_groups_claim", .usual = "groups", .example = "roles", .take = take_text<&Settings::oidc_groups_claim>},
    {.name = "oidc_roles", .usual = "", .example = "juara-admin=administrator; inspektorat=auditor", .take = take_roles},
    {.name = "log_format",
     .usual = "text",
     .example = "json",
     .take =
         [](Settings& settings, const std::string& value) {
           return take_word<&Settings::log_format>(settings, value, std::to_array<std::string_view>({"text", "json"}));
         }},
    {.name = "log_level",
     .usual = "info",
     .example = "warning",
     .take =
         [](Settings& settings, const std::string& value) {
           return take_word<&Settings::log_level>(settings, value, std::to_array<std::string_view>({"debug", "info", "warning", "error"}));
         }},
});

}  // namespace

std::span<const Setting> all() { return kSettings; }

}  // namespace config
