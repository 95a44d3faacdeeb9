#include "documents/fonts.hpp"

#include <pango/pangocairo.h>

#include <memory>

namespace documents {

int missing_glyphs(const std::string& text) {
  using Unref = void (*)(void*);
  const std::unique_ptr<PangoFontMap, Unref> fonts(pango_cairo_font_map_new(), &g_object_unref);
  const std::unique_ptr<PangoContext, Unref> context(pango_font_map_create_context(fonts.get()), &g_object_unref);
  const std::unique_ptr<PangoLayout, Unref> layout(pango_layout_new(context.get()), &g_object_unref);
  pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
  return pango_layout_get_unknown_glyphs_count(layout.get());
}

}  // namespace documents
