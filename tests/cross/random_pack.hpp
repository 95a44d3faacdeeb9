#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "base/document.hpp"

namespace cross {

/// Seeded choices; the same on every machine (std:: distributions are not).
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  int below(int count) { return static_cast<int>(engine_() % static_cast<std::uint64_t>(count)); }
  bool chance(int percent) { return below(100) < percent; }
  template <typename T>
  const T& of(const std::vector<T>& list) {
    return list[static_cast<std::size_t>(below(static_cast<int>(list.size())))];
  }

 private:
  std::mt19937_64 engine_;
};

/// An indicator of a made-up tree, as the maker of scores needs to know it.
struct Leaf {
  std::string id;
  std::string type;
  std::string stage;  ///< empty = unnamed
  bool inside_items = false;
  bool may_be_dropped = false;
};

/// A made-up pack and what its scores have to fit.
struct RandomPack {
  base::Document document;
  std::vector<Leaf> leaves;
  std::vector<std::string> inner;   ///< ids of inner nodes outside of items, first stage
  std::vector<std::string> stages;  ///< scored ones
  bool has_items = false;
  bool has_upper_level = false;
};

[[nodiscard]] RandomPack random_pack(Dice& dice);

}  // namespace cross
