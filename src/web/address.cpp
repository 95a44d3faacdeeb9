#include "web/address.hpp"

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <charconv>

namespace web {
namespace {

constexpr unsigned kMappedBits = 96;

// Whether the first `bits` bits are equal.
bool same_prefix(const Address::Bytes& a, const Address::Bytes& b, unsigned bits) {
  for (unsigned i = 0; i < a.size(); ++i) {
    const unsigned here = std::clamp(bits, i * 8, i * 8 + 8) - i * 8;
    const auto mask = static_cast<std::uint8_t>(0xff00U >> here);
    if (((a.at(i) ^ b.at(i)) & mask) != 0) return false;
  }
  return true;
}

}  // namespace

std::optional<Address> Address::parse(std::string_view text) {
  if (text.find('%') != std::string_view::npos) return std::nullopt;  // a zone means something on one machine only
  boost::system::error_code error;
  const auto address = boost::asio::ip::make_address(text, error);
  if (error) return std::nullopt;
  const auto v6 = address.is_v6() ? address.to_v6() : boost::asio::ip::make_address_v6(boost::asio::ip::v4_mapped, address.to_v4());
  return Address(v6.to_bytes());
}

bool Address::is_v4() const { return boost::asio::ip::address_v6(bytes_).is_v4_mapped(); }

std::string Address::text() const {
  const boost::asio::ip::address_v6 v6(bytes_);
  return is_v4() ? boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, v6).to_string() : v6.to_string();
}

Address Address::network() const {
  if (is_v4()) return *this;
  Bytes bytes = bytes_;
  std::fill(bytes.begin() + 8, bytes.end(), std::uint8_t{0});
  return Address(bytes);
}

std::optional<AddressRange> AddressRange::parse(std::string_view text) {
  const auto slash = text.find('/');
  const auto first = Address::parse(text.substr(0, slash));
  if (!first) return std::nullopt;
  AddressRange range;
  range.first_ = *first;
  if (slash == std::string_view::npos) return range;
  const auto digits = text.substr(slash + 1);
  unsigned bits = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
  if (error != std::errc() || end != digits.data() + digits.size() || bits > (first->is_v4() ? 32U : 128U)) return std::nullopt;
  range.bits_ = first->is_v4() ? kMappedBits + bits : bits;
  return range;
}

bool AddressRange::contains(const Address& address) const { return same_prefix(first_.bytes(), address.bytes(), bits_); }

}  // namespace web
