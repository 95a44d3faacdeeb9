#include <gmock/gmock.h>

#include "base/error.hpp"
#include "mail/server.hpp"
#include "tests/support/mail_sink.hpp"

namespace mail {
namespace {

using support::MailSink;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

Message letter() {
  return {.id = "m1",
          .date = base::from_millis(1'795'337'377'000),
          .from = {"juara@example.go.id", "Juara"},
          .to = {"sekretariat@example.go.id", "Sekretariat"},
          .subject = "Undangan",
          .text = "Halo,\nselamat datang.\n"};
}

std::string code_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const base::Error& error) {
    return error.what();
  }
  return "";
}

TEST(Composed, PlainLetter_IsReadable) {
  EXPECT_EQ(composed(letter()),
            "Date: Sun, 22 Nov 2026 08:49:37 +0000\r\nFrom: Juara\r\n <juara@example.go.id>\r\nTo: Sekretariat\r\n "
            "<sekretariat@example.go.id>\r\n"
            "Subject: Undangan\r\nMessage-ID: <m1@example.go.id>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
            "Content-Transfer-Encoding: quoted-printable\r\nAuto-Submitted: auto-generated\r\n\r\nHalo,\r\nselamat datang.\r\n\r\n");
}

TEST(Composed, HeaderInjection_BecomesABlank) {
  Message message = letter();
  message.subject = "a\r\nBcc: x@example.org";
  message.to.name = "b\nc";
  const std::string bytes = composed(message);
  EXPECT_THAT(bytes, Not(HasSubstr("\r\nBcc")));
  EXPECT_THAT(bytes, HasSubstr("Subject: =?utf-8?Q?a__Bcc=3A_x=40example=2Eorg?=\r\n"));
  EXPECT_THAT(bytes, HasSubstr("To: =?utf-8?Q?b_c?=\r\n <sekretariat@example.go.id>\r\n"));
}

TEST(Composed, LongTexts_AreFoldedBetweenCharacters) {
  Message message = letter();
  message.subject = "";
  for (int i = 0; i < 40; ++i) message.subject += "\xc3\xa9";
  message.text = std::string(500, 'a') + "\xc3\xa9=\n.point\nblank \n";
  const std::string bytes = composed(message);
  std::size_t begin = 0;
  for (std::size_t end = 0; (end = bytes.find("\r\n", begin)) != std::string::npos; begin = end + 2) EXPECT_LE(end - begin, 78U);
  EXPECT_THAT(bytes, Not(HasSubstr("=C3?=")));
  EXPECT_THAT(bytes, HasSubstr("=C3=A9=3D\r\n=2Epoint\r\nblank=20\r\n"));
}

TEST(Address, Table) {
  for (const char* good : {"a@b.id", "nama.orang+x@dinas.bantenprov.go.id", "a@localhost"}) EXPECT_TRUE(is_address(good)) << good;
  for (const char* bad : {"", "a", "@b", "a@", "a b@c.id", "a@b@c", "<a@b.id>", "a@b.id\r\nRCPT TO:<x@y>", "a@.b", "a@b.", "a,b@c.id"}) {
    EXPECT_FALSE(is_address(bad)) << bad;
  }
}

TEST(Server, Letter_Arrives) {
  MailSink sink;
  Server(sink.address()).send(letter());
  sink.stop();
  EXPECT_THAT(sink.commands(), testing::IsSupersetOf({"MAIL FROM:<juara@example.go.id>", "RCPT TO:<sekretariat@example.go.id>", "DATA"}));
  EXPECT_THAT(sink.letters(), ElementsAre(composed(letter())));
}

TEST(Server, Refusal_ForGood_AndForNow) {
  {
    MailSink sink(std::map<std::string, std::string>{{"RCPT", "550 no such user"}});
    EXPECT_EQ(code_of([&] { Server(sink.address()).send(letter()); }), "mail.refused");
  }
  MailSink sink(std::map<std::string, std::string>{{"RCPT", "451 come again"}});
  EXPECT_EQ(code_of([&] { Server(sink.address()).send(letter()); }), "mail.cannot_send");
}

TEST(Server, Nobody_Listens_IsUnavailable) {
  MailSink sink;
  const Server server(sink.address());
  sink.stop();
  EXPECT_EQ(code_of([&] { server.send(letter()); }), "mail.cannot_send");
  EXPECT_EQ(code_of([&] { server.check(); }), "mail.cannot_send");
}

TEST(Server, Check_SendsNothing) {
  MailSink sink;
  Server(sink.address()).check();
  sink.stop();
  EXPECT_THAT(sink.letters(), testing::IsEmpty());
  EXPECT_THAT(sink.commands(), testing::Contains("NOOP"));
}

TEST(Server, BadAddress_IsNotRepeated) {
  try {
    const Server server("http://user:secret@host");
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_STREQ(error.what(), "mail.bad_server");
    EXPECT_TRUE(error.problems().front().params.empty());
  }
}

}  // namespace
}  // namespace mail
