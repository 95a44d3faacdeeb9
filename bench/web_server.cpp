// Serves for bench/web_run. Usage: web_bench_server PAGE-FILE [IO-THREADS]; prints its port, and ends with its standard input.
#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <sstream>

#include "web/events.hpp"
#include "web/health.hpp"
#include "web/request.hpp"
#include "web/server.hpp"

namespace {

std::string read(const char* path) {
  std::ostringstream out;
  out << std::ifstream(path).rdbuf();
  return out.str();
}

web::Route page_route(std::shared_ptr<const web::Content> page) {
  const auto answer = [page = std::move(page)](const web::Request&) { return web::content_response(page); };
  return {.path = "/page", .name = "page", .handler = answer, .quick = answer};
}

web::Route worker_route() {
  return {.path = "/worker", .name = "worker", .handler = [](const web::Request&) { return web::json_response(R"({"ok":true})"); }};
}

web::Route events_route(web::EventHub& hub) {
  const auto listen = [&](const web::Request&) { return hub.listen({"news"}); };
  return {.path = "/events", .name = "events", .handler = listen, .quick = listen};
}

web::Route publish_route(web::EventHub& hub) {
  return {.path = "/publish", .name = "publish", .handler = [&](const web::Request&) {
            hub.publish("news", "changed", R"({"result":"r1"})");
            return web::json_response(fmt::format(R"({{"listeners":{}}})", hub.listeners()));
          }};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  web::EventHub hub;
  web::Router router;
  router.add(page_route(web::Content::make("text/html; charset=utf-8", read(argv[1]), web::Effort::best)));
  router.add(worker_route());
  router.add(events_route(hub));
  router.add(publish_route(hub));
  web::Options options;
  options.limits.connections_per_network = options.limits.connections;
  if (argc > 2) options.io_threads = std::stoul(argv[2]);
  web::Server server(std::move(router), std::move(options));
  server.start();
  std::cout << server.port() << std::endl;
  std::cin.get();
}
