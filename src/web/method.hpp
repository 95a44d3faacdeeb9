#pragma once

#include <string_view>

namespace web {

/// `other` is any that no route can have.
enum class Method { get, head, post, put, patch, del, options, other };

[[nodiscard]] Method parse_method(std::string_view text);  ///< case matters
[[nodiscard]] std::string_view to_text(Method method);
/// Whether the method may change something, so that it needs protection against forged requests.
[[nodiscard]] bool changes_state(Method method);

}  // namespace web
