#pragma once

#include <vector>

#include "web/request.hpp"

namespace web {

/// Which header the proxies in front of us set. Only that one is read: a proxy passes the other on as the client wrote it.
enum class ForwardedBy { x_forwarded, forwarded };

struct TrustedProxies {
  std::vector<AddressRange> ranges;
  ForwardedBy header = ForwardedBy::x_forwarded;

  [[nodiscard]] bool contains(const Address& address) const;
};

/// Fills in who the client is and whether it speaks TLS; behind a trusted proxy also the request id that the proxy gave, if it is a short
/// word.
void identify(RequestData& data, const Address& peer, const TrustedProxies& proxies);

}  // namespace web
