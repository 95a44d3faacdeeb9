#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace web {

/// How the bytes of a body are compressed.
enum class Encoding { identity, gzip, brotli };

/// `identity`, `gzip`, `br`: as in the Content-Encoding header.
[[nodiscard]] std::string_view to_text(Encoding encoding);

enum class Effort {
  quick,  ///< while the client waits
  best,   ///< once, for what is sent many times
};

[[nodiscard]] std::string compressed(std::string_view bytes, Encoding encoding, Effort effort);

/// A body below this fits into one packet anyway.
inline constexpr std::size_t kWorthCompressing = 1024;

/// Whether text of this media type is worth compressing.
[[nodiscard]] bool is_compressible(std::string_view media_type);

/// The best encoding that an Accept-Encoding header allows, brotli before gzip where the client likes both alike.
[[nodiscard]] Encoding choose_encoding(std::string_view accept_encoding, bool has_gzip, bool has_brotli);

}  // namespace web
