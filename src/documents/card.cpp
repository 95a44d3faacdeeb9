#include "documents/card.hpp"

#include <cairo.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <memory>
#include <span>

#include "base/error.hpp"

namespace documents {
namespace {

struct Colour {
  double red, green, blue;
};
constexpr Colour kPaper{1, 1, 1};
constexpr Colour kInk{0.07, 0.10, 0.16};
constexpr Colour kGrey{0.33, 0.37, 0.44};
constexpr Colour kBrand{0.04, 0.25, 0.47};
constexpr Colour kRule{0.84, 0.87, 0.91};
constexpr Colour kWarning{0.62, 0.16, 0.04};

constexpr double kMargin = 64;
constexpr double kBand = 16;  // of colour, along the upper edge
constexpr double kInner = kCardWidth - 2 * kMargin;
constexpr std::size_t kLines = 3;

struct Style {
  const char* font = "";  ///< as Pango describes it, with the size in pixels
  Colour colour = kInk;
  int lines = 1;  ///< at most so many
  PangoAlignment alignment = PANGO_ALIGN_LEFT;
};

struct Box {
  double x, y, width;
};

class Drawing {
 public:
  Drawing()
      : surface_(cairo_image_surface_create(CAIRO_FORMAT_RGB24, kCardWidth, kCardHeight), &cairo_surface_destroy),
        context_(cairo_create(surface_.get()), &cairo_destroy),
        fonts_(pango_cairo_font_map_new(), &g_object_unref),
        pango_(pango_font_map_create_context(fonts_.get()), &g_object_unref) {
    if (cairo_status(context_.get()) != CAIRO_STATUS_SUCCESS) fail();
    fill({0, 0, kCardWidth}, kCardHeight, kPaper);
  }

  void fill(const Box& box, double height, Colour colour) {
    set(colour);
    cairo_rectangle(context_.get(), box.x, box.y, box.width, height);
    cairo_fill(context_.get());
  }

  /// Gives the height of what was written.
  double write(const Box& box, const std::string& text, const Style& style) {
    const std::unique_ptr<PangoLayout, void (*)(void*)> layout(pango_layout_new(pango_.get()), &g_object_unref);
    const std::unique_ptr<PangoFontDescription, decltype(&pango_font_description_free)> font(pango_font_description_from_string(style.font),
                                                                                             &pango_font_description_free);
    pango_layout_set_font_description(layout.get(), font.get());
    pango_layout_set_width(layout.get(), static_cast<int>(box.width * PANGO_SCALE));
    pango_layout_set_height(layout.get(), -style.lines);
    pango_layout_set_ellipsize(layout.get(), PANGO_ELLIPSIZE_END);
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout.get(), style.alignment);
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    set(style.colour);
    cairo_move_to(context_.get(), box.x, box.y);
    pango_cairo_show_layout(context_.get(), layout.get());
    int height = 0;
    pango_layout_get_pixel_size(layout.get(), nullptr, &height);
    return height;
  }

  std::string png() {
    std::string bytes;
    const auto append = [](void* to, const unsigned char* data, unsigned int size) {
      static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(data), size);  // NOLINT: bytes as cairo has them
      return CAIRO_STATUS_SUCCESS;
    };
    if (cairo_surface_write_to_png_stream(surface_.get(), append, &bytes) != CAIRO_STATUS_SUCCESS) fail();
    return bytes;
  }

 private:
  [[noreturn]] static void fail() { throw base::Error(base::Kind::unavailable, "documents.cannot_draw"); }
  void set(Colour colour) { cairo_set_source_rgb(context_.get(), colour.red, colour.green, colour.blue); }

  std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> surface_;
  std::unique_ptr<cairo_t, decltype(&cairo_destroy)> context_;
  std::unique_ptr<PangoFontMap, void (*)(void*)> fonts_;
  std::unique_ptr<PangoContext, void (*)(void*)> pango_;
};

void draw_lines(Drawing& drawing, const Card& card, double y) {
  constexpr double kStep = 84;
  constexpr double kPlace = 72;
  constexpr double kValue = 220;
  for (const Card::Line& line : std::span(card.lines).first(std::min(card.lines.size(), kLines))) {
    drawing.fill({kMargin, y, kInner}, 2, kRule);
    const double text = y + 20;
    drawing.write({kMargin, text, kPlace}, line.place, {.font = "Inter,DejaVu Sans,Sans Bold 36px", .colour = kBrand});
    drawing.write({kMargin + kPlace, text, kInner - kPlace - kValue}, line.name, {.font = "Inter,DejaVu Sans,Sans 34px"});
    drawing.write({kMargin + kInner - kValue, text, kValue}, line.value,
                  {.font = "Inter,DejaVu Sans,Sans Bold 36px", .alignment = PANGO_ALIGN_RIGHT});
    y += kStep;
  }
}

}  // namespace

std::string card_png(const Card& card) {
  Drawing drawing;
  drawing.fill({0, 0, kCardWidth}, kBand, kBrand);
  double y = 56;
  y += drawing.write({kMargin, y, kInner}, card.title, {.font = "Inter,DejaVu Sans,Sans Bold 46px", .lines = 2});
  y += 12;
  drawing.write({kMargin, y, kInner}, card.subtitle, {.font = "Inter,DejaVu Sans,Sans 28px", .colour = kGrey, .lines = 2});
  draw_lines(drawing, card, 294);
  constexpr double kFoot = 568;
  drawing.write({kMargin, kFoot, kInner * 2 / 3}, card.source, {.font = "Inter,DejaVu Sans,Sans 26px", .colour = kGrey});
  drawing.write({kMargin + kInner * 2 / 3, kFoot, kInner / 3}, card.mark,
                {.font = "Inter,DejaVu Sans,Sans Bold 28px", .colour = kWarning, .alignment = PANGO_ALIGN_RIGHT});
  return drawing.png();
}

}  // namespace documents
