#pragma once

#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "web/core.hpp"
#include "web/delivery.hpp"
#include "web/events.hpp"
#include "web/net.hpp"
#include "web/patience.hpp"
#include "web/request_reader.hpp"

namespace web {

/// One connection: reads a request, has it answered, writes the answer, and begins again. It lives on its loop; what is given to work()
/// runs on another thread, and until it is done the loop leaves request and delivery alone (state `working`).
class Session final : public SocketUser, public EventHub::Listener, public std::enable_shared_from_this<Session> {
 public:
  Session(Core& core, Loop& loop, std::unique_ptr<Socket> socket);
  ~Session() override;

  void start() { next_request(); }
  /// Ends what has waited too long.
  void sweep(Tick now);
  /// The server stops: ends at once what serves nobody; the rest ends with the answer it is at.
  void finish();
  void close();

  void on_read(std::size_t bytes) override;
  void on_written(std::size_t bytes) override;
  void deliver(std::shared_ptr<const std::string> frame) override;

 private:
  enum class State { head, body, working, writing, lingering, events, closed };

  // Reading and answering: session.cpp.
  void next_request();
  void read();
  void consume(std::size_t bytes);
  void read_head();
  void begin_request();
  void receive_upload();
  void invite_body();
  void read_body();
  void go_on_with_body();
  void answer();
  /// Has `task` run on the pool, then `then` on the loop; if the task threw, the request is refused instead.
  void work(WorkerPool& pool, std::function<void()> task, std::function<void()> then);
  void resume(const std::function<void()>& then);
  /// Answers with the problem of the exception being handled, and closes.
  void refuse();
  [[nodiscard]] Tick now() const { return core_.options.clock.tick(); }
  [[nodiscard]] RequestData& data() { return request_->data(); }

  // Writing: session_write.cpp.
  void send(Delivery delivery);
  void send_more();
  void send_file_part();
  void end_answer();
  void report();
  void linger();
  void begin_events();
  void queue_event(std::shared_ptr<const std::string> frame);
  void send_event();
  void end_event(std::size_t bytes);

  Core& core_;
  Loop& loop_;
  std::unique_ptr<Socket> socket_;
  State state_ = State::head;
  Tick deadline_;
  Patience patience_;

  std::string inbox_;         ///< room for what is read
  std::size_t received_ = 0;  ///< how much of it is filled
  std::unique_ptr<RequestReader> reader_;
  std::optional<Request> request_;
  Tick began_;
  bool is_guarded_ = false;   ///< the guard has let this request pass
  bool is_inviting_ = false;  ///< what is being sent is `100 Continue`
  std::exception_ptr failure_;

  Delivery delivery_;
  std::size_t part_sent_ = 0;  ///< of what the delivery holds in memory, or of the first event
  std::uint64_t sent_ = 0;     ///< of the answer

  std::vector<std::shared_ptr<const std::string>> events_;
  std::size_t events_size_ = 0;
};

}  // namespace web
