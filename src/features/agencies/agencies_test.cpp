#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "base/error.hpp"
#include "crypto/ids.hpp"
#include "features/agencies/import.hpp"
#include "features/agencies/service.hpp"
#include "features/audit/api.hpp"
#include "tests/support/migrated.hpp"

namespace agencies {
namespace {

using identity::Caller;
using identity::Role;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(Regions, AreAllOfTheMinistry) {
  std::size_t provinces = 0;
  for (const Region& region : regions()) provinces += region.code.size() == 2 ? 1 : 0;
  EXPECT_EQ(provinces, 38U);
  EXPECT_EQ(regions().size() - provinces, 514U);
  EXPECT_EQ(find_region("32.73")->name, "Kota Bandung");
  EXPECT_EQ(find_region("32.7"), nullptr);
}

TEST(Regions, LieInThemselvesAndTheirProvince) {
  EXPECT_TRUE(lies_in("32.04", "32"));
  EXPECT_TRUE(lies_in("32", "32"));
  EXPECT_FALSE(lies_in("32", "32.04"));
  EXPECT_FALSE(lies_in("321", "32"));
}

class AgenciesTest : public support::MigratedTest {
 public:
  base::Instant now = base::from_millis(1'733'277'600'000);
  Tools tools{.database = database, .clock = [this] { return now; }, .new_id = [this] { return crypto::new_id(now); }};
  Caller root = identity::operator_caller();

 protected:
  static Caller somebody(std::vector<identity::Grant> grants = {}) {
    return {.actor = {.account = "siti", .grants = std::move(grants)}, .request_id = "r-1"};
  }
  static Caller secretariat_of(const std::string& id) { return somebody({{Role::secretariat, identity::organisation(id)}}); }

  Organisation province() const {
    return add_organisation(tools, root, {.code = "JABAR", .kind = Kind::government, .name = "Jawa Barat", .region = "32"});
  }
  Organisation city(const Organisation& parent) const {
    return add_organisation(tools, root,
                            {.code = "BDG", .kind = Kind::government, .name = "Kota Bandung", .parent = parent.id, .region = "32.73"});
  }
  Organisation unit(const Organisation& parent, const std::string& name = "Puskesmas Garuda") const {
    return add_organisation(tools, root, {.kind = Kind::unit, .name = name, .parent = parent.id});
  }
  std::vector<std::string> names(const store::Filter& filter, const std::string& after = "", std::size_t limit = 50) const {
    std::vector<std::string> names;
    for (const Organisation& each : list_organisations(tools, somebody(), filter, after, limit)) names.push_back(each.name);
    return names;
  }
  Imported import(const std::string& list, bool dry_run = false) const {
    std::istringstream in(list);
    return import_organisations(tools, root, in, dry_run);
  }
  /// Each fault as `line code field`.
  std::vector<std::string> faults(const std::string& list) {
    try {
      import(list);
    } catch (const base::Error& error) {
      std::vector<std::string> faults;
      for (const base::Problem& problem : error.problems()) {
        std::string text = std::to_string(problem.line) + " " + problem.code;
        for (const auto& [name, value] : problem.params) text += name == "field" ? " " + value : "";
        faults.push_back(text);
      }
      return faults;
    }
    return {};
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
  std::vector<std::string> actions() {
    EXPECT_TRUE(audit::verify(database).faults.empty());
    std::vector<std::string> actions;
    const auto lines = database.read([](db::Transaction& t) { return audit::search(t, {}, 1'000'000, 1000); });
    for (const audit::Line& line : lines) actions.insert(actions.begin(), line.author.account + " " + line.action);
    return actions;
  }
};
ON_BOTH_DATABASES(AgenciesTest);

TEST_P(AgenciesTest, Added_StandsInTheTree) {
  const Organisation jabar = province();
  const Organisation bandung = city(jabar);
  const Organisation garuda = unit(bandung);
  const InTree found = organisation(tools, somebody(), garuda.id);
  EXPECT_EQ(found.organisation, garuda);
  EXPECT_THAT(found.above, ElementsAre(jabar, bandung));
  EXPECT_THAT(actions(), ElementsAre("operator agencies.added", "operator agencies.added", "operator agencies.added"));
}

TEST_P(AgenciesTest, Scopes_AreItselfAndThoseAbove) {
  const Organisation jabar = province();
  const Organisation bandung = city(jabar);
  const auto scopes = database.read([&](db::Transaction& t) { return scopes_from(t, bandung.id); });
  EXPECT_THAT(scopes, ElementsAre(identity::organisation(bandung.id), identity::organisation(jabar.id)));
}

TEST_P(AgenciesTest, Add_WhatDoesNotFit_IsRefused) {
  const Organisation jabar = province();
  const auto adding = [&](const Given& given) { return code_of([&] { add_organisation(tools, root, given); }); };
  EXPECT_EQ(adding({.kind = Kind::government, .name = "X"}), "agencies.region_needed");
  EXPECT_EQ(adding({.kind = Kind::unit, .name = "X"}), "agencies.parent_needed");
  EXPECT_EQ(adding({.kind = Kind::unit, .name = "X", .parent = "none"}), "agencies.no_parent");
  EXPECT_EQ(adding({.kind = Kind::unit, .name = "X", .parent = jabar.id, .region = "99"}), "agencies.no_region");
  EXPECT_EQ(adding({.kind = Kind::unit, .name = "X", .parent = jabar.id, .region = "33.01"}), "agencies.region_outside");
  EXPECT_EQ(adding({.code = "JABAR", .kind = Kind::agency, .name = "X"}), "agencies.code_taken");
  EXPECT_EQ(adding({.kind = Kind::government, .name = "X", .parent = unit(jabar).id, .region = "32.73"}), "agencies.parent_kind");
}

TEST_P(AgenciesTest, Change_NeedsTheVersionThatIsThere) {
  const Organisation jabar = province();
  const Organisation renamed = change_organisation(tools, root, jabar.id, jabar.version, {.name = "Provinsi Jawa Barat"});
  EXPECT_EQ(renamed.version, jabar.version + 1);
  EXPECT_EQ(code_of([&] { change_organisation(tools, root, jabar.id, jabar.version, {.name = "X"}); }), "agencies.changed_meanwhile");
  EXPECT_EQ(organisation(tools, somebody(), jabar.id).organisation, renamed);
}

TEST_P(AgenciesTest, Change_ToACircleOrAwayFromThoseBelow_IsRefused) {
  const Organisation jabar = province();
  const Organisation bandung = city(jabar);
  EXPECT_EQ(code_of([&] { change_organisation(tools, root, jabar.id, jabar.version, {.region = "33"}); }), "agencies.breaks_below");
  const Organisation above = unit(bandung, "A");
  const Organisation below = unit(above, "B");
  EXPECT_EQ(code_of([&] { change_organisation(tools, root, above.id, above.version, {.parent = below.id}); }), "agencies.circle");
}

TEST_P(AgenciesTest, Secretariat_ChangesWhatIsBelowIt) {
  const Organisation jabar = province();
  const Organisation bandung = city(jabar);
  const Organisation other = add_organisation(tools, root, {.kind = Kind::government, .name = "Jawa Tengah", .region = "33"});
  const auto changing = [&](const Caller& caller, const Organisation& which, const Given& given) {
    return code_of([&] { change_organisation(tools, caller, which.id, which.version, given); });
  };
  EXPECT_EQ(changing(secretariat_of(jabar.id), bandung, {.closed = true}), "");
  EXPECT_EQ(changing(secretariat_of(jabar.id), jabar, {.name = "X"}), "identity.forbidden");
  EXPECT_EQ(changing(secretariat_of(other.id), bandung, {.name = "X"}), "identity.forbidden");
  EXPECT_EQ(changing(somebody({{Role::leader, identity::organisation(jabar.id)}}), bandung, {.name = "X"}), "identity.forbidden");
  EXPECT_EQ(code_of([&] { add_organisation(tools, secretariat_of(other.id), {.kind = Kind::unit, .name = "X", .parent = jabar.id}); }),
            "identity.forbidden");
  EXPECT_EQ(code_of([&] { add_organisation(tools, secretariat_of(jabar.id), {.kind = Kind::unit, .name = "X", .parent = bandung.id}); }),
            "");
  std::istringstream in("code,kind,name\n");
  EXPECT_EQ(code_of([&] { import_organisations(tools, secretariat_of(jabar.id), in, true); }), "identity.forbidden");
}

TEST_P(AgenciesTest, List_ByEachFilter_FindsIts) {
  const Organisation jabar = province();
  const Organisation bandung = city(jabar);
  unit(bandung);
  const Organisation gone = unit(bandung, "Puskesmas Lama");
  change_organisation(tools, root, gone.id, gone.version, {.closed = true});
  EXPECT_THAT(names({}), ElementsAre("Jawa Barat", "Kota Bandung", "Puskesmas Garuda"));
  EXPECT_THAT(names({.words = "GARUDA"}), ElementsAre("Puskesmas Garuda"));
  EXPECT_THAT(names({.kind = Kind::government}), ElementsAre("Jawa Barat", "Kota Bandung"));
  EXPECT_THAT(names({.region = "32"}), ElementsAre("Jawa Barat", "Kota Bandung"));
  EXPECT_THAT(names({.region = "32.73"}), ElementsAre("Kota Bandung"));
  EXPECT_THAT(names({.parent = ""}), ElementsAre("Jawa Barat"));
  EXPECT_THAT(names({.parent = bandung.id, .closed = true}), ElementsAre("Puskesmas Garuda", "Puskesmas Lama"));
  EXPECT_THAT(names({}, jabar.id, 1), ElementsAre("Kota Bandung"));
}

TEST_P(AgenciesTest, Nobody_SeesNothing) {
  EXPECT_EQ(code_of([&] { static_cast<void>(list_organisations(tools, {}, {}, "", 10)); }), "identity.sign_in_first");
}

constexpr const char* kList =
    "kode,jenis,nama,induk,wilayah\n"
    "GARUDA,unit layanan,Puskesmas Garuda,BDG,\n"
    "JABAR,pemerintah,Provinsi Jawa Barat,,32\n"
    "BDG,pemerintah,Kota Bandung,JABAR,32.73\n";

TEST_P(AgenciesTest, Import_AddsChangesAndLeavesAlone) {
  const Organisation jabar = province();
  EXPECT_EQ(import(kList, true), (Imported{.added = 2, .changed = 1, .unchanged = 0}));
  EXPECT_THAT(names({}), ElementsAre("Jawa Barat")) << "a dry run changes nothing";
  EXPECT_EQ(import(kList), (Imported{.added = 2, .changed = 1, .unchanged = 0}));
  EXPECT_EQ(import(kList), (Imported{.added = 0, .changed = 0, .unchanged = 3}));
  EXPECT_THAT(names({}), ElementsAre("Kota Bandung", "Provinsi Jawa Barat", "Puskesmas Garuda"));
  EXPECT_EQ(organisation(tools, somebody(), jabar.id).organisation.name, "Provinsi Jawa Barat");
  EXPECT_EQ(actions().size(), 4U);
}

TEST_P(AgenciesTest, Import_WithFaults_NamesAllAndDoesNothing) {
  EXPECT_THAT(faults("code,kind,name,parent,region\n"
                     ",unit,A,JABAR,\n"
                     "B,shop,B,,\n"
                     "C,unit,,B,\n"
                     "JABAR,government,Jawa Barat,,99\n"
                     "JABAR,government,Jawa Barat,,32\n"),
              ElementsAre("2 fields.missing code", "3 agencies.bad_kind kind", "4 fields.missing name", "5 agencies.no_region region",
                          "6 agencies.code_twice code"));
  EXPECT_THAT(names({}), IsEmpty());
}

TEST_P(AgenciesTest, Import_OfACircleOrAWrongTable_IsRefused) {
  EXPECT_THAT(faults("code,kind,name,parent\nA,agency,A,B\nB,agency,B,A\n"),
              ElementsAre("2 agencies.circle parent", "3 agencies.circle parent"));
  EXPECT_THAT(faults("code,name\nA,A\n"), ElementsAre("1 agencies.missing_column kind"));
  EXPECT_THAT(faults("code,kind,name\nA,agency\n"), ElementsAre("2 agencies.row_width"));
  EXPECT_THAT(faults("code,kind,name,parent\nA,unit,A,NONE\n"), ElementsAre("2 agencies.no_parent parent"));
}

}  // namespace
}  // namespace agencies
