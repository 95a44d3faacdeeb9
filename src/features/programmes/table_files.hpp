#pragma once

#include <string>

#include "base/document.hpp"
#include "i18n/i18n.hpp"

/// A published result as a file. `table` is what Reader::table() answers.
namespace programmes {

/// One line for each row, under names for machines: `subject,name,unit,level,group,...`; columns of the fair ranking if there is one.
[[nodiscard]] std::string table_csv(const base::Document& table);

/// A sheet for each level, numbers as numbers, headings in the language; then a sheet that says what this is: pack, source, trust, hash.
[[nodiscard]] std::string table_xlsx(const base::Document& table, i18n::Language language);

}  // namespace programmes
