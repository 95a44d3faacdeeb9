#include "tests/support/token_maker.hpp"

#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <array>
#include <vector>

#include "crypto/web_keys.hpp"

namespace support {
namespace {

std::string bytes_of(const BIGNUM* number, int size) {
  std::string bytes(static_cast<std::size_t>(size), '\0');
  BN_bn2binpad(number, reinterpret_cast<unsigned char*>(bytes.data()), size);
  return bytes;
}

std::string parameter(const EVP_PKEY* key, const char* name, int size) {
  BIGNUM* number = nullptr;
  EVP_PKEY_get_bn_param(key, name, &number);
  const std::string bytes = bytes_of(number, size == 0 ? BN_num_bytes(number) : size);
  BN_free(number);
  return crypto::base64url(bytes);
}

}  // namespace

struct TokenKey::State {
  ~State() { EVP_PKEY_free(key); }
  Kind kind;
  std::string id;
  EVP_PKEY* key;
};

TokenKey::TokenKey(Kind kind, std::string id)
    : state_(new State{kind, std::move(id), kind == Kind::rsa ? EVP_RSA_gen(2048U) : EVP_EC_gen("P-256")}) {}
TokenKey::~TokenKey() = default;
TokenKey::TokenKey(TokenKey&&) noexcept = default;
TokenKey& TokenKey::operator=(TokenKey&&) noexcept = default;

std::string TokenKey::jwk() const {
  const EVP_PKEY* key = state_->key;
  const std::string head = R"({"kid":")" + state_->id + R"(","use":"sig",)";
  if (state_->kind == Kind::rsa) {
    return head + R"("kty":"RSA","n":")" + parameter(key, OSSL_PKEY_PARAM_RSA_N, 0) + R"(","e":")" +
           parameter(key, OSSL_PKEY_PARAM_RSA_E, 0) + "\"}";
  }
  return head + R"("kty":"EC","crv":"P-256","x":")" + parameter(key, OSSL_PKEY_PARAM_EC_PUB_X, 32) + R"(","y":")" +
         parameter(key, OSSL_PKEY_PARAM_EC_PUB_Y, 32) + "\"}";
}

std::string TokenKey::token(const std::string& claims, std::string algorithm) const {
  if (algorithm.empty()) algorithm = state_->kind == Kind::rsa ? "RS256" : "ES256";
  const std::string text =
      crypto::base64url(R"({"alg":")" + algorithm + R"(","kid":")" + state_->id + "\"}") + "." + crypto::base64url(claims);
  std::array<unsigned char, 512> bytes{};
  std::size_t size = bytes.size();
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, state_->key);
  EVP_DigestSign(context, bytes.data(), &size, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  EVP_MD_CTX_free(context);
  std::string signature(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
  if (state_->kind == Kind::ec) {
    const unsigned char* der = bytes.data();
    ECDSA_SIG* pair = d2i_ECDSA_SIG(nullptr, &der, static_cast<long>(size));
    signature = bytes_of(ECDSA_SIG_get0_r(pair), 32) + bytes_of(ECDSA_SIG_get0_s(pair), 32);
    ECDSA_SIG_free(pair);
  }
  return text + "." + crypto::base64url(signature);
}

}  // namespace support
