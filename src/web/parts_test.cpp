// Small parts of the server, each by itself.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <latch>
#include <mutex>

#include "web/connection_count.hpp"
#include "web/events.hpp"
#include "web/metrics.hpp"
#include "web/patience.hpp"
#include "web/request.hpp"
#include "web/worker_pool.hpp"

namespace web {
namespace {

using std::chrono::milliseconds;

TEST(WorkerPool, Submit_WithAFullQueue_IsRefused) {
  std::latch begun(1);
  std::latch go(1);
  std::atomic<int> done{0};
  WorkerPool pool(1, 2);
  ASSERT_TRUE(pool.submit([&] {
    begun.count_down();
    go.wait();
    ++done;
  }));
  begun.wait();
  EXPECT_TRUE(pool.submit([&] { ++done; }));
  EXPECT_TRUE(pool.submit([&] { ++done; }));
  EXPECT_FALSE(pool.submit([&] { ++done; }));
  EXPECT_EQ(pool.waiting(), 2U);
  go.count_down();
  pool.stop();
  EXPECT_EQ(done, 3);
  EXPECT_FALSE(pool.submit([] {}));
}

TEST(WorkerPool, Tasks_OnSeveralThreads_RunAtOnce) {
  WorkerPool pool(3, 10);
  std::latch all(3);
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(pool.submit([&] { all.arrive_and_wait(); }));
  }
  all.wait();
}

TEST(ConnectionCount, Enter_AboveALimit_IsRefused) {
  ConnectionCount count(3, 2);
  const auto one = *Address::parse("2001:db8::1");
  const auto its_neighbour = *Address::parse("2001:db8::2");
  const auto other = *Address::parse("10.0.0.1");
  EXPECT_TRUE(count.enter(one, false));
  EXPECT_TRUE(count.enter(its_neighbour, false));
  EXPECT_FALSE(count.enter(one, false));
  EXPECT_TRUE(count.enter(one, true));
  EXPECT_FALSE(count.enter(other, true));  // three in all
  EXPECT_EQ(count.size(), 3U);
  count.leave(one);
  EXPECT_TRUE(count.enter(other, false));
  EXPECT_FALSE(count.wait_for_none(milliseconds(0)));
  for (const auto& address : {one, its_neighbour, other}) count.leave(address);
  EXPECT_TRUE(count.wait_for_none(milliseconds(0)));
}

TEST(Patience, SlowClient_UsesItsGraceUp_AndEarnsItBack) {
  const Timeouts timeouts{.grace = milliseconds(10'000), .least_rate = 1000};
  const Tick start{};
  Patience patience(timeouts);
  EXPECT_EQ(patience.begin(start), start + milliseconds(10'000));
  patience.progress(start + milliseconds(8'000), 1000);
  EXPECT_EQ(patience.begin(start + milliseconds(60'000)), start + milliseconds(63'000));  // the 52 s in between were not the client's
  patience.progress(start + milliseconds(62'000), 1'000'000);
  EXPECT_EQ(patience.begin(start), start + milliseconds(10'000));  // no more than the grace is saved up
}

TEST(Metrics, Text_CountsByRouteAndStatus) {
  std::deque<Route> routes(1);
  routes.front().name = "entries.list";
  Metrics metrics;
  metrics.add_routes(routes);
  metrics.add_gauge(&routes, "juara_things", "Things.", [] { return 2.5; });
  metrics.record(&routes.front(), 200, std::chrono::microseconds(900), 100);
  metrics.record(&routes.front(), 200, std::chrono::microseconds(70'000), 50);
  metrics.record(&routes.front(), 418, std::chrono::seconds(9), 1);
  metrics.record(nullptr, 404, std::chrono::microseconds(1000), 10);
  const auto text = metrics.text();
  for (const char* line : {"juara_http_requests_total{route=\"entries.list\",status=\"200\"} 2\n",
                           "juara_http_requests_total{route=\"entries.list\",status=\"other\"} 1\n",
                           "juara_http_requests_total{route=\"none\",status=\"404\"} 1\n",
                           "juara_http_request_duration_seconds_bucket{route=\"none\",le=\"0.001\"} 1\n",
                           "juara_http_request_duration_seconds_bucket{route=\"entries.list\",le=\"0.001\"} 1\n",
                           "juara_http_request_duration_seconds_bucket{route=\"entries.list\",le=\"0.05\"} 1\n",
                           "juara_http_request_duration_seconds_bucket{route=\"entries.list\",le=\"0.1\"} 2\n",
                           "juara_http_request_duration_seconds_bucket{route=\"entries.list\",le=\"5\"} 2\n",
                           "juara_http_request_duration_seconds_bucket{route=\"entries.list\",le=\"+Inf\"} 3\n",
                           "juara_http_request_duration_seconds_count{route=\"entries.list\"} 3\n",
                           "juara_http_request_duration_seconds_sum{route=\"entries.list\"} 9.0709\n",
                           "juara_http_sent_bytes_total{route=\"entries.list\"} 151\n", "# TYPE juara_things gauge\njuara_things 2.5\n"}) {
    EXPECT_THAT(text, testing::HasSubstr(line));
  }
  metrics.remove_gauges(&routes);
  EXPECT_THAT(metrics.text(), testing::Not(testing::HasSubstr("juara_things")));
}

class KeptFrames final : public EventHub::Listener {
 public:
  void deliver(std::shared_ptr<const std::string> frame) override { frames.push_back(*frame); }
  std::vector<std::string> frames;
};

TEST(EventHub, Publish_ReachesThoseOfTheTopic) {
  EventHub hub;
  KeptFrames one;
  KeptFrames other;
  hub.add(one, {"a", "b"});
  hub.add(other, {"b"});
  hub.publish("a", "changed", "1");
  hub.publish("b", "changed", "2");
  hub.publish("c", "changed", "3");
  hub.remove(one, {"a", "b"});
  hub.publish("b", "changed", "4");
  EXPECT_EQ(one.frames, (std::vector<std::string>{"event: changed\ndata: 1\n\n", "event: changed\ndata: 2\n\n"}));
  EXPECT_EQ(other.frames, (std::vector<std::string>{"event: changed\ndata: 2\n\n", "event: changed\ndata: 4\n\n"}));
  EXPECT_EQ(hub.listeners(), 1U);
}

TEST(EventHub, Publish_TextOfManyLines_StaysInsideOfItsEvent) {
  EventHub hub;
  KeptFrames one;
  hub.add(one, {"a"});
  hub.publish("a", "e", "1\n\nevent: evil\r\ndata: 2\r3\n");
  EXPECT_EQ(one.frames, (std::vector<std::string>{"event: e\ndata: 1\ndata: \ndata: event: evil\ndata: data: 2\ndata: 3\ndata: \n\n"}));
  EXPECT_THROW(hub.publish("a", "e\ndata: evil", ""), std::invalid_argument);
}

}  // namespace
}  // namespace web
