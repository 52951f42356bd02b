// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/linkifier.h"

#include <QTest>

using namespace linnet;

class TestLinkifier : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("found");
        const auto row = [](const char *name, const QString &text, const QStringList &found) {
            QTest::newRow(name) << text << found;
        };
        row("none", QStringLiteral("just words, 12:30, a/b"), {});
        row("plain", QStringLiteral("see https://example.org/a?b=c#d now"),
            {QStringLiteral("https://example.org/a?b=c#d")});
        row("capitals", QStringLiteral("HTTP://Example.org"), {QStringLiteral("HTTP://Example.org")});
        row("full stop", QStringLiteral("It is http://a.b."), {QStringLiteral("http://a.b")});
        row("comma and quote", QStringLiteral("\"http://a.b/c\", he said"), {QStringLiteral("http://a.b/c")});
        row("question", QStringLiteral("http://a.b/c?!"), {QStringLiteral("http://a.b/c")});
        row("in brackets", QStringLiteral("(see http://a.b/c)"), {QStringLiteral("http://a.b/c")});
        row("own brackets", QStringLiteral("(http://a.b/x_(y))."), {QStringLiteral("http://a.b/x_(y)")});
        row("angles", QStringLiteral("<https://a.b/c>"), {QStringLiteral("https://a.b/c")});
        row("markdown", QStringLiteral("[x](https://a.b/c)"), {QStringLiteral("https://a.b/c")});
        row("two", QStringLiteral("http://a.b http://c.d"),
            {QStringLiteral("http://a.b"), QStringLiteral("http://c.d")});
        row("newline", QStringLiteral("http://a.b/x\nhttp://c.d"),
            {QStringLiteral("http://a.b/x"), QStringLiteral("http://c.d")});
        row("no host", QStringLiteral("http:// https:///x http://."), {});
        row("inside a word", QStringLiteral("xhttp://a.b"), {});
        row("mail", QStringLiteral("mailto:a@b.c."), {QStringLiteral("mailto:a@b.c")});
        row("without a scheme", QStringLiteral("(www.example.org/a) WWW.a.bc. www. www.x wwwx.a.b xwww.a.b"),
            {QStringLiteral("www.example.org/a"), QStringLiteral("WWW.a.bc")});
        row("not mail", QStringLiteral("mailto: mailto:x"), {});
        row("matrix", QStringLiteral("matrix:r/room:example.org, ok"),
            {QStringLiteral("matrix:r/room:example.org")});
        row("not matrix", QStringLiteral("The matrix: a film; matrix:reloaded"), {});
        row("matrix.to", QStringLiteral("https://matrix.to/#/#room:a.b!"),
            {QStringLiteral("https://matrix.to/#/#room:a.b")});
        row("alias", QStringLiteral("join #room:example.org!"), {QStringLiteral("#room:example.org")});
        row("alias with port", QStringLiteral("#a:localhost:8008"), {QStringLiteral("#a:localhost:8008")});
        row("user", QStringLiteral("(@bob:example.org)"), {QStringLiteral("@bob:example.org")});
        row("not ids", QStringLiteral("#1:2 @ : #: @12:30 a@b:c.d"), {});
        row("script", QStringLiteral("javascript:alert(1) file:///etc/passwd data:text/html,x"), {});
        row("ideographic stop", QStringLiteral("http://a.b/c\u3002"), {QStringLiteral("http://a.b/c")});
        row("direction trick", QStringLiteral("http://a.b/\u202efdp.exe"), {QStringLiteral("http://a.b/")});
        row("unicode", QStringLiteral("http://bücher.example/ä"),
            {QStringLiteral("http://bücher.example/ä")});
    }
    void finds()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, found);
        QStringList got;
        for (const Link &link : Linkifier::links(text)) {
            got.append(text.mid(link.start, link.length));
            QVERIFY(link.url.isValid());
        }
        QCOMPARE(got, found);
    }
    void idsBecomeMatrixUrls()
    {
        QCOMPARE(Linkifier::links(u"www.example.org").first().url,
                 QUrl(QStringLiteral("https://www.example.org")));
        QCOMPARE(Linkifier::links(u"#room:example.org").first().url.toString(QUrl::FullyEncoded),
                 QStringLiteral("matrix:r/room:example.org"));
        QCOMPARE(Linkifier::links(u"@bob:example.org").first().url.toString(QUrl::FullyEncoded),
                 QStringLiteral("matrix:u/bob:example.org"));
        QCOMPARE(Linkifier::links(u"#a/b?c:example.org").first().url.toString(QUrl::FullyEncoded),
                 QStringLiteral("matrix:r/a/b%3Fc:example.org"));
    }
    void nastyTextsAreCheap_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("at") << QStringLiteral("@").repeated(60000);
        QTest::newRow("scheme") << QStringLiteral("http://:").repeated(7500);
        QTest::newRow("brackets") << QString(u"http://a.b/" + QStringLiteral(")").repeated(60000));
        QTest::newRow("hash") << QStringLiteral("#a:").repeated(20000);
    }
    void nastyTextsAreCheap()
    {
        QFETCH(QString, text);
        // Only that it ends: a quadratic search would take minutes.
        QVERIFY(Linkifier::links(text).size() < text.size());
    }
};

QTEST_GUILESS_MAIN(TestLinkifier)
#include "tst_linkifier.moc"
