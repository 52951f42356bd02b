// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/errortext.h"

#include "matrix/replyerror.h"
#include "matrix/requests.h"

#include <QTest>

using namespace linnet;
using namespace std::chrono_literals;
using During = ErrorText::During;

namespace {

/// What a server's answer becomes on its way here.
Error answer(int status, const QByteArray &body, const QByteArray &type = "application/json",
             const QByteArray &retryAfter = {})
{
    return errorOf({status, QStringLiteral("Phrase"), type, retryAfter, QByteArray(body).replace('\'', '"')},
                   0);
}

const QByteArray page = "<!DOCTYPE html><html><body>No Such Resource</body></html>";

}

/// The words that a person reads for each thing that goes wrong, and what must never be among them.
class TestErrorText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answers_data();
    void answers();
    void troubles_data();
    void troubles();
    void everyKindHasWordsAndACode();
    void aFileThatWasSwappedIsNotBlamedOnThisComputer();
    void detailIsTheServersTextOnOneLine();
    void detailIsNotSaidTwice();
    void keepsSecretsOut_data();
    void keepsSecretsOut();
    void codes_data();
    void codes();
};

void TestErrorText::answers_data()
{
    QTest::addColumn<Error>("error");
    QTest::addColumn<During>("during");
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("detail");
    const auto row = [](const char *name, const Error &error, During during, const QString &what,
                        const QString &detail) { QTest::newRow(name) << error << during << what << detail; };
    const QString inUse = u"Somebody has this user name already. Choose another one."_qs;
    const QString badName =
        u"The server does not take this user name. Use small letters, digits and . _ - only, and not too many."_qs;
    const QString wrong = u"The user name or the password is wrong."_qs;
    const QString trouble = u"The server has a problem of its own. Try again later."_qs;
    const QString notMatrix = u"There is no Matrix server at this address."_qs;
    Error unverified = Error::of(Error::Kind::Invalid);
    unverified.matrixCode = u"chat.linnet.NOT_VERIFIED"_qs;

    row("wrong password", answer(403, "{'errcode':'M_FORBIDDEN','error':'Invalid username or password'}"),
        During::SignIn, wrong, u"Invalid username or password"_qs);
    row("wrong password, 2014", answer(403, "{'errcode':'M_FORBIDDEN','error':''}"), During::SignIn, wrong,
        {});
    row("user in use", answer(400, "{'errcode':'M_USER_IN_USE','error':'User ID already taken.'}"),
        During::Registration, inUse, u"User ID already taken."_qs);
    row("bad name", answer(400, "{'errcode':'M_INVALID_USERNAME','error':'User ID can only contain …'}"),
        During::Registration, badName, u"User ID can only contain …"_qs);
    row("forbidden", answer(403, "{'errcode':'M_FORBIDDEN','error':'No.'}"), During::Anything,
        u"You are not allowed to do this."_qs, u"No."_qs);
    row("forbidden to write", answer(403, "{'errcode':'M_FORBIDDEN','error':'No.'}"), During::Sending,
        u"You may not write in this room."_qs, u"No."_qs);
    row("forbidden to join", answer(403, "{'errcode':'M_FORBIDDEN','error':'You are not invited'}"),
        During::Joining, u"You may not join this room without an invitation."_qs, u"You are not invited"_qs);
    row("banned", answer(403, "{'errcode':'M_BAD_STATE','error':'You are banned'}"), During::Joining,
        u"You were banned from this room."_qs, u"You are banned"_qs);
    row("forbidden to make an account", answer(403, "{'errcode':'M_FORBIDDEN','error':'Disabled'}"),
        During::Registration, u"This server does not let you make an account here."_qs, u"Disabled"_qs);
    row("not verified", unverified, During::Sending,
        u"You trust verified sessions only, and this one is not verified. Settings, Encryption says how to verify it."_qs,
        {});
    row("not found", answer(404, "{'errcode':'M_NOT_FOUND','error':'Not here'}"), During::Anything,
        u"The server could not find it."_qs, u"Not here"_qs);
    row("no such room", answer(404, "{'errcode':'M_NOT_FOUND','error':'Room alias not found'}"),
        During::Joining, u"There is no such room."_qs, u"Room alias not found"_qs);
    row("no such room, 2014", answer(404, "{'errcode':'M_UNKNOWN','error':'Unknown'}"), During::Joining,
        u"There is no such room."_qs, u"Unknown"_qs);
    row("no such event, a JSON string", answer(404, "'Event not found.'"), During::Anything,
        u"The server refused this."_qs, u"Event not found."_qs);
    row("taken alias", answer(400, "{'errcode':'M_ROOM_IN_USE','error':'Taken'}"), During::Creating,
        u"This address is taken by another room. Choose another one."_qs, u"Taken"_qs);
    row("no errcode, 2014", answer(400, "{'error':'Unrecognized request'}"), During::Sending,
        u"The server did not take the message."_qs, u"Unrecognized request"_qs);
    row("empty string, 2014", answer(400, "''"), During::Anything, u"The server refused this."_qs, {});
    row("no body", answer(400, ""), During::SignIn, u"The server refused to sign you in."_qs, {});
    row("rate limit", answer(429, "{'errcode':'M_LIMIT_EXCEEDED','error':'Slow','retry_after_ms':4001}"),
        During::Sending, u"The server asks to go slower. Try again in 5 second(s)."_qs, u"Slow"_qs);
    row("rate limit by header", answer(429, "{'errcode':'M_LIMIT_EXCEEDED'}", "application/json", "7"),
        During::SignIn, u"The server asks to go slower. Try again in 7 second(s)."_qs, {});
    row("rate limit without a time", answer(429, "{'errcode':'M_LIMIT_EXCEEDED'}"), During::SignIn,
        u"The server asks to go slower. Try again in 5 second(s)."_qs, {});
    row("rate limit of no time", answer(429, "{'retry_after_ms':0}"), During::SignIn,
        u"The server asks to go slower. Wait a little and try again."_qs, {});
    row("too large", answer(413, "{'errcode':'M_TOO_LARGE','error':'Too big'}"), During::Sending,
        u"This is too large for the server."_qs, u"Too big"_qs);
    row("too large for the proxy", answer(413, page, "text/html"), During::Sending, u"This is too large."_qs,
        {});
    row("HTML instead of JSON", answer(404, page, "text/html"), During::SignIn, notMatrix, u"Phrase"_qs);
    row("HTML, called JSON", answer(404, page), During::SignIn, notMatrix, u"Phrase"_qs);
    row("proxy of a server that is down", answer(502, page, "text/html"), During::SignIn, trouble,
        u"Phrase"_qs);
    row("server trouble", answer(500, "{'errcode':'M_UNKNOWN','error':'Internal server error'}"),
        During::Anything, trouble, u"Internal server error"_qs);
    row("JSON of the wrong shape", Requests::readSignedIn("{\"user_id\":5}").error(), During::SignIn,
        u"The server gave an answer that makes no sense."_qs,
        u"the reply has no \"user_id\" or no \"access_token\""_qs);
    row("JSON cut off", Requests::readSignedIn("{\"user_id\":").error(), During::SignIn,
        u"The server gave an answer that makes no sense."_qs, u"unterminated object"_qs);
    row("wrong types in the error itself", answer(400, "{'errcode':5,'error':{'a':1},'retry_after_ms':[]}"),
        During::Anything, u"The server refused this."_qs, {});
    row("null everywhere", answer(403, "{'errcode':null,'error':null}"), During::SignIn,
        u"The server refused to sign you in."_qs, {});
    row("dead token", answer(401, "{'errcode':'M_UNKNOWN_TOKEN','error':'Invalid'}"), During::Anything,
        u"The server has ended this sign-in. Sign in again."_qs, u"Invalid"_qs);
    row("dead token, 2014", answer(403, "{'errcode':'M_UNKNOWN_TOKEN','error':'Unrecognised access token.'}"),
        During::SignIn, u"The server does not know this access token."_qs, u"Unrecognised access token."_qs);
    row("unknown call", answer(404, "{'errcode':'M_UNRECOGNIZED','error':'Unrecognized request'}"),
        During::Anything, u"This server cannot do this."_qs, u"Unrecognized request"_qs);
}

void TestErrorText::answers()
{
    QFETCH(Error, error);
    QFETCH(During, during);
    const ErrorText text = ErrorText::of(error, during);
    QTEST(text.what, "what");
    QTEST(text.detail, "detail");
}

void TestErrorText::troubles_data()
{
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("what");
    const auto row = [](const char *name, Error::Kind kind, const QString &what) {
        QTest::newRow(name) << kind << what;
    };
    row("no network", Error::Kind::Network, u"The server cannot be reached. Check your network."_qs);
    row("TLS failure", Error::Kind::Tls,
        u"The connection to the server is not secure, so it was not used."_qs);
    row("no answer", Error::Kind::Timeout, u"The server did not answer in time. Try again."_qs);
    row("portal", Error::Kind::Portal, u"This network wants you to sign in to it first."_qs);
    row("expired certificate", Error::Kind::CertificateExpired,
        u"The server's certificate has expired, so nothing was sent to it. Only the people who run the server can renew it."_qs);
    row("early certificate", Error::Kind::CertificateTooEarly,
        u"The server's certificate is not valid yet, so nothing was sent to it. Check this computer's clock."_qs);
    row("wrong clock", Error::Kind::CertificateClock,
        u"This computer's clock is wrong, so the server cannot be trusted and nothing was sent to it. Set the date and the time."_qs);
    row("untrusted certificate", Error::Kind::CertificateUntrusted,
        u"Nobody whom this computer trusts vouches for the server. Somebody may be listening in, so nothing was sent to it."_qs);
    row("another's certificate", Error::Kind::CertificateOfAnother,
        u"Another server answered under this name. Somebody may be listening in, so nothing was sent to it."_qs);
    row("proxy away", Error::Kind::Proxy,
        u"The proxy does not let Linnet through, or does not answer. Check its address and its port."_qs);
    row("no proxy", Error::Kind::ProxyNotFound,
        u"The proxy is not found. Check its address and your network."_qs);
    row("proxy password", Error::Kind::ProxyPassword, u"The proxy wants another user name or password."_qs);
    row("redirect", Error::Kind::Redirected,
        u"The server pointed to another address. It was not followed, so that nobody else gets your sign-in."_qs);
    row("not a Matrix server", Error::Kind::NotMatrix, u"There is no Matrix server at this address."_qs);
    row("locked keychain", Error::Kind::KeychainLocked,
        u"Your keychain is locked. Unlock it and try again."_qs);
    row("no keychain", Error::Kind::KeychainMissing,
        u"No keychain is running on this computer, or it does not answer."_qs);
    row("keychain says no", Error::Kind::KeychainRefused, u"The keychain does not let Linnet in."_qs);
    row("nothing in the keychain", Error::Kind::EntryNotFound,
        u"The keychain has nothing stored for this account."_qs);
    row("passphrase not typed yet", Error::Kind::PassphraseNeeded, u"Linnet needs your passphrase."_qs);
    row("wrong passphrase", Error::Kind::WrongPassphrase, u"The passphrase is wrong."_qs);
    row("disk full", Error::Kind::DiskFull, u"The disk is full. Make room and try again."_qs);
    row("damaged", Error::Kind::Corrupt, u"What Linnet stored on this computer is damaged."_qs);
    row("newer", Error::Kind::NewerVersion,
        u"A newer Linnet has written these files. Update Linnet to open them."_qs);
    row("two instances", Error::Kind::InUse, u"Another Linnet has this account open already."_qs);
    row("a file that cannot be", Error::Kind::FileNotWritten,
        u"The file that you chose could not be written. Choose another place."_qs);
    row("the keys of another session", Error::Kind::OtherAccount,
        u"What Linnet stored on this computer belongs to another session."_qs);
    row("two exports", Error::Kind::FileInUse, u"This file is already being written by another export."_qs);
}

void TestErrorText::troubles()
{
    QFETCH(Error::Kind, kind);
    QFETCH(QString, what);
    const ErrorText text = ErrorText::of(Error::of(kind, u"the system's words"_qs));
    QCOMPARE(text.what, what);
    QCOMPARE(text.detail, u"the system's words"_qs);
    QCOMPARE(ErrorText::of(Error::of(kind)).detail, QString());
}

void TestErrorText::everyKindHasWordsAndACode()
{
    const int last = int(Error::Kind::Unsupported);
    for (int kind = 0; kind <= last; ++kind) {
        const Error error = Error::of(Error::Kind(kind));
        for (int during = 0; during <= int(During::Media); ++during) {
            const QString what = ErrorText::of(error, During(during)).what;
            QVERIFY2(what.size() > 5 && (what.endsWith(u'.') || what.endsWith(u"."_qs)), qPrintable(what));
            QVERIFY2(!what.contains(u"M_"_qs), qPrintable(what));
        }
        QVERIFY(!ErrorText::code(error).isEmpty());
    }
}

void TestErrorText::aFileThatWasSwappedIsNotBlamedOnThisComputer()
{
    const Error error = Error::of(Error::Kind::Corrupt);
    QVERIFY(ErrorText::of(error).what.contains(u"computer"_qs));
    QVERIFY(!ErrorText::of(error, During::Media).what.contains(u"computer"_qs));
}

void TestErrorText::detailIsTheServersTextOnOneLine()
{
    Error error = Error::of(Error::Kind::Server, u"  two\n\nlines\t and space "_qs);
    QCOMPARE(ErrorText::of(error).detail, u"two lines and space"_qs);
    error.text = QString(5000, u'x');
    const QString detail = ErrorText::of(error).detail;
    QVERIFY(detail.size() < 1000);
    QVERIFY(detail.endsWith(u'…'));
}

void TestErrorText::detailIsNotSaidTwice()
{
    const ErrorText text = ErrorText::of(Error::of(Error::Kind::Invalid, u"Give your Matrix id too."_qs));
    QCOMPARE(text.what, u"Give your Matrix id too."_qs);
    QCOMPARE(text.detail, QString());
}

void TestErrorText::keepsSecretsOut_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("cleaned");
    const auto row = [](const char *name, const QString &text, const QString &cleaned) {
        QTest::newRow(name) << text << cleaned;
    };
    row("Qt's words",
        u"Error transferring https://example.org/_matrix/client/api/v1/events?timeout=0&access_token=S3CRET "
        "- server replied: No"_qs,
        u"Error transferring https://example.org/_matrix/client/api/v1/events - server replied: No"_qs);
    row("redirect", u"https://other.example/login?session=S3CRET"_qs, u"https://other.example/login"_qs);
    row("query and fragment", u"see <http://other.example?S3CRET#S3CRET> there"_qs,
        u"see <http://other.example> there"_qs);
    row("quoted", u"\"HTTPS://x.example/a?b=S3CRET\", he said"_qs, u"\"HTTPS://x.example/a\", he said"_qs);
    row("two", u"https://a.example/?S3CRET https://b.example/?S3CRET"_qs,
        u"https://a.example/ https://b.example/"_qs);
    row("query without its address", u"bad query access_token=S3CRET&x=1"_qs,
        u"bad query access_token=…&x=1"_qs);
    row("in JSON", u"got {\"access_token\": \"S3CRET\"}"_qs, u"got {\"access_token\": \"…\"}"_qs);
    row("header", u"bad header Authorization: Bearer S3CRET"_qs, u"bad header Authorization: Bearer …"_qs);
    row("a question", u"Who are you? Say it: https://example.org/help"_qs,
        u"Who are you? Say it: https://example.org/help"_qs);
}

void TestErrorText::keepsSecretsOut()
{
    QFETCH(QString, text);
    QFETCH(QString, cleaned);
    for (int kind = 0; kind <= int(Error::Kind::Unsupported); ++kind) {
        const ErrorText words = ErrorText::of(Error::of(Error::Kind(kind), text));
        const QString all = words.what + words.detail;
        QVERIFY2(!all.contains(u"S3CRET"), qPrintable(all));
    }
    QCOMPARE(ErrorText::of(Error::of(Error::Kind::Redirected, text)).detail, cleaned);
    QCOMPARE(ErrorText::of(Error::of(Error::Kind::Invalid, text)).what, cleaned);
}

void TestErrorText::codes_data()
{
    QTest::addColumn<Error>("error");
    QTest::addColumn<QString>("code");
    QTest::newRow("the server's") << answer(403, "{'errcode':'M_FORBIDDEN'}") << u"M_FORBIDDEN"_qs;
    QTest::newRow("rate limit without code") << answer(429, "") << u"M_LIMIT_EXCEEDED"_qs;
    QTest::newRow("no code") << answer(400, "{}") << u"server"_qs;
    QTest::newRow("network") << Error::of(Error::Kind::Network) << u"network"_qs;
    QTest::newRow("portal") << Error::of(Error::Kind::Portal) << u"network"_qs;
    QTest::newRow("certificate") << Error::of(Error::Kind::CertificateExpired) << u"network"_qs;
    QTest::newRow("proxy") << Error::of(Error::Kind::ProxyPassword) << u"network"_qs;
    QTest::newRow("network authentication required, RFC 6585")
        << answer(511, page, "text/html") << u"network"_qs;
    QTest::newRow("timeout") << Error::of(Error::Kind::Timeout) << u"timeout"_qs;
    QTest::newRow("bad arguments") << Error::of(Error::Kind::Invalid) << u"usage"_qs;
    QTest::newRow("keychain") << Error::of(Error::Kind::KeychainLocked) << u"keychain"_qs;
}

void TestErrorText::codes()
{
    QFETCH(Error, error);
    QTEST(ErrorText::code(error), "code");
}

QTEST_GUILESS_MAIN(TestErrorText)
#include "tst_errortext.moc"
