#include "web/ready_cache.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

namespace web {
namespace {

using base::from_millis;
using base::Instant;

const Instant kNow = from_millis(1000);

ReadyCache::Made made(std::string text, Freshness freshness = {.revision = 1}) {
  return {content_response(Content::make("text/plain", std::move(text))), freshness};
}

std::string text_of(const std::optional<Response>& response) {
  if (!response) return "none";
  return std::string(std::get<std::shared_ptr<const Content>>(response->body)->bytes(Encoding::identity));
}

/// What a reader gets who asks for the key; `fresh` is what would be made for him.
std::string ask(ReadyCache& cache, const std::string& key, const ReadyCache::Made& fresh, Instant now = kNow) {
  return text_of(cache.find_or_make(key, now, [&] { return fresh; }));
}

TEST(ReadyCache, WhatWasMade_IsGivenAgain) {
  ReadyCache cache(100'000);
  EXPECT_EQ(text_of(cache.find("a", kNow)), "none");
  EXPECT_EQ(ask(cache, "a", made("one")), "one");
  EXPECT_EQ(ask(cache, "a", made("two")), "one");
  EXPECT_EQ(text_of(cache.find("a", kNow)), "one");
  EXPECT_EQ(text_of(cache.find("b", kNow)), "none");
}

TEST(ReadyCache, NewRevision_ForgetsEverythingOlder) {
  ReadyCache cache(100'000);
  ask(cache, "a", made("old"));
  cache.set_revision(2);
  EXPECT_EQ(text_of(cache.find("a", kNow)), "none");
  EXPECT_EQ(cache.bytes(), 0U);
  cache.set_revision(1);
  EXPECT_EQ(ask(cache, "a", made("new", {.revision = 2})), "new");
  EXPECT_EQ(text_of(cache.find("a", kNow)), "new");
}

TEST(ReadyCache, AnswerMadeOfOlderData_IsGivenOnce_AndNotKept) {
  ReadyCache cache(100'000);
  cache.set_revision(2);
  EXPECT_EQ(ask(cache, "a", made("late", {.revision = 1})), "late");
  EXPECT_EQ(text_of(cache.find("a", kNow)), "none");
}

TEST(ReadyCache, AnswerMadeOfNewerData_ForgetsTheOthers) {
  ReadyCache cache(100'000);
  ask(cache, "a", made("old", {.revision = 1}));
  ask(cache, "b", made("new", {.revision = 2}));
  EXPECT_EQ(text_of(cache.find("a", kNow)), "none");
  EXPECT_EQ(text_of(cache.find("b", kNow)), "new");
}

TEST(ReadyCache, FromItsMomentOn_AnAnswerIsNotGiven) {
  ReadyCache cache(100'000);
  const Instant moment = kNow + std::chrono::milliseconds(5);
  ask(cache, "a", made("before", {.revision = 1, .until = moment}));
  EXPECT_EQ(text_of(cache.find("a", moment - std::chrono::milliseconds(1))), "before");
  EXPECT_EQ(text_of(cache.find("a", moment)), "none");
  EXPECT_EQ(ask(cache, "a", made("after"), moment), "after");
}

TEST(ReadyCache, Memory_IsBounded_AndWhatIsUsedStays) {
  ReadyCache cache(8'000);
  for (const char* key : {"a", "b", "c", "d", "e", "f"}) {
    ask(cache, key, made(std::string(1'000, *key)));
    EXPECT_NE(text_of(cache.find("a", kNow)), "none");
    EXPECT_LE(cache.bytes(), 8'000U);
  }
  EXPECT_EQ(text_of(cache.find("b", kNow)), "none");
  EXPECT_EQ(text_of(cache.find("f", kNow)), std::string(1'000, 'f'));
  EXPECT_EQ(ask(cache, "large", made(std::string(20'000, 'x'))), std::string(20'000, 'x'));
  EXPECT_EQ(text_of(cache.find("large", kNow)), "none");
}

TEST(ReadyCache, WhatCannotBeMade_IsNotKept) {
  ReadyCache cache(100'000);
  const auto fail = []() -> ReadyCache::Made { throw std::runtime_error("no"); };
  EXPECT_THROW((void)cache.find_or_make("a", kNow, fail), std::runtime_error);
  EXPECT_EQ(ask(cache, "a", made("one")), "one");
}

TEST(ReadyCache, ManyWhoAskAtOnce_AreServedByOneMaking) {
  ReadyCache cache(100'000);
  std::atomic<int> makings = 0;
  std::atomic<bool> may_end = false;
  const auto make = [&] {
    ++makings;
    while (!may_end) std::this_thread::yield();
    return made("one");
  };
  std::vector<std::thread> readers;
  readers.reserve(8);
  std::atomic<int> served = 0;
  for (int i = 0; i < 8; ++i) {
    readers.emplace_back([&] { served += text_of(cache.find_or_make("a", kNow, make)) == "one" ? 1 : 0; });
  }
  while (makings == 0) std::this_thread::yield();
  may_end = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(served, 8);
  EXPECT_EQ(makings, 1);
}

}  // namespace
}  // namespace web
