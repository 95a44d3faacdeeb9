#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace json {

/// Writes JSON text straight into a string, for results too large to build as a tree first. The text is canonical (RFC 8785) if the members
/// of each object are written in the order of their names; that order is the caller's duty.
class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {}

  Writer& open_object() { return begin('{'); }
  Writer& close_object() { return end('}'); }
  Writer& open_list() { return begin('['); }
  Writer& close_list() { return end(']'); }
  Writer& key(std::string_view name);
  Writer& text(std::string_view value);
  Writer& integer(std::int64_t value);
  Writer& boolean(bool value);
  Writer& null();
  /// A value that is JSON already.
  Writer& raw(std::string_view json);

  // A member at once.
  Writer& member(std::string_view name, std::string_view value) { return key(name).text(value); }

 private:
  Writer& begin(char bracket);
  Writer& end(char bracket);
  void separate();

  std::string& out_;
  bool first_ = true;  ///< nothing stands in the open object or list yet
};

/// Appends a JSON string with the escapes of RFC 8785, quotes included.
void append_quoted(std::string& out, std::string_view text);

}  // namespace json
