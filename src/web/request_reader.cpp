#include "web/request_reader.hpp"

#include <boost/beast/http/basic_parser.hpp>

#include "web/characters.hpp"
#include "web/head_check.hpp"
#include "web/problem.hpp"

namespace web {
namespace {

namespace http = boost::beast::http;
using boost::beast::string_view;
using boost::system::error_code;

// The longest line between two chunks, and all trailers together.
constexpr std::size_t kLongestChunkLine = 4096;

std::string_view to_std(string_view text) { return {text.data(), text.size()}; }

[[noreturn]] void refuse(const char* code = "http.bad_request") { throw HttpError(400, code); }

}  // namespace

// Beast finds the parts; they go straight into our own data, without its containers.
struct RequestReader::Parser : http::basic_parser<true> {
  Parser() {
    eager(false);
    body_limit(boost::none);                       // the route is not known yet
    header_limit(static_cast<std::uint32_t>(-1));  // ours was kept already
  }

  // Both return what was used. Beast's "need more" is no error.
  std::size_t put_bytes(std::string_view bytes, RequestData& into) {
    data = &into;
    error_code error;
    const auto used = put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
    if (error == http::error::body_limit) throw HttpError(413, "http.too_large", {{"limit", std::to_string(limit)}});
    if (error == http::error::bad_version) throw HttpError(505, "http.version");
    if (error && error != http::error::need_more) refuse();
    return used;
  }

  void on_request_impl(http::verb, string_view method, string_view target, int version, error_code&) override {
    data->method_text = to_std(method);
    data->method = web::parse_method(data->method_text);
    data->target_text = to_std(target);
    data->minor_version = version % 10;
  }

  void on_field_impl(http::field, string_view name, string_view value, error_code&) override {
    if (!head_done) data->headers.emplace_back(to_std(name), to_std(value));  // trailers are not wanted
  }

  void on_header_impl(error_code&) override { head_done = true; }

  std::size_t on_body_impl(string_view bytes, error_code&) override {
    data->body.append(bytes.data(), bytes.size());
    return bytes.size();
  }

  std::size_t on_chunk_body_impl(std::uint64_t, string_view bytes, error_code& error) override { return on_body_impl(bytes, error); }

  // No client of ours sends extensions; a flood of them is an attack.
  void on_chunk_header_impl(std::uint64_t, string_view extensions, error_code& error) override {
    if (!extensions.empty()) error = http::error::bad_chunk_extension;
  }

  void on_response_impl(int, string_view, int, error_code&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
  void on_finish_impl(error_code&) override {}

  RequestData* data = nullptr;
  std::uint64_t limit = 0;
  bool head_done = false;
};

RequestReader::RequestReader(HeadLimits limits) : limits_(limits), parser_(std::make_unique<Parser>()) {}
RequestReader::~RequestReader() = default;

void RequestReader::look_at(char c) const {
  const bool in_headers = scan_.lines > 0;
  if (in_headers && scan_.length == 0 && (c == ' ' || c == '\t')) refuse();  // a folded line
  if (is_control(c) && !(c == '\t' && in_headers)) refuse();
  if (!in_headers && static_cast<unsigned char>(c) > 0x7e) refuse();
}

void RequestReader::end_line() {
  if (scan_.lines == 0 && scan_.length == 0) refuse();
  if (++scan_.lines > limits_.headers + 2) throw HttpError(431, "http.header_too_large");
  scan_.length = 0;
}

// Beast takes folded lines, and waits for a CRLF that those who end lines with LF alone never send: so each byte is looked at as it comes.
std::size_t RequestReader::scan(std::string_view bytes) {
  for (; scan_.at < bytes.size(); ++scan_.at) {
    const char c = bytes[scan_.at];
    if (scan_.at >= limits_.head) throw HttpError(431, "http.header_too_large");
    if (scan_.lines == 0 && scan_.at >= limits_.target) throw HttpError(414, "http.uri_too_long");
    if (scan_.after_return != (c == '\n')) refuse();  // CR and LF come together or not at all
    if (c == '\n') {
      scan_.after_return = false;
      if (scan_.lines > 0 && scan_.length == 0) return scan_.at + 1;
      end_line();
    } else if (c == '\r') {
      scan_.after_return = true;
    } else {
      look_at(c);
      ++scan_.length;
    }
  }
  return 0;
}

std::size_t RequestReader::read_head(std::string_view bytes, RequestData& data) {
  const auto size = scan(bytes);
  if (size == 0) return 0;
  data.head = bytes.substr(0, size);
  parser_->put_bytes(data.head, data);
  data.keep_alive = parser_->keep_alive();
  check_head(data);
  parser_->eager(true);
  return size;
}

bool RequestReader::expects_body() const { return !parser_->is_done(); }
bool RequestReader::is_done() const { return parser_->is_done(); }

void RequestReader::set_body_limit(std::uint64_t bytes) {
  parser_->limit = bytes;
  parser_->body_limit(bytes);
}

std::size_t RequestReader::read_body(std::string_view bytes, RequestData& data) {
  const auto used = parser_->put_bytes(bytes, data);
  if (!parser_->is_done() && bytes.size() - used > kLongestChunkLine) refuse();
  return used;
}

}  // namespace web
