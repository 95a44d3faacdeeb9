#pragma once

#include <zlib.h>

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>

namespace support {

/// The files in a ZIP archive, unpacked, by name.
inline std::map<std::string, std::string> unzip(std::string_view archive) {
  const auto number = [&](std::size_t at, std::size_t bytes) {
    std::size_t value = 0;
    for (std::size_t i = bytes; i-- > 0;) value = value << 8U | static_cast<unsigned char>(archive.at(at + i));
    return value;
  };
  const std::size_t end = archive.rfind("PK\x05\x06");
  if (end == std::string_view::npos) throw std::runtime_error("no ZIP archive");
  std::map<std::string, std::string> files;
  std::size_t entry = number(end + 16, 4);
  for (std::size_t count = number(end + 10, 2); count > 0; --count) {
    const std::size_t method = number(entry + 10, 2);
    const std::size_t packed = number(entry + 20, 4);
    const std::size_t size = number(entry + 24, 4);
    const std::size_t name = number(entry + 28, 2);
    const std::size_t header = number(entry + 42, 4);
    const std::size_t data = header + 30 + number(header + 26, 2) + number(header + 28, 2);
    std::string content(size, '\0');
    if (method == 0) {
      content = archive.substr(data, size);
    } else {
      z_stream stream{};
      inflateInit2(&stream, -MAX_WBITS);
      std::string input(archive.substr(data, packed));
      stream.next_in = reinterpret_cast<Bytef*>(input.data());     // NOLINT: bytes as zlib has them
      stream.next_out = reinterpret_cast<Bytef*>(content.data());  // NOLINT
      stream.avail_in = static_cast<uInt>(packed);
      stream.avail_out = static_cast<uInt>(size);
      if (inflate(&stream, Z_FINISH) != Z_STREAM_END) throw std::runtime_error("a damaged ZIP archive");
      inflateEnd(&stream);
    }
    files.emplace(archive.substr(entry + 46, name), std::move(content));
    entry += 46 + name + number(entry + 30, 2) + number(entry + 32, 2);
  }
  return files;
}

}  // namespace support
