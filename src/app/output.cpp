#include "app/output.hpp"

#include <cstdio>

namespace app {

void print_line(const std::string& line) { std::puts(line.c_str()); }

void print_text(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }

void print_error(const std::string& line) { std::fputs((line + "\n").c_str(), stderr); }

}  // namespace app
