#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace documents {

/// The files in a ZIP archive that came from outside. It never unpacks more than `kMostUnpacked` in all, whatever the archive says of
/// itself.
class Archive {
 public:
  static constexpr std::size_t kMostUnpacked = std::size_t{10} << 20U;  ///< bytes

  /// `bytes` must outlive this. Throws Error(invalid): documents.no_workbook, documents.locked; Error(too_large, documents.too_large).
  explicit Archive(std::string_view bytes);
  ~Archive();
  Archive(const Archive&) = delete;
  Archive& operator=(const Archive&) = delete;

  /// The file of this name, if there is one. Throws as the constructor does.
  [[nodiscard]] std::optional<std::string> file(const std::string& name);

 private:
  struct Handle;
  std::unique_ptr<Handle> handle_;
  std::size_t unpacked_ = 0;
};

}  // namespace documents
