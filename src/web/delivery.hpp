#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "web/request.hpp"
#include "web/response.hpp"

namespace web {

/// A response as it goes over the wire: the head, then the body from memory or from a file.
struct Delivery {
  int status = 0;
  std::string head = {};
  std::string text = {};                        ///< the body, if it is ours alone
  std::shared_ptr<const Content> content = {};  ///< or shared, in one encoding
  Encoding encoding = Encoding::identity;
  std::shared_ptr<const File> file = {};  ///< or this part of a file
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
  std::optional<EventStream> events = {};  ///< or what will come
  bool close = false;

  [[nodiscard]] std::string_view body() const { return content ? content->bytes(encoding) : std::string_view{text}; }
};

struct DeliveryTerms {
  base::Instant now;
  bool close = false;  ///< the connection ends after it
};

/// Decides in one place what HTTP adds to a handler's answer: 304 and 206, compression, ETag, Vary, caching, length, security headers.
/// Throws HttpError 416, and std::invalid_argument for a response that must not be sent.
[[nodiscard]] Delivery prepare(const RequestData& request, Response response, const DeliveryTerms& terms);

}  // namespace web
