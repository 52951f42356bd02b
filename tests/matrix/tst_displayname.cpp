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
        QTest::newRow("nothing left") << QString(QStringLiteral(" ") + override) << QString();
    }
    void cleans()
    {
        QFETCH(QString, name);
        QTEST(cleanName(name), "clean");
    }
    void shortens()
    {
        QCOMPARE(shortened(QStringLiteral("Alice"), 5), QStringLiteral("Alice"));
        QCOMPARE(shortened(QStringLiteral("Alice and Bob"), 7), QStringLiteral("Alice…"));
        const QString parties = shortened(QStringLiteral("🎉🎉🎉🎉"), 6);
        QCOMPARE(parties, QStringLiteral("🎉🎉…"));
    }
};

QTEST_GUILESS_MAIN(TestDisplayName)
#include "tst_displayname.moc"
