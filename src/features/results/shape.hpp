#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/document.hpp"
#include "base/error.hpp"

namespace results {

using Keys = std::vector<std::string_view>;

/// Reports by path what is not of the shape it has to be; every function says whether it was.
class Shape {
 public:
  explicit Shape(base::Problems& problems) : problems_(problems) {}

  /// A mapping with exactly these keys, and perhaps those of `may`.
  bool object(const base::Document* found, const std::string& path, const Keys& keys, const Keys& may = {});
  /// A mapping whose members are all texts.
  bool texts(const base::Document* found, const std::string& path);
  /// A member that is a text, a whole number, or a whole number or null.
  bool text(const base::Document& owner, std::string_view key, const std::string& path);
  bool whole(const base::Document& owner, std::string_view key, const std::string& path);
  bool whole_or_null(const base::Document& owner, std::string_view key, const std::string& path);
  /// A list of mappings whose members are texts, but for one that is a mapping of texts.
  void records(const base::Document* found, const std::string& path, const Keys& keys, std::string_view map_key);

  bool fault(const std::string& path);

 private:
  base::Problems& problems_;
};

/// Checks the shape of a bundle (docs/developer/bundle-format.md): every key known and there, every value of its kind.
void check_shape(const base::Document& bundle, base::Problems& problems);

}  // namespace results
