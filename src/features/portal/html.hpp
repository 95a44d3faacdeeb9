#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portal {

/// Writes HTML in which no text can become markup: everything is escaped, and every element that is opened is closed.
class Html {
 public:
  using Attributes = std::initializer_list<std::pair<std::string_view, std::string_view>>;

  Html& open(std::string_view tag, Attributes attributes = {});
  Html& close();  ///< the innermost element that is open
  Html& text(std::string_view text);
  /// An element that holds a text.
  Html& element(std::string_view tag, std::string_view text, Attributes attributes = {});
  /// An element without content and without end: `meta`, `link`, `input`.
  Html& single(std::string_view tag, Attributes attributes);
  Html& link(std::string_view address, std::string_view text) { return element("a", text, {{"href", address}}); }
  /// What was written by another one of these.
  Html& append(std::string_view html);

  /// Everything written so far; all elements must be closed.
  [[nodiscard]] const std::string& whole() const;

 private:
  void begin(std::string_view tag, Attributes attributes);

  std::string out_;
  std::vector<std::string> open_;
};

/// With `&`, `<`, `>`, `"` and `'` as character references.
[[nodiscard]] std::string escaped(std::string_view text);

}  // namespace portal
