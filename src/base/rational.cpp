#include "base/rational.hpp"

#include <gmpxx.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <charconv>
#include <limits>
#include <numeric>

namespace base {
namespace {

__extension__ typedef __int128 Int128;  // NOLINT(modernize-use-using): `using` knows no __extension__

constexpr std::size_t kMaxText = 64;
constexpr std::size_t kMaxSmallDigits = 18;  // so many digits fit an int64 whatever they are

constexpr auto kPowersOfTen = [] {
  std::array<std::int64_t, kMaxSmallDigits + 1> powers{1};
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

bool fits(Int128 value) { return value >= std::numeric_limits<std::int64_t>::min() && value <= std::numeric_limits<std::int64_t>::max(); }

Int128 common_divisor(Int128 a, Int128 b) {
  if (a < 0) a = -a;
  while (b != 0 && !(fits(a) && fits(b))) {
    const Int128 rest = a % b;
    a = b;
    b = rest;
  }
  // std::gcd is binary, and far quicker than dividing, but knows 64 bits only.
  return b == 0 ? a : Int128{std::gcd(static_cast<std::int64_t>(a), static_cast<std::int64_t>(b))};
}

mpz_class to_mpz(Int128 value) {
  mpz_class whole = static_cast<long>(value >> 64);
  whole <<= 64;
  return whole + static_cast<unsigned long>(value);
}

mpz_class big_power_of_ten(int exponent) {
  mpz_class power;
  mpz_ui_pow_ui(power.get_mpz_t(), 10, static_cast<unsigned long>(exponent));
  return power;
}

/// n / d as a whole number; both kinds of integer divide towards zero.
template <class Integer>
Integer rounded_quotient(const Integer& n, const Integer& d, Rounding mode) {
  Integer quotient = n / d;
  if (mode == Rounding::down) return quotient;
  Integer twice_rest = n % d * 2;
  if (twice_rest < 0) twice_rest = -twice_rest;
  const bool odd = quotient % 2 != 0;
  const bool away = twice_rest > d || (twice_rest == d && (mode == Rounding::half_up || odd));
  if (away) quotient += n < 0 ? -1 : 1;
  return quotient;
}

/// The fewest decimals that write 1/d, or nothing if none do.
template <class Integer>
std::optional<int> decimals_of(Integer d) {
  int twos = 0;
  int fives = 0;
  for (; d % 2 == 0; ++twos) d /= 2;
  for (; d % 5 == 0; ++fives) d /= 5;
  if (d != 1) return std::nullopt;
  return std::max(twos, fives);
}

/// Writes scaled * 10^-decimals.
std::string with_point(std::string scaled, int decimals) {
  if (decimals == 0) return scaled;
  const std::size_t sign = scaled.front() == '-' ? 1 : 0;
  const std::size_t least = static_cast<std::size_t>(decimals) + 1;  // one digit at least before the point
  const std::size_t digits = scaled.size() - sign;
  if (digits < least) scaled.insert(sign, least - digits, '0');
  scaled.insert(scaled.size() - least + 1, 1, '.');
  return scaled;
}

/// A number's text, taken apart: sign, digits before and after the mark, which is '.', '/' or 0 for a whole number.
struct Parts {
  bool negative = false;
  std::string_view first;
  char mark = 0;
  std::string_view second;
};

std::size_t leading_digits(std::string_view text) {
  std::size_t count = 0;
  while (count < text.size() && text[count] >= '0' && text[count] <= '9') ++count;
  return count;
}

std::optional<Parts> take_apart(std::string_view text) {
  if (text.size() > kMaxText) return std::nullopt;
  Parts parts;
  parts.negative = text.starts_with('-');
  if (parts.negative) text.remove_prefix(1);
  parts.first = text.substr(0, leading_digits(text));
  text.remove_prefix(parts.first.size());
  if (parts.first.empty()) return std::nullopt;
  if (text.empty()) return parts;
  parts.mark = text.front();
  parts.second = text.substr(1);
  const bool good =
      (parts.mark == '.' || parts.mark == '/') && !parts.second.empty() && leading_digits(parts.second) == parts.second.size();
  return good ? std::optional(parts) : std::nullopt;
}

/// `value` with digits appended; the caller sees to it that they fit.
std::int64_t append_digits(std::int64_t value, std::string_view digits) {
  for (const char digit : digits) value = value * 10 + (digit - '0');
  return value;
}

}  // namespace

struct Rational::Wide {
  Int128 numerator;
  Int128 denominator;

  [[nodiscard]] Rational reduced() const;
};

struct Rational::Big {
  mpq_class value;

  static mpq_class of(const Rational& rational);
  static Rational reduced(mpq_class value);
  static std::optional<Rational> parse(const Parts& parts);
};

void Rational::DeleteBig::operator()(Big* big) const { delete big; }

mpq_class Rational::Big::of(const Rational& rational) {
  if (rational.big_) return rational.big_->value;
  // Already reduced, so there is no need to canonicalize.
  return {mpz_class(rational.numerator_), mpz_class(rational.denominator_)};
}

Rational Rational::Big::reduced(mpq_class value) {
  value.canonicalize();
  if (value.get_num().fits_slong_p() && value.get_den().fits_slong_p()) return {value.get_num().get_si(), value.get_den().get_si()};
  Rational result;
  result.big_.reset(new Big{std::move(value)});
  return result;
}

Rational Rational::Wide::reduced() const {
  Int128 n = denominator < 0 ? -numerator : numerator;
  Int128 d = denominator < 0 ? -denominator : denominator;
  if (d != 1) {
    const Int128 divisor = common_divisor(n, d);
    n /= divisor;
    d /= divisor;
  }
  if (fits(n) && fits(d)) return {static_cast<std::int64_t>(n), static_cast<std::int64_t>(d)};
  return Big::reduced(mpq_class(to_mpz(n), to_mpz(d)));
}

Rational::Rational(const Rational& other)
    : numerator_(other.numerator_), denominator_(other.denominator_), big_(other.big_ ? new Big(*other.big_) : nullptr) {}

Rational& Rational::operator=(const Rational& other) { return *this = Rational(other); }

std::optional<Rational> Rational::Big::parse(const Parts& parts) {
  const bool fraction = parts.mark == '/';
  const std::string numerator = std::string(parts.first) + (fraction ? "" : std::string(parts.second));
  mpq_class value(mpz_class(numerator, 10),
                  fraction ? mpz_class(std::string(parts.second), 10) : big_power_of_ten(static_cast<int>(parts.second.size())));
  if (value.get_den() == 0) return std::nullopt;
  return reduced(parts.negative ? mpq_class(-value) : std::move(value));
}

std::optional<Rational> Rational::parse(std::string_view text) {
  const std::optional<Parts> parts = take_apart(text);
  if (!parts) return std::nullopt;
  if (parts->first.size() + parts->second.size() > kMaxSmallDigits) return Big::parse(*parts);

  std::int64_t numerator = append_digits(0, parts->first);
  std::int64_t denominator = 1;
  if (parts->mark == '/') {
    denominator = append_digits(0, parts->second);
    if (denominator == 0) return std::nullopt;
  } else {
    numerator = append_digits(numerator, parts->second);
    denominator = kPowersOfTen[parts->second.size()];
  }
  return fraction(parts->negative ? -numerator : numerator, denominator);
}

Rational Rational::fraction(std::int64_t numerator, std::int64_t denominator) {
  assert(denominator != 0);
  return Wide{numerator, denominator}.reduced();
}

Rational Rational::power_of_ten(int exponent) {
  const int size = exponent < 0 ? -exponent : exponent;
  if (static_cast<std::size_t>(size) <= kMaxSmallDigits) {
    const std::int64_t power = kPowersOfTen[static_cast<std::size_t>(size)];
    return exponent < 0 ? Rational(1, power) : Rational(power);
  }
  const mpz_class power = big_power_of_ten(size);
  return Big::reduced(exponent < 0 ? mpq_class(1, power) : mpq_class(power));
}

// No intermediate of two small fractions overflows 128 bits: |numerator| <= 2^63 and denominator < 2^63.

Rational operator+(const Rational& a, const Rational& b) {
  if (a.big_ || b.big_) return Rational::Big::reduced(Rational::Big::of(a) + Rational::Big::of(b));
  if (a.denominator_ == b.denominator_) return Rational::Wide{Int128{a.numerator_} + b.numerator_, a.denominator_}.reduced();
  return Rational::Wide{Int128{a.numerator_} * b.denominator_ + Int128{b.numerator_} * a.denominator_,
                        Int128{a.denominator_} * b.denominator_}
      .reduced();
}

Rational operator-(const Rational& a, const Rational& b) {
  if (a.big_ || b.big_) return Rational::Big::reduced(Rational::Big::of(a) - Rational::Big::of(b));
  if (a.denominator_ == b.denominator_) return Rational::Wide{Int128{a.numerator_} - b.numerator_, a.denominator_}.reduced();
  return Rational::Wide{Int128{a.numerator_} * b.denominator_ - Int128{b.numerator_} * a.denominator_,
                        Int128{a.denominator_} * b.denominator_}
      .reduced();
}

Rational operator*(const Rational& a, const Rational& b) {
  if (a.big_ || b.big_) return Rational::Big::reduced(Rational::Big::of(a) * Rational::Big::of(b));
  return Rational::Wide{Int128{a.numerator_} * b.numerator_, Int128{a.denominator_} * b.denominator_}.reduced();
}

Rational operator/(const Rational& a, const Rational& b) {
  assert(!b.is_zero());
  if (a.big_ || b.big_) return Rational::Big::reduced(Rational::Big::of(a) / Rational::Big::of(b));
  return Rational::Wide{Int128{a.numerator_} * b.denominator_, Int128{a.denominator_} * b.numerator_}.reduced();
}

bool operator==(const Rational& a, const Rational& b) {
  if (a.big_ && b.big_) return a.big_->value == b.big_->value;
  return !a.big_ && !b.big_ && a.numerator_ == b.numerator_ && a.denominator_ == b.denominator_;
}

std::strong_ordering operator<=>(const Rational& a, const Rational& b) {
  if (a.big_ || b.big_) return cmp(Rational::Big::of(a), Rational::Big::of(b)) <=> 0;
  return Int128{a.numerator_} * b.denominator_ <=> Int128{b.numerator_} * a.denominator_;
}

bool Rational::is_zero() const { return !big_ && numerator_ == 0; }

bool Rational::is_integer() const { return big_ ? big_->value.get_den() == 1 : denominator_ == 1; }

double Rational::to_double() const {
  return big_ ? big_->value.get_d() : static_cast<double>(numerator_) / static_cast<double>(denominator_);
}

Rational Rational::rounded(int decimals, Rounding mode) const {
  assert(decimals >= 0 && decimals <= 9);
  const std::int64_t scale = kPowersOfTen[static_cast<std::size_t>(decimals)];
  if (!big_) return Wide{rounded_quotient(Int128{numerator_} * scale, Int128{denominator_}, mode), scale}.reduced();
  const mpz_class scaled = big_->value.get_num() * scale;
  return Big::reduced(mpq_class(rounded_quotient(scaled, big_->value.get_den(), mode), mpz_class(scale)));
}

std::string Rational::text() const {
  const std::optional<int> decimals = big_ ? decimals_of(big_->value.get_den()) : decimals_of(denominator_);
  if (decimals) return fixed(*decimals);
  return fraction_text();
}

std::string Rational::fraction_text() const {
  if (!big_) return std::to_string(numerator_) + '/' + std::to_string(denominator_);
  return big_->value.get_num().get_str() + '/' + big_->value.get_den().get_str();
}

std::string Rational::fixed(int decimals) const {
  if (!big_ && static_cast<std::size_t>(decimals) <= kMaxSmallDigits) {
    const std::int64_t scale = kPowersOfTen[static_cast<std::size_t>(decimals)];
    assert(scale % denominator_ == 0);
    std::int64_t scaled = 0;
    if (!__builtin_mul_overflow(numerator_, scale / denominator_, &scaled)) return with_point(std::to_string(scaled), decimals);
  }
  const mpq_class scaled = Big::of(*this) * big_power_of_ten(decimals);
  assert(scaled.get_den() == 1);
  return with_point(scaled.get_num().get_str(), decimals);
}

}  // namespace base
