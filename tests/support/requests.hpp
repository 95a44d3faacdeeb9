#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include "web/request.hpp"
#include "web/request_reader.hpp"

namespace support {

/// A request as the server reads it. `line`: `GET /a?b=c`; `headers`: whole lines, besides Host.
inline web::Request request_of(std::string_view line, std::string_view headers = "") {
  auto data = std::make_unique<web::RequestData>();
  data->id = "id-1";
  web::RequestReader reader({});
  const auto head = std::string(line) + " HTTP/1.1\r\nHost: juara.test\r\n" + std::string(headers) + "\r\n";
  if (reader.read_head(head, *data) != head.size()) throw std::logic_error("not one head");
  return web::Request(std::move(data));
}

}  // namespace support
