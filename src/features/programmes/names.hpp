#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace programmes {

/// A name as it is compared and searched: lower case, marks as blanks, usual abbreviations of offices written out (`Kab. Serang` is
/// `kabupaten serang`). Holds neither `%` nor `_`.
[[nodiscard]] std::string normalised(std::string_view name);

/// The words of a text in the same way, but abbreviations as they are: each begins what it stands for, so a search for beginnings finds it.
[[nodiscard]] std::vector<std::string> words_of(std::string_view text);

/// A name as part of an address: `Dinas Kesehatan Kota Cilegon` → `dinas-kesehatan-kota-cilegon`; at most 80 characters of a-z, 0-9 and
/// `-`, never empty.
[[nodiscard]] std::string slug_of(std::string_view name);

/// Whether a text has the form of a slug.
[[nodiscard]] bool is_slug(std::string_view text);

}  // namespace programmes
