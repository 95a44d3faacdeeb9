#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace web {

/// An IP address. IPv4 is kept in its IPv6-mapped form, so that 10.0.0.1 and ::ffff:10.0.0.1 are the same.
class Address {
 public:
  using Bytes = std::array<std::uint8_t, 16>;

  Address() = default;  ///< `::`, which is nobody
  explicit Address(const Bytes& bytes) : bytes_(bytes) {}
  static std::optional<Address> parse(std::string_view text);

  [[nodiscard]] bool is_v4() const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] const Bytes& bytes() const { return bytes_; }
  /// What one household or office has: an IPv4 address itself, the /64 of an IPv6 address.
  [[nodiscard]] Address network() const;

  auto operator<=>(const Address&) const = default;

 private:
  Bytes bytes_{};
};

/// A range such as `10.0.0.0/8` or `fd00::/8`; a single address is a range as well.
class AddressRange {
 public:
  static std::optional<AddressRange> parse(std::string_view text);
  [[nodiscard]] bool contains(const Address& address) const;

 private:
  Address first_;
  unsigned bits_ = 128;  ///< of the mapped form
};

}  // namespace web
