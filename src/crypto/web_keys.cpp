#include "crypto/web_keys.hpp"

#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <sodium.h>

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "crypto/sodium.hpp"

namespace crypto {
namespace {

template <auto End>
struct Ends {
  template <class Thing>
  void operator()(Thing* thing) const {
    End(thing);
  }
};
using Number = std::unique_ptr<BIGNUM, Ends<BN_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Ends<OSSL_PARAM_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Ends<OSSL_PARAM_BLD_free>>;
using Context = std::unique_ptr<EVP_PKEY_CTX, Ends<EVP_PKEY_CTX_free>>;
using Key = std::unique_ptr<EVP_PKEY, Ends<EVP_PKEY_free>>;

Number number(std::string_view bytes) { return Number(BN_bin2bn(bytes_of(bytes), static_cast<int>(bytes.size()), nullptr)); }

Key made(const char* kind, OSSL_PARAM_BLD* builder) {
  const Parameters parameters(OSSL_PARAM_BLD_to_param(builder));
  const Context context(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
  EVP_PKEY* key = nullptr;
  if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1) return nullptr;
  if (EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1) return nullptr;
  return Key(key);
}

Key made(const RsaKey& key) {
  constexpr int kLeastBits = 2048;
  const Number modulus = number(key.modulus);
  const Number exponent = number(key.exponent);
  const Builder builder(OSSL_PARAM_BLD_new());
  if (BN_num_bits(modulus.get()) < kLeastBits) return nullptr;
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get());
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get());
  return made("RSA", builder.get());
}

Key made(const EcKey& key) {
  const std::string point = '\4' + key.x + key.y;  // 4: uncompressed
  const Builder builder(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0);
  OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size());
  return made("EC", builder.get());
}

/// As OpenSSL wants a signature; nothing for what is none. An RSA one stays as it is.
std::optional<std::string> wrapped(const RsaKey& /*key*/, std::string_view signature) { return std::string(signature); }

/// Two numbers of 32 bytes each become DER.
std::optional<std::string> wrapped(const EcKey& /*key*/, std::string_view signature) {
  constexpr std::size_t kHalf = 32;
  if (signature.size() != 2 * kHalf) return std::nullopt;
  const std::unique_ptr<ECDSA_SIG, Ends<ECDSA_SIG_free>> pair(ECDSA_SIG_new());
  Number r = number(signature.substr(0, kHalf));
  Number s = number(signature.substr(kHalf));
  if (ECDSA_SIG_set0(pair.get(), r.get(), s.get()) != 1) return std::nullopt;
  static_cast<void>(r.release());  // the pair owns them now
  static_cast<void>(s.release());
  std::array<unsigned char, 128> der{};
  unsigned char* end = der.data();
  const int size = i2d_ECDSA_SIG(pair.get(), &end);
  if (size <= 0) return std::nullopt;
  return std::string(der.begin(), der.begin() + size);
}

bool matches(EVP_PKEY* key, std::string_view message, std::string_view signature) {
  const std::unique_ptr<EVP_MD_CTX, Ends<EVP_MD_CTX_free>> context(EVP_MD_CTX_new());
  if (EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key) != 1) return false;
  return EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(message), message.size()) == 1;
}

}  // namespace

std::string base64url(std::string_view bytes) {
  constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes_of(bytes), bytes.size(), kVariant);
  text.pop_back();  // sodium writes a final NUL
  return text;
}

std::optional<std::string> from_base64url(std::string_view text) {
  std::vector<std::uint8_t> bytes(text.size() + 1);
  std::size_t size = 0;
  const int result = sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &size, nullptr,
                                       sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  if (result != 0) return std::nullopt;
  return std::string(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
}

std::string sha256_bytes(std::string_view bytes) {
  std::array<std::uint8_t, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), bytes_of(bytes), bytes.size());
  return {hash.begin(), hash.end()};
}

bool verify(const WebKey& key, std::string_view message, std::string_view signature) {
  return std::visit(
      [&](const auto& parts) {
        const Key made_key = made(parts);
        const auto der = wrapped(parts, signature);
        return made_key && der && matches(made_key.get(), message, *der);
      },
      key);
}

}  // namespace crypto
