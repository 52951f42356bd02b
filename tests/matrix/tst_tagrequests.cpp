// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/tagrequests.h"

#include "matrix/content.h"
#include "matrix/pushrulerequests.h"
#include "support/json.h"

#include <QTest>

using namespace linnet;
using namespace linnet::test;

namespace {

const UserId Self(QStringLiteral("@me:x"));
const RoomId Room(QStringLiteral("!r:x"));
const ServerVersion Today{Dialect::V3, false};
const ServerVersion R0{Dialect::V3, true};

}

/// Requests for a room's tags, and for single push rules.
class TestTagRequests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tags()
    {
        Request request = TagRequests::set(Today, Self, Room, QStringLiteral("u.a/b"), 0.5);
        QVERIFY(request.method == Request::Method::Put);
        QCOMPARE(request.path, QStringLiteral("/_matrix/client/v3/user/@me:x/rooms/!r:x/tags/u.a%2Fb"));
        QCOMPARE(request.body, jsonText("{'order':0.5}"));
        request = TagRequests::set(R0, Self, Room, QStringLiteral("m.favourite"), NoTagOrder);
        QCOMPARE(request.path, QStringLiteral("/_matrix/client/r0/user/@me:x/rooms/!r:x/tags/m.favourite"));
        QCOMPARE(request.body, QByteArray("{}"));
        request = TagRequests::remove(Today, Self, Room, QStringLiteral("m.favourite"));
        QVERIFY(request.method == Request::Method::Delete);
        QCOMPARE(request.path, QStringLiteral("/_matrix/client/v3/user/@me:x/rooms/!r:x/tags/m.favourite"));
    }
    void pushRules()
    {
        const QString kind = QStringLiteral("room");
        const QString id = QStringLiteral("!r/x:x");
        const QString path = QStringLiteral("/_matrix/client/v3/pushrules/global/room/!r%2Fx:x");
        Request request = PushRuleRequests::set(Today, kind, id, json("{'actions':[]}"));
        QVERIFY(request.method == Request::Method::Put);
        QCOMPARE(request.path, path);
        QCOMPARE(request.body, jsonText("{'actions':[]}"));
        request = PushRuleRequests::remove(Today, kind, id);
        QVERIFY(request.method == Request::Method::Delete);
        QCOMPARE(request.path, path);
        request = PushRuleRequests::setEnabled(Today, kind, id, false);
        QVERIFY(request.method == Request::Method::Put);
        QCOMPARE(request.path, QString(path + QStringLiteral("/enabled")));
        QCOMPARE(request.body, jsonText("{'enabled':false}"));
        request = PushRuleRequests::remove(R0, kind, id);
        QCOMPARE(request.path, QStringLiteral("/_matrix/client/r0/pushrules/global/room/!r%2Fx:x"));
    }
};

QTEST_GUILESS_MAIN(TestTagRequests)
#include "tst_tagrequests.moc"
