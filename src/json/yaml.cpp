#include "json/yaml.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <cstdint>
#include <sstream>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "json/tree_builder.hpp"

namespace json {
namespace {

constexpr std::size_t kMaxSize = std::size_t{4} << 20;
constexpr int kMaxOpenBrackets = 1000;

std::uint32_t line_of(const YAML::Mark& mark) { return static_cast<std::uint32_t>(mark.line + 1); }  // unknown is -1, hence 0

/// The `null` or `~` that stands at `at`, or nothing if the value there is left out. yaml-cpp reports both alike, at the same place if what
/// follows a value left out is a key named null.
std::string_view null_word(std::string_view source, std::size_t at, bool is_key) {
  source.remove_prefix(std::min(at, source.size()));
  const std::string_view word = source.substr(0, source.find_first_of(" \t\r\n,]}:"));
  if (word != "~" && word != "null" && word != "Null" && word != "NULL") return {};
  source.remove_prefix(word.size());
  source.remove_prefix(std::min(source.find_first_not_of(" \t"), source.size()));
  return is_key || !source.starts_with(':') ? word : std::string_view();
}

class Handler : public YAML::EventHandler {
 public:
  Handler(std::string_view source, std::string_view file)
      : source_(source), tree_(file, {.repeated_key = "yaml.repeated_key", .too_deep = "yaml.too_deep"}) {}

  base::Document take() { return tree_.take(); }
  [[nodiscard]] bool found_content() const { return found_content_; }
  [[nodiscard]] const TreeBuilder& tree() const { return tree_; }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (std::exchange(seen_document_, true)) refuse_rest(mark);
  }
  void OnDocumentEnd() override {}

  void OnAnchor(const YAML::Mark& mark, const std::string& /*name*/) override { tree_.fail("yaml.anchor", line_of(mark)); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override { tree_.fail("yaml.anchor", line_of(mark)); }

  void OnNull(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override {
    const std::string_view word = null_word(source_, static_cast<std::size_t>(mark.pos), tree_.expects_key());
    if (word.empty() && tree_.expects_key()) tree_.fail("yaml.key", line_of(mark));
    if (!word.empty()) found_content_ = true;
    add_text(std::string(word), mark);
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t /*anchor*/, const std::string& value) override {
    check_tag(tag, mark);
    found_content_ = true;
    add_text(value, mark);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t /*anchor*/,
                       YAML::EmitterStyle::value /*style*/) override {
    check_container(tag, mark);
    tree_.begin_list(line_of(mark));
  }
  void OnSequenceEnd() override { tree_.end(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t /*anchor*/, YAML::EmitterStyle::value /*style*/) override {
    check_container(tag, mark);
    tree_.begin_map(line_of(mark));
  }
  void OnMapEnd() override { tree_.end(); }

 private:
  /// yaml-cpp takes whatever follows the root for a new document, even a line that is merely misplaced.
  [[noreturn]] void refuse_rest(const YAML::Mark& mark) const {
    const std::string_view rest = source_.substr(std::min(static_cast<std::size_t>(mark.pos), source_.size()));
    if (rest.starts_with("---")) tree_.fail("yaml.documents", line_of(mark));
    tree_.fail("yaml.syntax", line_of(mark), {{"reason", "text after the end of the document"}});
  }
  void check_tag(const std::string& tag, const YAML::Mark& mark) const {
    // yaml-cpp gives every node without a tag one of these two.
    if (tag != "?" && tag != "!" && !tag.empty()) tree_.fail("yaml.tag", line_of(mark), {{"found", tag}});
  }
  void check_container(const std::string& tag, const YAML::Mark& mark) {
    check_tag(tag, mark);
    if (tree_.expects_key()) tree_.fail("yaml.key", line_of(mark));
    found_content_ = true;
  }
  void add_text(std::string text, const YAML::Mark& mark) {
    if (tree_.expects_key()) {
      tree_.key(std::move(text), line_of(mark));
    } else {
      tree_.value(std::move(text), line_of(mark));
    }
  }

  std::string_view source_;
  TreeBuilder tree_;
  bool seen_document_ = false;
  bool found_content_ = false;
};

/// Refuses what must not reach yaml-cpp: it takes the byte 04 for the end of the file, and before the first event it queues up all that
/// stands within a bracket, which for millions of open ones takes a gigabyte.
void check_bytes(std::string_view text, const TreeBuilder& tree) {
  std::uint32_t line = 1;
  int open = 0;
  for (const char c : text) {
    const bool control = (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == '\x7F';
    if (control) tree.fail("yaml.syntax", line, {{"reason", "control character"}});
    if (c == '\n') ++line;
    if (c == '[' || c == '{') ++open;
    if ((c == ']' || c == '}') && open > 0) --open;
    if (open > kMaxOpenBrackets) tree.fail("yaml.too_deep", line);
  }
}

[[noreturn]] void rethrow(const YAML::Exception& error, const TreeBuilder& tree) {
  if (error.msg.starts_with(YAML::ErrorMsg::UNKNOWN_ANCHOR)) tree.fail("yaml.anchor", line_of(error.mark));
  tree.fail("yaml.syntax", line_of(error.mark), {{"reason", error.msg}});
}

}  // namespace

base::Document parse_yaml(std::string_view text, std::string_view file) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  Handler handler(text, file);
  if (text.size() > kMaxSize) handler.tree().fail("yaml.too_large", 0);
  if (!base::is_utf8(text)) handler.tree().fail("yaml.not_utf8", 0);
  check_bytes(text, handler.tree());
  try {
    std::istringstream in{std::string(text)};
    YAML::Parser parser(in);
    while (parser.HandleNextDocument(handler)) {
    }
  } catch (const YAML::Exception& error) {
    rethrow(error, handler.tree());
  }
  return handler.found_content() ? handler.take() : base::Document(base::Document::Map{});
}

}  // namespace json
