#include "features/programmes/news.hpp"

#include <utility>
#include <vector>

namespace programmes {

News::News(db::Database& database, base::Clock clock, Listener listener)
    : database_(database), clock_(std::move(clock)), listener_(std::move(listener)) {
  seen_ = database_.read([&](db::Transaction& transaction) {
    const base::Instant now = clock_();
    return store::Since{store::edition(transaction, now).revision, now};
  });
}

void News::look() {
  const std::lock_guard lock(mutex_);
  std::vector<store::Event> events;
  const store::Since present = database_.read([&](db::Transaction& transaction) {
    const base::Instant now = std::max(clock_(), seen_.moment);
    events = store::events(transaction, seen_, now);
    return store::Since{store::edition(transaction, now).revision, now};
  });
  if (present.revision != seen_.revision) listener_.revised(present.revision);
  for (const store::Event& event : events) listener_.happened(event);
  seen_ = present;
}

}  // namespace programmes
