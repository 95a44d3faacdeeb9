#include <algorithm>
#include <fstream>
#include <sstream>

#include "features/packs/api.hpp"
#include "features/packs/golden_case.hpp"

namespace packs {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in.is_open()) {
    throw base::Error(base::Kind::not_found, base::Problem{path.string(), 0, "files.cannot_open", {{"path", path.string()}}});
  }
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

std::vector<fs::path> pack_files(const std::vector<fs::path>& paths) {
  std::vector<fs::path> files;
  for (const fs::path& path : paths) {
    if (fs::is_directory(path)) {
      for (const auto& entry : fs::recursive_directory_iterator(path)) {
        if (entry.path().filename() == "pack.yaml") files.push_back(entry.path());
      }
    } else if (fs::exists(path)) {
      files.push_back(path);
    } else {
      throw base::Error(base::Kind::not_found, base::Problem{path.string(), 0, "files.cannot_open", {{"path", path.string()}}});
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

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
      const GoldenCase golden = read_case(read_file(file), file.string());
      for (base::Problem& problem : run_case(golden, pack_text, checked.file)) checked.problems.push_back(std::move(problem));
    } catch (const base::Error& error) {
      checked.problems.insert(checked.problems.end(), error.problems().begin(), error.problems().end());
    }
  }
}

}  // namespace

std::vector<Checked> check_packs(const std::vector<fs::path>& paths) {
  std::vector<Checked> all;
  for (const fs::path& file : pack_files(paths)) {
    Checked& checked = all.emplace_back();
    checked.file = file.string();
    try {
      const std::string text = read_file(file);
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
