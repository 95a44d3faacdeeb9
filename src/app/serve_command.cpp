#include <chrono>
#include <csignal>
#include <cstdio>
#include <string>

#include "app/commands.hpp"
#include "app/installation.hpp"
#include "app/output.hpp"

namespace app {
namespace {

constexpr std::chrono::seconds kPatience{15};  ///< for requests that have begun when we are told to stop

/// Waits for SIGTERM or SIGINT. Made before the first thread, so that no thread but the waiting one gets them.
class StopSignal {
 public:
  StopSignal() {
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGTERM);
    sigaddset(&signals_, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    std::signal(SIGPIPE, SIG_IGN);  // a client that has gone is no reason to end
  }
  void wait() const {
    int which = 0;
    sigwait(&signals_, &which);
  }

 private:
  sigset_t signals_{};
};

std::string address_of(const config::Settings& settings, std::uint16_t port) {
  const bool is_v6 = settings.listen_address.find(':') != std::string::npos;
  const std::string host = is_v6 ? "[" + settings.listen_address + "]" : settings.listen_address;
  return "http://" + host + ":" + std::to_string(port);
}

}  // namespace

Exit serve(const config::Settings& settings, i18n::Language language) {
  const StopSignal stop;
  Installation installation(settings);
  installation.start();
  const std::string address = address_of(settings, installation.server().port());
  installation.logger().write(logging::Level::info, "server.started", {{"address", address}, {"version", kVersion}});
  print_line(i18n::text(language, "serve.listening", {{"address", address}}));
  std::fflush(stdout);  // whoever waits for this line, be it through a pipe, must get it now
  stop.wait();
  const bool clean = installation.server().stop(kPatience);
  if (clean) {
    installation.logger().write(logging::Level::info, "server.stopped", {});
  } else {
    installation.logger().write(logging::Level::warning, "server.requests_cut_off", {});
  }
  return Exit::good;
}

}  // namespace app
