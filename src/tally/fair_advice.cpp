#include "tally/fair_advice.hpp"

#include <algorithm>
#include <map>
#include <string_view>

#include "tally/fair_contests.hpp"

namespace tally {
namespace {

class FairAdviser {
 public:
  FairAdviser(const FairContest& contest, const FairRanking& fair, const AdviceRequest& request)
      : contest_(contest),
        fair_(fair),
        request_(request),
        ratings_(ratings_of(contest.input, contest.sheets)),
        graph_(fair::make_laplacian(ratings_)),
        subjects_(subjects_of(contest.input, ratings_)),
        contests_(contests_of(contest, subjects_)),
        fit_(fair::fit_within(ratings_, *graph_, {.groups = groups_of(contests_, subjects_.size())})) {
    std::map<std::string_view, std::uint32_t> index;
    for (std::uint32_t at = 0; at < contest.input.evaluators.size(); ++at) index.emplace(contest.input.evaluators[at], at);
    for (const std::string& juror : ratings_.jurors()) evaluators_.push_back(index.at(juror));
  }

  FairAdvice run() {
    const fair::Drawing drawing = fit_.residual_variance ? fair::drawing_of(*graph_, fit_) : fair::Drawing{};
    const fair::Advice advice = fair::advise({ratings_, *graph_, fit_, drawing}, choices(), {.limits = limits(), .links = request_.links});
    made_.top = fair_.top.front();
    made_.apart_for_budget = advice.apart_for_budget;
    made_.jurors_full = advice.jurors_full;
    made_.bottleneck = advice.bottleneck;
    made_.places = advice.places;
    made_.right_before = advice.right_before;
    made_.right_after = advice.right_after;
    for (const FairEntry& entry : fair_.entries) made_.borderline += entry.zone == FairZone::borderline ? 1 : 0;
    for (const fair::NotAdvised& entry : advice.not_advised) made_.unread.push_back({subjects_[entry.entry], entry.why});
    take_panels(advice);
    take_sheets(advice);
    return std::move(made_);
  }

 private:
  /// One for each contest that has more entries than places: elsewhere nothing is decided.
  [[nodiscard]] std::vector<fair::Choice> choices() const {
    std::vector<fair::Choice> choices;
    for (const auto& [key, field] : contests_) {
      if (field.competing.size() <= fair_.top.front()) continue;
      fair::Choice choice{.places = fair_.top.front(), .among = field.competing};
      for (const std::uint32_t entry : field.competing) {
        if (const auto chance = chance_of(entry)) choice.chances.push_back(*chance);
      }
      choices.push_back(std::move(choice));
    }
    return choices;
  }

  [[nodiscard]] std::optional<double> chance_of(std::uint32_t entry) const { return fair_.entries[entry].top.front(); }

  [[nodiscard]] fair::Readers::Limits limits() const {
    fair::Readers::Limits limits{.budget = request_.budget};
    const auto juror_of = [this](std::uint32_t evaluator) { return std::find(evaluators_.begin(), evaluators_.end(), evaluator); };
    for (const auto& [subject, evaluator] : request_.conflicts) {
      const auto entry = std::lower_bound(subjects_.begin(), subjects_.end(), subject);
      const auto juror = juror_of(evaluator);
      if (entry == subjects_.end() || *entry != subject || juror == evaluators_.end()) continue;
      limits.conflicts.emplace_back(entry - subjects_.begin(), juror - evaluators_.begin());
    }
    std::sort(limits.conflicts.begin(), limits.conflicts.end());
    limits.caps.resize(evaluators_.size());
    for (const auto& [evaluator, cap] : request_.caps) {
      const auto juror = juror_of(evaluator);
      if (juror != evaluators_.end()) limits.caps[static_cast<std::size_t>(juror - evaluators_.begin())] = cap;
    }
    return limits;
  }

  [[nodiscard]] std::uint32_t panel_of(std::uint32_t entry) const { return graph_->components()[ratings_.panel(entry).front().juror]; }

  void take_panels(const fair::Advice& advice) {
    made_.panels.resize(fit_.components);
    for (std::size_t juror = 0; juror < evaluators_.size(); ++juror) {
      made_.panels[graph_->components()[juror]].evaluators.push_back(evaluators_[juror]);
    }
    const auto by_id = [this](std::uint32_t a, std::uint32_t b) { return contest_.input.evaluators[a] < contest_.input.evaluators[b]; };
    for (FairPanel& panel : made_.panels) std::sort(panel.evaluators.begin(), panel.evaluators.end(), by_id);
    for (std::uint32_t entry = 0; entry < subjects_.size(); ++entry) ++made_.panels[panel_of(entry)].subjects;
    for (const std::uint32_t component : advice.apart) made_.panels[component].apart = true;
  }

  void take_sheets(const fair::Advice& advice) {
    std::vector<std::size_t> sheets;
    for (const fair::EntryEstimate& entry : fit_.entries) sheets.push_back(entry.sheets);
    for (const fair::AdvisedSheet& sheet : advice.sheets) {
      made_.sheets.push_back({.kind = sheet.kind,
                              .subject = subjects_[sheet.entry],
                              .evaluator = evaluators_[sheet.juror],
                              .gain = sheet.gain,
                              .chance = chance_of(sheet.entry),
                              .sheet = ++sheets[sheet.entry],
                              .from = graph_->components()[sheet.juror],
                              .to = panel_of(sheet.entry)});
    }
  }

  const FairContest& contest_;
  const FairRanking& fair_;
  const AdviceRequest& request_;
  fair::Ratings ratings_;
  std::unique_ptr<fair::Laplacian> graph_;
  std::vector<std::uint32_t> subjects_;  ///< by entry of the ratings
  FairContests contests_;
  fair::WithinFit fit_;
  std::vector<std::uint32_t> evaluators_;  ///< by juror of the ratings
  FairAdvice made_;
};

}  // namespace

FairAdvice advise_fairly(const FairContest& contest, const FairRanking& fair, const AdviceRequest& request) {
  return FairAdviser(contest, fair, request).run();
}

}  // namespace tally
