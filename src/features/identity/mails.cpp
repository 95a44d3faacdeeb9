#include "features/identity/mails.hpp"

#include "features/identity/session.hpp"

namespace identity {
namespace {

Message message(const Account& account, const char* subject, const char* body, base::Params params) {
  params.insert(params.end(), {"name", account.name});
  params.insert(params.end(), {"mail", account.mail});
  return {.to = account.mail,
          .to_name = account.name,
          .subject = i18n::text(account.language, subject),
          .body = i18n::text(account.language, body, params)};
}

}  // namespace

std::string invitation_link(std::string_view public_url, std::string_view token) {
  return std::string(public_url) + "/invitation#" + std::string(token);
}

std::string reset_link(std::string_view public_url, std::string_view token) {
  return std::string(public_url) + "/reset-password#" + std::string(token);
}

Message invitation_mail(const Account& account, const std::string& link) {
  const auto days = std::chrono::duration_cast<std::chrono::days>(kInvitationLasts).count();
  return message(account, "identity.mail_invitation_subject", "identity.mail_invitation", {{"link", link}, {"days", std::to_string(days)}});
}

Message reset_mail(const Account& account, const std::string& link) {
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(kResetLasts).count();
  return message(account, "identity.mail_reset_subject", "identity.mail_reset", {{"link", link}, {"minutes", std::to_string(minutes)}});
}

Message notice_mail(const Account& account, Notice notice) {
  const auto body = [&] {
    switch (notice) {
      case Notice::password_changed:
        return "identity.mail_password_changed";
      case Notice::second_factor_on:
        return "identity.mail_second_factor_on";
      case Notice::second_factor_off:
        return "identity.mail_second_factor_off";
      case Notice::address_changed:
        return "identity.mail_address_changed";
      case Notice::wrong_codes:
        break;
    }
    return "identity.mail_wrong_codes";
  };
  return message(account, "identity.mail_notice_subject", body(), {});
}

}  // namespace identity
