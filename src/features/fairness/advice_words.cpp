#include "features/fairness/advice_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/grid.hpp"
#include "base/text.hpp"
#include "features/fairness/numbers.hpp"

namespace fairness {
namespace {

constexpr std::size_t kPanelsShown = 8;
constexpr std::size_t kNamesShown = 6;
constexpr std::size_t kWidth = 40;  ///< of a subject's name in a table

std::string one(double number) { return fmt::format("{:.1f}", number); }

/// The first few names and how many more there are.
std::string some(const std::vector<std::string>& names, i18n::Language language) {
  std::string text;
  for (std::size_t at = 0; at < std::min(kNamesShown, names.size()); ++at) text.append(text.empty() ? "" : ", ").append(names[at]);
  if (names.size() <= kNamesShown) return text;
  return text + i18n::text(language, "table.and_more", {{"count", std::to_string(names.size() - kNamesShown)}});
}

class Summary {
 public:
  Summary(const Advised& advised, const tally::Input& input, i18n::Language language)
      : advised_(advised), advice_(advised.advice), input_(input), language_(language) {}

  std::vector<std::string> run() {
    tell_decisions();
    tell_budget();
    tell_panels();
    tell_bottleneck();
    tell_unread();
    if (advice_.jurors_full) {
      say("advice.jurors_full");
    } else if (advice_.places > 0 && advice_.sheets.size() < advised_.budget) {
      say("advice.budget_left");
    }
    say("advice.only");
    return std::move(all_);
  }

 private:
  void say(std::string_view code, const base::Params& params = {}) { all_.push_back(i18n::text(language_, code, params)); }

  void tell_decisions() {
    const std::string top = std::to_string(advice_.top);
    if (advised_.outcome != "estimated") say("fair.case_" + advised_.outcome);
    if (advice_.places == 0) {
      const bool known = advised_.outcome != "nothing_shared" && advised_.outcome != "unidentified";
      const bool alone = advice_.panels.size() == 1 && advice_.panels.front().evaluators.size() == 1;
      say(known ? "advice.no_choice" : alone ? "advice.one_juror" : "advice.links_only", {{"top", top}});
      return;
    }
    say("advice.borderline", {{"count", std::to_string(advice_.borderline)}, {"top", top}});
    say("advice.decisions", {{"places", std::to_string(advice_.places)},
                             {"top", top},
                             {"before", one(advice_.right_before)},
                             {"after", one(advice_.right_after)}});
  }

  void tell_budget() {
    std::array<std::size_t, 3> counts{};
    for (const tally::SheetAdvice& sheet : advice_.sheets) ++counts[static_cast<std::size_t>(sheet.kind)];
    say("advice.budget", {{"used", std::to_string(advice_.sheets.size())},
                          {"budget", std::to_string(advised_.budget)},
                          {"bridges", std::to_string(counts[0])},
                          {"strengthening", std::to_string(counts[1])},
                          {"rereads", std::to_string(counts[2])}});
  }

  void tell_panels() {
    if (advice_.panels.size() < 2) return;
    say("advice.panels", {{"count", std::to_string(advice_.panels.size())}});
    std::vector<std::string> apart;
    for (std::size_t at = 0; at < advice_.panels.size(); ++at) {
      const tally::FairPanel& panel = advice_.panels[at];
      if (panel.apart) apart.push_back(std::to_string(at + 1));
      if (at >= kPanelsShown) continue;
      std::vector<std::string> names;
      for (const std::uint32_t evaluator : panel.evaluators) names.push_back(input_.evaluators[evaluator]);
      say("advice.panel", {{"panel", std::to_string(at + 1)},
                           {"jurors", std::to_string(panel.evaluators.size())},
                           {"names", some(names, language_)},
                           {"subjects", std::to_string(panel.subjects)}});
    }
    if (advice_.panels.size() > kPanelsShown) say("table.more_rows", {{"count", std::to_string(advice_.panels.size() - kPanelsShown)}});
    if (!apart.empty()) say(advice_.apart_for_budget ? "advice.apart_for_budget" : "advice.apart", {{"panels", some(apart, language_)}});
  }

  void tell_bottleneck() {
    if (!advice_.bottleneck) return;
    const auto& found = *advice_.bottleneck;
    say("advice.weakest_link", {{"value", fmt::format("{:.2f}", found.value)},
                                {"jurors", std::to_string(found.jurors)},
                                {"others", std::to_string(found.others)}});
    if (!found.deviation) return say("advice.link_unknown");
    say(found.weak ? "advice.link_weak" : "advice.link_strong", {{"se", fmt::format("{:.2f}", *found.deviation)}});
  }

  void tell_unread() {
    for (const auto why : {tally::fair::Unread::nobody_left, tally::fair::Unread::no_room}) {
      std::vector<std::string> names;
      for (const tally::UnreadSubject& subject : advice_.unread) {
        if (subject.why == why) names.push_back(input_.subjects[subject.subject].id);
      }
      if (names.empty()) continue;
      say(why == tally::fair::Unread::nobody_left ? "advice.unread_nobody" : "advice.unread_no_room",
          {{"subjects", some(names, language_)}});
    }
  }

  const Advised& advised_;
  const FairAdvice& advice_;
  const tally::Input& input_;
  i18n::Language language_;
  std::vector<std::string> all_;
};

/// The id, and the name where it says more.
std::string shown(const tally::Subject& subject) {
  std::string name = subject.name.empty() || subject.name == subject.id ? subject.id : subject.id + "  " + subject.name;
  return base::shortened(name, kWidth);
}

}  // namespace

std::string kind_word(tally::fair::AdviceKind kind) {
  static constexpr std::array<const char*, 3> kWords{"bridge", "strengthen", "reread"};
  return kWords[static_cast<std::size_t>(kind)];
}

std::string reason(const FairAdvice& advice, const tally::SheetAdvice& sheet, i18n::Language language) {
  std::string text;
  if (sheet.kind == tally::fair::AdviceKind::bridge) {
    text = i18n::text(language, "advice.reason_bridge", {{"from", std::to_string(sheet.from + 1)}, {"to", std::to_string(sheet.to + 1)}});
  } else if (sheet.kind == tally::fair::AdviceKind::strengthen) {
    text = i18n::text(language, "advice.reason_strengthen");
  }
  if (sheet.chance) {
    text.append(text.empty() ? "" : "; ");
    text += i18n::text(language, "advice.reason_chance", {{"top", std::to_string(advice.top)}, {"chance", percent(*sheet.chance)}});
  }
  return text + "; " + i18n::text(language, "advice.reason_sheet", {{"sheet", std::to_string(sheet.sheet)}});
}

std::string reason(const tally::UnreadSubject& subject, i18n::Language language) {
  const bool nobody = subject.why == tally::fair::Unread::nobody_left;
  return i18n::text(language, nobody ? "advice.reason_nobody" : "advice.reason_no_room");
}

std::vector<std::string> advice_summary(const Advised& advised, const tally::Input& input, i18n::Language language) {
  return Summary(advised, input, language).run();
}

std::string advice_table(const Advised& advised, const tally::Input& input, i18n::Language language) {
  const auto text = [&](std::string_view code) { return i18n::text(language, code); };
  const FairAdvice& advice = advised.advice;
  std::string out =
      i18n::text(language, "advice.title", {{"top", std::to_string(advice.top)}, {"budget", std::to_string(advised.budget)}}) + "\n\n";
  base::Grid grid({text("advice.number"), text("advice.kind"), text("table.subject"), text("advice.evaluator"), text("advice.gain"),
                   text("advice.reason")},
                  {true, false, false, false, true, false});
  std::size_t number = 0;
  for (const tally::SheetAdvice& sheet : advice.sheets) {
    grid.add({std::to_string(++number), text("advice.kind_" + kind_word(sheet.kind)), shown(input.subjects[sheet.subject]),
              input.evaluators[sheet.evaluator], sheet.gain ? fmt::format("{:.3f}", *sheet.gain) : "", reason(advice, sheet, language)});
  }
  for (const tally::UnreadSubject& subject : advice.unread) {
    grid.add({"", text("advice.kind_reread"), shown(input.subjects[subject.subject]), "–", "", reason(subject, language)});
  }
  if (!advice.sheets.empty() || !advice.unread.empty()) out += grid.text() + "\n";
  for (const std::string& sentence : advice_summary(advised, input, language)) out += "! " + sentence + "\n";
  return out;
}

}  // namespace fairness
