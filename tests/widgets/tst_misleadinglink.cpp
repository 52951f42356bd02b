// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/misleadinglink.h"

#include <QTest>

using namespace linnet;

class TestMisleadingLink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void table_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("expected");
        QTest::newRow("itself") << u"https://example.org/a"_qs << u"https://example.org/a"_qs << false;
        QTest::newRow("words") << u"click here"_qs << u"https://evil.example/"_qs << false;
        QTest::newRow("without the scheme") << u"example.org"_qs << u"https://example.org/"_qs << false;
        QTest::newRow("www") << u"www.example.org"_qs << u"https://example.org/x"_qs << false;
        QTest::newRow("www behind") << u"example.org/x"_qs << u"https://www.example.org/x"_qs << false;
        QTest::newRow("case") << u"Example.ORG"_qs << u"https://example.org/"_qs << false;
        QTest::newRow("another host") << u"https://bank.example"_qs << u"https://evil.example/"_qs << true;
        QTest::newRow("another host, bare") << u"bank.example"_qs << u"https://evil.example/"_qs << true;
        QTest::newRow("host in the path")
            << u"bank.example"_qs << u"https://evil.example/bank.example"_qs << true;
        QTest::newRow("host below another")
            << u"bank.example"_qs << u"https://bank.example.evil.example/"_qs << true;
        QTest::newRow("among words") << u"see https://bank.example/ now"_qs << u"https://evil.example/"_qs
                                     << true;
        QTest::newRow("in a line of its own")
            << u"Log in\nbank.example"_qs << u"https://evil.example/"_qs << true;
        QTest::newRow("itself among lines")
            << u"Example\nexample.org\nWords of it"_qs << u"https://example.org/"_qs << false;
        QTest::newRow("www among words") << u"see www.bank.example"_qs << u"https://evil.example/"_qs << true;
        QTest::newRow("in brackets") << u"(bank.example)"_qs << u"https://evil.example/"_qs << true;
        QTest::newRow("with what is not seen")
            << u"ba\u200bnk.exa\u202emple"_qs << u"https://evil.example/"_qs << true;
        QTest::newRow("letters of another script")
            << u"p\u0430ypal.com"_qs << u"https://paypal.com/"_qs << true;
        QTest::newRow("the same international name")
            << u"b\u00fccher.example"_qs << u"https://xn--bcher-kva.example/"_qs << false;
        QTest::newRow("a name before the host")
            << u"shop"_qs << u"https://bank.example@evil.example/"_qs << true;
        QTest::newRow("the same name before the host")
            << u"https://bank.example@evil.example/"_qs << u"https://bank.example@evil.example/"_qs << true;
        QTest::newRow("a file") << u"README.md"_qs << u"https://git.example/x/README.md"_qs << false;
        QTest::newRow("a file of another address") << u"README.md"_qs << u"https://evil.example/"_qs << true;
        QTest::newRow("numbers") << u"1.2.3"_qs << u"https://example.org/"_qs << false;
        QTest::newRow("a version") << u"v1.2"_qs << u"https://example.org/"_qs << false;
        QTest::newRow("a port") << u"example.org:8448"_qs << u"https://example.org/"_qs << false;
        QTest::newRow("mail") << u"bob@example.org"_qs << u"mailto:bob@example.org"_qs << false;
        QTest::newRow("mail to another") << u"bob@example.org"_qs << u"mailto:eve@evil.example"_qs << true;
        QTest::newRow("a host that writes mail")
            << u"bank.example"_qs << u"mailto:eve@evil.example"_qs << true;
        QTest::newRow("a person by name") << u"Bob"_qs << u"https://matrix.to/#/@bob:example.org"_qs << false;
        QTest::newRow("a person by id")
            << u"@bob:example.org"_qs << u"https://matrix.to/#/@bob:example.org"_qs << false;
        QTest::newRow("another person")
            << u"@bob:example.org"_qs << u"https://matrix.to/#/@eve:evil.example"_qs << true;
        QTest::newRow("a person elsewhere") << u"@bob:example.org"_qs << u"https://evil.example/"_qs << true;
        QTest::newRow("a room by alias") << u"#a:example.org"_qs << u"matrix:r/a:example.org"_qs << false;
        QTest::newRow("another room") << u"#a:example.org"_qs << u"matrix:r/b:example.org"_qs << true;
        QTest::newRow("a room called like a host")
            << u"matrix.org"_qs << u"https://matrix.to/#/%23matrix:matrix.org"_qs << false;
        QTest::newRow("nothing") << QString() << u"https://example.org/"_qs << false;
        QTest::newRow("60 KB") << u"a"_qs.repeated(60'000) << u"https://example.org/"_qs << false;
        QTest::newRow("dots") << u"a."_qs.repeated(30'000) << u"https://example.org/"_qs << false;
    }
    void table()
    {
        QFETCH(QString, text);
        QFETCH(QString, url);
        QTEST(isMisleading(text, QUrl(url)), "expected");
    }
};

QTEST_APPLESS_MAIN(TestMisleadingLink)
#include "tst_misleadinglink.moc"
