#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/document.hpp"
#include "base/error.hpp"

namespace results {

/// Walks two trees and reports by path where they part.
class Comparison {
 public:
  /// Whether two leaves are the same; the key is that of the member they stand in (or of the list that holds them).
  using Same = std::function<bool(std::string_view key, const base::Document& bundle, const base::Document& recomputed)>;

  explicit Comparison(base::Problems& problems, Same same = nullptr) : problems_(problems), same_(std::move(same)) {}

  void compare(const base::Document& bundle, const base::Document& recomputed, const std::string& path, std::string_view key = "");

 private:
  void lists(const base::Document::List& bundle, const base::Document::List& recomputed, const std::string& path, std::string_view key);
  void maps(const base::Document& bundle, const base::Document& recomputed, const std::string& path);
  void differ(const std::string& path, const base::Document* bundle, const base::Document* recomputed);

  base::Problems& problems_;
  Same same_;
};

}  // namespace results
