#include "features/identity/accounts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "features/identity/policy.hpp"
#include "features/identity/rights.hpp"
#include "tests/support/people.hpp"

namespace identity {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const Grant kAdministrator{.role = Role::administrator};
const Grant kSecretariat{.role = Role::secretariat, .scope = programme("kipp-2026")};
const Grant kJuror{.role = Role::juror, .scope = programme("kipp-2026")};
const Grant kElsewhere{.role = Role::juror, .scope = programme("iga-2026")};

TEST(Mail, Key_IgnoresCaseAndNothingElse) {
  EXPECT_EQ(mail_key("Siti.R+x@Dinkes.Bandungkab.go.id"), "siti.r+x@dinkes.bandungkab.go.id");
  EXPECT_EQ(mail_key("admin@localhost"), "admin@localhost");
  EXPECT_NE(mail_key("siti.r@a.id"), mail_key("sitir@a.id"));
}

TEST(Mail, Key_OfWhatIsNoAddress_IsNone) {
  for (const std::string& mail :
       {std::string(), std::string("siti"), std::string("@a.id"), std::string("siti@"), std::string("a@b@c.id"), std::string("si ti@a.id"),
        std::string("siti@a..id"), std::string(".siti@a.id"), std::string("siti@-a.id"), std::string("siti@a_b.id"),
        std::string("siti@a.id\n"), std::string("Siti <siti@a.id>"), std::string("siti@a.id,budi@a.id"), std::string("s\xc4\xb1ti@a.id"),
        std::string("siti@[127.0.0.1]"), std::string(65, 'a') + "@a.id", "a@" + std::string(64, 'a') + ".id", std::string("\"a b\"@a.id"),
        std::string("siti@a.id\0", 10)}) {
    EXPECT_EQ(mail_key(mail), std::nullopt) << mail;
  }
}

TEST(Rights, Grants_ArePossibleOnlyWhereTheRoleHasAMeaning) {
  EXPECT_TRUE(is_possible(kAdministrator));
  EXPECT_FALSE(is_possible({.role = Role::administrator, .scope = programme("p")}));
  EXPECT_TRUE(is_possible({.role = Role::auditor}));
  EXPECT_TRUE(is_possible({.role = Role::secretariat, .scope = organisation("o")}));
  EXPECT_TRUE(is_possible(kJuror));
  EXPECT_FALSE(is_possible({.role = Role::juror}));
  EXPECT_FALSE(is_possible({.role = Role::assessor, .scope = organisation("o")}));
  EXPECT_FALSE(is_possible({.role = Role::leader, .scope = programme("p")}));
  EXPECT_TRUE(is_possible({.role = Role::applicant, .scope = organisation("o")}));
  EXPECT_FALSE(is_possible({.role = Role::applicant}));
  EXPECT_FALSE(is_possible({.role = Role::juror, .scope = programme("")}));
  EXPECT_FALSE(is_possible({.role = Role::auditor, .scope = {.kind = Scope::Kind::installation, .id = "x"}}));
}

TEST(Rights, Has_CountsTheScopeAndTheInstallation) {
  const Actor actor{.account = "a", .grants = {kSecretariat, {.role = Role::auditor}}};
  EXPECT_TRUE(has(actor, Role::secretariat, programme("kipp-2026")));
  EXPECT_FALSE(has(actor, Role::secretariat, programme("iga-2026")));
  EXPECT_FALSE(has(actor, Role::secretariat, organisation("kipp-2026")));
  EXPECT_FALSE(has(actor, Role::secretariat, {}));
  EXPECT_TRUE(has(actor, Role::auditor, programme("iga-2026")));
  EXPECT_FALSE(has(actor, Role::administrator, {}));
  EXPECT_TRUE(has_in_any(actor, Role::secretariat, {programme("x"), programme("kipp-2026")}));
  EXPECT_FALSE(has_in_any(actor, Role::secretariat, {}));
  EXPECT_TRUE(has_anywhere(actor, Role::secretariat));
  EXPECT_FALSE(has_anywhere(actor, Role::juror));
  EXPECT_THAT(scopes_of(actor, Role::secretariat, Scope::Kind::programme), ElementsAre("kipp-2026"));
}

TEST(Rights, Words_ReadBackAsTheyWereWritten) {
  for (const Role role :
       {Role::administrator, Role::auditor, Role::secretariat, Role::juror, Role::assessor, Role::applicant, Role::leader}) {
    EXPECT_EQ(parse_role(to_text(role)), role);
  }
  for (const TokenScope scope : {TokenScope::read, TokenScope::write, TokenScope::administer}) {
    EXPECT_EQ(parse_token_scope(to_text(scope)), scope);
  }
  for (const State state : {State::invited, State::active, State::disabled}) EXPECT_EQ(parse_state(to_text(state)), state);
  EXPECT_EQ(parse_role("root"), std::nullopt);
  EXPECT_EQ(parse_token_scope(""), std::nullopt);
  EXPECT_EQ(parse_scope_kind("Programme"), std::nullopt);
}

class AccountsTest : public support::PeopleTest {
 protected:
  Caller as(const Entered& entered) { return caller(entered.session_token); }
  std::vector<std::string> listed(const Caller& caller, const store::Filter& filter = {}, const std::string& after = "",
                                  std::size_t limit = 100) {
    std::vector<std::string> mails;
    for (const auto& found : list_accounts(tools, caller, filter, after, limit)) mails.push_back(found.account.mail);
    return mails;
  }
  std::string inviting(const Caller& caller, const std::string& mail, std::vector<Grant> grants = {}) {
    return code_of([&] { invite(tools, caller, {.mail = mail, .name = "Baru", .grants = std::move(grants)}); });
  }
};
ON_BOTH_DATABASES(AccountsTest);

TEST_P(AccountsTest, Invite_Twice_IsOneAccountWithBothRoles) {
  const auto first = invite(tools, operator_caller(), {.mail = "Juri@UI.ac.id", .name = "Juri", .grants = {kJuror}});
  const auto second = invite(tools, operator_caller(), {.mail = "juri@ui.ac.id", .name = "Another", .grants = {kJuror, kElsewhere}});
  EXPECT_TRUE(first.is_new);
  EXPECT_FALSE(second.is_new);
  EXPECT_EQ(second.token, "");
  Account with_both = first.account.account;
  ++with_both.version;
  EXPECT_EQ(second.account.account, with_both);
  ASSERT_THAT(second.account.grants, SizeIs(2));
  EXPECT_THAT(letters.all, SizeIs(1));
  EXPECT_THAT(actions(first.account.account.id), ElementsAre("identity.account_invited", "identity.granted", "identity.granted"));
}

TEST_P(AccountsTest, Invite_WithAnythingWrong_LeavesNoTrace) {
  const Caller me = operator_caller();
  EXPECT_EQ(inviting(me, "no address"), "identity.bad_mail");
  EXPECT_EQ(inviting(me, "a@b.id", {{.role = Role::juror}}), "identity.impossible_grant");
  EXPECT_EQ(inviting(me, "a@b.id", {kJuror, {.role = Role::juror, .scope = programme("nowhere")}}), "identity.no_scope");
  EXPECT_THAT(listed(me), IsEmpty());
}

TEST_P(AccountsTest, Secretariat_InvitesItsOwnPeopleOnly) {
  const Caller me = as(join("sekretariat@menpan.go.id", {kSecretariat}));
  EXPECT_EQ(inviting(me, "a@b.id", {kJuror}), "");
  EXPECT_EQ(inviting(me, "b@b.id"), "identity.forbidden");
  EXPECT_EQ(inviting(me, "b@b.id", {kElsewhere}), "identity.forbidden");
  EXPECT_EQ(inviting(me, "b@b.id", {kAdministrator}), "identity.forbidden");
  EXPECT_EQ(inviting(me, "b@b.id", {kSecretariat}), "identity.forbidden") << "nor its peers";
  EXPECT_EQ(inviting(me, "b@b.id", {{.role = Role::auditor, .scope = programme("kipp-2026")}}), "identity.forbidden")
      << "nor who watches it";
  EXPECT_EQ(inviting(me, "sekretariat@menpan.go.id", {kJuror}), "identity.forbidden") << "nobody judges by his own grace";
  EXPECT_THAT(listed(me), ElementsAre("a@b.id", "sekretariat@menpan.go.id"));
}

TEST_P(AccountsTest, OthersAndNobody_InviteNobody) {
  const Entered juror = join("juri@ui.ac.id", {kJuror});
  const Entered auditor = join("irjen@menpan.go.id", {{.role = Role::auditor}});
  EXPECT_EQ(inviting(as(juror), "a@b.id", {kJuror}), "identity.forbidden");
  EXPECT_EQ(inviting(as(auditor), "a@b.id", {kJuror}), "identity.forbidden");
  EXPECT_EQ(inviting({}, "a@b.id", {kJuror}), "identity.sign_in_first");
}

TEST_P(AccountsTest, Lists_HoldWhomOneMaySee) {
  const Entered root = join("root@a.id", {kAdministrator});
  const Entered helper = join("helper@a.id", {kSecretariat});
  const Entered juror = join("juror@a.id", {kJuror});
  const Entered other = join("other@a.id", {kElsewhere});
  const Entered auditor = join("auditor@a.id", {{.role = Role::auditor}});
  EXPECT_THAT(listed(as(root)), SizeIs(5));
  EXPECT_THAT(listed(as(auditor)), SizeIs(5));
  EXPECT_THAT(listed(as(helper)), ElementsAre("helper@a.id", "juror@a.id"));
  EXPECT_EQ(code_of([&] { listed(as(juror)); }), "identity.forbidden");
  const auto reading = [&](const Entered& by, const Entered& whom) {
    return code_of([&] { static_cast<void>(account(tools, as(by), whom.account.id)); });
  };
  EXPECT_EQ(reading(root, other), "");
  EXPECT_EQ(reading(helper, juror), "");
  EXPECT_EQ(reading(helper, other), "identity.no_account") << "not even that it is there";
  EXPECT_EQ(reading(juror, other), "identity.forbidden");
  EXPECT_EQ(code_of([&] { static_cast<void>(account(tools, as(root), "nobody")); }), "identity.no_account");
}

TEST_P(AccountsTest, Lists_AreSearchedAndPaged) {
  const Caller me = operator_caller();
  for (const char* name : {"Ani", "Budi", "Citra", "Dewi"}) invite(tools, me, {.mail = std::string(name) + "@Dinkes.id", .name = name});
  join("eka@dinkes.id", {}, "Eka 100%");
  EXPECT_THAT(listed(me, {.words = "CITRA"}), ElementsAre("Citra@Dinkes.id"));
  EXPECT_THAT(listed(me, {.words = "%"}), ElementsAre("eka@dinkes.id")) << "a sign, not any text";
  EXPECT_THAT(listed(me, {.words = "_"}), IsEmpty());
  EXPECT_THAT(listed(me, {.words = "' OR 1 = 1 --"}), IsEmpty());
  EXPECT_THAT(listed(me, {.state = State::active}), ElementsAre("eka@dinkes.id"));
  const auto first = list_accounts(tools, me, {}, "", 2);
  EXPECT_EQ(first[1].account.name, "Budi");
  EXPECT_THAT(listed(me, {}, first[1].account.id, 2), ElementsAre("Citra@Dinkes.id", "Dewi@Dinkes.id"));
}

TEST_P(AccountsTest, Lists_AreALineOfTheAuditEach) {
  listed(operator_caller(), {.words = "ani"});
  EXPECT_EQ(lines("").front().action, "identity.accounts_listed");
  EXPECT_EQ(lines("").front().after, R"({"accounts":0,"words":"ani"})");
}

TEST_P(AccountsTest, Change_NeedsTheVersionThatIsThere) {
  const Account siti = join("siti@dinkes.id").account;
  const auto change = [&](std::int64_t version, const AccountChange& wanted) {
    return code_of([&] { change_account(tools, operator_caller(), siti.id, version, wanted); });
  };
  EXPECT_EQ(change(siti.version, {.name = "Siti R."}), "");
  EXPECT_EQ(change(siti.version, {.name = "Siti X."}), "identity.changed_meanwhile");
  EXPECT_EQ(change(siti.version + 1, {.language = i18n::Language::en}), "");
  const Account after = account(tools, operator_caller(), siti.id).account;
  EXPECT_EQ(after.name, "Siti R.");
  EXPECT_EQ(after.language, i18n::Language::en);
  EXPECT_EQ(after.version, siti.version + 2);
}

TEST_P(AccountsTest, Change_OfTheAddress_IsToldToTheOldOneAndEndsItsLinks) {
  const Account siti = join("siti@dinkes.id").account;
  join("ani@dinkes.id");
  request_reset(tools, "siti@dinkes.id", from("a"));
  run_later();
  const std::string token = letters.last_token();
  const auto change = [&](const std::string& mail) {
    return code_of([&] { change_account(tools, operator_caller(), siti.id, siti.version, {.mail = mail}); });
  };
  EXPECT_EQ(change("ANI@dinkes.id"), "identity.mail_taken");
  EXPECT_EQ(change("siti"), "identity.bad_mail");
  EXPECT_EQ(change("siti@bappeda.id"), "");
  EXPECT_EQ(letters.all.back().to, "siti@dinkes.id");
  EXPECT_EQ(code_of([&] { reset_password(tools, token, kOtherPassword, from("a")); }), "identity.link_over");
  sign_in(tools, {.mail = "siti@bappeda.id", .password = kPassword}, from("a"));
}

TEST_P(AccountsTest, Change_IsForAdministrators) {
  const Entered helper = join("helper@a.id", {kSecretariat});
  const Account juror = join("juror@a.id", {kJuror}).account;
  EXPECT_EQ(code_of([&] { change_account(tools, as(helper), juror.id, juror.version, {.mail = "helper2@a.id"}); }), "identity.forbidden");
  EXPECT_EQ(code_of([&] { end_sessions_of(tools, as(helper), juror.id); }), "identity.forbidden");
}

TEST_P(AccountsTest, ChangeOfOneself_IsNameAndLanguageOnly) {
  const Entered siti = join("siti@dinkes.id");
  const Account after = change_own_account(tools, as(siti), siti.account.version, {.mail = "x@y.id", .name = "Siti R.", .disabled = true});
  EXPECT_EQ(after.name, "Siti R.");
  EXPECT_EQ(after.mail, "siti@dinkes.id");
  EXPECT_EQ(after.state, State::active);
}

TEST_P(AccountsTest, LastAdministrator_CannotGo) {
  const Entered root = join("root@a.id", {kAdministrator});
  invite(tools, operator_caller(), {.mail = "later@a.id", .name = "Later", .grants = {kAdministrator}});  // has not accepted
  const auto held = account(tools, operator_caller(), root.account.id);
  const auto disabling = [&] {
    return code_of([&] { change_account(tools, as(root), root.account.id, held.account.version, {.disabled = true}); });
  };
  const auto revoking = [&] { return code_of([&] { revoke(tools, as(root), root.account.id, held.grants[0].id); }); };
  EXPECT_EQ(disabling(), "identity.last_administrator");
  EXPECT_EQ(revoking(), "identity.last_administrator");
  join("root2@a.id", {kAdministrator});
  EXPECT_EQ(revoking(), "");
  EXPECT_EQ(disabling(), "identity.forbidden");
}

TEST_P(AccountsTest, Revoke_IsForWhoMayGrant) {
  const Entered helper = join("helper@a.id", {kSecretariat});
  const Entered juror = join("juror@a.id", {kJuror, kElsewhere});
  const auto id_of = [&](const Grant& grant) {
    for (const KeptGrant& kept : account(tools, operator_caller(), juror.account.id).grants) {
      if (kept.grant == grant) return kept.id;
    }
    return std::string();
  };
  EXPECT_EQ(code_of([&] { revoke(tools, as(helper), juror.account.id, id_of(kElsewhere)); }), "identity.forbidden");
  EXPECT_EQ(code_of([&] { revoke(tools, as(juror), juror.account.id, id_of(kJuror)); }), "identity.forbidden");
  EXPECT_EQ(code_of([&] { revoke(tools, as(helper), juror.account.id, "none"); }), "identity.no_grant");
  const auto own = account(tools, operator_caller(), helper.account.id).grants;
  EXPECT_EQ(code_of([&] { revoke(tools, as(helper), juror.account.id, own[0].id); }), "identity.no_grant") << "a grant of another account";
  EXPECT_THAT(revoke(tools, as(helper), juror.account.id, id_of(kJuror)).grants, SizeIs(1));
}

TEST_P(AccountsTest, Grant_ToADisabledAccount_IsNotByInvitation) {
  const Account siti = join("siti@dinkes.id").account;
  change_account(tools, operator_caller(), siti.id, siti.version, {.disabled = true});
  EXPECT_EQ(inviting(operator_caller(), "siti@dinkes.id", {kJuror}), "identity.account_disabled");
}

TEST_P(AccountsTest, ResetLink_OfTheOperator_LeadsInOnce) {
  join("siti@dinkes.id");
  const std::string link = make_reset_link(tools, operator_caller(), "SITI@dinkes.id");
  const std::string token = link.substr(link.find('#') + 1);
  reset_password(tools, token, kOtherPassword, from("a"));
  sign_in(tools, {.mail = "siti@dinkes.id", .password = kOtherPassword}, from("a"));
  EXPECT_EQ(code_of([&] { static_cast<void>(make_reset_link(tools, operator_caller(), "nobody@dinkes.id")); }), "identity.no_account");
}

}  // namespace
}  // namespace identity
