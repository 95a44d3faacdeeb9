#include "fetch/client.hpp"

#include <curl/curl.h>

#include <array>
#include <memory>

#include "base/error.hpp"

namespace fetch {
namespace {

struct EndEasy {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
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

struct Body {
  std::string text;
  std::size_t most;
};
/// To take less than what came ends the transfer.
std::size_t keep(const char* bytes, std::size_t size, std::size_t count, void* into) {
  Body& body = *static_cast<Body*>(into);
  if (body.text.size() + size * count > body.most) return 0;
  body.text.append(bytes, size * count);
  return size * count;
}

template <class Value>
void set(CURL* handle, CURLoption option, Value value) {
  curl_easy_setopt(handle, option, value);  // NOLINT(cppcoreguidelines-pro-type-vararg): so libcurl has it
}

void describe(CURL* handle, const Request& request) {
  set(handle, CURLOPT_URL, request.url.c_str());
  if (request.form) {
    set(handle, CURLOPT_POSTFIELDSIZE, static_cast<long>(request.form->size()));
    set(handle, CURLOPT_COPYPOSTFIELDS, request.form->c_str());
  }
  if (!request.user.empty()) {
    set(handle, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
    set(handle, CURLOPT_USERNAME, request.user.c_str());
    set(handle, CURLOPT_PASSWORD, request.password.c_str());
  }
  if (!request.bearer.empty()) {
    set(handle, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BEARER));
    set(handle, CURLOPT_XOAUTH2_BEARER, request.bearer.c_str());
  }
}

[[noreturn]] void fail(const std::string& reason) { throw base::Error(base::Kind::unavailable, "fetch.failed", {{"reason", reason}}); }

}  // namespace

std::string encoded(std::string_view text) {
  constexpr std::string_view kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (kPlain.find(c) != std::string_view::npos) {
      result += c;
    } else {
      result.append({'%', kHex[byte >> 4U], kHex[byte & 15U]});
    }
  }
  return result;
}

std::string encoded(const Fields& fields) {
  std::string text;
  for (const auto& [name, value] : fields) text += (text.empty() ? "" : "&") + encoded(name) + "=" + encoded(value);
  return text;
}

bool is_safe(const std::string& url) {
  const std::unique_ptr<CURLU, EndUrl> parts(curl_url());
  if (curl_url_set(parts.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) return false;
  const std::string scheme = part(parts.get(), CURLUPART_SCHEME);
  const std::string host = part(parts.get(), CURLUPART_HOST);
  // A name like 127.example.org begins as an address of this machine does, so addresses are compared whole.
  return scheme == "https" || (scheme == "http" && (host == "localhost" || host == "127.0.0.1" || host == "[::1]"));
}

Answer send(const Request& request, Limits limits) {
  if (!is_safe(request.url)) fail("https: " + request.url);
  const std::unique_ptr<CURL, EndEasy> handle(curl_easy_init());
  if (!handle) fail("libcurl");
  std::array<char, CURL_ERROR_SIZE> said{};
  Body body{{}, limits.most_bytes};
  describe(handle.get(), request);
  set(handle.get(), CURLOPT_PROTOCOLS_STR, "http,https");
  set(handle.get(), CURLOPT_FOLLOWLOCATION, 0L);
  set(handle.get(), CURLOPT_TIMEOUT_MS, static_cast<long>(limits.patience.count()));
  set(handle.get(), CURLOPT_NOSIGNAL, 1L);
  set(handle.get(), CURLOPT_ERRORBUFFER, said.data());
  set(handle.get(), CURLOPT_WRITEFUNCTION, &keep);
  set(handle.get(), CURLOPT_WRITEDATA, &body);
  const CURLcode code = curl_easy_perform(handle.get());
  if (code != CURLE_OK) fail(said.front() != '\0' ? said.data() : curl_easy_strerror(code));
  Answer answer{.body = std::move(body.text)};
  curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &answer.status);  // NOLINT(cppcoreguidelines-pro-type-vararg)
  return answer;
}

}  // namespace fetch
