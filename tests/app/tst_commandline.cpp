// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include <QTest>

using namespace linnet;

Q_DECLARE_METATYPE(linnet::CommandLine::Action)

class TestCommandLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void leavesEverythingBehindCtlAlone();
    void takesQtsOptions();
    void mentionsNoSecretInTheHelp();
};

void TestCommandLine::reads_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QString>("server");
    QTest::addColumn<QString>("link");
    const auto row = [](const char *arguments, const char *profile, const char *dialect, const char *server,
                        const char *link) {
        QTest::newRow(*arguments ? arguments : "nothing")
            << QString::fromLatin1(arguments).split(u' ', Qt::SkipEmptyParts) << QString::fromLatin1(profile)
            << QString::fromLatin1(dialect) << QString::fromLatin1(server) << QString::fromLatin1(link);
    };
    row("", "default", "auto", "", "");
    row("--profile work", "work", "auto", "", "");
    row("--profile=work", "work", "auto", "", "");
    row("--dialect v1", "default", "v1", "", "");
    row("--dialect v3", "default", "v3", "", "");
    row("--dialect sliding", "default", "sliding", "", "");
    row("--dialect v1 --dialect auto", "default", "auto", "", "");
    row("--server http://127.0.0.1:8008", "default", "auto", "http://127.0.0.1:8008", "");
    row("--server=http://127.0.0.1:8008/?a=b", "default", "auto", "http://127.0.0.1:8008/?a=b", "");
    row("#room:example.org", "default", "auto", "", "#room:example.org");
    row("matrix:r/room:example.org", "default", "auto", "", "matrix:r/room:example.org");
    row("https://matrix.to/#/#room:example.org --profile x_1-B", "x_1-B", "auto", "",
        "https://matrix.to/#/#room:example.org");
    row("-- #room:example.org", "default", "auto", "", "#room:example.org");
}

void TestCommandLine::reads()
{
    QFETCH(QStringList, arguments);
    const Result<CommandLine> line = CommandLine::parse(arguments);
    QVERIFY2(line.isOk(), line.isOk() ? "" : qPrintable(line.error().text));
    QCOMPARE(line->action, CommandLine::Action::Run);
    QTEST(line->profile, "profile");
    QTEST(line->dialect ? toString(*line->dialect) : QStringLiteral("auto"), "dialect");
    QTEST(line->server, "server");
    QTEST(line->link, "link");
}

void TestCommandLine::refuses_data()
{
    QTest::addColumn<QStringList>("arguments");
    for (const char *arguments :
         {"--profile", "--profile ../x", "--profile=", "--dialect v2", "--palette blue", "--password secret",
          "--token=x", "hello", "#a:b #c:d", "-x", "--version=3", "-- ctl"}) {
        QTest::newRow(arguments) << QString::fromLatin1(arguments).split(u' ');
    }
}

void TestCommandLine::refuses()
{
    QFETCH(QStringList, arguments);
    const Result<CommandLine> line = CommandLine::parse(arguments);
    QVERIFY(!line.isOk());
    QCOMPARE(line.error().kind, Error::Kind::Invalid);
    QVERIFY(!line.error().text.isEmpty());
}

void TestCommandLine::leavesEverythingBehindCtlAlone()
{
    const Result<CommandLine> line = CommandLine::parse(
        {QStringLiteral("--profile"), QStringLiteral("work"), QStringLiteral("ctl"), QStringLiteral("send"),
         QStringLiteral("!r"), QStringLiteral("--profile"), QStringLiteral("--help")});
    QVERIFY(line.isOk());
    QCOMPARE(line->action, CommandLine::Action::Ctl);
    QCOMPARE(line->profile, QStringLiteral("work"));
    QCOMPARE(line->ctlArguments.size(), 4);
    QCOMPARE(line->ctlArguments.last(), QStringLiteral("--help"));
}

void TestCommandLine::takesQtsOptions()
{
    const Result<CommandLine> line =
        CommandLine::parse({QStringLiteral("-platform"), QStringLiteral("offscreen"),
                            QStringLiteral("-reverse"), QStringLiteral("--palette"), QStringLiteral("dark")});
    QVERIFY(line.isOk());
    QCOMPARE(line->palette, CommandLine::Palette::Dark);
    QCOMPARE(CommandLine::parse({QStringLiteral("--help")})->action, CommandLine::Action::ShowHelp);
    QCOMPARE(CommandLine::parse({QStringLiteral("--version")})->action, CommandLine::Action::ShowVersion);
}

void TestCommandLine::mentionsNoSecretInTheHelp()
{
    const QString help = CommandLine::help();
    QVERIFY(help.contains(QLatin1String("--profile")));
    QVERIFY(!help.contains(QLatin1String("--password")));
    QVERIFY(!help.contains(QLatin1String("--token")));
}

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
