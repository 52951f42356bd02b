// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/emojitable.h"

#include "models/emojitones.h"

#include <QSet>
#include <QTest>

using namespace linnet;

/// Emoji by name.
class TestEmojiTable : public QObject
{
    Q_OBJECT

    const EmojiTable m_table;

private Q_SLOTS:
    void isComplete()
    {
        const QList<Emoji> &all = m_table.all();
        QVERIFY(all.size() > 1800);
        QSet<QString> texts;
        QSet<Emoji::Group> groups;
        Emoji::Group last = Emoji::Group::Smileys;
        for (const Emoji &emoji : all) {
            QVERIFY(!emoji.text.isEmpty() && !emoji.name.isEmpty() && !emoji.shortNames.first().isEmpty());
            QVERIFY(emoji.group >= last);
            last = emoji.group;
            texts << emoji.text;
            groups << emoji.group;
        }
        QCOMPARE(texts.size(), all.size());
        QCOMPARE(groups.size(), EmojiTable::Groups);
    }
    void hasOnlyWhatCanBeShown()
    {
        const EmojiTable table([](const QString &emoji) { return emoji != u"🎉"; });
        QCOMPARE(table.all().size(), m_table.all().size() - 1);
        QVERIFY(!table.find(u"🎉"_qs));
        QVERIFY(table.find(u"🍕"_qs));
    }
    void findsByName_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("first");
        QTest::newRow("short name") << u"tada"_qs << u"🎉"_qs;
        QTest::newRow("the whole name before longer ones") << u"heart"_qs << u"❤️"_qs;
        QTest::newRow("case and accents") << u"PIZZÀ"_qs << u"🍕"_qs;
        QTest::newRow("sign") << u"+1"_qs << u"👍️"_qs;
        QTest::newRow("keyword") << u"joey"_qs << u"🦘"_qs;
    }
    void findsByName()
    {
        QFETCH(QString, typed);
        QFETCH(QString, first);
        const auto found = m_table.search(typed, 20);
        QVERIFY(!found.isEmpty());
        const auto bare = [](QString text) { return text.remove(QChar(0xfe0f)); };
        QCOMPARE(bare(found.first()->text), bare(first));
    }
    void findsNoMoreThanWanted()
    {
        QCOMPARE(m_table.search(u"s"_qs, 20).size(), 20);
        QVERIFY(m_table.search(u" "_qs, 20).isEmpty());
        QVERIFY(m_table.search(QString(60'000, u'x'), 20).isEmpty());
    }
    void findsByText()
    {
        QCOMPARE(m_table.find(u"🎉"_qs)->name, u"party popper"_qs);
        QCOMPARE(m_table.find(u"\u2764"_qs), m_table.find(u"\u2764\ufe0f"_qs));
        QCOMPARE(m_table.find(u"👍🏽"_qs), m_table.find(u"👍"_qs));
        QVERIFY(!m_table.find(u"a"_qs));
        QVERIFY(!m_table.find(u":tada:"_qs));
        QVERIFY(!m_table.find(QString(60'000, u'x')));
    }
    void tones_data()
    {
        QTest::addColumn<QString>("emoji");
        QTest::addColumn<QString>("dark"); ///< empty: it has no tones
        QTest::newRow("thumb") << u"👍"_qs << u"👍🏿"_qs;
        QTest::newRow("with the sign for pictures") << u"✌\ufe0f"_qs << u"✌🏿"_qs;
        QTest::newRow("joined") << u"🤷\u200d♀\ufe0f"_qs << u"🤷🏿\u200d♀\ufe0f"_qs;
        QTest::newRow("another tone") << u"👋🏻"_qs << u"👋🏿"_qs;
        QTest::newRow("animal") << u"🐦"_qs << QString();
        QTest::newRow("family") << u"👨\u200d👩\u200d👧"_qs << QString();
        QTest::newRow("smiley") << u"😀"_qs << QString();
        QTest::newRow("flag") << u"🇩🇪"_qs << QString();
        QTest::newRow("nothing") << QString() << QString();
        QTest::newRow("half a pair") << QString(QChar(0xd83d)) << QString();
    }
    void tones()
    {
        QFETCH(QString, emoji);
        QFETCH(QString, dark);
        QCOMPARE(EmojiTones::hasTones(emoji), !dark.isEmpty());
        if (!dark.isEmpty()) {
            QCOMPARE(EmojiTones::withTone(emoji, 5), dark);
            QCOMPARE(m_table.find(dark), m_table.find(emoji));
        }
    }
};

QTEST_GUILESS_MAIN(TestEmojiTable)
#include "tst_emojitable.moc"
