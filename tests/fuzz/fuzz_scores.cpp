#include "features/packs/api.hpp"
#include "features/results/api.hpp"
#include "features/sheets/api.hpp"
#include "tally/tally.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

/// Scores, then after a line `---` the subjects, then the items.
sheets::Tables tables_of(const std::string& text) {
  static const std::string kBetween = "\n---\n";
  const auto first = text.find(kBetween);
  const auto second = first == std::string::npos ? first : text.find(kBetween, first + kBetween.size());
  const auto part = [&](std::size_t from, std::size_t to) { return text.substr(from, to == std::string::npos ? to : to - from); };
  sheets::Tables tables;
  tables.scores.push_back(sheets::text_table("scores.csv", part(0, first)));
  if (first != std::string::npos) tables.subjects = sheets::text_table("subjects.csv", part(first + kBetween.size(), second));
  if (second != std::string::npos) tables.items = sheets::text_table("items.csv", part(second + kBetween.size(), std::string::npos));
  return tables;
}

}  // namespace

/// What is accepted can be tallied, written and made a bundle that verifies.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const packs::LoadedPack loaded[] = {packs::load_pack("iga@2023"), packs::load_pack("kipp@2023"),
                                             packs::load_pack("ombudsman-kepatuhan@2022"), packs::load_pack("spm@2021")};
  for (const packs::LoadedPack& one : loaded) {
    (void)fuzz::run(data, size, [&](const std::string& text) {
      const tally::Input input = results::pseudonymous(one.pack, sheets::read_input(one.pack, tables_of(text)));
      const tally::Result result = tally::tally(one.pack, input);
      const results::Tallied tallied{one.pack, input, result};
      (void)results::table(tallied, i18n::Language::en);
      (void)results::csv(tallied);
      if (!results::verify(results::bundle(tallied, one.document, nullptr), "bundle.json", std::nullopt).differences.empty())
        __builtin_trap();
    });
  }
  return 0;
}
