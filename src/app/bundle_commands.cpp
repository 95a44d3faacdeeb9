#include <cstdio>
#include <optional>

#include "app/commands.hpp"
#include "app/files.hpp"
#include "app/output.hpp"
#include "base/error.hpp"
#include "base/files.hpp"
#include "crypto/crypto.hpp"
#include "features/results/api.hpp"

namespace app {
namespace {

/// A public key as hex or as the file that `juara key new` wrote.
std::optional<crypto::PublicKey> read_public_key(const std::string& key) {
  if (key.empty()) return std::nullopt;
  if (auto bare = crypto::public_from_text(key)) return bare;
  auto from_file = crypto::public_from_text(base::read_file(key));
  if (!from_file) throw base::Error(base::Kind::invalid, base::Problem{key, 0, "keys.not_a_public_key", {}});
  return from_file;
}

void say(std::string_view code, const base::Params& params, i18n::Language language) { print_line(i18n::text(language, code, params)); }

}  // namespace

Exit verify_bundle(const VerifyOptions& options, i18n::Language language) {
  const auto expected = read_public_key(options.key);
  const results::Verification found = results::verify(base::read_file(options.bundle), options.bundle, expected);
  if (!found.differences.empty()) {
    for (const base::Problem& problem : found.differences) print_error(i18n::describe(language, problem));
    print_error(i18n::text(language, "verify.failed", {{"file", options.bundle}}));
    return Exit::does_not_verify;
  }
  say("verify.good",
      {{"file", options.bundle},
       {"pack", found.pack},
       {"subjects", std::to_string(found.subjects)},
       {"sheets", std::to_string(found.sheets)}},
      language);
  if (found.signed_by.empty()) {
    say("verify.not_signed", {}, language);
  } else {
    say(expected ? "verify.signed_as_expected" : "verify.signed", {{"key", found.signed_by}}, language);
  }
  return Exit::good;
}

Exit new_key(const std::string& file, i18n::Language language) {
  const crypto::SigningKey key = crypto::SigningKey::generate();
  write_file(file + ".pub", crypto::public_text(key.public_key()), Write::create);
  try {
    write_file(file, key.secret_text(), Write::create_secret);
  } catch (const base::Error&) {
    std::remove((file + ".pub").c_str());  // of a secret that nobody has
    throw;
  }
  say("keys.written", {{"secret", file}, {"public", file + ".pub"}}, language);
  return Exit::good;
}

}  // namespace app
