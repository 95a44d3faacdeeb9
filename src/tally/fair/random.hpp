#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace tally::fair {

/// Draws come in blocks of so many; each unit (a juror, an entry) has its own stream of numbers in each block.
constexpr std::size_t kBlock = 256;

using Bits = std::array<std::uint32_t, kBlock>;
using Normals = std::array<double, kBlock>;

/// The outputs of stream number `stream` of `seed`: xoshiro128++ from the words 2·stream and 2·stream+1 of splitmix64.
/// Streams are addressed, not run through: whoever skips one, or works on many at a time, gets the same numbers.
void draw_bits(std::uint64_t seed, std::uint64_t stream, Bits& bits);

/// The same for four streams at once, which costs little more than one.
void draw_bits(std::uint64_t seed, const std::array<std::uint64_t, 4>& streams, std::array<Bits, 4>& bits);

/// The standard normal number of p = (bits + ½)/2³² (Acklam's rational functions, a logarithm of our own): only + − · ÷ √,
/// each rounded as IEEE 754 says, therefore the same on every machine.
double normal(std::uint32_t bits);
void normals(const Bits& bits, Normals& out);

/// Numbers of bits up to this one give a normal number below z; not exact, but never too high.
std::uint32_t bits_below(double z);

}  // namespace tally::fair
