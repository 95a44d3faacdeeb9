#include "documents/workbook_reader.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <utility>

#include "base/error.hpp"
#include "documents/archive.hpp"
#include "documents/xml.hpp"

namespace documents {
namespace {

constexpr std::size_t kMostMemory = std::size_t{64} << 20U;  // bytes of all cells: one text may be named by a million of them
constexpr std::size_t kMostRows = 1U << 20U;                 // what a spreadsheet can have
constexpr std::size_t kMostColumns = 1U << 14U;

[[noreturn]] void refuse() { throw base::Error(base::Kind::invalid, "documents.no_workbook"); }

/// What all pages together may still take.
class Budget {
 public:
  void take(std::size_t bytes) {
    if (bytes > left_) {
      throw base::Error(base::Kind::too_large, "documents.too_large", {{"most", std::to_string(Archive::kMostUnpacked >> 20U)}});
    }
    left_ -= bytes;
  }

 private:
  std::size_t left_ = kMostMemory;
};

std::string file_of(Archive& archive, const std::string& name) {
  auto text = archive.file(name);
  if (!text) refuse();
  return std::move(*text);
}

/// A number as a spreadsheet keeps it, `3.2000000000000002`, in as few digits as mean the same.
std::string shortest(const std::string& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return text;
  std::array<char, 400> digits{};  // the longest double without an exponent has 309 before the point
  const auto [last, fault] = std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed);
  return fault == std::errc() ? std::string(digits.data(), last) : text;
}

struct Place {
  std::size_t row = 0, column = 0;  ///< from 0
};

/// `B3`: row 2, column 1.
Place place_of(std::string_view name) {
  Place place;
  std::size_t at = 0;
  for (; at < name.size() && name[at] >= 'A' && name[at] <= 'Z' && place.column <= kMostColumns; ++at) {
    place.column = place.column * 26 + static_cast<std::size_t>(name[at] - 'A') + 1;
  }
  const auto [end, error] = std::from_chars(name.data() + at, name.data() + name.size(), place.row);
  if (error != std::errc() || end != name.data() + name.size()) refuse();
  if (place.column == 0 || place.column > kMostColumns || place.row == 0 || place.row > kMostRows) refuse();
  return {place.row - 1, place.column - 1};
}

/// Gathers the text of `<t>`, runs of letters together, without the signs that say how to read it aloud.
class TextGatherer {
 public:
  void open(std::string_view name) {
    if (name == "rPh") aloud_ = true;
    inside_ = !aloud_ && (name == "t" || name == "v");
  }
  void close(std::string_view name) {
    if (name == "rPh") aloud_ = false;
    inside_ = false;
  }
  void add(std::string_view text) {
    if (inside_) text_ += text;
  }
  std::string take() { return std::exchange(text_, {}); }

 private:
  bool inside_ = false, aloud_ = false;
  std::string text_;
};

std::vector<std::string> shared_texts(Archive& archive) {
  std::vector<std::string> texts;
  const auto xml = archive.file("xl/sharedStrings.xml");
  if (!xml) return texts;
  TextGatherer gatherer;
  read_xml(*xml, {.open = [&](std::string_view name, const Attributes&) { gatherer.open(name); },
                  .close =
                      [&](std::string_view name) {
                        gatherer.close(name);
                        if (name == "si") texts.push_back(gatherer.take());
                      },
                  .text = [&](std::string_view text) { gatherer.add(text); }});
  return texts;
}

class SheetReader {
 public:
  SheetReader(const std::vector<std::string>& texts, Budget& budget) : texts_(texts), budget_(budget) {}

  std::vector<std::vector<std::string>> read(std::string_view xml) {
    read_xml(xml, {.open = [this](std::string_view name, const Attributes& given) { open(name, given); },
                   .close = [this](std::string_view name) { close(name); },
                   .text = [this](std::string_view text) { gatherer_.add(text); }});
    return std::move(rows_);
  }

 private:
  void open(std::string_view name, const Attributes& given) {
    gatherer_.open(name);
    if (name == "row") {
      const std::string_view number = attribute(given, "r");
      next_ = {number.empty() ? next_.row : place_of("A" + std::string(number)).row, 0};
    } else if (name == "c") {
      if (const std::string_view place = attribute(given, "r"); !place.empty()) next_ = place_of(place);
      type_ = attribute(given, "t");
    }
  }

  void close(std::string_view name) {
    gatherer_.close(name);
    if (name == "row") next_ = {next_.row + 1, 0};
    if (name != "c") return;
    std::string text = value(gatherer_.take());
    std::ranges::replace_if(
        text, [](char c) { return c == '\n' || c == '\r'; }, ' ');
    if (!text.empty()) put(std::move(text));
    ++next_.column;
  }

  std::string value(std::string text) const {
    if (type_ == "inlineStr" || type_ == "str" || type_ == "e" || type_ == "b" || type_ == "d") return text;
    if (type_ != "s") return shortest(text);
    std::size_t at = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), at);
    if (error != std::errc() || end != text.data() + text.size() || at >= texts_.size()) refuse();
    return texts_[at];
  }

  void put(std::string text) {
    if (next_.row >= kMostRows || next_.column >= kMostColumns) refuse();
    if (next_.row >= rows_.size()) {
      budget_.take((next_.row + 1 - rows_.size()) * sizeof(std::vector<std::string>));
      rows_.resize(next_.row + 1);
    }
    auto& row = rows_[next_.row];
    if (next_.column >= row.size()) {
      budget_.take((next_.column + 1 - row.size()) * sizeof(std::string));
      row.resize(next_.column + 1);
    }
    budget_.take(text.size());
    row[next_.column] = std::move(text);
  }

  const std::vector<std::string>& texts_;
  Budget& budget_;
  std::vector<std::vector<std::string>> rows_;
  TextGatherer gatherer_;
  Place next_;
  std::string type_;
};

/// Where each sheet lies, by the id by which the workbook names it.
std::map<std::string, std::string, std::less<>> targets_of(Archive& archive) {
  std::map<std::string, std::string, std::less<>> targets;
  read_xml(file_of(archive, "xl/_rels/workbook.xml.rels"),
           {.open =
                [&](std::string_view name, const Attributes& given) {
                  if (name != "Relationship") return;
                  const std::string_view target = attribute(given, "Target");
                  targets.emplace(attribute(given, "Id"), target.starts_with('/') ? target.substr(1) : "xl/" + std::string(target));
                },
            .close = {},
            .text = {}});
  return targets;
}

}  // namespace

bool is_workbook(std::string_view bytes) {
  if (bytes.starts_with("\xD0\xCF\x11\xE0")) throw base::Error(base::Kind::invalid, "documents.locked");
  return bytes.starts_with("PK\x03\x04");
}

std::vector<Page> read_workbook(std::string_view bytes) {
  Archive archive(bytes);
  const std::string book = file_of(archive, "xl/workbook.xml");
  const auto targets = targets_of(archive);
  const std::vector<std::string> texts = shared_texts(archive);
  Budget budget;
  std::vector<Page> pages;
  std::vector<std::string> files;
  read_xml(book, {.open =
                      [&](std::string_view name, const Attributes& given) {
                        if (name != "sheet") return;
                        const auto target = targets.find(attribute(given, "r:id"));
                        if (target == targets.end()) refuse();
                        pages.push_back({std::string(attribute(given, "name")), {}});
                        files.push_back(target->second);
                      },
                  .close = {},
                  .text = {}});
  for (std::size_t at = 0; at < pages.size(); ++at) pages[at].rows = SheetReader(texts, budget).read(file_of(archive, files[at]));
  if (pages.empty()) refuse();
  return pages;
}

}  // namespace documents
