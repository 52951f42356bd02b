// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlsyntax.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace linnet;

namespace {

QStringList words(const char *text)
{
    return QString::fromUtf8(text).split(u' ', Qt::SkipEmptyParts);
}

}

class TestCtlSyntax : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
    void refuses_data();
    void refuses();
    void makesFileNamesAbsolute();
    void asksForASecretOnlyWhereOneIsNeeded_data();
    void asksForASecretOnlyWhereOneIsNeeded();
    void goesOverTheWireUnchanged();
    void refusesLinesThatAreNoRequest_data();
    void refusesLinesThatAreNoRequest();
    void checksTypesOfTheOtherSide();
    void listsEveryCommandInTheHelp();
};

void TestCtlSyntax::parses_data()
{
    QTest::addColumn<QByteArray>("args");
    QTest::newRow("status") << QByteArray("{}");
    QTest::newRow("login --server http://h --user u") << QByteArray(R"({"server":"http://h","user":"u"})");
    QTest::newRow("login --server=http://h --token") << QByteArray(R"({"server":"http://h","token":true})");
    QTest::newRow("login --server http://h --oauth") << QByteArray(R"({"oauth":true,"server":"http://h"})");
    QTest::newRow("login --server http://h --sso") << QByteArray(R"({"server":"http://h","sso":true})");
    QTest::newRow("login --sso --server http://h") << QByteArray(R"({"server":"http://h","sso":true})");
    QTest::newRow("login --server http://h --sso oidc-x")
        << QByteArray(R"({"server":"http://h","sso":"oidc-x"})");
    QTest::newRow("login --server http://h --sso=oidc-x")
        << QByteArray(R"({"server":"http://h","sso":"oidc-x"})");
    QTest::newRow("login --server http://h --device-code")
        << QByteArray(R"({"device-code":true,"server":"http://h"})");
    QTest::newRow("register --server http://h --no-password")
        << QByteArray(R"({"no-password":true,"server":"http://h"})");
    QTest::newRow("timeline !r --limit 5") << QByteArray(R"({"limit":5,"room":"!r"})");
    QTest::newRow("timeline --limit 5 #a:b") << QByteArray(R"({"limit":5,"room":"#a:b"})");
    QTest::newRow("send !r hi --emote") << QByteArray(R"({"emote":true,"room":"!r","text":"hi"})");
    QTest::newRow("send !r -- --emote") << QByteArray(R"({"room":"!r","text":"--emote"})");
    QTest::newRow("send !r -1") << QByteArray(R"({"room":"!r","text":"-1"})");
    QTest::newRow("send !r hi --html <b>hi</b>")
        << QByteArray(R"({"html":"<b>hi</b>","room":"!r","text":"hi"})");
    QTest::newRow("reply !r $1 hi --plain")
        << QByteArray(R"({"event":"$1","plain":true,"room":"!r","text":"hi"})");
    QTest::newRow("redact !r $1") << QByteArray(R"({"event":"$1","room":"!r"})");
    QTest::newRow("redact !r $1 why") << QByteArray(R"({"event":"$1","reason":"why","room":"!r"})");
    QTest::newRow("outbox") << QByteArray("{}");
    QTest::newRow("outbox --retry all --discard t1") << QByteArray(R"({"discard":"t1","retry":"all"})");
    QTest::newRow("create") << QByteArray("{}");
    QTest::newRow("create --name N --alias a --topic T --public --invite @a:h --invite @b:h")
        << QByteArray(R"({"alias":"a","invite":["@a:h","@b:h"],"name":"N","public":true,"topic":"T"})");
    QTest::newRow("kick !r @a:h --reason spam")
        << QByteArray(R"({"reason":"spam","room":"!r","user":"@a:h"})");
    QTest::newRow("ignore @a:h --remove") << QByteArray(R"({"remove":true,"user":"@a:h"})");
    QTest::newRow("report !r $e --reason spam")
        << QByteArray(R"({"event":"$e","reason":"spam","room":"!r"})");
    QTest::newRow("report !r") << QByteArray(R"({"room":"!r"})");
    QTest::newRow("invite !r @a:h") << QByteArray(R"({"room":"!r","user":"@a:h"})");
    QTest::newRow("invite !r @a:h --reason tea")
        << QByteArray(R"({"reason":"tea","room":"!r","user":"@a:h"})");
    QTest::newRow("settings !r") << QByteArray(R"({"room":"!r"})");
    QTest::newRow("settings !r --set name Tea") << QByteArray(R"({"room":"!r","set":"name","value":"Tea"})");
    QTest::newRow("settings !r --set power @a:h -5 --sure")
        << QByteArray(R"({"level":"-5","room":"!r","set":"power","sure":true,"value":"@a:h"})");
}

void TestCtlSyntax::parses()
{
    QFETCH(QByteArray, args);
    const Result<CtlRequest> request = CtlSyntax::parse(words(QTest::currentDataTag()));
    QVERIFY2(request.isOk(), request.isOk() ? "" : qPrintable(request.error().text));
    QCOMPARE(request->command, words(QTest::currentDataTag()).first());
    QCOMPARE(QJsonDocument(request->args).toJson(QJsonDocument::Compact), args);
}

void TestCtlSyntax::refuses_data()
{
    QTest::addColumn<int>("dummy");
    for (const char *line : {"nonsense",
                             "login",
                             "login --server http://h",
                             "login --user u",
                             "login --server http://h --oauth --sso",
                             "login --server http://h --oauth --user u",
                             "login --server http://h --sso=",
                             "login --server http://h --sso a --sso b",
                             "login --server http://h --device-code=x",
                             "status now",
                             "timeline",
                             "timeline !r --limit",
                             "timeline !r --limit none",
                             "timeline !r --limit 0",
                             "timeline !r --limit -3",
                             "send !r",
                             "send !r a b",
                             "send !r a --bold",
                             "reply !r $1",
                             "react !r $1",
                             "redact !r",
                             "redact !r $1 a b",
                             "create --name",
                             "create --name a --name b",
                             "create --public=yes",
                             "invite !r",
                             "settings",
                             "settings !r --set",
                             "login --server http://h --user u --password secret",
                             "shot",
                             "history"}) {
        QTest::newRow(line) << 0;
    }
    QTest::newRow("") << 0;
}

void TestCtlSyntax::refuses()
{
    const Result<CtlRequest> request = CtlSyntax::parse(words(QTest::currentDataTag()));
    QVERIFY(!request.isOk());
    QCOMPARE(request.error().kind, Error::Kind::Invalid);
    QVERIFY(!request.error().text.isEmpty());
    QVERIFY(!request.error().text.contains(QLatin1String("secret")));
}

void TestCtlSyntax::makesFileNamesAbsolute()
{
    const Result<CtlRequest> request = CtlSyntax::parse({QStringLiteral("shot"), QStringLiteral("a b.png")});
    QVERIFY(request.isOk());
    QCOMPARE(request->args.value(QLatin1String("file")).toString(),
             QDir::currentPath() + QStringLiteral("/a b.png"));
}

void TestCtlSyntax::asksForASecretOnlyWhereOneIsNeeded_data()
{
    QTest::addColumn<bool>("wants");
    QTest::newRow("login --server h --user u") << true;
    QTest::newRow("login --server h --token") << true;
    QTest::newRow("login --server h --oauth") << false;
    QTest::newRow("login --server h --sso idp") << false;
    QTest::newRow("login --server h --device-code") << false;
    QTest::newRow("register --server h") << true;
    QTest::newRow("register --server h --no-password") << false;
    QTest::newRow("status") << false;
    QTest::newRow("send !r text") << false;
}

void TestCtlSyntax::asksForASecretOnlyWhereOneIsNeeded()
{
    const Result<CtlRequest> request = CtlSyntax::parse(words(QTest::currentDataTag()));
    QVERIFY(request.isOk());
    QTEST(CtlSyntax::find(request->command)->wantsSecret(request->args), "wants");
}

void TestCtlSyntax::goesOverTheWireUnchanged()
{
    CtlRequest request{QStringLiteral("send"),
                       {{QStringLiteral("text"), QStringLiteral("two\nlines \u00e4")}},
                       QStringLiteral("s\n")};
    const QByteArray line = request.toLine();
    QCOMPARE(line.count('\n'), 1);
    QVERIFY(line.endsWith('\n'));
    const Result<CtlRequest> read = CtlRequest::fromLine(line);
    QVERIFY(read.isOk());
    QCOMPARE(read->command, request.command);
    QCOMPARE(read->args, request.args);
    QCOMPARE(read->secret, request.secret);
}

void TestCtlSyntax::refusesLinesThatAreNoRequest_data()
{
    QTest::addColumn<int>("dummy");
    for (const char *line : {"", "{", "[]", "null", "\"status\"", "{}", "{\"command\":1}",
                             "{\"command\":\"status\",\"args\":[]}"})
        QTest::newRow(line) << 0;
}

void TestCtlSyntax::refusesLinesThatAreNoRequest()
{
    QVERIFY(!CtlRequest::fromLine(QByteArray(QTest::currentDataTag())).isOk());
}

void TestCtlSyntax::checksTypesOfTheOtherSide()
{
    const CtlSyntax *create = CtlSyntax::find(QStringLiteral("create"));
    const auto isGood = [create](const char *json) {
        return create->check(QJsonDocument::fromJson(json).object()).isOk();
    };
    QVERIFY(isGood(R"({"name":"a","invite":["@a:h"]})"));
    QVERIFY(!isGood(R"({"name":1})"));
    QVERIFY(!isGood(R"({"name":null})"));
    QVERIFY(!isGood(R"({"public":"yes"})"));
    QVERIFY(!isGood(R"({"invite":"@a:h"})"));
    QVERIFY(!isGood(R"({"invite":[1]})"));
    QVERIFY(!isGood(R"({"colour":"red"})"));
}

void TestCtlSyntax::listsEveryCommandInTheHelp()
{
    const QString help = CtlSyntax::help();
    for (const char *command :
         {"login",   "register", "logout", "quit",   "status", "rooms",   "timeline", "history",
          "members", "send",     "search", "fetch",  "export", "create",  "join",     "leave",
          "invite",  "open",     "shot",   "follow", "outbox", "reply",   "thread",   "edit",
          "react",   "redact",   "kick",   "ban",    "unban",  "ignore",  "report",   "invites",
          "spaces",  "settings", "tag",    "mute",   "knock",  "preview", "directory"}) {
        QVERIFY2(CtlSyntax::find(QLatin1String(command)), command);
        QVERIFY2(help.contains(QStringLiteral("\n  %1").arg(QLatin1String(command))), command);
    }
}

QTEST_GUILESS_MAIN(TestCtlSyntax)
#include "tst_ctlsyntax.moc"
