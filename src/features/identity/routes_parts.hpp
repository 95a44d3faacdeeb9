#pragma once

#include <string>
#include <vector>

#include "base/document.hpp"
#include "features/identity/accounts.hpp"
#include "json/writer.hpp"
#include "web/request.hpp"
#include "web/response.hpp"
#include "web/route.hpp"

/// What the files of the routes share.
namespace identity {

// Cookies. Over TLS their names begin with `__Host-`: a browser then takes them from us alone, and a page of another host or without TLS
// cannot plant one. Without TLS (an office network, a laptop) a browser would refuse such names.
[[nodiscard]] std::string session_token_of(const web::Request& request);  ///< empty without one
void set_session(const web::Request& request, web::Response& response, const std::string& token);
void end_session(const web::Request& request, web::Response& response);
void set_device(const web::Request& request, web::Response& response, const std::string& token);

/// What a browser keeps while its user is at the provider of OpenID Connect; empty without it. An empty one is forgotten.
[[nodiscard]] std::string provider_attempt_of(const web::Request& request);
void set_provider_attempt(const web::Request& request, web::Response& response, const std::string& sealed);

[[nodiscard]] Origin origin_of(const web::Request& request);
/// What the guard has found out; there is one wherever Access asks for somebody who is signed in.
[[nodiscard]] const Visitor& visitor_of(const web::Request& request);

/// The body as JSON.
[[nodiscard]] base::Document body_of(const web::Request& request);
/// `{"role": "juror", "scope": "programme", "scope_id": "kipp-2026"}`; of the installation without `scope_id`.
[[nodiscard]] Grant grant_of(const base::Document& document);
[[nodiscard]] std::optional<i18n::Language> language_of(const std::optional<std::string>& text);

// Members of answers.
void write(json::Writer& out, const Account& account);
void write(json::Writer& out, const Grant& grant);
void write(json::Writer& out, const AccountWithGrants& found);
void write(json::Writer& out, const std::vector<std::string>& texts);
void write(json::Writer& out, const Visitor& visitor);

/// A list as the API has them: `{"items": [..], "next": null}`.
template <class Items>
std::string list_of(const Items& items, std::string_view next = "") {
  std::string body;
  json::Writer out(body);
  out.open_object().key("items").open_list();
  for (const auto& item : items) write(out, item);
  out.close_list().key("next");
  next.empty() ? out.null() : out.text(next);
  out.close_object();
  return body;
}

[[nodiscard]] std::string version_tag(const Account& account);

/// One value as an answer.
template <class Value>
std::string json_of(const Value& value) {
  std::string body;
  json::Writer out(body);
  write(out, value);
  return body;
}

// Parts of routes(), each in a file of its own.
[[nodiscard]] std::vector<web::Route> session_routes(const Tools& tools, const web::Clock& clock);
[[nodiscard]] std::vector<web::Route> provider_routes(const Tools& tools, const web::Clock& clock);
[[nodiscard]] std::vector<web::Route> own_routes(const Tools& tools);
[[nodiscard]] std::vector<web::Route> account_routes(const Tools& tools);

}  // namespace identity
