#include "documents/xml.hpp"

#include <expat.h>

#include <algorithm>
#include <exception>
#include <memory>

#include "base/error.hpp"

namespace documents {
namespace {

struct ParserCloser {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

std::string_view without_prefix(const char* name) {
  const std::string_view whole(name);
  const auto colon = whole.rfind(':');
  return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

/// What C calls back; nothing may be thrown through it, so it is kept until the parser has stopped.
struct Run {
  const XmlListener& listener;
  XML_Parser parser;
  std::exception_ptr thrown = {};
  Attributes attributes = {};

  template <typename Work>
  void guarded(const Work& work) {
    if (thrown) return;
    try {
      work();
    } catch (...) {
      thrown = std::current_exception();
      XML_StopParser(parser, XML_FALSE);
    }
  }
};

Run& run_of(void* data) { return *static_cast<Run*>(data); }

void opened(void* data, const char* name, const char** given) {
  Run& run = run_of(data);
  run.guarded([&] {
    run.attributes.clear();
    for (const char** at = given; *at != nullptr; at += 2) run.attributes.emplace_back(at[0], at[1]);  // NOLINT: pairs, as expat has them
    if (run.listener.open) run.listener.open(without_prefix(name), run.attributes);
  });
}

void closed(void* data, const char* name) {
  Run& run = run_of(data);
  run.guarded([&] {
    if (run.listener.close) run.listener.close(without_prefix(name));
  });
}

void told(void* data, const char* text, int size) {
  Run& run = run_of(data);
  run.guarded([&] {
    if (run.listener.text) run.listener.text({text, static_cast<std::size_t>(size)});
  });
}

void typed(void* data, const char* /*name*/, const char* /*system*/, const char* /*public*/, int /*internal*/) {
  run_of(data).guarded([] { throw base::Error(base::Kind::invalid, "documents.no_workbook"); });
}

}  // namespace

std::string_view attribute(const Attributes& attributes, std::string_view name) {
  const auto found = std::ranges::find(attributes, name, &Attributes::value_type::first);
  return found == attributes.end() ? std::string_view() : found->second;
}

void read_xml(std::string_view xml, const XmlListener& listener) {
  const std::unique_ptr<XML_ParserStruct, ParserCloser> parser(XML_ParserCreate(nullptr));
  if (parser == nullptr) throw std::bad_alloc();
  Run run{listener, parser.get()};
  XML_SetUserData(parser.get(), &run);
  XML_SetElementHandler(parser.get(), opened, closed);
  XML_SetCharacterDataHandler(parser.get(), told);
  XML_SetStartDoctypeDeclHandler(parser.get(), typed);
  const auto status = XML_Parse(parser.get(), xml.data(), static_cast<int>(xml.size()), XML_TRUE);
  if (run.thrown) std::rethrow_exception(run.thrown);
  if (status != XML_STATUS_OK) throw base::Error(base::Kind::invalid, "documents.no_workbook");
}

}  // namespace documents
