// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/sizetext.h"

#include <QTest>

using namespace linnet;

class TestSizeText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysHowLarge_data()
    {
        QTest::addColumn<qint64>("bytes");
        QTest::addColumn<QString>("text");
        // With the forms of translations/linnet_en.ts: "1 byte", "2 bytes".
        for (const qint64 bytes : {0, 1, 2, 999})
            QTest::addRow("%lld", bytes) << bytes << QStringLiteral("%1 byte(s)").arg(bytes);
        QTest::newRow("thousand") << qint64(1000) << QStringLiteral("1 kB");
        QTest::newRow("thousands") << qint64(9'400) << QStringLiteral("9 kB");
        QTest::newRow("more") << qint64(12'340) << QStringLiteral("12.3 kB");
        QTest::newRow("million") << qint64(2'500'000) << QStringLiteral("2.5 MB");
    }
    void saysHowLarge()
    {
        QFETCH(qint64, bytes);
        QTEST(sizeText(bytes), "text");
    }
};

QTEST_MAIN(TestSizeText)
#include "tst_sizetext.moc"
