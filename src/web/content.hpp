#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>

#include "web/encoding.hpp"

namespace web {

/// A body that is made once and sent many times, with its compressed forms. It never changes, so it is shared and not copied.
class Content {
 public:
  /// Compresses where that is worth it. The tag is made of the SHA-256 of the bytes.
  static std::shared_ptr<const Content> make(std::string type, std::string bytes, Effort effort = Effort::quick);
  /// Of bytes that stay where they are (files in the binary). Compressed forms may be given; those that are empty are made.
  static std::shared_ptr<const Content> of_static(std::string type, std::string_view bytes, std::string_view gzip, std::string_view brotli);

  Content(const Content&) = delete;
  Content& operator=(const Content&) = delete;

  [[nodiscard]] const std::string& type() const { return type_; }
  [[nodiscard]] const std::string& tag() const { return tag_; }  ///< for the ETag header, without quotes
  [[nodiscard]] bool has(Encoding encoding) const { return !bytes(encoding).empty(); }
  [[nodiscard]] std::string_view bytes(Encoding encoding) const { return bytes_.at(static_cast<std::size_t>(encoding)); }

 private:
  Content(std::string type, std::string_view bytes);
  void compress(Encoding encoding, Effort effort);

  std::string type_;
  std::string tag_;
  std::array<std::string_view, 3> bytes_;  ///< by encoding; empty: there is no such form
  std::array<std::string, 3> owned_;
};

}  // namespace web
