#include "tally/fair/rasch.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "base/error.hpp"
#include "tally/fair/cholesky.hpp"
#include "tally/fair/juror_graph.hpp"

namespace tally::fair {
namespace {

constexpr double kEntryVariance = 1.5;
constexpr double kJurorVariance = 0.3;
constexpr double kExtreme = 0.3;  ///< how far JML moves an entry's total off the ends of the scale
constexpr double kLongest = 2;    ///< step
constexpr double kSettled = 1e-10;
constexpr int kRounds = 200;

/// Categories of all scores, sheet by sheet, closed up.
struct Grades {
  std::vector<int> categories;
  std::vector<std::uint8_t> of;
};

[[noreturn]] void refuse(const char* reason) { throw base::Error(base::Kind::invalid, "fair.categories", {{"reason", reason}}); }

Grades grade(const Ratings& ratings, const RaschOptions& options) {
  if (ratings.criteria().empty()) refuse("no criteria");
  if (!(options.width > 0) || options.count < 2 || options.count > 100) refuse("width or count out of bounds");
  std::vector<int> raw;
  std::vector<bool> seen(static_cast<std::size_t>(options.count));
  for (std::size_t i = 0; i < ratings.sheets().size(); ++i) {
    for (std::size_t c = 0; c < ratings.criteria().size(); ++c) {
      const double step = std::floor((ratings.score(i, c) - options.from) / options.width);
      raw.push_back(static_cast<int>(std::clamp(step, 0.0, static_cast<double>(options.count - 1))));
      seen[static_cast<std::size_t>(raw.back())] = true;
    }
  }
  Grades grades;
  std::vector<std::uint8_t> closed(seen.size());
  for (std::size_t k = 0; k < seen.size(); ++k) {
    closed[k] = static_cast<std::uint8_t>(grades.categories.size());
    if (seen[k]) grades.categories.push_back(static_cast<int>(k));
  }
  if (grades.categories.size() < 2) refuse("one category");
  for (const int category : raw) grades.of.push_back(closed[static_cast<std::size_t>(category)]);
  return grades;
}

/// What one round sums up. Jurors, criteria and steps stand together in one short vector; entries only couple with it, so Newton's
/// equations shrink to its size.
struct Sums {
  Symmetric rest;                   ///< information of that vector
  std::vector<double> slope;        ///< of that vector
  std::vector<double> entry_slope;  ///< of each entry
  std::vector<double> entry_info;
  std::vector<double> coupling;  ///< entry by entry, as its `places` say
  double deviance = 0;

  Sums(std::size_t size, std::size_t entries, std::size_t couplings)
      : rest(size), slope(size), entry_slope(entries), entry_info(entries), coupling(couplings) {}
};

/// Room for one score's categories, kept between scores.
struct Room {
  std::vector<double> upper;   ///< P(Y > k)
  std::vector<double> weight;  ///< of each category

  explicit Room(std::size_t steps) : upper(steps), weight(steps + 1) {}
};

class Rasch {
 public:
  Rasch(const Ratings& ratings, const RaschOptions& options)
      : ratings_(ratings),
        options_(options),
        grades_(grade(ratings, options)),
        components_(components_of(ratings)),
        jurors_(ratings.jurors().size()),
        criteria_(ratings.criteria().size()),
        steps_(grades_.categories.size() - 1),
        theta_(ratings.entries().size()),
        rest_(jurors_ + criteria_ + steps_) {}

  std::optional<RaschFit> fit() {
    for (int round = 0; round < kRounds; ++round) {
      Sums sums = summed();
      add_priors(sums);
      Symmetric reduced = sums.rest;
      std::vector<double> right = sums.slope;
      eliminate(sums, reduced, right);
      const std::optional<Cholesky> factor = Cholesky::of(reduced);
      if (!factor) return std::nullopt;
      const std::vector<double> step = factor->solve(right);
      const double longest = take(sums, step);
      if (!std::isfinite(longest)) return std::nullopt;
      if (longest < kSettled) return report(round, sums, *factor);
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] std::size_t couplings(std::size_t entry) const { return ratings_.panel(entry).size() + criteria_ + steps_; }
  [[nodiscard]] std::size_t first_coupling(std::size_t entry) const { return ratings_.first_sheet(entry) + entry * (criteria_ + steps_); }

  /// Where in the short vector the i-th coupling of an entry stands.
  [[nodiscard]] std::size_t place(std::size_t entry, std::size_t i) const {
    const std::span<const Sheet> panel = ratings_.panel(entry);
    return i < panel.size() ? panel[i].juror : jurors_ + i - panel.size();
  }

  Sums summed() const {
    Sums sums(rest_.size(), theta_.size(), ratings_.sheets().size() + theta_.size() * (criteria_ + steps_));
    Room room(steps_);
    for (std::size_t e = 0; e < theta_.size(); ++e) {
      const std::span<const Sheet> panel = ratings_.panel(e);
      double total = 0;
      for (std::size_t i = 0; i < panel.size(); ++i) {
        for (std::size_t c = 0; c < criteria_; ++c) {
          const std::size_t grade = grades_.of[(ratings_.first_sheet(e) + i) * criteria_ + c];
          total += static_cast<double>(grade);
          add(sums, e, i, c, grade, room);
        }
      }
      const auto most = static_cast<double>(panel.size() * criteria_ * steps_);
      if (options_.joint && total == 0) sums.entry_slope[e] += kExtreme;
      if (options_.joint && total == most) sums.entry_slope[e] -= kExtreme;
    }
    return sums;
  }

  /// One score: the i-th sheet of entry e, criterion c.
  void add(Sums& sums, std::size_t e, std::size_t i, std::size_t c, std::size_t grade, Room& room) const {
    const std::size_t juror = ratings_.panel(e)[i].juror;
    const std::size_t criterion = jurors_ + c;
    const std::size_t step = jurors_ + criteria_;
    const auto [mean, variance] = moments(theta_[e] - rest_[juror] - rest_[criterion], grade, room, sums.deviance);
    const std::vector<double>& upper = room.upper;
    const double surprise = static_cast<double>(grade) - mean;
    sums.entry_slope[e] += surprise;
    sums.slope[juror] -= surprise;
    sums.slope[criterion] -= surprise;
    sums.entry_info[e] += variance;
    sums.rest(juror, juror) += variance;
    sums.rest(criterion, criterion) += variance;
    sums.rest(criterion, juror) += variance;
    double* coupling = sums.coupling.data() + first_coupling(e);
    const std::size_t panel = ratings_.panel(e).size();
    coupling[i] -= variance;
    coupling[panel + c] -= variance;
    double above = 0;  // Σ k P(k) over k > l
    for (std::size_t l = steps_; l-- > 0;) {
      const double here = upper[l] - (l + 1 < steps_ ? upper[l + 1] : 0);
      above += static_cast<double>(l + 1) * here;
      const double covariance = above - mean * upper[l];
      sums.slope[step + l] -= (grade > l ? 1 : 0) - upper[l];
      coupling[panel + criteria_ + l] -= covariance;
      sums.rest(step + l, juror) += covariance;
      sums.rest(step + l, criterion) += covariance;
      for (std::size_t m = 0; m <= l; ++m) sums.rest(step + l, step + m) += upper[l] - upper[l] * upper[m];
    }
  }

  /// Mean and variance of a grade at this level, P(Y > l) in `room`, and the deviance of the grade given.
  std::pair<double, double> moments(double level, std::size_t grade, Room& room, double& deviance) const {
    const double* tau = rest_.data() + jurors_ + criteria_;
    std::vector<double>& weight = room.weight;
    weight[0] = 0;
    double log = 0;
    double highest = 0;
    for (std::size_t k = 1; k <= steps_; ++k) highest = std::max(highest, weight[k] = log += level - tau[k - 1]);
    double sum = 0;
    const double own = weight[grade] - highest;
    for (std::size_t k = 0; k <= steps_; ++k) sum += weight[k] = std::exp(weight[k] - highest);
    deviance -= 2 * (own - std::log(sum));
    double mean = 0;
    double square = 0;
    double above = 0;
    for (std::size_t k = steps_; k > 0; --k) {
      const double p = weight[k] / sum;
      const auto value = static_cast<double>(k);
      mean += value * p;
      square += value * value * p;
      room.upper[k - 1] = above += p;
    }
    return {mean, square - mean * mean};
  }

  /// Priors, and what fixes the origin: steps sum to 0; in JML also jurors within each component, and criteria in place of entries.
  void add_priors(Sums& sums) const {
    pin(sums, jurors_ + criteria_, rest_.size(), nullptr);
    if (options_.joint) {
      for (std::uint32_t c = 0; c <= *std::max_element(components_.begin(), components_.end()); ++c) pin(sums, 0, jurors_, &c);
      pin(sums, jurors_, jurors_ + criteria_, nullptr);
      return;
    }
    for (std::size_t e = 0; e < theta_.size(); ++e) {
      sums.entry_slope[e] -= theta_[e] / kEntryVariance;
      sums.entry_info[e] += 1 / kEntryVariance;
    }
    for (std::size_t j = 0; j < jurors_; ++j) {
      sums.slope[j] -= rest_[j] / kJurorVariance;
      sums.rest(j, j) += 1 / kJurorVariance;
    }
  }

  void pin(Sums& sums, std::size_t begin, std::size_t end, const std::uint32_t* component) const {
    const auto counts = [&](std::size_t i) { return component == nullptr || components_[i] == *component; };
    double sum = 0;
    for (std::size_t i = begin; i < end; ++i) sum += counts(i) ? rest_[i] : 0;
    for (std::size_t i = begin; i < end; ++i) {
      if (!counts(i)) continue;
      sums.slope[i] -= sum;
      for (std::size_t k = begin; k <= i; ++k) sums.rest(i, k) += counts(k) ? 1 : 0;
    }
  }

  void eliminate(const Sums& sums, Symmetric& reduced, std::vector<double>& right) const {
    for (std::size_t e = 0; e < theta_.size(); ++e) {
      const double* coupling = sums.coupling.data() + first_coupling(e);
      for (std::size_t i = 0; i < couplings(e); ++i) {
        const double share = coupling[i] / sums.entry_info[e];
        right[place(e, i)] -= share * sums.entry_slope[e];
        for (std::size_t k = 0; k <= i; ++k) reduced(place(e, i), place(e, k)) -= share * coupling[k];  // places ascend
      }
    }
  }

  /// Goes Newton's step, or a part of it if it is long. Returns the length of the whole.
  double take(const Sums& sums, const std::vector<double>& step) {
    std::vector<double> entries(theta_.size());
    double longest = 0;
    for (std::size_t e = 0; e < theta_.size(); ++e) {
      const double* coupling = sums.coupling.data() + first_coupling(e);
      double slope = sums.entry_slope[e];
      for (std::size_t i = 0; i < couplings(e); ++i) slope -= coupling[i] * step[place(e, i)];
      entries[e] = slope / sums.entry_info[e];
      longest = std::max(longest, std::abs(entries[e]));
    }
    for (const double part : step) longest = std::max(longest, std::abs(part));
    const double share = std::min(1.0, kLongest / longest);
    for (std::size_t e = 0; e < theta_.size(); ++e) theta_[e] += share * entries[e];
    for (std::size_t i = 0; i < rest_.size(); ++i) rest_[i] += share * step[i];
    return longest;
  }

  RaschFit report(int rounds, const Sums& sums, const Cholesky& factor) {
    if (options_.joint) {  // the origin goes back to the entries
      double mean = 0;
      for (const double theta : theta_) mean += theta / static_cast<double>(theta_.size());
      for (double& theta : theta_) theta -= mean;
      for (std::size_t c = 0; c < criteria_; ++c) rest_[jurors_ + c] -= mean;
    }
    const auto part = [this](std::size_t from, std::size_t count) {
      const auto begin = rest_.begin() + static_cast<std::ptrdiff_t>(from);
      return std::vector<double>(begin, begin + static_cast<std::ptrdiff_t>(count));
    };
    RaschFit fit{.rounds = rounds,
                 .deviance = sums.deviance,
                 .categories = grades_.categories,
                 .entries = theta_,
                 .entry_ses = {},
                 .jurors = part(0, jurors_),
                 .juror_ses = {},
                 .criteria = part(jurors_, criteria_),
                 .steps = part(jurors_ + criteria_, steps_)};
    add_errors(fit, sums, factor);
    return fit;
  }

  /// MAP: of the whole posterior. JML: as Facets prints it, from the information of the element alone.
  void add_errors(RaschFit& fit, const Sums& sums, const Cholesky& factor) const {
    const Symmetric inverse = options_.joint ? Symmetric(0) : factor.inverse();
    for (std::size_t e = 0; e < theta_.size(); ++e) {
      double variance = 1 / sums.entry_info[e];
      const double* coupling = sums.coupling.data() + first_coupling(e);
      double shared = 0;
      for (std::size_t i = 0; !options_.joint && i < couplings(e); ++i) {
        for (std::size_t k = 0; k < couplings(e); ++k) shared += coupling[i] * coupling[k] * inverse(place(e, i), place(e, k));
      }
      fit.entry_ses.push_back(std::sqrt(variance + shared * variance * variance));
    }
    for (std::size_t j = 0; j < jurors_; ++j) {
      const double alone = sums.rest(j, j) - 1;  // without the pin
      fit.juror_ses.push_back(options_.joint ? 1 / std::sqrt(alone) : std::sqrt(inverse(j, j)));
    }
  }

  const Ratings& ratings_;
  RaschOptions options_;
  Grades grades_;
  std::vector<std::uint32_t> components_;
  std::size_t jurors_;
  std::size_t criteria_;
  std::size_t steps_;
  std::vector<double> theta_;
  std::vector<double> rest_;  ///< ρ, δ, τ
};

}  // namespace

std::optional<RaschFit> fit_rasch(const Ratings& ratings, const RaschOptions& options) { return Rasch(ratings, options).fit(); }

}  // namespace tally::fair
