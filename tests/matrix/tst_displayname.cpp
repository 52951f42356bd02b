// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/displayname.h"

#include <QTest>

using namespace linnet;

class TestDisplayName : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleans_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("clean");
        const QChar override(0x202E);
        QTest::newRow("plain") << QStringLiteral("Alice O'Hara") << QStringLiteral("Alice O'Hara");
        QTest::newRow("another script") << QStringLiteral("יוסף ليلى") << QStringLiteral("יוסף ليلى");
        QTest::newRow("override") << QString(QStringLiteral("pic") + override + QStringLiteral("gpj.exe"))
                                  << QStringLiteral("picgpj.exe");
        QTest::newRow("open isolate") << QString(QChar(0x2067) + QStringLiteral("x")) << QStringLiteral("x");
        QTest::newRow("lines") << QStringLiteral("a\nb\tc\r\n") << QStringLiteral("a b c");
        QTest::newRow("null") << QString(QStringLiteral("a") + QChar(0) + QStringLiteral("b"))
                              << QStringLiteral("a b");
        QTest::newRow("family") << QStringLiteral("👩‍👧")
                                << QStringLiteral("👩‍👧"); // held together by a joiner
        QTest::newRow("flag") << QStringLiteral("🏳️‍🌈 ❤️")
                              << QStringLiteral("🏳️‍🌈 ❤️");
        QTest::newRow("joined within a word")
            << QString::fromUtf16(u"\u0646\u0627\u0645\u0647\u200c\u0647\u0627")
            << QString::fromUtf16(u"\u0646\u0627\u0645\u0647\u200c\u0647\u0627");
        for (const char16_t c : {0x200B, 0x2060, 0xFEFF, 0x00AD, 0x200C, 0x200D, 0x3164, 0x2800}) {
            QTest::addRow("U+%04X at its ends", c)
                << QString(QChar(c) + QStringLiteral("Alice ") + QChar(c)) << QStringLiteral("Alice");
        }
        QTest::newRow("nothing to be seen") << QString::fromUtf16(u"\u3164\u2800\ufe0f\u00ad") << QString();
        QTest::newRow("nothing left") << QString(QStringLiteral(" ") + override) << QString();
    }
    void cleans()
    {
        QFETCH(QString, name);
        QTEST(cleanName(name), "clean");
    }
    void looksTheSame_data()
    {
        QTest::addColumn<QString>("other");
        QTest::addColumn<bool>("isSame");
        QTest::newRow("another") << QStringLiteral("Alicia") << false;
        QTest::newRow("another case") << QStringLiteral("alice") << false;
        QTest::newRow("spaces") << QString(QStringLiteral(" Alice ") + QChar(0x00A0)) << true;
        for (const char16_t c :
             {0x200E, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD, 0x034F, 0xFE0F, 0x115F}) {
            QTest::addRow("U+%04X behind it", c) << QString(QStringLiteral("Alice") + QChar(c)) << true;
            QTest::addRow("U+%04X within", c)
                << QString(QStringLiteral("Al") + QChar(c) + QStringLiteral("ice")) << true;
        }
        const char32_t tag = 0xE0041;
        QTest::newRow("a tag") << QString(QStringLiteral("Alice") + QString::fromUcs4(&tag, 1)) << true;
    }
    void looksTheSame()
    {
        QFETCH(QString, other);
        QFETCH(bool, isSame);
        QCOMPARE(nameKey(other) == nameKey(QStringLiteral("Alice")), isSame);
    }
    void findsIdsInNames_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("isFound");
        QTest::newRow("none") << QStringLiteral("Alice") << false;
        QTest::newRow("id") << QStringLiteral("@alice:x.org") << true;
        QTest::newRow("told apart") << QStringLiteral("Alice (@alice:x.org)") << true;
        QTest::newRow("hidden") << QString(QStringLiteral("@ali") + QChar(0x2060) +
                                           QStringLiteral("ce:x.org"))
                                << true;
        QTest::newRow("a greeting") << QStringLiteral("Alice @ work: away") << false;
        QTest::newRow("a nick") << QStringLiteral("@alice") << false;
    }
    void findsIdsInNames()
    {
        QFETCH(QString, name);
        QTEST(holdsUserId(name), "isFound");
    }
    void shortens()
    {
        QCOMPARE(shortened(QStringLiteral("Alice"), 5), QStringLiteral("Alice"));
        QCOMPARE(shortened(QStringLiteral("Alice and Bob"), 7), QStringLiteral("Alice…"));
        QCOMPARE(shortened(QStringLiteral("🇩🇪🇩🇪🇩🇪"), 7), QStringLiteral("🇩🇪…"));
        const QString parties = shortened(QStringLiteral("🎉🎉🎉🎉"), 6);
        QCOMPARE(parties, QStringLiteral("🎉🎉…"));
    }
};

QTEST_GUILESS_MAIN(TestDisplayName)
#include "tst_displayname.moc"
