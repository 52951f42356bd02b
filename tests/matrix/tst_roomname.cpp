// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/roomname.h"

#include <QTest>

using namespace linnet;

class TestRoomName : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsTheSpecification_data()
    {
        QTest::addColumn<RoomNameParts>("parts");
        QTest::addColumn<QString>("name");
        const auto heroes = [](QStringList names, int others, bool gone = false) {
            return RoomNameParts{{}, {}, {}, std::move(names), others, gone};
        };
        QTest::newRow("name") << RoomNameParts{u" The room "_qs, u"#a:x"_qs, {u"#b:x"_qs},
                                               {u"Alice"_qs},    1,          false}
                              << u"The room"_qs;
        QTest::newRow("blank name") << RoomNameParts{u"  "_qs, u"#a:x"_qs, {}, {}, 1, false} << u"#a:x"_qs;
        QTest::newRow("alias of 2014")
            << RoomNameParts{{}, {}, {QString(), u"#b:x"_qs}, {u"Alice"_qs}, 1, false} << u"#b:x"_qs;
        QTest::newRow("one") << heroes({u"Alice"_qs}, 1) << u"Alice"_qs;
        QTest::newRow("two") << heroes({u"Alice"_qs, u"Bob"_qs}, 2) << u"Alice and Bob"_qs;
        QTest::newRow("three") << heroes({u"Alice"_qs, u"Bob"_qs, u"Carol"_qs}, 3)
                               << u"Alice, Bob and Carol"_qs;
        QTest::newRow("one more") << heroes({u"Alice"_qs, u"Bob"_qs}, 3) << u"Alice, Bob and one other"_qs;
        QTest::newRow("many") << heroes({u"Alice"_qs, u"Bob"_qs}, 1014) << u"Alice, Bob and 1012 others"_qs;
        QTest::newRow("gone") << heroes({u"Alice"_qs}, 0, true) << u"Empty room (was Alice)"_qs;
        QTest::newRow("both gone") << heroes({u"Alice"_qs, u"Bob"_qs}, 0, true)
                                   << u"Empty room (was Alice and Bob)"_qs;
        QTest::newRow("nobody") << heroes({}, 0) << u"Empty room"_qs;
        QTest::newRow("unknown people") << heroes({}, 4) << u"Room with 4 others"_qs;
        QTest::newRow("a name like a placeholder")
            << heroes({u"%1"_qs, u"%2 %n"_qs}, 2) << u"%1 and %2 %n"_qs;
        QTest::newRow("nameless heroes") << heroes({QString(), QString()}, 0) << u"Empty room"_qs;
    }
    void followsTheSpecification()
    {
        QFETCH(RoomNameParts, parts);
        QTEST(roomName(parts), "name");
    }
};

QTEST_GUILESS_MAIN(TestRoomName)
#include "tst_roomname.moc"
