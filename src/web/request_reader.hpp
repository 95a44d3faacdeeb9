#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "web/request.hpp"

namespace web {

struct HeadLimits {
  std::size_t head = std::size_t{16} * 1024;   ///< bytes of request line and headers
  std::size_t target = std::size_t{8} * 1024;  ///< bytes of the request line
  std::size_t headers = 100;
};

/// Makes one request of bytes, wherever they come from. It is stricter than the standard wants: what two programs could read differently is
/// refused. Both functions throw HttpError, or base::Error for a bad path; after that the connection must be closed.
class RequestReader {
 public:
  explicit RequestReader(HeadLimits limits);
  ~RequestReader();
  RequestReader(const RequestReader&) = delete;
  RequestReader& operator=(const RequestReader&) = delete;

  /// `bytes`: all that came so far, from the beginning of the request. How many of them the head takes, or 0 as long as it is not whole.
  [[nodiscard]] std::size_t read_head(std::string_view bytes, RequestData& data);

  /// Whether a body follows that head.
  [[nodiscard]] bool expects_body() const;
  void set_body_limit(std::uint64_t bytes);  ///< before read_body
  /// Appends to data.body what the bytes hold of it. How many of them were used; the rest is to be given again with more behind it.
  [[nodiscard]] std::size_t read_body(std::string_view bytes, RequestData& data);
  [[nodiscard]] bool is_done() const;

 private:
  /// Where looking at the bytes of the head has come to.
  struct Scan {
    std::size_t at = 0;
    std::size_t lines = 0;
    std::size_t length = 0;  ///< of this line
    bool after_return = false;
  };
  std::size_t scan(std::string_view bytes);
  void end_line();
  void look_at(char c) const;

  struct Parser;
  HeadLimits limits_;
  Scan scan_;
  std::unique_ptr<Parser> parser_;
};

}  // namespace web
