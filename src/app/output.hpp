#pragma once

#include <string>

namespace app {

/// One line on standard output.
void print_line(const std::string& line);
/// Text as it is on standard output.
void print_text(const std::string& text);
/// One line on standard error.
void print_error(const std::string& line);

}  // namespace app
