// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pilltext.h"

#include <QTest>

using namespace linnet;

/// People in text, as it is kept and sent.
class TestPillText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesComeBack_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("user");
        QTest::newRow("plain") << u"Bob"_qs << u"@bob:example.org"_qs;
        QTest::newRow("with Markdown in it") << u"*[B]*_o_`b`\\"_qs << u"@bob:example.org"_qs;
        QTest::newRow("right to left") << u"‏עברית"_qs << u"@x:h"_qs;
        QTest::newRow("an odd id of old servers") << u"Odd"_qs << u"@a (b)/c?d#:h:80"_qs;
    }
    void namesComeBack()
    {
        QFETCH(QString, name);
        QFETCH(QString, user);
        const QString source = u"Hi "_qs + PillText::write(name, UserId(user)) + u", yes?";
        const QList<PillText::Run> expected{{u"Hi "_qs, {}}, {name, UserId(user)}, {u", yes?"_qs, {}}};
        QCOMPARE(PillText::read(source), expected);
        QCOMPARE(PillText::plain(source), u"Hi "_qs + name + u", yes?");
        QCOMPARE(PillText::users(source), QList<UserId>{UserId(user)});
    }
    void isLinkAsTheSpecHasIt()
    {
        QCOMPARE(PillText::write(u"Bob"_qs, UserId(u"@bob:example.org"_qs)),
                 u"[Bob](https://matrix.to/#/@bob:example.org)"_qs);
    }
    void otherLinksAreText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("a room") << u"[Room](https://matrix.to/#/#room:example.org)"_qs;
        QTest::newRow("another site") << u"[Bob](https://example.org/#/@bob:example.org)"_qs;
        QTest::newRow("no id") << u"[Bob](https://matrix.to/#/@bob)"_qs;
        QTest::newRow("open") << u"[Bob](https://matrix.to/#/@bob:x"_qs;
        QTest::newRow("60,000 brackets") << QString(60'000, u'[');
    }
    void otherLinksAreText()
    {
        QFETCH(QString, text);
        QVERIFY(PillText::users(text).isEmpty());
        QCOMPARE(PillText::plain(text), text);
    }
    void customEmojiComeBack()
    {
        const PillText::Run wave = PillText::emoticon(u"wave_cat"_qs, u"mxc://x/a"_qs);
        const QString source = u"Hi "_qs + PillText::write(wave) + u"!";
        QCOMPARE(source, u"Hi ![:wave_cat:](mxc://x/a)!"_qs);
        const QList<PillText::Run> expected{
            {u"Hi "_qs, {}}, {u":wave_cat:"_qs, {}, u"mxc://x/a"_qs}, {u"!"_qs, {}}};
        QCOMPARE(PillText::read(source), expected);
        QCOMPARE(PillText::plain(source), u"Hi :wave_cat:!"_qs);
        QVERIFY(PillText::users(source).isEmpty());
        // Nor is what it shows lost.
        const PillText::Run shown = PillText::emoticon(u"cat"_qs, u"mxc://x/a"_qs, u"a \\\"big\" (cat)"_qs);
        QCOMPARE(PillText::write(shown), u"![:cat:](mxc://x/a \"a big (cat)\")"_qs);
        QCOMPARE(PillText::read(PillText::write(shown)), QList<PillText::Run>{shown});
        QVERIFY(PillText::emoticon(u"cat"_qs, u"mxc://x/a"_qs, u"cat"_qs).body.isEmpty());
        // What a pack may call its images does not break out of it.
        const PillText::Run odd = PillText::emoticon(u"a](x)[b:\nc"_qs, u"mxc://x/a"_qs);
        QCOMPARE(PillText::read(PillText::write(odd)), QList<PillText::Run>{odd});
    }
};

QTEST_GUILESS_MAIN(TestPillText)
#include "tst_pilltext.moc"
