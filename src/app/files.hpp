#pragma once

#include <string>
#include <string_view>

namespace app {

/// How a file comes into being.
enum class Write {
  replace,         ///< a file that is there is replaced whole, or stays as it was
  replace_secret,  ///< the same, readable by its owner alone
  create,          ///< a file that is there is left alone: Error(conflict, files.exists)
  create_secret,   ///< the same, readable by its owner alone
};

/// A file that is written piece by piece beside its place, under another name, and takes its place at once: nothing is ever half-written.
/// What is no regular file (a pipe, a device) is written to as it is. Throws Error(unavailable, files.cannot_write).
class NewFile {
 public:
  NewFile(std::string path, Write how);
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  ~NewFile();  ///< without place() nothing is left

  void write(std::string_view content);
  /// Safe on disk once this returns.
  void place();

 private:
  void flush();
  [[noreturn]] void fail() const;

  std::string path_;
  std::string beside_;  ///< empty where it is written to as it is
  Write how_;
  int file_ = -1;
  std::string buffer_;
};

/// The whole of a file at once.
void write_file(const std::string& path, std::string_view content, Write how = Write::replace);

}  // namespace app
