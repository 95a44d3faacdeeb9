#include "features/portal/html.hpp"

#include <stdexcept>

namespace portal {
namespace {

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  append_escaped(out, text);
  return out;
}

void Html::begin(std::string_view tag, Attributes attributes) {
  out_.append("<").append(tag);
  for (const auto& [name, value] : attributes) {
    out_.append(" ").append(name).append("=\"");
    append_escaped(out_, value);
    out_ += '"';
  }
  out_ += '>';
}

Html& Html::open(std::string_view tag, Attributes attributes) {
  begin(tag, attributes);
  open_.emplace_back(tag);
  return *this;
}

Html& Html::close() {
  if (open_.empty()) throw std::logic_error("nothing is open");
  out_.append("</").append(open_.back()).append(">");
  open_.pop_back();
  return *this;
}

Html& Html::text(std::string_view text) {
  append_escaped(out_, text);
  return *this;
}

Html& Html::element(std::string_view tag, std::string_view text, Attributes attributes) {
  open(tag, attributes);
  append_escaped(out_, text);
  return close();
}

Html& Html::single(std::string_view tag, Attributes attributes) {
  begin(tag, attributes);
  return *this;
}

Html& Html::append(std::string_view html) {
  out_ += html;
  return *this;
}

const std::string& Html::whole() const {
  if (!open_.empty()) throw std::logic_error("an element is still open");
  return out_;
}

}  // namespace portal
