// What happens to clients that are slow or too many, and when the server stops.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <latch>

#include "tests/support/test_server.hpp"
#include "web/events.hpp"

namespace web {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using support::RawClient;
using support::TestServer;
using testing::HasSubstr;
using testing::StartsWith;

const std::string kGet = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
const std::string kPost = "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 10000\r\n\r\n";

std::vector<Route> routes(const Handler& handler = [](const Request&) { return json_response("{}"); }) {
  return {{.path = "/", .name = "get", .handler = handler},
          {.method = Method::post, .path = "/", .name = "post", .handler = handler, .body = json_body()}};
}

bool has_no_connection(const Metrics& metrics) { return metrics.text().find("juara_http_connections 0\n") != std::string::npos; }

/// Lets time pass until the server has closed all connections; before each step the client does something.
template <typename Act>
void wait_until_closed(TestServer& server, const Metrics& metrics, Act act) {
  while (!has_no_connection(metrics)) {
    act();
    server.clock().push(seconds(1));
    std::this_thread::sleep_for(milliseconds(1));
  }
}

class TimeoutsTest : public testing::Test {
 protected:
  [[nodiscard]] Options options() const {
    Options options;
    options.metrics = metrics_;
    return options;
  }

  std::shared_ptr<Metrics> metrics_ = std::make_shared<Metrics>();
  TestServer server_{routes(), options()};
  RawClient client_{server_.port()};
};

TEST_F(TimeoutsTest, IdleConnection_IsClosedWithoutAWord) {
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(client_.send(kGet).answer().status, 200);
    server_.clock().push(seconds(59));
  }
  EXPECT_EQ(client_.send(kGet).answer().status, 200);
  wait_until_closed(server_, *metrics_, [] {});
  EXPECT_EQ(client_.rest(), "");
}

TEST_F(TimeoutsTest, FreshConnection_IsClosedWithoutAWord) {
  while (has_no_connection(*metrics_)) std::this_thread::yield();
  wait_until_closed(server_, *metrics_, [] {});
  EXPECT_EQ(client_.rest(), "");
  EXPECT_THAT(metrics_->text(), HasSubstr("juara_http_timed_out_total 0\n"));
}

TEST_F(TimeoutsTest, SlowHead_IsAnsweredWith408) {
  EXPECT_EQ(client_.send(kGet).answer().status, 200);
  client_.send("GET / HTTP/1.1\r\nHost: ");
  wait_until_closed(server_, *metrics_, [&] { client_.send("a"); });
  EXPECT_THAT(client_.rest(), StartsWith("HTTP/1.1 408 "));
  EXPECT_THAT(metrics_->text(), HasSubstr("juara_http_timed_out_total 1\n"));
}

TEST_F(TimeoutsTest, SlowBody_IsAnsweredWith408) {
  EXPECT_EQ(client_.send(kGet).answer().status, 200);
  client_.send(kPost);
  wait_until_closed(server_, *metrics_, [&] { client_.send("a"); });
  EXPECT_THAT(client_.rest(), StartsWith("HTTP/1.1 408 "));
}

TEST_F(TimeoutsTest, LingeringConnection_IsClosed) {
  EXPECT_EQ(client_.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").answer().status, 200);
  EXPECT_EQ(client_.rest(), "");
  EXPECT_FALSE(has_no_connection(*metrics_));  // this side is still open
  wait_until_closed(server_, *metrics_, [] {});
}

TEST(TimeoutsOfAnswers, ClientThatDoesNotRead_IsCutOff) {
  Options options;
  options.metrics = std::make_shared<Metrics>();
  const std::string body(32U << 20U, 'a');
  TestServer server(routes([&](const Request&) { return text_response("image/png", body); }), options);
  RawClient client(server.port());
  client.send(kGet);
  EXPECT_THAT(client.until("\r\n\r\n"), HasSubstr("Content-Length: 33554432\r\n"));
  wait_until_closed(server, *options.metrics, [] {});
  EXPECT_LT(client.rest().size(), body.size());
}

TEST(Limits, ConnectionsAboveTheLimit_AreTurnedAway) {
  Options options;
  options.limits.connections_per_network = 3;
  options.metrics = std::make_shared<Metrics>();
  const TestServer server(routes(), options);
  {
    std::deque<RawClient> clients;
    for (int i = 0; i < 3; ++i) EXPECT_EQ(clients.emplace_back(server.port()).send(kGet).answer().status, 200);
    const auto refused = RawClient(server.port()).answer();
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.header("retry-after"), "10");
    EXPECT_THAT(options.metrics->text(), HasSubstr("juara_http_turned_away_total 1\n"));
  }
  while (!has_no_connection(*options.metrics)) std::this_thread::yield();
  EXPECT_EQ(server.ask(kGet).status, 200);
}

TEST(Limits, ConnectionsOfATrustedProxy_HaveOnlyTheLimitOfAll) {
  Options options;
  options.limits.connections_per_network = 1;
  options.limits.connections = 3;
  options.proxies.ranges = {*AddressRange::parse("127.0.0.0/8")};
  const TestServer server(routes(), options);
  std::deque<RawClient> clients;
  for (int i = 0; i < 3; ++i) EXPECT_EQ(clients.emplace_back(server.port()).send(kGet).answer().status, 200);
  EXPECT_EQ(RawClient(server.port()).answer().status, 503);
}

TEST(Limits, RequestAboveTheQueue_IsAnsweredAtOnce) {
  std::atomic<int> begun{0};
  std::latch go(1);
  Options options;
  options.workers = 1;
  options.queue_length = 1;
  options.metrics = std::make_shared<Metrics>();
  const TestServer server(routes([&](const Request&) {
                            ++begun;
                            go.wait();
                            return json_response("{}");
                          }),
                          options);
  RawClient running(server.port());
  running.send(kGet);
  while (begun == 0) std::this_thread::yield();
  RawClient waiting(server.port());
  waiting.send(kGet);
  while (options.metrics->text().find("juara_http_waiting 1\n") == std::string::npos) std::this_thread::yield();
  const auto refused = server.ask(kGet);
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.header("retry-after"), "5");
  EXPECT_THAT(refused.body, HasSubstr("\"code\":\"http.busy\""));
  go.count_down();
  EXPECT_EQ(running.answer().status, 200);
  EXPECT_EQ(waiting.answer().status, 200);
}

TEST(Limits, ListenerThatDoesNotRead_IsDropped) {
  EventHub hub;
  const TestServer server(routes([&](const Request&) { return hub.listen({"a"}); }));
  RawClient slow(server.port());
  RawClient quick(server.port());
  slow.send(kGet);
  quick.send(kGet);
  EXPECT_THAT(quick.until("\r\n\r\n"), HasSubstr("text/event-stream"));
  while (hub.listeners() < 2) std::this_thread::yield();
  const std::string data(30'000, 'x');
  while (hub.listeners() == 2) {
    hub.publish("a", "e", data);
    EXPECT_EQ(quick.until("\n\n").size(), data.size() + 17);
  }
  hub.publish("a", "last", "1");
  EXPECT_EQ(quick.until("\n\n"), "event: last\ndata: 1\n\n");
}

TEST(Limits, ClientsThatGoAway_LeaveNothing) {
  Options options;
  options.metrics = std::make_shared<Metrics>();
  const TestServer server(routes(), options);
  for (const auto& bytes : {std::string(), std::string("GET"), kPost, kPost + "abc", kGet, kGet + "G"}) {
    RawClient(server.port()).send(bytes);
  }
  while (!has_no_connection(*options.metrics)) std::this_thread::yield();
}

TEST(Stop, IdleConnectionsAndListeners_AreClosed) {
  EventHub hub;
  auto all = routes();
  all.push_back({.path = "/events", .name = "events", .handler = [&](const Request&) { return hub.listen({"a"}); }});
  TestServer server(std::move(all));
  RawClient fresh(server.port());
  RawClient idle(server.port());
  EXPECT_EQ(idle.send(kGet).answer().status, 200);
  RawClient listener(server.port());
  listener.send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_THAT(listener.until("\r\n\r\n"), HasSubstr("text/event-stream"));
  while (hub.listeners() == 0) std::this_thread::yield();
  EXPECT_TRUE(server.server().stop(seconds(20)));
  EXPECT_EQ(fresh.rest() + idle.rest() + listener.rest(), "");
  EXPECT_EQ(hub.listeners(), 0U);
  EXPECT_THROW(RawClient(server.port()), std::system_error);
}

TEST(Stop, RunningRequest_IsAnsweredAndEnded) {
  std::latch begun(1);
  std::latch go(1);
  TestServer server(routes([&](const Request&) {
    begun.count_down();
    go.wait();
    return json_response("{}");
  }));
  auto client = std::make_optional<RawClient>(server.port());
  client->send(kGet);
  begun.wait();
  bool all_ended = false;
  std::thread stopping([&] { all_ended = server.server().stop(seconds(20)); });
  while (true) {  // until the door is shut
    try {
      const RawClient late(server.port());
    } catch (const std::system_error&) {
      break;
    }
  }
  go.count_down();
  const auto answer = client->answer();
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.header("connection"), "close");
  client.reset();
  stopping.join();
  EXPECT_TRUE(all_ended);
}

TEST(Stop, RequestThatTakesTooLong_IsCutOff) {
  std::latch begun(1);
  std::latch go(1);
  TestServer server(routes([&](const Request&) {
    begun.count_down();
    go.wait();
    return json_response("{}");
  }));
  RawClient client(server.port());
  client.send(kGet);
  begun.wait();
  EXPECT_FALSE(server.server().stop(milliseconds(0)));
  EXPECT_EQ(client.rest(), "");
  go.count_down();
}

TEST(Listen, AddressThatIsTaken_IsRefused) {
  const TestServer first(routes());
  Router router;
  Options options;
  options.port = first.port();
  Server second(std::move(router), options);
  try {
    second.start();
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_STREQ(error.what(), "http.cannot_listen");
  }
}

}  // namespace
}  // namespace web
