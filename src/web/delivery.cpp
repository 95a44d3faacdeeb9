#include "web/delivery.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <stdexcept>

#include "web/characters.hpp"
#include "web/conditions.hpp"
#include "web/security.hpp"

namespace web {
namespace {

constexpr std::size_t kUsualHead = 1024;

// `Sun, 22 Nov 2026 08:49:37 GMT`
std::string http_date(base::Instant instant) {
  constexpr std::array<std::string_view, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::time_t seconds = std::chrono::system_clock::to_time_t(instant);
  std::tm tm{};
  gmtime_r(&seconds, &tm);
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", kDays.at(static_cast<std::size_t>(tm.tm_wday)), tm.tm_mday,
                     kMonths.at(static_cast<std::size_t>(tm.tm_mon)), tm.tm_year + 1900, tm.tm_hour, tm.tm_min, tm.tm_sec);
}

/// Builds one delivery; each step leaves its mark on the head.
class Preparation {
 public:
  Preparation(const RequestData& request, Response& response) : request_(request), response_(response) {}

  Delivery run(const DeliveryTerms& terms) {
    check();
    delivery_.status = response_.status;
    delivery_.close = terms.close;
    if (const auto* content = std::get_if<std::shared_ptr<const Content>>(&response_.body); content != nullptr && tag_.empty()) {
      tag_ = (*content)->tag();
    }
    known_ = is_known();
    choose_body();
    if (known_) forget_body();
    write_head(terms);
    if (request_.method == Method::head) drop_body();
    return std::move(delivery_);
  }

 private:
  void check() const {
    if (response_.status < 200 || reason_phrase(response_.status).empty()) throw std::invalid_argument("response status");
    const auto is_fine = [](char c) { return c > ' ' && c != '"' && c != 0x7f; };
    if (!std::ranges::all_of(tag_, is_fine)) throw std::invalid_argument("response tag");
  }

  [[nodiscard]] std::string_view accepted_encodings() const { return request_.header("Accept-Encoding").value_or(""); }

  void choose_body() {
    if (auto* text = std::get_if<std::string>(&response_.body)) return take_text(std::move(*text));
    if (auto* content = std::get_if<std::shared_ptr<const Content>>(&response_.body)) return take_content(std::move(*content));
    if (auto* file = std::get_if<std::shared_ptr<const File>>(&response_.body)) return take_file(std::move(*file));
    delivery_.events = std::move(std::get<EventStream>(response_.body));
    delivery_.close = true;  // a stream has no length, so its end is that of the connection
  }

  void take_text(std::string text) {
    delivery_.text = std::move(text);
    const auto type = response_.headers.find("Content-Type");
    varies_ = delivery_.text.size() >= kWorthCompressing && type && is_compressible(*type) && !response_.headers.find("Content-Encoding");
    if (varies_) delivery_.encoding = choose_encoding(accepted_encodings(), true, true);
    if (delivery_.encoding != Encoding::identity && !known_) delivery_.text = compressed(delivery_.text, delivery_.encoding, Effort::quick);
    delivery_.length = delivery_.text.size();
  }

  void take_content(std::shared_ptr<const Content> content) {
    varies_ = content->has(Encoding::gzip) || content->has(Encoding::brotli);
    if (varies_) delivery_.encoding = choose_encoding(accepted_encodings(), content->has(Encoding::gzip), content->has(Encoding::brotli));
    delivery_.length = content->bytes(delivery_.encoding).size();
    delivery_.content = std::move(content);
  }

  void take_file(std::shared_ptr<const File> file) {
    delivery_.length = file->size();
    response_.headers.set("Accept-Ranges", "bytes");
    const auto range = response_.status == 200 && !known_ ? requested_range(request_, file->size(), tag_) : std::nullopt;
    if (range) {
      delivery_.status = 206;
      delivery_.offset = range->offset;
      delivery_.length = range->length;
      response_.headers.set("Content-Range", fmt::format("bytes {}-{}/{}", range->offset, range->offset + range->length - 1, file->size()));
    }
    delivery_.file = std::move(file);
  }

  [[nodiscard]] bool is_known() const {
    if (tag_.empty() || response_.status != 200 || (request_.method != Method::get && request_.method != Method::head)) return false;
    return std::ranges::any_of(request_.headers, [this](const auto& header) {
      return same_name(header.first, "If-None-Match") && names_tag(header.second, tag_);
    });
  }

  void forget_body() {
    delivery_.status = 304;
    drop_body();
  }

  void drop_body() {
    delivery_.text.clear();
    delivery_.content.reset();
    delivery_.file.reset();
    delivery_.events.reset();
    delivery_.length = 0;
  }

  void line(std::string_view name, std::string_view value) { delivery_.head.append(name).append(": ").append(value).append("\r\n"); }

  void write_head(const DeliveryTerms& terms) {
    auto& head = delivery_.head;
    head.reserve(kUsualHead);
    head.append("HTTP/1.1 ").append(std::to_string(delivery_.status)).append(" ").append(reason_phrase(delivery_.status)).append("\r\n");
    line("Date", http_date(terms.now));
    for (const auto& [name, value] : response_.headers.all()) {
      if (!same_name(name, "Vary") && (has_body() || !same_name(name, "Content-Type"))) line(name, value);
    }
    write_caching();
    if (has_body()) {
      if (delivery_.encoding != Encoding::identity) line("Content-Encoding", to_text(delivery_.encoding));
      if (!delivery_.events) line("Content-Length", std::to_string(delivery_.length));
    }
    append_security_headers(head, response_.headers, request_.secure);
    line("X-Request-Id", request_.id);
    if (delivery_.close) line("Connection", "close");
    if (!delivery_.close && request_.minor_version == 0) line("Connection", "keep-alive");
    head += "\r\n";
  }

  // Without a word of the handler nothing is kept by anybody, but what has a tag may be kept by the client and asked for again.
  void write_caching() {
    const auto vary = response_.headers.find("Vary");
    if (varies_) line("Vary", vary ? std::string(*vary) + ", Accept-Encoding" : "Accept-Encoding");
    if (!varies_ && vary) line("Vary", *vary);
    if (!tag_.empty()) line("ETag", entity_tag(tag_, delivery_.encoding));
    if (!response_.headers.find("Cache-Control")) line("Cache-Control", tag_.empty() ? "no-store" : "private, no-cache");
  }

  [[nodiscard]] bool has_body() const { return delivery_.status != 204 && delivery_.status != 304; }

  const RequestData& request_;
  Response& response_;
  std::string tag_ = response_.tag;
  bool known_ = false;   ///< the client has it already
  bool varies_ = false;  ///< the encoding depends on what the client accepts
  Delivery delivery_;
};

}  // namespace

Delivery prepare(const RequestData& request, Response response, const DeliveryTerms& terms) {
  return Preparation(request, response).run(terms);
}

}  // namespace web
