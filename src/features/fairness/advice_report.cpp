#include <string>
#include <vector>

#include "base/csv.hpp"
#include "features/fairness/advice_words.hpp"
#include "features/fairness/numbers.hpp"
#include "json/writer.hpp"

namespace fairness {
namespace {

/// Numbers stand as text, as everywhere in what Juara writes.
class Json {
 public:
  Json(const Advised& advised, const tally::Input& input, i18n::Language language)
      : advised_(advised), advice_(advised.advice), input_(input), language_(language), writer_(out_) {}

  std::string run() {
    writer_.open_object().key("advice").open_list();
    for (std::size_t at = 0; at < advice_.sheets.size(); ++at) sheet(at);
    writer_.close_list().key("borderline").integer(static_cast<std::int64_t>(advice_.borderline));
    writer_.key("budget").open_object().key("asked").integer(static_cast<std::int64_t>(advised_.budget));
    writer_.key("used").integer(static_cast<std::int64_t>(advice_.sheets.size())).close_object();
    writer_.member("case", advised_.outcome).key("notices").open_list();
    for (const std::string& notice : advice_summary(advised_, input_, language_)) writer_.text(notice);
    writer_.close_list();
    panels();
    right();
    writer_.key("top").integer(static_cast<std::int64_t>(advice_.top)).key("unread").open_list();
    for (const tally::UnreadSubject& subject : advice_.unread) {
      writer_.open_object().member("reason", reason(subject, language_)).member("subject", input_.subjects[subject.subject].id);
      writer_.close_object();
    }
    writer_.close_list();
    weakest_link();
    writer_.close_object();
    return out_ + "\n";
  }

 private:
  void number(std::string_view name, const std::optional<double>& number) {
    writer_.key(name);
    if (number) {
      writer_.text(six(*number));
    } else {
      writer_.null();
    }
  }

  void sheet(std::size_t at) {
    const tally::SheetAdvice& sheet = advice_.sheets[at];
    writer_.open_object();
    number("chance", sheet.chance);
    writer_.member("evaluator", input_.evaluators[sheet.evaluator]);
    number("gain", sheet.gain);
    writer_.member("kind", kind_word(sheet.kind)).key("priority").integer(static_cast<std::int64_t>(at + 1));
    writer_.member("reason", reason(advice_, sheet, language_)).member("subject", input_.subjects[sheet.subject].id).close_object();
  }

  void panels() {
    writer_.key("panels").open_list();
    for (const tally::FairPanel& panel : advice_.panels) {
      writer_.open_object().key("apart").boolean(panel.apart).key("evaluators").open_list();
      for (const std::uint32_t evaluator : panel.evaluators) writer_.text(input_.evaluators[evaluator]);
      writer_.close_list().key("subjects").integer(static_cast<std::int64_t>(panel.subjects)).close_object();
    }
    writer_.close_list();
  }

  void right() {
    writer_.key("right_decisions");
    if (advice_.places == 0) {
      writer_.null();
      return;
    }
    writer_.open_object();
    number("after", advice_.right_after);
    number("before", advice_.right_before);
    writer_.key("places").integer(static_cast<std::int64_t>(advice_.places)).close_object();
  }

  void weakest_link() {
    writer_.key("weakest_link");
    if (!advice_.bottleneck) {
      writer_.null();
      return;
    }
    writer_.open_object().key("jurors").integer(static_cast<std::int64_t>(advice_.bottleneck->jurors));
    writer_.key("others").integer(static_cast<std::int64_t>(advice_.bottleneck->others));
    number("se", advice_.bottleneck->deviation);
    number("value", advice_.bottleneck->value);
    writer_.key("weak").boolean(advice_.bottleneck->weak).close_object();
  }

  const Advised& advised_;
  const FairAdvice& advice_;
  const tally::Input& input_;
  i18n::Language language_;
  std::string out_;
  json::Writer writer_;
};

}  // namespace

std::string advice_csv(const Advised& advised, const tally::Input& input, i18n::Language language) {
  std::string out;
  using Fields = std::vector<std::string>;
  base::csv::write_row(out, Fields{"priority", "kind", "subject", "evaluator", "gain", "reason"});
  std::size_t number = 0;
  for (const tally::SheetAdvice& sheet : advised.advice.sheets) {
    base::csv::write_row(out, Fields{std::to_string(++number), kind_word(sheet.kind), input.subjects[sheet.subject].id,
                                     input.evaluators[sheet.evaluator], six(sheet.gain), reason(advised.advice, sheet, language)});
  }
  for (const tally::UnreadSubject& subject : advised.advice.unread) {
    base::csv::write_row(
        out, Fields{"", kind_word(tally::fair::AdviceKind::reread), input.subjects[subject.subject].id, "", "", reason(subject, language)});
  }
  return out;
}

std::string advice_json(const Advised& advised, const tally::Input& input, i18n::Language language) {
  return Json(advised, input, language).run();
}

}  // namespace fairness
