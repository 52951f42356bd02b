// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/spaceorder.h"
#include "store/spacestate.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace linnet;

namespace {

QString randomOrder(QRandomGenerator &random)
{
    static const QString letters(QStringLiteral(" !ab~"));
    QString text;
    const int length = 1 + int(random.bounded(4));
    for (int i = 0; i < length; ++i)
        text.append(letters.at(int(random.bounded(int(letters.size())))));
    return text;
}

/// As a space shows them: those with an order by that, the others as they stood.
QList<SpaceOrder::Place> shown(QList<SpaceOrder::Place> places)
{
    std::stable_sort(places.begin(), places.end(), [](const auto &a, const auto &b) {
        return std::pair(a.order.isEmpty(), a.order) < std::pair(b.order.isEmpty(), b.order);
    });
    return places;
}

QList<RoomId> roomsOf(const QList<SpaceOrder::Place> &places)
{
    QList<RoomId> rooms;
    for (const SpaceOrder::Place &place : places)
        rooms.append(place.room);
    return rooms;
}

}

class TestSpaceOrder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatIsBetween_data()
    {
        QTest::addColumn<QString>("low");
        QTest::addColumn<QString>("high");
        QTest::addColumn<bool>("isThere");
        const auto row = [](const char *low, const char *high, bool isThere) {
            QTest::addRow("%s|%s", low, high)
                << QString::fromLatin1(low) << QString::fromLatin1(high) << isThere;
        };
        row("", "", true);
        row("a", "", true);
        row("", "a", true);
        row("a", "c", true);
        row("a", "b", true);
        row("a", "aa", true);
        row("a", "a ", false);
        row("a", "a  ", true);
        row("a", "a    ", true);
        row("", " ", false);
        row("", "  ", true);
        row("~", "", true);
        row("a~", "b", true);
        row("a~~~~", "b", true);
        row("a", "a", false);
        row("b", "a", false);
        row("ab", "a", false);
        row("~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~", "", false);
    }
    void findsWhatIsBetween()
    {
        QFETCH(QString, low);
        QFETCH(QString, high);
        const auto found = SpaceOrder::between(low, high);
        QTEST(found.has_value(), "isThere");
        if (!found)
            return;
        QVERIFY(isSpaceOrder(*found));
        QVERIFY2(*found > low, qPrintable(*found));
        QVERIFY2(high.isEmpty() || *found < high, qPrintable(*found));
    }

    void findsWhateverThereIs()
    {
        QRandomGenerator random(7);
        for (int i = 0; i < 20'000; ++i) {
            const QString low = randomOrder(random);
            const QString high = randomOrder(random);
            const auto found = SpaceOrder::between(low, high);
            // Nothing stands between a text and the same with one blank behind it, and nowhere else nothing.
            QCOMPARE(found.has_value(), low < high && high != QString(low + u' '));
            if (found)
                QVERIFY(low < *found && *found < high && isSpaceOrder(*found));
        }
    }

    void endsAreNotUsedUp()
    {
        QString last;
        QString first;
        for (int i = 0; i < 1000; ++i) {
            const auto next = SpaceOrder::between(last, {});
            QVERIFY(next && isSpaceOrder(*next) && *next > last);
            last = *next;
            const auto before = SpaceOrder::between({}, first);
            QVERIFY(before && isSpaceOrder(*before) && (first.isEmpty() || *before < first));
            first = *before;
        }
    }

    void findsMany()
    {
        const QStringList all = SpaceOrder::many(5000, QStringLiteral("a"), QStringLiteral("b"));
        QCOMPARE(all.size(), 5000);
        for (qsizetype i = 0; i < all.size(); ++i) {
            QVERIFY(isSpaceOrder(all.at(i)) && all.at(i).size() < 10);
            QVERIFY(i == 0 || all.at(i - 1) < all.at(i));
        }
        QVERIFY(all.first() > QStringLiteral("a") && all.last() < QStringLiteral("b"));
        QVERIFY(SpaceOrder::many(2, QStringLiteral("a"), QStringLiteral("a ")).isEmpty());
    }

    void writesAsLittleAsItCan()
    {
        const auto place = [](const char *room, const char *order) {
            return SpaceOrder::Place{RoomId(QLatin1String(room)), QLatin1String(order)};
        };
        const QList<SpaceOrder::Place> ordered{place("a", "1"), place("b", "3"), place("c", "5")};
        QCOMPARE(SpaceOrder::moved(ordered, 2, 0).size(), 1);
        QCOMPARE(SpaceOrder::moved(ordered, 0, 1).size(), 1);
        QVERIFY(SpaceOrder::moved(ordered, 1, 1).isEmpty());
        // Who has none stands behind: those before the moved one get one too.
        const QList<SpaceOrder::Place> none{place("a", ""), place("b", ""), place("c", "")};
        QCOMPARE(SpaceOrder::moved(none, 2, 0).size(), 1);
        QCOMPARE(SpaceOrder::moved(none, 0, 1).size(), 2);
        // No place is left: all are written anew.
        const QList<SpaceOrder::Place> full{place("a", "a"), place("b", "a "), place("c", "b")};
        QCOMPARE(SpaceOrder::moved(full, 2, 1).size(), 3);
    }

    void keepsWhatStandsByItsTime()
    {
        const auto place = [](const char *room, const char *order) {
            return SpaceOrder::Place{RoomId(QLatin1String(room)), QLatin1String(order)};
        };
        const QList<SpaceOrder::Place> places{place("a", "m"), place("b", ""), place("c", ""),
                                              place("d", "")};
        QVERIFY(SpaceOrder::kept(places, 0).isEmpty());
        QVERIFY(SpaceOrder::kept(places, -1).isEmpty());
        QVERIFY(SpaceOrder::kept(places, 4).isEmpty());
        const QList<SpaceOrder::Place> kept = SpaceOrder::kept(places, 2);
        QCOMPARE(roomsOf(kept), QList<RoomId>({RoomId(QStringLiteral("b")), RoomId(QStringLiteral("c"))}));
        QVERIFY(kept.at(0).order > QStringLiteral("m") && kept.at(1).order > kept.at(0).order);
        // Nothing comes behind the last text there is: those with one get others.
        const QByteArray last(50, '~');
        const QList<SpaceOrder::Place> full{place("a", last.constData()), place("b", "")};
        QCOMPARE(SpaceOrder::kept(full, 1).size(), 2);
    }

    /// Whatever stands there, what was moved stands where it was moved to, and the others as before.
    void randomMoves()
    {
        QRandomGenerator random(11);
        for (int round = 0; round < 300; ++round) {
            QList<SpaceOrder::Place> places;
            const int count = 1 + int(random.bounded(8));
            for (int i = 0; i < count; ++i)
                places.append(
                    {RoomId(QString::number(i)), random.bounded(2) ? randomOrder(random) : QString()});
            places = shown(places);
            for (int step = 0; step < 20; ++step) {
                const int from = int(random.bounded(count));
                const int to = int(random.bounded(count));
                QList<RoomId> wanted = roomsOf(places);
                wanted.move(from, to);
                const QList<SpaceOrder::Place> changes = SpaceOrder::moved(places, from, to);
                QCOMPARE(changes.isEmpty(), from == to);
                // Those without an order keep theirs among themselves, as by the time they came.
                for (const SpaceOrder::Place &change : changes) {
                    QVERIFY(isSpaceOrder(change.order));
                    for (SpaceOrder::Place &place : places) {
                        if (place.room == change.room)
                            place.order = change.order;
                    }
                }
                places = shown(places);
                QCOMPARE(roomsOf(places), wanted);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestSpaceOrder)
#include "tst_spaceorder.moc"
