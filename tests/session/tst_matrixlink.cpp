// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/matrixlink.h"

#include <QTest>

using namespace linnet;

/// The links of the client-server API's "URIs", plain ids, and what only looks like one.
class TestMatrixLink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void points_data();
    void points();
    void pointsNowhere_data();
    void pointsNowhere();
};

void TestMatrixLink::points_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("event");
    QTest::addColumn<QStringList>("via");
    const auto row = [](const char *name, const QString &text, const QString &target,
                        const QString &event = {}, const QStringList &via = {}) {
        QTest::newRow(name) << text << target << event << via;
    };
    row("alias", u"#room:example.org"_qs, u"#room:example.org"_qs);
    row("room id", u"!abc:example.org"_qs, u"!abc:example.org"_qs);
    row("room id of version 12", u"!31hneApxJ_1o-63DmFrpeqnkFfWppnzWso1JvH3ogLM"_qs,
        u"!31hneApxJ_1o-63DmFrpeqnkFfWppnzWso1JvH3ogLM"_qs);
    row("user", u"@alice:example.org"_qs, u"@alice:example.org"_qs);
    row("with a port", u"@alice:localhost:8448"_qs, u"@alice:localhost:8448"_qs);
    row("pasted with space around", u" \n#room:example.org\t"_qs, u"#room:example.org"_qs);
    row("alias of another script", u"#кошка:example.org"_qs, u"#кошка:example.org"_qs);

    // The spec's own examples
    row("matrix.to alias", u"https://matrix.to/#/%23somewhere%3Aexample.org"_qs,
        u"#somewhere:example.org"_qs);
    row("matrix.to room", u"https://matrix.to/#/!somewhere%3Aexample.org?via=elsewhere.ca"_qs,
        u"!somewhere:example.org"_qs, {}, {u"elsewhere.ca"_qs});
    row("matrix.to alias and event",
        u"https://matrix.to/#/%23somewhere:example.org/%24event%3Aexample.org"_qs,
        u"#somewhere:example.org"_qs, u"$event:example.org"_qs);
    row("matrix.to room and event",
        u"https://matrix.to/#/!somewhere%3Aexample.org/%24event%3Aexample.org?via=elsewhere.ca"_qs,
        u"!somewhere:example.org"_qs, u"$event:example.org"_qs, {u"elsewhere.ca"_qs});
    row("matrix.to user", u"https://matrix.to/#/%40alice%3Aexample.org"_qs, u"@alice:example.org"_qs);
    row("matrix: alias", u"matrix:r/somewhere:example.org"_qs, u"#somewhere:example.org"_qs);
    row("matrix: room", u"matrix:roomid/somewhere:example.org?via=elsewhere.ca"_qs,
        u"!somewhere:example.org"_qs, {}, {u"elsewhere.ca"_qs});
    row("matrix: alias and event", u"matrix:r/somewhere:example.org/e/event"_qs, u"#somewhere:example.org"_qs,
        u"$event"_qs);
    row("matrix: room and event", u"matrix:roomid/somewhere:example.org/e/event?via=elsewhere.ca"_qs,
        u"!somewhere:example.org"_qs, u"$event"_qs, {u"elsewhere.ca"_qs});
    row("matrix: user", u"matrix:u/alice:example.org?action=chat"_qs, u"@alice:example.org"_qs);

    row("matrix.to unescaped", u"https://matrix.to/#/#room:example.org"_qs, u"#room:example.org"_qs);
    row("matrix.to without scheme", u"matrix.to/#/#room:example.org"_qs, u"#room:example.org"_qs);
    row("capitals", u"HTTPS://Matrix.To/#/#Room:example.org"_qs, u"#Room:example.org"_qs);
    row("several via", u"https://matrix.to/#/!a:b?via=one.org&via=two.org%3A8448"_qs, u"!a:b"_qs, {},
        {u"one.org"_qs, u"two.org:8448"_qs});
    row("slash in an id", u"https://matrix.to/#/%23a%2Fb:example.org"_qs, u"#a/b:example.org"_qs);
    row("slash in an event", u"matrix:roomid/a:b/e/x%2Fy%2Bz"_qs, u"!a:b"_qs, u"$x/y+z"_qs);
    row("matrix: with an authority", u"matrix://example.org/r/room:example.org"_qs, u"#room:example.org"_qs);
    row("matrix: in capitals", u"MATRIX:r/room:example.org"_qs, u"#room:example.org"_qs);
    row("matrix: words of before", u"matrix:room/room:example.org/event/e"_qs, u"#room:example.org"_qs,
        u"$e"_qs);
    row("matrix: room of version 12", u"matrix:roomid/31hneApxJ_1o?via=a.org"_qs, u"!31hneApxJ_1o"_qs, {},
        {u"a.org"_qs});
    row("a person has no events", u"https://matrix.to/#/@alice:example.org/$event"_qs,
        u"@alice:example.org"_qs);
    row("matrix: a person has no events", u"matrix:u/alice:example.org/e/event"_qs, u"@alice:example.org"_qs);
    row("no event after all", u"https://matrix.to/#/!a:b/whatever"_qs, u"!a:b"_qs);
    row("empty via", u"https://matrix.to/#/!a:b?via=&x=1"_qs, u"!a:b"_qs);
}

void TestMatrixLink::points()
{
    QFETCH(QString, text);
    const auto link = MatrixLink::parse(text);
    QVERIFY(link);
    QTEST(link->target, "target");
    QTEST(link->event, "event");
    QTEST(link->via, "via");
    QCOMPARE(link->isRoom(), !link->target.startsWith(u'@'));
}

void TestMatrixLink::pointsNowhere_data()
{
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const QString &text) { QTest::newRow(name) << text; };
    row("empty", {});
    row("space", u"  "_qs);
    row("word", u"room"_qs);
    row("sigil alone", u"#"_qs);
    row("alias without server", u"#room"_qs);
    row("alias with an empty server", u"#room:"_qs);
    row("alias without name", u"#:example.org"_qs);
    row("user without server", u"@alice"_qs);
    row("event alone", u"$event"_qs);
    row("space in it", u"#my room:example.org"_qs);
    row("line break in it", u"#room\n:example.org"_qs);
    row("control character in it", u"!a\u0007b:example.org"_qs);
    row("too long", QString(u'#' + QString(250, u'x') + u":a.org"));
    row("too long in bytes", QString(u'#' + QString(130, u'é') + u":a.org"));
    row("another site", u"https://example.org/#/#room:example.org"_qs);
    row("a site that only begins so", u"https://matrix.to.example.org/#/#room:example.org"_qs);
    row("matrix.to itself", u"https://matrix.to/#/"_qs);
    row("matrix.to, another page", u"https://matrix.to/about"_qs);
    row("matrix.to with an event only", u"https://matrix.to/#/$event"_qs);
    row("matrix: nothing", u"matrix:"_qs);
    row("matrix: kind alone", u"matrix:r"_qs);
    row("matrix: empty id", u"matrix:r/"_qs);
    row("matrix: unknown kind", u"matrix:group/x:example.org"_qs);
    row("matrix: authority alone", u"matrix://example.org"_qs);
    row("file", u"file:///etc/passwd"_qs);
    row("script", u"javascript:alert(1)"_qs);
}

void TestMatrixLink::pointsNowhere()
{
    QFETCH(QString, text);
    const auto link = MatrixLink::parse(text);
    QVERIFY2(!link, link ? qPrintable(link->target) : "");
}

QTEST_GUILESS_MAIN(TestMatrixLink)
#include "tst_matrixlink.moc"
