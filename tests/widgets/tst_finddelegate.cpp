// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/finddelegate.h"

#include "models/findmodel.h"
#include "support/fakeavatars.h"
#include "widgets/avatars.h"

#include <QPainter>
#include <QStandardItemModel>
#include <QTest>

using namespace linnet;
using namespace linnet::test;

namespace {

constexpr QRect Row(0, 0, 900, 60);

}

class TestFindDelegate : public QObject
{
    Q_OBJECT

    /// A message that says this, on a white ground that goes on to the right of its row.
    QImage paint(const QString &text, const QStringList &words)
    {
        QStandardItemModel model(1, 1);
        const QModelIndex index = model.index(0, 0);
        model.setData(index, int(FindModel::Kind::Message), FindModel::KindRole);
        model.setData(index, text, FindModel::WordsRole);
        model.setData(index, true, FindModel::IsStoredRole);
        FakeAvatars avatars;
        FindDelegate delegate(avatars.avatars(), Theme(QPalette(Qt::white)));
        delegate.setWords(words);
        QImage image(Row.width() + 200, Row.height(), QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        QStyleOptionViewItem option;
        option.rect = Row;
        delegate.paint(&painter, option, index);
        return image;
    }

private Q_SLOTS:
    void staysInItsRow_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("words") << QStringLiteral("needle ").repeated(100);
        QTest::newRow("one word") << QStringLiteral("needle").repeated(100);
        QTest::newRow("wide") << QString(QStringLiteral("needle ") + QStringLiteral("\u6f22").repeated(300));
    }
    void staysInItsRow()
    {
        QFETCH(QString, text);
        const QImage image = paint(text, {QStringLiteral("needle")});
        const int end = Row.right() - Theme::units(3, QStyleOptionViewItem().font);
        int last = 0; // column with ink
        for (int x = 0; x < image.width(); ++x) {
            for (int y = 0; y < image.height(); ++y) {
                if (image.pixelColor(x, y) != Qt::white)
                    last = x;
            }
        }
        QVERIFY2(last <= end + 1, qPrintable(QString::number(last)));
        QVERIFY2(last > end - 60, qPrintable(QString::number(last))); // and fills it
    }
    void wordsRunTheirOwnWay()
    {
        // What stands out is darker. It comes second in a line that runs from the right.
        const QString hebrew = QStringLiteral("\u05e9\u05dc\u05d5\u05dd");
        const QImage image = paint(hebrew + QStringLiteral(" needle"), {QStringLiteral("needle")});
        const int avatarEnd = Theme::units(13, QStyleOptionViewItem().font);
        const QColor dim = Theme(QPalette(Qt::white)).dim;
        double needle = 0; // columns of its ink, and of all ink, in the mean
        double all = 0;
        int needleCount = 0;
        int count = 0;
        for (int x = avatarEnd; x < image.width(); ++x) {
            for (int y = 0; y < image.height(); ++y) {
                const int lightness = image.pixelColor(x, y).lightness();
                if (lightness == 255)
                    continue;
                all += (x - all) / ++count;
                if (lightness < dim.lightness() - 20)
                    needle += (x - needle) / ++needleCount;
            }
        }
        QVERIFY(needleCount > 10);
        QVERIFY(needle < all);
    }
    void excerptsShowTheHit_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("excerpt");
        const QString filler = QStringLiteral("word ").repeated(40);
        QTest::newRow("short") << QStringLiteral("a needle") << QStringLiteral("a needle");
        QTest::newRow("at the beginning")
            << QString(QStringLiteral("Needle ") + filler)
            << QString(QString(QStringLiteral("Needle ") + filler).left(120) + u'…');
        QTest::newRow("far behind") << QString(filler + QStringLiteral("needle end"))
                                    << QStringLiteral("…word word word word needle end");
        QTest::newRow("nowhere") << filler << QString(filler.left(120) + u'…');
    }
    void excerptsOfAnyLength()
    {
        const QString text = QStringLiteral("wordwordword needle wordwordword").repeated(10);
        for (qsizetype length = 20; length < 80; ++length) {
            for (qsizetype begin = 0; begin < 40; ++begin) {
                const QString shown =
                    FindDelegate::excerpt(text.mid(begin), FoundWords({QStringLiteral("needle")}), length);
                QVERIFY(shown.contains(QStringLiteral("needle")));
                QCOMPARE(shown.startsWith(u'…'), !text.mid(begin).startsWith(shown.left(10)));
            }
        }
    }
    void excerptsEndBetweenCharacters()
    {
        const QString text = QStringLiteral("needle ") + QStringLiteral("🐦").repeated(200);
        const QString shown = FindDelegate::excerpt(text, FoundWords({QStringLiteral("needle")}), 60);
        QVERIFY(shown.endsWith(QStringLiteral("🐦…")));
    }
    void excerptsShowTheHit()
    {
        QFETCH(QString, text);
        QTEST(FindDelegate::excerpt(text, FoundWords({QStringLiteral("needle")}), 60), "excerpt");
    }
};

QTEST_MAIN(TestFindDelegate)
#include "tst_finddelegate.moc"
