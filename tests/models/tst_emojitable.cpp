// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/emojitable.h"

#include <QSet>
#include <QTest>

using namespace linnet;

/// Emoji by name.
class TestEmojiTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isComplete()
    {
        const QList<Emoji> &all = EmojiTable::instance().all();
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
        const auto found = EmojiTable::instance().search(typed, 20);
        QVERIFY(!found.isEmpty());
        const auto bare = [](QString text) { return text.remove(QChar(0xfe0f)); };
        QCOMPARE(bare(found.first()->text), bare(first));
    }
    void findsNoMoreThanWanted()
    {
        QCOMPARE(EmojiTable::instance().search(u"s"_qs, 20).size(), 20);
        QVERIFY(EmojiTable::instance().search(u" "_qs, 20).isEmpty());
        QVERIFY(EmojiTable::instance().search(QString(60'000, u'x'), 20).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestEmojiTable)
#include "tst_emojitable.moc"
