#include <sstream>

#include "base/csv.hpp"
#include "tests/fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return fuzz::run(data, size, [](const std::string& text) {
    std::istringstream in(text);
    base::csv::Reader reader("t.csv", in);
    std::string out;
    for (std::vector<std::string_view> fields; reader.next(fields);)
      base::csv::write_row(out, std::vector<std::string>(fields.begin(), fields.end()));
  });
}
