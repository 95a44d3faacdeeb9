#include <algorithm>

#include "base/files.hpp"
#include "features/packs/api.hpp"
#include "features/packs/golden_case.hpp"

namespace packs {
namespace {

namespace fs = std::filesystem;

void check_cases(const fs::path& folder, std::string_view pack_text, Checked& checked) {
  if (!fs::is_directory(folder)) return;
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) {
    ++checked.cases;
    try {
      const GoldenCase golden = read_case(base::read_file(file), file.string());
      for (base::Problem& problem : run_case(golden, pack_text, checked.file)) checked.problems.push_back(std::move(problem));
    } catch (const base::Error& error) {
      checked.problems.insert(checked.problems.end(), error.problems().begin(), error.problems().end());
    }
  }
}

}  // namespace

std::vector<Checked> check_packs(const std::vector<fs::path>& paths) {
  std::vector<Checked> all;
  for (const fs::path& file : base::find_files(paths, "pack.yaml")) {
    Checked& checked = all.emplace_back();
    checked.file = file.string();
    try {
      const std::string text = base::read_file(file);
      const tally::Pack pack = load_pack_text(text, checked.file).pack;
      checked.name = pack.id + "@" + pack.version;
      check_cases(file.parent_path() / "cases", text, checked);
    } catch (const base::Error& error) {
      checked.problems.insert(checked.problems.end(), error.problems().begin(), error.problems().end());
    }
  }
  return all;
}

}  // namespace packs
