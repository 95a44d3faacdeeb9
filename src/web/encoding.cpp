#include "web/encoding.hpp"

#include <brotli/encode.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "web/accept.hpp"

namespace web {
namespace {

// Brotli's 11 takes ten times as long for the last twentieth; what is compressed at build time may use it.
constexpr int kBestBrotli = 9;
constexpr int kGzipWindow = 15 + 16;  // zlib's way of asking for a gzip header

std::string gzip(std::string_view bytes, int level) {
  z_stream stream{};
  if (deflateInit2(&stream, level, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK) throw std::bad_alloc();
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  // zlib does not write through next_in; its type is older than const.
  stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));  // NOLINT(cppcoreguidelines-pro-type-const-cast)
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int result = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (result != Z_STREAM_END) throw std::runtime_error("gzip: the output did not fit its bound");
  return out;
}

std::string brotli(std::string_view bytes, int quality) {
  std::size_t size = BrotliEncoderMaxCompressedSize(bytes.size());
  std::string out(size, '\0');
  const auto done =
      BrotliEncoderCompress(quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.size(),
                            reinterpret_cast<const std::uint8_t*>(bytes.data()), &size, reinterpret_cast<std::uint8_t*>(out.data()));
  if (done != BROTLI_TRUE) throw std::bad_alloc();
  out.resize(size);
  return out;
}

}  // namespace

std::string_view to_text(Encoding encoding) {
  if (encoding == Encoding::gzip) return "gzip";
  return encoding == Encoding::brotli ? "br" : "identity";
}

std::string compressed(std::string_view bytes, Encoding encoding, Effort effort) {
  const bool quick = effort == Effort::quick;
  if (encoding == Encoding::gzip) return gzip(bytes, quick ? 1 : Z_BEST_COMPRESSION);
  if (encoding == Encoding::brotli) return brotli(bytes, quick ? 1 : kBestBrotli);
  return std::string(bytes);
}

bool is_compressible(std::string_view media_type) {
  constexpr std::array<std::string_view, 6> kTypes{"application/json",          "application/javascript", "application/xml",
                                                   "application/manifest+json", "application/wasm",       "image/svg+xml"};
  const auto type = media_type.substr(0, media_type.find(';'));
  return type.starts_with("text/") || type.ends_with("+json") || std::ranges::find(kTypes, type) != kTypes.end();
}

Encoding choose_encoding(std::string_view accept_encoding, bool has_gzip, bool has_brotli) {
  if (accept_encoding.empty()) return Encoding::identity;
  const int gzip = has_gzip ? quality_of(accept_encoding, "gzip") : 0;
  const int brotli = has_brotli ? quality_of(accept_encoding, "br") : 0;
  if (brotli > 0 && brotli >= gzip) return Encoding::brotli;
  return gzip > 0 ? Encoding::gzip : Encoding::identity;
}

}  // namespace web
