#include <cstdlib>
#include <memory>

#include "tests/fuzz/fuzz.hpp"
#include "web/conditions.hpp"
#include "web/delivery.hpp"
#include "web/forwarded.hpp"
#include "web/problem.hpp"
#include "web/request_reader.hpp"
#include "web/security.hpp"

namespace {

const web::Router& router() {
  static const web::Router instance = [] {
    const web::Handler nothing = [](const web::Request&) { return web::no_content(); };
    web::Router made;
    made.add({.path = "/", .name = "home", .handler = nothing});
    made.add({.path = "/a/{x}", .name = "one", .handler = nothing});
    made.add({.path = "/a/{x}.csv", .name = "ending", .handler = nothing});
    made.add({.path = "/a/b/{y}/c", .name = "two", .handler = nothing});
    made.add({.path = "/f/{rest...}", .name = "rest", .handler = nothing});
    return made;
  }();
  return instance;
}

// What a server does with a request before and after its handler.
void use(web::Request& request) {
  const web::AddressRange all = *web::AddressRange::parse("::/0");
  for (const auto header : {web::ForwardedBy::x_forwarded, web::ForwardedBy::forwarded}) {
    web::identify(request.data(), *web::Address::parse("127.0.0.1"), {.ranges = {all}, .header = header});
  }
  (void)router().match(request.method(), request.data().target.segments);
  (void)request.language();
  (void)request.cookie("a");
  (void)web::is_same_origin(request);
  web::Response response = web::json_response(std::string(2000, ' '));
  response.tag = "t";
  (void)web::prepare(request.data(), std::move(response), {});
  try {
    (void)web::requested_range(request.data(), 1000, "t");
  } catch (const web::HttpError&) {
  }
}

/// Feeds the bytes in pieces of `step`; tells what came of them.
std::string outcome(const std::string& bytes, std::size_t step) {
  auto owned = std::make_unique<web::RequestData>();
  auto& data = *owned;
  web::Request request(std::move(owned));
  web::RequestReader reader({.head = 2048, .target = 512, .headers = 20});
  std::string inbox;
  std::size_t at = 0;
  const auto more = [&] {
    const bool was_more = at < bytes.size();
    inbox += bytes.substr(at, step);
    at += step;
    return was_more;
  };
  try {
    std::size_t head = 0;
    while (head == 0) {
      if (!more()) return "head";
      head = reader.read_head(inbox, data);
    }
    inbox.erase(0, head);
    use(request);
    reader.set_body_limit(1000);
    if (!data.chunked && data.content_length > 1000) return "too large";
    while (reader.expects_body()) {
      inbox.erase(0, reader.read_body(inbox, data));
      if (!reader.is_done() && !more()) return "body";
    }
  } catch (const web::HttpError& error) {
    return error.what();
  } catch (const base::Error& error) {
    return error.what();
  }
  return std::string(data.method_text) + " " + data.target.path + " " + data.body;
}

}  // namespace

// However the bytes are cut by the network, they must be the same request.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return fuzz::run(data, size, [](const std::string& bytes) {
    const auto whole = outcome(bytes, bytes.size() + 1);
    if (whole != outcome(bytes, 1)) std::abort();
  });
}
