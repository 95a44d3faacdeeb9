#include "features/fairness/plot.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "features/fairness/numbers.hpp"
#include "features/fairness/plot_rows.hpp"
#include "features/fairness/plot_scale.hpp"
#include "features/fairness/svg.hpp"

namespace fairness {
namespace {

constexpr double kWidth = 560;
constexpr double kMargin = 14;
constexpr double kRow = 20;
constexpr double kLine = 13;  ///< more for the second line of a name
constexpr double kText = 13;
constexpr double kSmall = 11;
constexpr double kRankRight = 52;  ///< official ranks end here
constexpr double kNameLeft = 62;
constexpr double kNameSpace = 176;
constexpr double kPlotLeft = 248;
constexpr double kChanceSpace = 64;   ///< a column of chances
constexpr std::size_t kMostCuts = 2;  ///< drawn of one contest
constexpr double kSecond = 198;       ///< columns of the legend
constexpr double kThird = 382;
constexpr const char* kInk = "#1a1a1a";
constexpr const char* kFaint = "#5c5c5c";

/// How an entry is drawn. Shape and shade tell zones apart; colour only repeats it.
struct Look {
  const char* mark;  ///< around (0, 0)
  const char* bar;
  double thickness;
};

Look look_of(const std::optional<tally::FairZone>& zone) {
  if (!zone) return {R"(<path d="M0-5.5L5.2 4H-5.2Z" fill="#fff" stroke="#5c5c5c" stroke-width="1.5"/>)", "#5c5c5c", 2};
  if (*zone == tally::FairZone::in) return {R"(<rect x="-4.8" y="-4.8" width="9.6" height="9.6" fill="#0a3a66"/>)", "#0a3a66", 2.6};
  if (*zone == tally::FairZone::out) return {R"(<circle r="4.4" fill="#fff" stroke="#7d7d7d" stroke-width="1.7"/>)", "#9d9d9d", 2};
  return {R"(<path d="M0-6.6L6.6 0 0 6.6-6.6 0Z" fill="#e39a2d" stroke="#5a3600" stroke-width="1.2"/>)", "#a86400", 3};
}

std::string two(double number) { return fmt::format("{:.2f}", number); }

class Picture {
 public:
  Picture(const FairRanking& fair, const results::Tallied& tallied, i18n::Language language)
      : fair_(fair),
        tallied_(tallied),
        language_(language),
        cuts_(std::min(fair.top.size(), kMostCuts)),
        plot_right_(kWidth - kMargin - static_cast<double>(cuts_) * kChanceSpace) {}

  std::string run() {
    const auto contests = plot_contests(fair_, tallied_);
    title();
    legend();
    for (const PlotContest& contest : contests) draw(contest);
    notes();
    return head() + body_ + "</g>\n</svg>\n";
  }

 private:
  [[nodiscard]] std::string say(std::string_view code, const base::Params& params = {}) const {
    return i18n::text(language_, code, params);
  }
  [[nodiscard]] const std::string& name() const { return language_ == i18n::Language::id ? tallied_.pack.name.id : tallied_.pack.name.en; }

  template <typename... Values>
  void add(fmt::format_string<Values...> pattern, Values&&... values) {
    fmt::format_to(std::back_inserter(body_), pattern, std::forward<Values>(values)...);
  }

  void text(double x, double y, std::string_view content, std::string_view attributes = {}) {
    add("<text x=\"{:.1f}\" y=\"{:.1f}\"{}{}>{}</text>\n", x, y, attributes.empty() ? "" : " ", attributes, svg::escaped(content));
  }

  void lines(std::string_view content, double size, double step, std::string_view attributes) {
    for (const std::string& line : svg::wrapped(content, size, kWidth - 2 * kMargin)) {
      y_ += step;
      text(kMargin, y_, line, attributes);
    }
  }

  void title() {
    y_ = 8;
    lines(name(), 17 * 1.08, 21, R"(font-size="17" font-weight="bold")");
    lines(say("plot.subtitle"), kText, 18, "");
    y_ += 10;
  }

  void sample(double x, const std::optional<tally::FairZone>& zone, std::string_view words) {
    add("<g transform=\"translate({:.1f},{:.1f})\">{}</g>\n", x, y_ - 4, look_of(zone).mark);
    text(x + 12, y_, words);
  }

  void legend() {
    add("<g font-size=\"{}\">\n", kSmall);
    y_ += 12;
    if (known()) {
      sample(kMargin + 7, tally::FairZone::in, say("plot.in"));
      sample(kSecond, tally::FairZone::borderline, say("plot.borderline"));
      sample(kThird, tally::FairZone::out, say("plot.out"));
      y_ += 18;
      if (drawn()) {
        add("<path d=\"M{:.1f} {:.1f}h22\" stroke=\"#a86400\" stroke-width=\"3\"/>\n", kMargin, y_ - 4);
        text(kMargin + 28, y_, say("plot.interval"));
      }
      add("<path d=\"M{:.1f} {:.1f}v14\" stroke=\"#000\" stroke-width=\"1.3\" stroke-dasharray=\"4 3\"/>\n", kThird, y_ - 11);
      text(kThird + 12, y_, say("plot.cut"));
    } else {
      sample(kMargin + 7, std::nullopt, say("plot.unknown"));
    }
    const double official = known() ? kSecond : kThird;
    add("<path d=\"M{:.1f} {:.1f}v13\" stroke=\"#000\" stroke-width=\"2\"/>\n", official, y_ - 10);
    text(official + 12, y_, say("plot.official"));
    add("</g>\n");
  }

  [[nodiscard]] bool known() const { return fair_.residual_variance.has_value(); }
  /// Whether anything is left to chance.
  [[nodiscard]] bool drawn() const { return known() && *fair_.residual_variance > 0 && *fair_.entry_variance > 0; }

  void draw(const PlotContest& contest) {
    y_ += 16;
    const PlotScale scale(contest.rows, kPlotLeft, plot_right_ - 8);
    lines(results::contest_name(tallied_, *contest.rows.front().official, language_), 14 * 1.08, 20,
          R"(font-size="14" font-weight="bold")");
    if (known() && !fair_.top.empty()) lines(counts(contest), kText, 17, "");
    heads(contest, scale);
    if (contest.above > 0) left_out("plot.above", contest.above);
    const double first = y_;
    double last = first;
    for (const PlotRow& row : contest.rows) last += height(row);
    grid(contest, scale, first, last);
    for (const PlotRow& row : contest.rows) draw(row, scale);
    cut_lines(contest, scale, first, last);
    y_ += 13;
    axis(scale);
    if (contest.below > 0) left_out("plot.below", contest.below);
  }

  [[nodiscard]] std::string counts(const PlotContest& contest) const {
    if (fair_.top.front() >= contest.all) return say("plot.all_in", {{"top", std::to_string(fair_.top.front())}});
    return say("plot.counts", {{"top", std::to_string(fair_.top.front())},
                               {"all", std::to_string(contest.all)},
                               {"in", std::to_string(contest.zones[0])},
                               {"borderline", std::to_string(contest.zones[1])},
                               {"out", std::to_string(contest.zones[2])}});
  }

  /// Names of columns, of the cuts (each on a line of its own) and values of the scale.
  void heads(const PlotContest& contest, const PlotScale& scale) {
    y_ += 22;
    add("<g font-size=\"{}\" fill=\"{}\">\n", kSmall, kFaint);
    text(kRankRight, y_, say("plot.rank"), R"(text-anchor="end")");
    text(kNameLeft, y_, say("table.subject"));
    text(kPlotLeft, y_, say(known() ? "plot.estimate" : "plot.raw"));
    for (std::size_t k = 0; k < cuts_; ++k) {
      text(chance_right(k), y_, fmt::format("P(Top {})", fair_.top[k]), R"(text-anchor="end")");
    }
    add("</g>\n");
    for (std::size_t k = 0; k < cuts_; ++k) {
      if (!shows(contest, scale, k)) continue;
      y_ += 14;
      text(scale.at(*contest.cuts[k]), y_, fmt::format("Top {}", fair_.top[k]),
           R"(text-anchor="middle" font-size="11" font-weight="bold")");
    }
    y_ += 14;
    axis(scale);
    y_ += 5;
  }

  [[nodiscard]] static bool shows(const PlotContest& contest, const PlotScale& scale, std::size_t k) {
    return contest.cuts[k] && scale.holds(*contest.cuts[k]);
  }

  [[nodiscard]] double chance_right(std::size_t k) const { return kWidth - kMargin - static_cast<double>(cuts_ - 1 - k) * kChanceSpace; }

  void axis(const PlotScale& scale) {
    add("<g font-size=\"{}\" fill=\"{}\" text-anchor=\"middle\">\n", kSmall, kFaint);
    for (const double tick : scale.ticks()) text(scale.at(tick), y_, scale.label(tick));
    add("</g>\n");
  }

  void left_out(std::string_view code, std::size_t count) {
    y_ += 14;
    text(kNameLeft, y_, say(code, {{"count", std::to_string(count)}}), R"(font-size="11" font-style="italic")");
    y_ += 6;
  }

  /// Light, behind the rows; open entries stand on a tint.
  void grid(const PlotContest& contest, const PlotScale& scale, double first, double last) {
    double top = first;
    for (const PlotRow& row : contest.rows) {
      if (row.zone == tally::FairZone::borderline) {
        add("<rect x=\"{}\" y=\"{:.1f}\" width=\"{}\" height=\"{:.1f}\" fill=\"#fbf1df\"/>\n", kMargin - 8, top, kWidth - 2 * (kMargin - 8),
            height(row));
      }
      top += height(row);
    }
    add("<g stroke=\"#dcdcdc\" stroke-width=\"1\">\n");
    for (const double tick : scale.ticks()) add("<path d=\"M{:.1f} {:.1f}V{:.1f}\"/>\n", scale.at(tick), first, last);
    add("<path d=\"M{:.1f} {:.1f}H{:.1f}M{:.1f} {:.1f}H{:.1f}\"/>\n</g>\n", kPlotLeft, first, plot_right_ - 8, kPlotLeft, last,
        plot_right_ - 8);
  }

  void cut_lines(const PlotContest& contest, const PlotScale& scale, double first, double last) {
    for (std::size_t k = 0; k < cuts_; ++k) {
      if (!shows(contest, scale, k)) continue;
      add("<path d=\"M{:.1f} {:.1f}V{:.1f}\" stroke=\"#000\" stroke-width=\"1.3\" stroke-dasharray=\"4 3\"/>\n", scale.at(*contest.cuts[k]),
          first - 2, last + 2);
    }
  }

  /// One line, or two of a long name; the full one stands in the row's title.
  [[nodiscard]] std::vector<std::string> name_lines(const PlotRow& row) const {
    const tally::Subject& subject = tallied_.input.subjects[row.entry->subject];
    const std::string& name = subject.name.empty() ? subject.id : subject.name;
    std::vector<std::string> lines = svg::wrapped(name, kText, kNameSpace);
    if (lines.size() < 3) return lines;
    return {lines.front(), svg::fitted(lines[1] + " " + lines[2], kText, kNameSpace)};
  }

  [[nodiscard]] double height(const PlotRow& row) const { return name_lines(row).size() > 1 ? kRow + kLine : kRow; }

  void draw(const PlotRow& row, const PlotScale& scale) {
    const std::vector<std::string> lines = name_lines(row);
    const double half = height(row) / 2;
    const Look look = look_of(row.zone);
    const double x = scale.at(row.estimate);
    const bool inside = !fair_.top.empty() && row.official->rank > 0 && static_cast<std::size_t>(row.official->rank) <= fair_.top.front();
    add("<g transform=\"translate(0,{:.1f})\">\n<title>{}</title>\n", y_ + half, svg::escaped(told(row)));
    add("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill-opacity=\"0\"/>\n", kMargin, -half, kWidth - 2 * kMargin, 2 * half);
    text(kRankRight, 4.5, row.official->rank > 0 ? std::to_string(row.official->rank) : "–",
         inside ? R"(text-anchor="end" font-weight="bold")" : R"(text-anchor="end")");
    for (std::size_t at = 0; at < lines.size(); ++at) {
      text(kNameLeft, 4.5 + kLine * (static_cast<double>(at) - 0.5 * static_cast<double>(lines.size() - 1)), lines[at]);
    }
    if (row.reach > 0) {
      add("<path d=\"M{:.1f} 0H{:.1f}\" stroke=\"{}\" stroke-width=\"{}\" stroke-linecap=\"round\"/>\n", scale.at(row.estimate - row.reach),
          scale.at(row.estimate + row.reach), look.bar, look.thickness);
    }
    if (row.official->complete()) {
      add("<path d=\"M{:.1f}-7.5V7.5\" stroke=\"#000\" stroke-width=\"2\"/>\n", scale.at(row.official->official.to_double()));
    }
    add("<g transform=\"translate({:.1f},0)\">{}</g>\n", x, look.mark);
    const bool open = row.zone == tally::FairZone::borderline;
    for (std::size_t k = 0; k < cuts_; ++k) {
      text(chance_right(k), 4.5, row.entry->top[k] ? percent(*row.entry->top[k]) : "–",
           open ? R"(text-anchor="end" font-weight="bold")" : R"(text-anchor="end")");
    }
    add("</g>\n");
    y_ += 2 * half;
  }

  /// All of a row in words, for who points at it or hears it.
  [[nodiscard]] std::string told(const PlotRow& row) const {
    const tally::Subject& subject = tallied_.input.subjects[row.entry->subject];
    std::string words = subject.id;
    if (!subject.name.empty() && subject.name != subject.id) words = subject.name + " (" + subject.id + ")";
    if (row.official->rank > 0) {
      words += "; " + say("plot.told_official", {{"rank", std::to_string(row.official->rank)}, {"score", row.official->score}});
    }
    words += "; " + say(known() ? "plot.told_estimate" : "plot.told_raw",
                        {{"score", two(row.estimate)}, {"low", two(row.estimate - row.reach)}, {"high", two(row.estimate + row.reach)}});
    for (std::size_t k = 0; k < row.entry->top.size(); ++k) {
      if (row.entry->top[k]) words += fmt::format("; P(Top {}) {}", fair_.top[k], percent(*row.entry->top[k]));
    }
    if (row.zone) words += "; " + say("fair.zone_" + zone_word(row.zone));
    return words;
  }

  void notes() {
    y_ += 14;
    std::vector<std::string> all = notices(fair_, language_);
    if (drawn()) all.push_back(say("plot.note_estimate"));
    if (drawn() && !fair_.top.empty()) all.push_back(say("plot.note_cut"));
    if (!fair_.top.empty()) all.push_back(say("plot.note_bold", {{"top", std::to_string(fair_.top.front())}}));
    if (fair_.top.size() > cuts_) all.push_back(say("plot.note_cuts", {{"count", std::to_string(cuts_)}}));
    if (drawn() && !fair_.top.empty()) {
      all.push_back(say("plot.note_draws", {{"draws", std::to_string(fair_.draws)}, {"seed", std::to_string(fair_.seed)}}));
    }
    for (const std::string& notice : results::notices(tallied_, language_)) all.push_back(notice);
    for (const std::string& note : all) {
      y_ += 3;
      lines(note, kSmall, 14, fmt::format("font-size=\"{}\" fill=\"{}\"", kSmall, "#333"));
    }
    y_ += kMargin;
  }

  [[nodiscard]] std::string head() const {
    const std::string described = say("plot.description");
    return fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1:.0f}\" viewBox=\"0 0 {0} {1:.0f}\" "
        "style=\"max-width:100%;height:auto\" role=\"img\" aria-labelledby=\"juara-plot-title juara-plot-desc\" lang=\"{2}\">\n"
        "<title id=\"juara-plot-title\">{3}</title>\n<desc id=\"juara-plot-desc\">{4}</desc>\n"
        "<rect width=\"{0}\" height=\"{1:.0f}\" fill=\"#fff\"/>\n"
        "<g font-family=\"'Noto Sans','Segoe UI',Roboto,'Helvetica Neue',Arial,'DejaVu Sans',sans-serif\" font-size=\"{5}\" "
        "fill=\"{6}\">\n",
        kWidth, y_, language_ == i18n::Language::id ? "id" : "en", svg::escaped(name() + ": " + say("plot.subtitle")),
        svg::escaped(described), kText, kInk);
  }

  const FairRanking& fair_;
  const results::Tallied& tallied_;
  i18n::Language language_;
  std::size_t cuts_;
  double plot_right_;
  double y_ = 0;
  std::string body_;
};

}  // namespace

std::string plot(const FairRanking& fair, const results::Tallied& tallied, i18n::Language language) {
  return Picture(fair, tallied, language).run();
}

}  // namespace fairness
