#pragma once

#include <cstddef>
#include <exception>
#include <string>
#include <utility>
#include <vector>

namespace base {

/// What went wrong, free of any protocol: the command line makes an exit code of it, the server a status.
enum class Kind { invalid, usage, unauthenticated, forbidden, not_found, conflict, precondition, too_large, rate_limited, unavailable };

/// Values for the `{name}` places of a message, in order of appearance.
using Params = std::vector<std::pair<std::string, std::string>>;

/// One fault and where it stands. `code` is stable (`pack.unknown_key`); its text lives in `locales/`.
struct Problem {
  std::string file;      ///< as the user named it; empty if no file is meant
  std::size_t line = 0;  ///< from 1; 0 = the whole file
  std::string code;
  Params params;

  bool operator==(const Problem&) const = default;
};

/// The one exception of this code base: a kind and at least one problem.
class Error : public std::exception {
 public:
  Error(Kind kind, std::string code, Params params = {});
  Error(Kind kind, Problem problem);
  /// `total` is how many problems there were before the list was cut.
  Error(Kind kind, std::vector<Problem> problems, std::size_t total);

  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] const std::vector<Problem>& problems() const { return problems_; }
  [[nodiscard]] std::size_t total() const { return total_; }
  /// The first problem's code: for logs and tests, never for users.
  [[nodiscard]] const char* what() const noexcept override { return problems_.front().code.c_str(); }

 private:
  Kind kind_;
  std::vector<Problem> problems_;
  std::size_t total_ = 1;
};

/// Gathers problems so that all bad rows are reported at once; keeps the first `kept` and counts the rest.
class Problems {
 public:
  static constexpr std::size_t kKept = 50;

  void add(Problem problem);
  void add(const Error& error);
  [[nodiscard]] bool empty() const { return total_ == 0; }
  [[nodiscard]] std::size_t total() const { return total_; }
  [[nodiscard]] const std::vector<Problem>& kept() const { return kept_; }
  /// Throws Error(invalid) with all that was gathered, by file and line, if anything was.
  void throw_if_any() const;

 private:
  std::vector<Problem> kept_;
  std::size_t total_ = 0;
};

}  // namespace base
