#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "web/encoding.hpp"
#include "web/request.hpp"

namespace web {

/// The ETag header of a tag: each compressed form has its own, because its bytes differ.
[[nodiscard]] std::string entity_tag(std::string_view tag, Encoding encoding);

/// Whether a list as in If-None-Match or If-Match names the tag, in whatever form it was sent. `*` names every tag.
[[nodiscard]] bool names_tag(std::string_view list, std::string_view tag);

/// For a handler that changes something whose present state has this tag. Throws HttpError 428 without If-Match, Error(precondition,
/// http.changed) if that names another state.
void require_match(const Request& request, std::string_view tag);

/// A part of a file, in bytes.
struct ByteRange {
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
};

/// The part that a Range header asks for. Nothing: send the whole (no such header, or one that we need not follow: several parts, another
/// unit, an If-Range that names another version). Throws HttpError 416 for a part that lies outside.
[[nodiscard]] std::optional<ByteRange> requested_range(const RequestData& request, std::uint64_t size, std::string_view tag);

}  // namespace web
