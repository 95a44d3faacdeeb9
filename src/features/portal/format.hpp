#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/document.hpp"
#include "i18n/i18n.hpp"

/// Numbers and days as people read them.
namespace portal {

/// `1.234` in Indonesian, `1,234` in English.
[[nodiscard]] std::string count(std::int64_t number, i18n::Language language);
/// A decimal as the API sends it (`88.00`), with the decimals it has: `88,00`. What is no decimal stays as it is.
[[nodiscard]] std::string decimal(std::string_view number, i18n::Language language);
/// `2024-12-04` → `4 Desember 2024`; what is no day stays as it is.
[[nodiscard]] std::string day(std::string_view text, i18n::Language language);
/// `2024-12-04T09:00:00+07:00` → `4 Desember 2024 pukul 09.00 WIB`.
[[nodiscard]] std::string moment(std::string_view text, i18n::Language language);

/// The member in the language, of a text `{"id", "en"}`; empty for null.
[[nodiscard]] const std::string& said(const base::Document& text, i18n::Language language);

}  // namespace portal
