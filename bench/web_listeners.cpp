// Opens many event streams and measures how long one event takes to reach them all. Usage: web_bench_listeners PORT COUNT PID-OF-THE-SERVER
#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

int connect_to(unsigned long port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    std::perror("connect");
    std::exit(1);
  }
  return socket;
}

void ask(int socket, std::string_view path) {
  const auto request = fmt::format("GET {} HTTP/1.1\r\nHost: bench\r\n\r\n", path);
  if (send(socket, request.data(), request.size(), 0) < 0) std::exit(1);
}

std::string memory_of(const char* pid) {
  std::ifstream status("/proc/" + std::string(pid) + "/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmRSS:")) return line.substr(line.find_first_of("0123456789"));
  }
  return "?";
}

// Reads until each of the streams has got `text`.
void wait_for_all(int epoll, std::size_t streams, std::string_view text) {
  std::array<epoll_event, 512> events{};
  std::array<char, 4096> bytes{};
  for (std::size_t left = streams; left > 0;) {
    const int ready = epoll_wait(epoll, events.data(), events.size(), 20'000);
    if (ready <= 0) {
      fmt::print(stderr, "{} listeners heard nothing\n", left);
      std::exit(1);
    }
    for (int i = 0; i < ready; ++i) {
      const auto got = recv(events.at(static_cast<std::size_t>(i)).data.fd, bytes.data(), bytes.size(), 0);
      if (got <= 0) {
        fmt::print(stderr, "the server has closed a stream; {} had not heard\n", left);
        std::exit(1);
      }
      if (std::string_view(bytes.data(), static_cast<std::size_t>(got)).find(text) != std::string_view::npos) --left;
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  const auto port = std::stoul(argv[1]);
  const auto count = std::stoul(argv[2]);
  const int epoll = epoll_create1(0);
  const auto before = memory_of(argv[3]);
  for (std::size_t i = 0; i < count; ++i) {
    const int socket = connect_to(port);
    ask(socket, "/events");
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = socket;
    epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event);
  }
  wait_for_all(epoll, count, "\r\n\r\n");
  const int publisher = connect_to(port);
  double slowest = 0;
  for (int round = 0; round < 5; ++round) {
    const auto start = Clock::now();
    ask(publisher, "/publish");
    wait_for_all(epoll, count, "data: ");
    slowest = std::max(slowest, std::chrono::duration<double>(Clock::now() - start).count());
  }
  fmt::print("| {} listeners | {} → {} | {:.3f} |\n", count, before, memory_of(argv[3]), slowest);
}
