#pragma once

#include <functional>
#include <string_view>
#include <utility>
#include <vector>

namespace documents {

/// The attributes of an element, valid during the call that brings them.
using Attributes = std::vector<std::pair<std::string_view, std::string_view>>;

/// The value of an attribute; empty if it is not there.
[[nodiscard]] std::string_view attribute(const Attributes& attributes, std::string_view name);

/// Who is told of what an XML text holds, in its order. Elements come without their prefix.
struct XmlListener {
  std::function<void(std::string_view name, const Attributes& attributes)> open;
  std::function<void(std::string_view name)> close;
  std::function<void(std::string_view text)> text;
};

/// Throws Error(invalid, documents.no_workbook) for what is no XML and for a document type, by which a short text could become endless;
/// and whatever the listener throws.
void read_xml(std::string_view xml, const XmlListener& listener);

}  // namespace documents
