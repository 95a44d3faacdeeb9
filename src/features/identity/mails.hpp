#pragma once

#include <string>
#include <string_view>

#include "features/identity/account.hpp"

namespace identity {

/// Where the link of an invitation leads. What stands behind the # never reaches a server, a log or another site.
[[nodiscard]] std::string invitation_link(std::string_view public_url, std::string_view token);
[[nodiscard]] std::string reset_link(std::string_view public_url, std::string_view token);

// Messages in the language of the account.
[[nodiscard]] Message invitation_mail(const Account& account, const std::string& link);
[[nodiscard]] Message reset_mail(const Account& account, const std::string& link);

/// What the holder of an account must hear of, in case it was not he.
enum class Notice { password_changed, second_factor_on, second_factor_off, address_changed, wrong_codes };
[[nodiscard]] Message notice_mail(const Account& account, Notice notice);

}  // namespace identity
