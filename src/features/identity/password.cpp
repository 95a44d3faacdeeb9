#include "features/identity/password.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "embedded/passwords.hpp"

namespace identity {
namespace {

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

/// Letters for the signs that stand for them: `p@55w0rd` → `password`.
std::string with_letters(std::string text) {
  constexpr std::string_view kSigns = "@4310!57$";
  constexpr std::string_view kLetters = "aaeioists";
  for (char& c : text) {
    if (const auto at = kSigns.find(c); at != std::string_view::npos) c = kLetters[at];
  }
  return text;
}

/// Without the digits and signs before and after its letters.
std::string_view core(std::string_view text) {
  const auto counts = [](char c) { return is_letter(c) || !is_ascii(c); };
  while (!text.empty() && !counts(text.front())) text.remove_prefix(1);
  while (!text.empty() && !counts(text.back())) text.remove_suffix(1);
  return text;
}

bool is_common(std::string_view text) {
  return std::ranges::any_of(embedded::passwords(), [&](const base::EmbeddedFile& file) {
    const auto words = base::split(file.content, '\n');  // sorted by their bytes
    return std::ranges::binary_search(words.begin(), words.end() - 1, text);
  });
}

/// `abababab`, `aaaa`, `12345678`, `87654321`.
bool is_pattern(std::string_view text) {
  constexpr std::size_t kFewest = 5;
  constexpr std::size_t kLongestUnit = 4;
  if (std::set<char>(text.begin(), text.end()).size() < kFewest) return true;
  for (std::size_t unit = 1; unit <= kLongestUnit; ++unit) {
    if (text.substr(unit) == text.substr(0, text.size() - unit)) return true;
  }
  const auto goes_by = [&](int step) {
    // One break is allowed: 1234567890 goes on at 0.
    int breaks = 0;
    for (std::size_t i = 1; i < text.size(); ++i) breaks += text[i] - text[i - 1] == step ? 0 : 1;
    return breaks <= 1;
  };
  return goes_by(1) || goes_by(-1);
}

/// The words of four letters and more, longest first, so that a part never hides the whole.
std::vector<std::string> words_of(const std::vector<std::string>& texts) {
  constexpr std::size_t kShortest = 4;
  std::vector<std::string> words = {"juara"};
  for (const std::string& text : texts) {
    std::string word;
    for (const char c : base::lowered(text) + ' ') {
      if (is_letter(c) || !is_ascii(c) || (c >= '0' && c <= '9')) {
        word += c;
      } else {
        if (word.size() >= kShortest) words.push_back(with_letters(word));
        word.clear();
      }
    }
  }
  std::ranges::sort(words, std::greater(), &std::string::size);
  return words;
}

/// Whether hardly anything is left of the password without the words.
bool is_made_of(std::string text, const std::vector<std::string>& words) {
  constexpr std::size_t kLeast = 6;  // letters or digits of its own
  const std::string whole = text;
  for (const std::string& word : words) {
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word)) text.erase(at, word.size());
  }
  if (text == whole) return false;
  const auto own = std::ranges::count_if(text, [](char c) { return is_letter(c) || !is_ascii(c); });
  return static_cast<std::size_t>(own) < kLeast;
}

}  // namespace

std::optional<base::Problem> weakness(std::string_view password, const std::vector<std::string>& own) {
  const auto problem = [](const char* code, base::Params params = {}) {
    params.insert(params.begin(), {"field", "password"});
    return base::Problem{.file = {}, .line = 0, .code = code, .params = std::move(params)};
  };
  if (base::characters(password) < kShortestPassword) {
    return problem("identity.password_short", {{"least", std::to_string(kShortestPassword)}});
  }
  if (password.size() > kLongestPassword) return problem("identity.password_long", {{"most", std::to_string(kLongestPassword)}});
  if (!base::is_utf8(password)) return problem("identity.password_pattern");
  const std::string low = base::lowered(password);
  if (is_pattern(low)) return problem("identity.password_pattern");
  const std::string_view bare = core(low);
  if (is_common(low) || is_common(bare) || is_common(core(with_letters(low))) || is_common(with_letters(std::string(bare)))) {
    return problem("identity.password_common");
  }
  if (is_made_of(with_letters(low), words_of(own))) return problem("identity.password_own_words");
  return std::nullopt;
}

}  // namespace identity
