#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "base/instant.hpp"
#include "web/response.hpp"

namespace web {

/// How long an answer is right: as long as the data has this revision, and before `until`.
struct Freshness {
  std::int64_t revision = 0;
  std::optional<base::Instant> until = {};
};

/// Answers that are ready to be sent, by what was asked, in bounded memory: the ones unused longest go first. An answer is never given that
/// the data no longer says: what belongs to an older revision than the newest one known is forgotten and not taken any more, and what ends
/// at a moment is not given from that moment on. For many threads.
class ReadyCache {
 public:
  struct Made {
    Response response;  ///< with a Content as its body
    Freshness freshness;
  };

  /// `most_bytes`: of contents with their compressed forms.
  explicit ReadyCache(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  /// Does not wait for anybody who makes answers.
  [[nodiscard]] std::optional<Response> find(std::string_view key, base::Instant now);
  /// The same, or what `make` makes. Of several threads that ask for the same, one makes it and the others wait. What `make` throws is
  /// thrown to its caller; the next one tries for himself.
  [[nodiscard]] Response find_or_make(const std::string& key, base::Instant now, const std::function<Made()>& make);
  /// The data has this revision now; an older one than known before changes nothing.
  void set_revision(std::int64_t revision);

  [[nodiscard]] std::size_t bytes() const;

 private:
  struct Entry {
    std::string key;
    Made made;
    std::size_t bytes = 0;
  };
  using Entries = std::list<Entry>;

  // Each of these with the mutex held.
  const Response* look_up(std::string_view key, base::Instant now);
  void keep(const std::string& key, const Made& made);
  void renew(std::int64_t revision);
  void drop(Entries::iterator entry);

  const std::size_t most_bytes_;
  mutable std::mutex mutex_;
  std::condition_variable made_;
  std::int64_t revision_ = 0;
  Entries entries_;  ///< the one used last is the first
  std::unordered_map<std::string_view, Entries::iterator> by_key_;
  std::unordered_set<std::string> in_the_making_;
  std::size_t bytes_ = 0;
};

}  // namespace web
