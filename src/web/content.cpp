#include "web/content.hpp"

#include "crypto/crypto.hpp"

namespace web {
namespace {

constexpr std::size_t kTagLength = 32;  // 128 bits

}  // namespace

Content::Content(std::string type, std::string_view bytes) : type_(std::move(type)), tag_(crypto::sha256(bytes).substr(0, kTagLength)) {
  bytes_[0] = bytes;
}

void Content::compress(Encoding encoding, Effort effort) {
  const auto place = static_cast<std::size_t>(encoding);
  if (!bytes_.at(place).empty() || bytes_[0].size() < kWorthCompressing || !is_compressible(type_)) return;
  auto smaller = compressed(bytes_[0], encoding, effort);
  if (smaller.size() >= bytes_[0].size()) return;
  smaller.shrink_to_fit();
  owned_.at(place) = std::move(smaller);
  bytes_.at(place) = owned_.at(place);
}

std::shared_ptr<const Content> Content::make(std::string type, std::string bytes, Effort effort) {
  const std::shared_ptr<Content> content(new Content(std::move(type), bytes));
  content->owned_[0] = std::move(bytes);
  content->bytes_[0] = content->owned_[0];
  content->compress(Encoding::gzip, effort);
  content->compress(Encoding::brotli, effort);
  return content;
}

std::shared_ptr<const Content> Content::of_static(std::string type, std::string_view bytes, std::string_view gzip,
                                                  std::string_view brotli) {
  const std::shared_ptr<Content> content(new Content(std::move(type), bytes));
  content->bytes_ = {bytes, gzip, brotli};
  content->compress(Encoding::gzip, Effort::best);
  content->compress(Encoding::brotli, Effort::best);
  return content;
}

}  // namespace web
