#pragma once

#include <string>
#include <vector>

namespace documents {

/// The picture that chat applications show beside a link. Texts that are too long are cut with an ellipsis.
struct Card {
  struct Line {
    std::string place;  ///< `1`
    std::string name;
    std::string value;  ///< `96.29`
  };
  std::string title;
  std::string subtitle;
  std::vector<Line> lines;  ///< at most three are drawn
  std::string mark;         ///< a warning across the corner; empty: none
  std::string source;       ///< below
};

inline constexpr int kCardWidth = 1200;
inline constexpr int kCardHeight = 630;

/// PNG of kCardWidth x kCardHeight. Throws Error(unavailable, documents.cannot_draw).
[[nodiscard]] std::string card_png(const Card& card);

}  // namespace documents
