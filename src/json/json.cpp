#include "json/json.hpp"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <cstdint>
#include <utility>
#include <vector>

#include "json/tree_builder.hpp"
#include "json/writer.hpp"

namespace json {
namespace {

using base::Document;
using boost::json::error_code;

/// What Boost's parser calls. Faults of ours leave it as base::Error, so every event returns true.
class Handler {
 public:
  // NOLINTBEGIN(readability-identifier-naming): the names are Boost's
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = max_object_size;
  static constexpr std::size_t max_key_size = max_object_size;
  static constexpr std::size_t max_string_size = max_object_size;
  // NOLINTEND(readability-identifier-naming)

  explicit Handler(std::string_view file) : tree_(file, {.repeated_key = "json.repeated_key", .too_deep = "json.too_deep"}) {}

  void next_line() { ++line_; }
  Document take() { return tree_.take(); }
  [[noreturn]] void fail_syntax(const error_code& error) const { tree_.fail("json.syntax", line_, {{"reason", error.message()}}); }

  static bool on_document_begin(error_code& /*error*/) { return true; }
  static bool on_document_end(error_code& /*error*/) { return true; }
  bool on_object_begin(error_code& /*error*/) { return tree_.begin_map(line_), true; }
  bool on_object_end(std::size_t /*size*/, error_code& /*error*/) { return tree_.end(), true; }
  bool on_array_begin(error_code& /*error*/) { return tree_.begin_list(line_), true; }
  bool on_array_end(std::size_t /*size*/, error_code& /*error*/) { return tree_.end(), true; }

  bool on_key_part(std::string_view part, std::size_t /*size*/, error_code& /*error*/) { return text_.append(part), true; }
  bool on_key(std::string_view part, std::size_t /*size*/, error_code& /*error*/) { return tree_.key(take_text(part), line_), true; }
  bool on_string_part(std::string_view part, std::size_t /*size*/, error_code& /*error*/) { return text_.append(part), true; }
  bool on_string(std::string_view part, std::size_t /*size*/, error_code& /*error*/) { return add(take_text(part)); }

  static bool on_number_part(std::string_view /*part*/, error_code& /*error*/) { return true; }
  bool on_int64(std::int64_t value, std::string_view text, error_code& /*error*/) {
    // Beyond 2^53 a reader that takes numbers for doubles would see another value.
    constexpr std::int64_t kLimit = std::int64_t{1} << 53;
    if (value < -kLimit || value > kLimit) fail_not_integer(text);
    return add(value);
  }
  bool on_uint64(std::uint64_t /*value*/, std::string_view text, error_code& /*error*/) { fail_not_integer(text); }
  bool on_double(double /*value*/, std::string_view text, error_code& /*error*/) { fail_not_integer(text); }
  bool on_bool(bool value, error_code& /*error*/) { return add(value); }
  bool on_null(error_code& /*error*/) { return add({}); }

  static bool on_comment_part(std::string_view /*part*/, error_code& /*error*/) { return true; }
  static bool on_comment(std::string_view /*part*/, error_code& /*error*/) { return true; }

 private:
  bool add(Document&& value) { return tree_.value(std::move(value), line_), true; }
  std::string take_text(std::string_view last_part) {
    text_.append(last_part);
    return std::exchange(text_, {});
  }
  [[noreturn]] void fail_not_integer(std::string_view text) const { tree_.fail("json.not_integer", line_, {{"found", std::string(text)}}); }

  TreeBuilder tree_;
  std::string text_;  ///< the parts so far of a long string
  std::uint32_t line_ = 0;
};

/// Stands for a byte in the order of UTF-16 code units: UTF-8 sorts by code point, and only U+10000 and above (lead bytes F0 to F4, in
/// UTF-16 surrogates) come before U+E000 to U+FFFF (lead bytes EE and EF) there.
unsigned char utf16_order(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte == 0xEE || byte == 0xEF ? static_cast<unsigned char>(byte + 0x10) : byte;
}

bool before_in_utf16(const Document::Member* a, const Document::Member* b) {
  return std::ranges::lexicographical_compare(a->first, b->first, {}, utf16_order, utf16_order);
}

/// Writes a scalar or an empty container; false if the document is neither.
bool write_leaf(std::string& out, const Document& document) {
  if (document.is_null()) {
    out += "null";
  } else if (document.is_bool()) {
    out += document.boolean() ? "true" : "false";
  } else if (document.is_integer()) {
    out += std::to_string(document.integer());
  } else if (document.is_text()) {
    append_quoted(out, document.text());
  } else if (document.is_list() && document.list().empty()) {
    out += "[]";
  } else if (document.is_map() && document.map().empty()) {
    out += "{}";
  } else {
    return false;
  }
  return true;
}

void write_canonical(std::string& out, const Document& document) {
  if (write_leaf(out, document)) return;
  if (document.is_list()) {
    for (char before = '['; const Document& element : document.list()) {
      out += std::exchange(before, ',');
      write_canonical(out, element);
    }
    out += ']';
    return;
  }
  std::vector<const Document::Member*> members;
  members.reserve(document.map().size());
  for (const auto& member : document.map()) members.push_back(&member);
  std::ranges::sort(members, before_in_utf16);
  for (char before = '{'; const Document::Member* member : members) {
    out += std::exchange(before, ',');
    append_quoted(out, member->first);
    out += ':';
    write_canonical(out, member->second);
  }
  out += '}';
}

void write_pretty(std::string& out, const Document& document, std::size_t indentation) {
  if (write_leaf(out, document)) return;
  const std::size_t inner = indentation + 2;
  const auto begin_line = [&](char before) { out.append(1, before).append(1, '\n').append(inner, ' '); };
  if (document.is_list()) {
    for (char before = '['; const Document& element : document.list()) {
      begin_line(std::exchange(before, ','));
      write_pretty(out, element, inner);
    }
  } else {
    for (char before = '{'; const auto& [key, value] : document.map()) {
      begin_line(std::exchange(before, ','));
      append_quoted(out, key);
      out += ": ";
      write_pretty(out, value, inner);
    }
  }
  out.append(1, '\n').append(indentation, ' ').append(1, document.is_list() ? ']' : '}');
}

}  // namespace

Document parse(std::string_view text, std::string_view file) {
  boost::json::parse_options options;
  options.max_depth = TreeBuilder::kMaxDepth + 1;  // so that the tree refuses first, with its own code
  boost::json::basic_parser<Handler> parser(options, file);
  // Boost tells no lines. No JSON token spans lines, so it is fed line by line and the handler counts.
  do {
    const std::size_t size = std::min(text.find('\n'), text.size() - 1) + 1;
    error_code error;
    parser.handler().next_line();
    const std::size_t read = parser.write_some(size < text.size(), text.data(), size, error);
    if (!error && read < size) error = boost::json::error::extra_data;
    if (error) parser.handler().fail_syntax(error);
    text.remove_prefix(size);
  } while (!text.empty());
  return parser.handler().take();
}

std::string canonical(const Document& document) {
  std::string out;
  write_canonical(out, document);
  return out;
}

std::string pretty(const Document& document) {
  std::string out;
  write_pretty(out, document, 0);
  out += '\n';
  return out;
}

}  // namespace json
