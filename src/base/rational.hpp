#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace base {

enum class Rounding { half_up, half_even, down };  ///< half_up: ties away from zero; down: towards zero

/// An exact fraction, always reduced, denominator > 0. Small ones live in two machine words, others in GMP.
class Rational {
 public:
  Rational() = default;
  Rational(std::int64_t value) : numerator_(value) {}  // NOLINT(google-explicit-constructor): whole numbers are fractions
  Rational(const Rational& other);
  Rational& operator=(const Rational& other);
  Rational(Rational&& other) noexcept = default;
  Rational& operator=(Rational&& other) noexcept = default;
  ~Rational() = default;

  /// `-?digits(.digits)?` or `-?digits/digits`, at most 64 characters; nothing else (no exponent, blank, plus sign, or zero denominator).
  static std::optional<Rational> parse(std::string_view text);
  static Rational fraction(std::int64_t numerator, std::int64_t denominator);  ///< denominator != 0
  static Rational power_of_ten(int exponent);

  friend Rational operator+(const Rational& a, const Rational& b);
  friend Rational operator-(const Rational& a, const Rational& b);
  friend Rational operator*(const Rational& a, const Rational& b);
  friend Rational operator/(const Rational& a, const Rational& b);  ///< b != 0
  Rational& operator+=(const Rational& other) { return *this = *this + other; }

  friend bool operator==(const Rational& a, const Rational& b);
  friend std::strong_ordering operator<=>(const Rational& a, const Rational& b);

  [[nodiscard]] bool is_zero() const;
  [[nodiscard]] bool is_integer() const;

  /// The nearest double, or its neighbour: for estimates and pictures, never for official numbers.
  [[nodiscard]] double to_double() const;
  /// To a multiple of 10^-decimals; decimals 0..9.
  [[nodiscard]] Rational rounded(int decimals, Rounding mode) const;
  /// Canonical: integer, else terminating decimal with fewest digits, else reduced `n/d`.
  [[nodiscard]] std::string text() const;
  /// Always as reduced `n/d`.
  [[nodiscard]] std::string fraction_text() const;
  /// With exactly so many decimals; the value must be a multiple of 10^-decimals.
  [[nodiscard]] std::string fixed(int decimals) const;

 private:
  struct Wide;  ///< a fraction in two 128-bit words, not yet reduced: what the operators make of small ones
  struct Big;   ///< a fraction in GMP
  struct DeleteBig {
    void operator()(Big* big) const;
  };
  Rational(std::int64_t numerator, std::int64_t denominator) : numerator_(numerator), denominator_(denominator) {}  ///< reduced
  std::int64_t numerator_ = 0;
  std::int64_t denominator_ = 1;
  std::unique_ptr<Big, DeleteBig> big_;  ///< set exactly when the fraction does not fit the two words
};

}  // namespace base
