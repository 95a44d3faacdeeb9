#pragma once

namespace db {

/// How a transaction behaves.
enum class Mode {
  read,       ///< one snapshot, nothing can be written
  long_read,  ///< the same without a limit of time
  write,      ///< whole or not at all
  rewrite,    ///< a write that met another before: it takes turns with its like, so that they do not meet for ever
  alone,      ///< a write without a limit of time, one of its kind at a time, even across processes
};

constexpr bool writes(Mode mode) { return mode == Mode::write || mode == Mode::rewrite || mode == Mode::alone; }

}  // namespace db
