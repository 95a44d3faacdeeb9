#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace support {

/// A response as a client sees it. Names of headers are in lower case; of several alike the last one is kept.
struct HttpAnswer {
  int status = 0;
  std::map<std::string, std::string> headers;
  std::vector<std::string> cookies;  ///< the values of Set-Cookie
  std::string body;

  [[nodiscard]] std::string header(const std::string& name) const;
};

/// A TCP connection to a port of this machine that sends exactly the bytes it is told to. Whoever waits longer than 20 s gets an exception.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port);
  ~RawClient();
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  RawClient& send(std::string_view bytes);  ///< what the peer no longer takes is lost
                                            /// The next response, as long as its head says. `status` 0: the peer has closed instead.
                                            /// `to_head`: the request was a HEAD.
  [[nodiscard]] HttpAnswer answer(bool to_head = false);
  /// Everything until the peer closes.
  [[nodiscard]] std::string rest();
  /// Bytes up to and including `end`; fewer if the peer closes.
  [[nodiscard]] std::string until(std::string_view end);

 private:
  [[nodiscard]] bool receive();

  int socket_;
  std::string inbox_;
};

/// One request on a connection of its own.
[[nodiscard]] HttpAnswer ask(std::uint16_t port, std::string_view request);

}  // namespace support
