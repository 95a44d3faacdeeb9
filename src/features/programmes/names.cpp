#include "features/programmes/names.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"

namespace programmes {
namespace {

constexpr std::size_t kLongestSlug = 80;

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kAbbreviations{
    {{"kab", "kabupaten"}, {"kec", "kecamatan"}, {"kel", "kelurahan"}, {"prov", "provinsi"}, {"pusk", "puskesmas"}}};

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }
bool is_slug_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

/// Letters and digits, small; everything else of ASCII is a blank. Letters of other scripts stay as they are.
char folded(char c) {
  if (c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
  return is_slug_letter(c) || !is_ascii(c) ? c : ' ';
}

std::string_view written_out(std::string_view word) {
  const auto* found = std::ranges::find(kAbbreviations, word, &std::pair<std::string_view, std::string_view>::first);
  return found == kAbbreviations.end() ? word : found->second;
}

}  // namespace

std::vector<std::string> words_of(std::string_view text) {
  std::string plain(text);
  std::ranges::transform(plain, plain.begin(), folded);
  std::vector<std::string> words;
  for (const std::string_view word : base::split(plain, ' ')) {
    if (!word.empty()) words.emplace_back(word);
  }
  return words;
}

std::string normalised(std::string_view name) {
  std::string out;
  for (const std::string& word : words_of(name)) out.append(out.empty() ? "" : " ").append(written_out(word));
  return out;
}

std::string slug_of(std::string_view name) {
  std::string out;
  for (const char c : normalised(name)) {
    if (is_slug_letter(c)) {
      out += c;
    } else if (is_ascii(c) && !out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  out.resize(std::min(out.size(), kLongestSlug));
  while (out.ends_with('-')) out.pop_back();
  return out.empty() ? "unit" : out;
}

bool is_slug(std::string_view text) {
  return !text.empty() && text.size() <= kLongestSlug && text.front() != '-' && text.back() != '-' &&
         std::ranges::all_of(text, [](char c) { return is_slug_letter(c) || c == '-'; });
}

}  // namespace programmes
