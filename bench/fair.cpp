// Measures fair ranking on a table of sheets (bench/README.md): fair_bench FILE
// FILE: entry,juror,c1..c5 (bench/fair makes it), or the word "many": 4,500 jurors of 2,000 entries in 1,000 components, made up here.
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include "base/csv.hpp"
#include "tally/fair/chances.hpp"
#include "tally/fair/crossed.hpp"
#include "tally/fair/random.hpp"
#include "tally/fair/rasch.hpp"
#include "tally/fair/within.hpp"

namespace {

using tally::fair::Ratings;
using tally::fair::SheetInput;

constexpr int kRuns = 5;
constexpr double kWeights[] = {.30, .25, .20, .15, .10};

std::vector<SheetInput> read(const std::string& path) {
  std::ifstream in(path);
  base::csv::Reader reader(path, in);
  std::vector<SheetInput> sheets;
  for (std::vector<std::string_view> fields; reader.next(fields);) {
    SheetInput sheet{.entry = std::string(fields[0]), .juror = std::string(fields[1])};
    for (std::size_t c = 0; c < std::size(kWeights); ++c) {
      sheet.scores.push_back(std::stod(std::string(fields[c + 2])));
      sheet.total += kWeights[c] * sheet.scores.back();
    }
    sheets.push_back(sheet);
  }
  return sheets;
}

/// Panels of 4 or 5 jurors who see two entries each, and nobody else.
std::vector<SheetInput> many() {
  std::vector<SheetInput> sheets;
  std::uint64_t stream = 0;
  std::uint32_t juror = 0;
  for (int panel = 0; panel < 1000; ++panel) {
    const std::uint32_t size = 4 + static_cast<std::uint32_t>(panel % 2);
    tally::fair::Bits bits;
    tally::fair::draw_bits(7, stream++, bits);
    for (std::uint32_t entry = 0; entry < 2; ++entry) {
      for (std::uint32_t j = 0; j < size; ++j) {
        const double score = 70 + 8 * tally::fair::normal(bits[200 + entry]) + 5 * tally::fair::normal(bits[100 + j]) +
                             6 * tally::fair::normal(bits[entry * 10 + j]);
        sheets.push_back({.entry = fmt::format("{}", 2 * panel + static_cast<int>(entry)),
                          .juror = fmt::format("{}", juror + j),
                          .total = score,
                          .scores = std::vector<double>(5, score)});
      }
    }
    juror += size;
  }
  return sheets;
}

struct Time {
  double wall = 0;
  double cpu = 0;  ///< of all threads: what is left when others use the machine as well
};

/// The medians of some runs, in seconds.
Time seconds(const std::function<void()>& work) {
  std::vector<double> wall;
  std::vector<double> cpu;
  for (int run = 0; run < kRuns; ++run) {
    const auto begin = std::chrono::steady_clock::now();
    const std::clock_t used = std::clock();
    work();
    wall.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
    cpu.push_back(static_cast<double>(std::clock() - used) / CLOCKS_PER_SEC);
  }
  std::nth_element(wall.begin(), wall.begin() + kRuns / 2, wall.end());
  std::nth_element(cpu.begin(), cpu.begin() + kRuns / 2, cpu.end());
  return {wall[kRuns / 2], cpu[kRuns / 2]};
}

/// Kilobytes this process has needed at most.
long peak() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

void row(const char* what, Time time) { fmt::print("| {} | {:.4f} | {:.4f} | {} |\n", what, time.wall, time.cpu, peak() / 1024); }

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const std::string file = argv[1];
  const Ratings ratings({"c1", "c2", "c3", "c4", "c5"}, file == "many" ? many() : read(file));
  fmt::print("{} entries, {} jurors, {} sheets\n\n| step | s | CPU s | MB so far |\n|---|---:|---:|---:|\n", ratings.entries().size(),
             ratings.jurors().size(), ratings.sheets().size());
  std::unique_ptr<tally::fair::Laplacian> graph;
  tally::fair::WithinFit fit;
  row("fit with standard errors", seconds([&] {
        graph = tally::fair::make_laplacian(ratings);
        fit = tally::fair::fit_within(ratings, *graph);
      }));
  row("five criteria, same graph", seconds([&] {
        for (std::size_t c = 0; c < std::size(kWeights); ++c) (void)tally::fair::fit_within(ratings, *graph, {.criterion = c});
      }));
  tally::fair::ChanceOptions options{.seed = 1, .draws = 10000, .cuts = {45, 99}, .rank_draws = 0};
  row("P(45), P(99), 10,000 draws", seconds([&] { (void)tally::fair::chances(ratings, *graph, fit, options); }));
  options.rank_draws.reset();
  row("the same with rank intervals", seconds([&] { (void)tally::fair::chances(ratings, *graph, fit, options); }));
  options.threads = 1;
  row("the same on one core", seconds([&] { (void)tally::fair::chances(ratings, *graph, fit, options); }));
  if (ratings.jurors().size() <= 2000) row("crossed random effects", seconds([&] { (void)tally::fair::fit_crossed(ratings); }));
  if (file != "many") row("Rasch MAP, five categories", seconds([&] { (void)tally::fair::fit_rasch(ratings, {.from = 45, .width = 10}); }));
  fmt::print("\nlambda {:.8f}, residual {:.8f}, severity {:.8f}, REML criterion {:.6f}\n", fit.lambda, *fit.residual_variance,
             *fit.severity_variance, *fit.criterion);
}
