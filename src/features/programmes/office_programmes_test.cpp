#include "features/programmes/office_programmes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "features/audit/api.hpp"
#include "tests/support/publications.hpp"

namespace programmes {
namespace {

using identity::Caller;
using identity::Grant;
using identity::Role;

class OfficeOfProgrammes : public support::PublicationsTest {
 protected:
  static Caller secretariat(const identity::Scope& scope = {}) {
    return {.actor = {.account = "s", .grants = {Grant{.role = Role::secretariat, .scope = scope}}}, .request_id = "r"};
  }
  static ProgrammeGiven contest() {
    return {.title = {"Lomba Inovasi 2026", "Innovation contest 2026"}, .pack = "kipp@2023", .year = 2026};
  }
  template <class Work>
  static std::string code_of(const Work& work) {
    try {
      work();
    } catch (const base::Error& error) {
      return error.what();
    }
    return "";
  }
  std::vector<std::string> slugs(const Caller& caller) const {
    std::vector<std::string> all;
    for (const Programme& programme : office_programmes(office, caller)) all.push_back(programme.slug);
    return all;
  }

 public:
  int decided = 0;
  Office office{.database = database, .clock = [] { return base::from_millis(1'795'337'377'000); }, .decided = [this] { ++decided; }};
};
ON_BOTH_DATABASES(OfficeOfProgrammes);

TEST_P(OfficeOfProgrammes, Opened_HasItsSlugAndPack_AndIsAudited) {
  const Programme opened = open_programme(office, secretariat(), contest());
  EXPECT_EQ(opened.slug, "lomba-inovasi-2026");
  EXPECT_EQ(opened.pack.key(), "kipp@2023");
  EXPECT_FALSE(opened.pack.name.en.empty());
  EXPECT_EQ(office_programme(office, secretariat(), opened.slug).title.en, "Innovation contest 2026");
  const auto lines = database.read([](db::Transaction& t) { return audit::search(t, {}, 1'000'000, 10); });
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].action, "programmes.opened");
  EXPECT_EQ(lines[0].subject, (audit::Subject{"programme", "lomba-inovasi-2026"}));
}

TEST_P(OfficeOfProgrammes, BadOnes_AreRefused_AndLeaveNothing) {
  const auto opening = [&](const std::function<void(ProgrammeGiven&)>& spoil, const Caller& caller = secretariat()) {
    ProgrammeGiven given = contest();
    spoil(given);
    return code_of([&] { static_cast<void>(open_programme(office, caller, given)); });
  };
  const auto before = slugs(secretariat());
  EXPECT_EQ(opening([](auto& given) { given.slug = "Lomba 1"; }), "programmes.bad_slug");
  EXPECT_EQ(opening([](auto& given) { given.pack = "kipp@1900"; }), "packs.not_shipped");
  EXPECT_EQ(opening([](auto& given) { given.pack = "/etc/passwd"; }), "packs.not_shipped");
  EXPECT_EQ(opening([](auto&) {}, secretariat(identity::programme("lomba"))), "identity.forbidden");
  EXPECT_EQ(opening([](auto&) {}, Caller{}), "identity.sign_in_first");
  EXPECT_EQ(slugs(secretariat()), before);
  EXPECT_EQ(opening([](auto&) {}), "");
  EXPECT_EQ(opening([](auto&) {}), "programmes.slug_taken");
}

TEST_P(OfficeOfProgrammes, Changed_OnlyAsSeen) {
  const Programme seen = open_programme(office, secretariat(), contest());
  ProgrammeGiven given = contest();
  given.day = "2026-11-28";
  const Caller own = secretariat(identity::programme(seen.slug));
  const Programme changed = change_programme(office, own, seen, given);
  EXPECT_EQ(changed.day, "2026-11-28");
  EXPECT_EQ(decided, 1);
  EXPECT_EQ(code_of([&] { static_cast<void>(change_programme(office, own, seen, given)); }), "http.changed");
  EXPECT_EQ(code_of([&] { static_cast<void>(change_programme(office, secretariat(identity::programme("other")), changed, given)); }),
            "identity.forbidden");
}

TEST_P(OfficeOfProgrammes, SecretariatOfOne_SeesThatOneAlone) {
  static_cast<void>(open_programme(office, secretariat(), contest()));
  EXPECT_EQ(slugs(secretariat(identity::programme("lomba-inovasi-2026"))), std::vector<std::string>{"lomba-inovasi-2026"});
  EXPECT_EQ(code_of([&] { slugs({.actor = {.account = "j"}, .request_id = "r"}); }), "identity.forbidden");
}

}  // namespace
}  // namespace programmes
