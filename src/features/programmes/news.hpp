#pragma once

#include <functional>
#include <mutex>
#include <string>

#include "base/instant.hpp"
#include "db/database.hpp"
#include "features/programmes/store.hpp"

namespace programmes {

/// Notices what readers see anew, whoever decided it: this process, another one beside it, or the clock. Readers get the right answers
/// without it; it is for those who wait for news and for what is kept ready.
class News {
 public:
  struct Listener {
    std::function<void(std::int64_t revision)> revised;       ///< everything public may have changed
    std::function<void(const store::Event& event)> happened;  ///< something was published, withdrawn or replaced
  };

  /// Begins with the present: what was there before is no news.
  News(db::Database& database, base::Clock clock, Listener listener);

  /// Looks, and tells what is new. Call it once a second and after each decision of this process; one call after the other is made to wait.
  void look();

 private:
  db::Database& database_;
  base::Clock clock_;
  Listener listener_;
  std::mutex mutex_;
  store::Since seen_;
};

}  // namespace programmes
