#include "features/packs/api.hpp"
#include "tests/fuzz/fuzz.hpp"

/// A pack that is accepted can be shown.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return fuzz::run(data, size, [](const std::string& text) {
    (void)packs::show_pack(packs::load_pack_text(text, "pack.yaml").pack, i18n::Language::en);
  });
}
