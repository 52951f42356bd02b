// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/emojifont.h"

#include <QTest>

using namespace linnet;

/// Which emoji have pictures.
class TestEmojiFont : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasWhatFontsKnow()
    {
        if (EmojiFont::families().isEmpty())
            QSKIP("There is no such font here.");
        for (const QString &emoji : {u"🍕"_qs, u"❤️"_qs, u"👩‍🍳"_qs, u"👍🏽"_qs, u"🇩🇪"_qs,
                                     u"1️⃣"_qs, u"🏴󠁧󠁢󠁥󠁮󠁧󠁿"_qs})
            QVERIFY2(EmojiFont::has(emoji), qPrintable(emoji));
        // Parts that no font joins
        QVERIFY(!EmojiFont::has(u"🍕\u200d🍕"_qs));
        QVERIFY(!EmojiFont::has(QString::fromUcs4(U"\U0001FFFD"))); // not an emoji yet
    }
};

QTEST_MAIN(TestEmojiFont)
#include "tst_emojifont.moc"
