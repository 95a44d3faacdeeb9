#include "documents/archive.hpp"

#include <zip.h>

#include <array>
#include <cstdint>

#include "base/error.hpp"

namespace documents {
namespace {

constexpr zip_int64_t kMostFiles = 2000;  // a workbook has some dozens

[[noreturn]] void refuse(const char* code) { throw base::Error(base::Kind::invalid, code); }

[[noreturn]] void refuse_size() {
  throw base::Error(base::Kind::too_large, "documents.too_large", {{"most", std::to_string(Archive::kMostUnpacked >> 20U)}});
}

struct FileCloser {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using OpenFile = std::unique_ptr<zip_file_t, FileCloser>;

}  // namespace

struct Archive::Handle {
  explicit Handle(zip_t* opened) : zip(opened) {}
  ~Handle() { zip_discard(zip); }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  zip_t* zip;
};

Archive::Archive(std::string_view bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* zip = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
  zip_error_fini(&error);
  if (zip == nullptr) {
    if (source != nullptr) zip_source_free(source);
    refuse("documents.no_workbook");
  }
  handle_ = std::make_unique<Handle>(zip);
  const zip_int64_t files = zip_get_num_entries(zip, 0);
  if (files > kMostFiles) refuse("documents.no_workbook");
  std::uint64_t declared = 0;
  for (zip_int64_t at = 0; at < files; ++at) {
    zip_stat_t about;
    zip_stat_init(&about);
    if (zip_stat_index(zip, static_cast<zip_uint64_t>(at), 0, &about) != 0) refuse("documents.no_workbook");
    if (about.encryption_method != ZIP_EM_NONE) refuse("documents.locked");
    if (about.size > kMostUnpacked || (declared += about.size) > kMostUnpacked) refuse_size();
  }
}

Archive::~Archive() = default;

std::optional<std::string> Archive::file(const std::string& name) {
  if (zip_name_locate(handle_->zip, name.c_str(), 0) < 0) return std::nullopt;
  const OpenFile file(zip_fopen(handle_->zip, name.c_str(), 0));
  if (file == nullptr) refuse("documents.no_workbook");
  std::string text;
  std::array<char, 1U << 14U> piece;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled below
  for (;;) {
    const zip_int64_t size = zip_fread(file.get(), piece.data(), piece.size());
    if (size < 0) refuse("documents.no_workbook");
    if (size == 0) return text;
    unpacked_ += static_cast<std::size_t>(size);  // what it declared may be a lie
    if (unpacked_ > kMostUnpacked) refuse_size();
    text.append(piece.data(), static_cast<std::size_t>(size));
  }
}

}  // namespace documents
