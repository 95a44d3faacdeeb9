#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "i18n/i18n.hpp"
#include "web/address.hpp"
#include "web/clock.hpp"
#include "web/extras.hpp"
#include "web/method.hpp"
#include "web/router.hpp"
#include "web/target.hpp"
#include "web/upload.hpp"

namespace web {

/// What the server gathers of a request, step by step; handlers see it through Request.
struct RequestData {
  RequestData() = default;
  RequestData(const RequestData&) = delete;  // the views point into `head`
  RequestData& operator=(const RequestData&) = delete;

  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;
  [[nodiscard]] i18n::Language language() const;

  std::string head;  ///< as received: request line and headers
  std::string_view method_text;
  std::string_view target_text;
  std::vector<std::pair<std::string_view, std::string_view>> headers;
  Method method = Method::other;
  Target target;
  std::string_view host;  ///< name and port, as the client calls this server
  int minor_version = 1;  ///< of HTTP/1
  bool keep_alive = true;
  bool chunked = false;
  std::uint64_t content_length = 0;

  Address remote;
  bool secure = false;
  std::string id;
  base::Instant received_at;
  const Route* route = nullptr;
  PathParams params;
  std::string body;
  std::unique_ptr<Upload> upload;
  Extras extras;
};

class Request {
 public:
  explicit Request(std::unique_ptr<RequestData> data) : data_(std::move(data)) {}

  [[nodiscard]] Method method() const { return data_->method; }
  [[nodiscard]] const std::string& path() const { return data_->target.path; }  ///< decoded
  /// The route that answers; there is one in every handler and guard.
  [[nodiscard]] const Route& route() const { return *data_->route; }

  /// A parameter of the route's path. Throws std::logic_error if the route has none of that name.
  [[nodiscard]] const std::string& param(std::string_view name) const;
  /// Throws Error(not_found, http.no_such_address): a path with a wrong number leads nowhere.
  [[nodiscard]] std::int64_t param_integer(std::string_view name) const;

  [[nodiscard]] std::optional<std::string_view> query(std::string_view name) const;  ///< the first of that name
  [[nodiscard]] std::vector<std::string_view> query_all(std::string_view name) const;
  /// All of them, as they were sent.
  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& queries() const { return data_->target.query; }
  struct Range {
    std::int64_t least = std::numeric_limits<std::int64_t>::min();
    std::int64_t most = std::numeric_limits<std::int64_t>::max();
  };
  /// Throws Error(invalid, http.bad_number) if it is there and not an integer of the range.
  [[nodiscard]] std::optional<std::int64_t> query_integer(std::string_view name, Range range) const;

  /// The first of that name, whatever its case.
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const { return data_->header(name); }
  [[nodiscard]] std::optional<std::string_view> cookie(std::string_view name) const;
  /// By `?lang=`, else by Accept-Language, else Indonesian.
  [[nodiscard]] i18n::Language language() const { return data_->language(); }

  [[nodiscard]] std::string_view body() const { return data_->body; }
  /// The body of a route with upload_body(); null if the request brought none.
  [[nodiscard]] const Upload* upload() const { return data_->upload.get(); }

  /// Of the client; behind a trusted proxy the one that the proxy names.
  [[nodiscard]] const Address& remote() const { return data_->remote; }
  [[nodiscard]] bool is_secure() const { return data_->secure; }  ///< whether the client speaks TLS, as far as a trusted proxy says so
  [[nodiscard]] std::string_view host() const { return data_->host; }
  [[nodiscard]] const std::string& id() const { return data_->id; }  ///< in each log line and problem of this request
  [[nodiscard]] base::Instant received_at() const { return data_->received_at; }

  /// What a guard has found out: the user, the session.
  [[nodiscard]] const Extras& extras() const { return data_->extras; }
  [[nodiscard]] Extras& extras() { return data_->extras; }

  [[nodiscard]] const RequestData& data() const { return *data_; }  ///< for this folder
  [[nodiscard]] RequestData& data() { return *data_; }

 private:
  std::unique_ptr<RequestData> data_;
};

}  // namespace web
