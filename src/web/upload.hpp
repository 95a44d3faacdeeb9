#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "crypto/crypto.hpp"

namespace web {

/// A body on disk. The file has no name until keep(), so nothing stays behind, not even after a crash.
class Upload {
 public:
  /// Throws Error(unavailable, http.cannot_store) if the folder cannot hold such a file.
  explicit Upload(const std::filesystem::path& folder);
  ~Upload();
  Upload(const Upload&) = delete;
  Upload& operator=(const Upload&) = delete;

  void append(std::string_view bytes);         ///< throws Error(unavailable, http.cannot_store)
  void finish() { sha256_ = hash_.finish(); }  ///< all bytes are there

  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] const std::string& sha256() const { return sha256_; }  ///< lower-case hex; after finish()
  /// Up to `length` bytes from `offset` on, fewer at the end.
  [[nodiscard]] std::string read(std::uint64_t offset, std::size_t length) const;
  /// Gives the file this name, after it has reached the disk. False: there is a file of that name, which stays as it is. Throws
  /// Error(unavailable, http.cannot_store).
  [[nodiscard]] bool keep(const std::filesystem::path& path) const;

 private:
  int file_ = -1;
  std::uint64_t size_ = 0;
  crypto::Sha256 hash_;
  std::string sha256_;
};

}  // namespace web
