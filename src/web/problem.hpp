#pragma once

#include <exception>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "i18n/i18n.hpp"
#include "web/response.hpp"

namespace web {

class Request;

/// A refusal that only HTTP knows: a method, a media type, a header block. What rules refuse is a base::Error.
class HttpError : public std::exception {
 public:
  HttpError(int status, std::string code, base::Params params = {}, Headers headers = {});

  [[nodiscard]] int status() const { return status_; }
  [[nodiscard]] const base::Problem& problem() const { return problem_; }
  [[nodiscard]] const Headers& headers() const { return headers_; }  ///< Allow, Accept, Content-Range
  [[nodiscard]] const char* what() const noexcept override { return problem_.code.c_str(); }

 private:
  int status_;
  base::Problem problem_;
  Headers headers_;
};

/// Whom a problem is told.
struct Reader {
  i18n::Language language = i18n::Language::id;
  std::string_view request_id;
};

/// The status of a kind of error.
[[nodiscard]] int status_of(base::Kind kind);

/// `application/problem+json` (RFC 9457): title and detail in the reader's language, the stable `code`, `request_id`, and `problems` with
/// the file, line or `field` (a parameter of that name) of each. `retry_after`, seconds, is a parameter too.
[[nodiscard]] Response problem(const base::Error& error, const Reader& reader);
[[nodiscard]] Response problem(const HttpError& error, const Reader& reader);
[[nodiscard]] Response problem(const base::Error& error, const Request& request);
/// 500: says nothing but the request id; what happened stands in the log.
[[nodiscard]] Response internal_problem(const Reader& reader);

}  // namespace web
