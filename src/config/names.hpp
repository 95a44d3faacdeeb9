#pragma once

#include <string>
#include <string_view>

namespace config {

inline constexpr std::string_view kUsualFile = "juara.yaml";

/// `--public-url`.
[[nodiscard]] std::string flag_of(std::string_view setting);
/// `JUARA_PUBLIC_URL`.
[[nodiscard]] std::string variable_of(std::string_view setting);

}  // namespace config
