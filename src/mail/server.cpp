#include "mail/server.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>

#include "base/error.hpp"

namespace mail {
namespace {

struct EndEasy {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct EndList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct EndUrl {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

std::string part(CURLU* url, CURLUPart which) {
  char* text = nullptr;
  if (curl_url_get(url, which, &text, 0) != CURLUE_OK) return "";
  std::string copy(text);
  curl_free(text);
  return copy;
}

bool is_this_machine(std::string_view host) { return host == "localhost" || host.starts_with("127.") || host == "[::1]"; }

/// What libcurl asks for, piece by piece.
struct Reading {
  std::string_view left;
};
std::size_t give(char* into, std::size_t size, std::size_t count, void* reading) {
  std::string_view& left = static_cast<Reading*>(reading)->left;
  const std::size_t length = std::min(size * count, left.size());
  std::memcpy(into, left.data(), length);
  left.remove_prefix(length);
  return length;
}

/// One conversation with the server.
class Session {
 public:
  Session(const std::string& address, bool must_encrypt, std::chrono::milliseconds patience) : handle_(curl_easy_init()) {
    if (!handle_) throw base::Error(base::Kind::unavailable, "mail.cannot_send", {{"reason", "libcurl"}});
    set(CURLOPT_URL, address.c_str());
    set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(CURLOPT_USE_SSL, static_cast<long>(must_encrypt ? CURLUSESSL_ALL : CURLUSESSL_TRY));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(patience.count()));
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_ERRORBUFFER, said_.data());
  }

  template <class Value>
  void set(CURLoption option, Value value) {
    curl_easy_setopt(handle_.get(), option, value);  // NOLINT(cppcoreguidelines-pro-type-vararg): so libcurl has it
  }

  void run() {
    const CURLcode code = curl_easy_perform(handle_.get());
    if (code == CURLE_OK) return;
    long answer = 0;
    curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &answer);  // NOLINT(cppcoreguidelines-pro-type-vararg)
    const std::string reason = said_.front() != '\0' ? said_.data() : curl_easy_strerror(code);
    // A wrong password may be mended in the settings, so it is tried again; a letter that is refused stays refused.
    if (answer >= 500 && code != CURLE_LOGIN_DENIED) throw base::Error(base::Kind::invalid, "mail.refused", {{"reason", reason}});
    throw base::Error(base::Kind::unavailable, "mail.cannot_send", {{"reason", reason}});
  }

 private:
  std::unique_ptr<CURL, EndEasy> handle_;
  std::array<char, CURL_ERROR_SIZE> said_{};
};

}  // namespace

Server::Server(std::string address, std::chrono::milliseconds patience) : address_(std::move(address)), patience_(patience) {
  const std::unique_ptr<CURLU, EndUrl> url(curl_url());
  const bool is_url = curl_url_set(url.get(), CURLUPART_URL, address_.c_str(), 0) == CURLUE_OK;
  const std::string scheme = is_url ? part(url.get(), CURLUPART_SCHEME) : "";
  // What was found is not told: it may hold a password.
  if (scheme != "smtp" && scheme != "smtps") throw base::Error(base::Kind::usage, "mail.bad_server");
  must_encrypt_ = !part(url.get(), CURLUPART_PASSWORD).empty() && !is_this_machine(part(url.get(), CURLUPART_HOST));
}

void Server::send(const Message& message) const {
  const std::string bytes = composed(message);
  Session session(address_, must_encrypt_, patience_);
  const std::string from = "<" + message.from.address + ">";
  const std::string to = "<" + message.to.address + ">";
  const std::unique_ptr<curl_slist, EndList> recipients(curl_slist_append(nullptr, to.c_str()));
  Reading reading{bytes};
  session.set(CURLOPT_MAIL_FROM, from.c_str());
  session.set(CURLOPT_MAIL_RCPT, recipients.get());
  session.set(CURLOPT_UPLOAD, 1L);
  session.set(CURLOPT_READFUNCTION, &give);
  session.set(CURLOPT_READDATA, &reading);
  session.run();
}

void Server::check() const {
  Session session(address_, must_encrypt_, patience_);
  session.set(CURLOPT_CUSTOMREQUEST, "NOOP");
  session.set(CURLOPT_NOBODY, 1L);
  session.run();
}

}  // namespace mail
