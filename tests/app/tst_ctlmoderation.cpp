// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlmoderation.h"

#include "app/ctlrooms.h"
#include "ctltesting.h"

using namespace linnet;
using namespace linnet::testing;

namespace {

struct Handlers : CtlModeration
{
    Handlers(CtlCommands &commands, AccountKeeper &keeper)
        : CtlModeration(commands), rooms(commands, keeper, clock)
    {
    }

    FakeClock clock;
    CtlRooms rooms;
};

const QByteArray forbidden = R"({"errcode":"M_FORBIDDEN","error":"no"})";

}

/// `ctl` about people: invite, kick, ban, unban, ignore, report, invites.
class TestCtlModeration : public CtlTest
{
    Q_OBJECT

    static QString text(const QByteArray &body) { return QString::fromUtf8(body); }
    QJsonObject askFor(const QString &command, QJsonObject args = {})
    {
        args.insert(u"room"_qs, room.toString());
        return answerOf(*ask(command, args));
    }

public:
    TestCtlModeration() : CtlTest(QStringLiteral("ctlmoderation")) {}

private Q_SLOTS:
    void init() { open<Handlers>(); }
    void cleanup()
    {
        QCOMPARE(server().unmet(), QStringList());
        close();
    }
    void putsOutWithAReason()
    {
        auto &kick = server().expects(Method::Post, u"/rooms/!r:x/kick"_qs).replies(200);
        const QJsonObject answer =
            askFor(u"kick"_qs, {{u"user"_qs, bob.toString()}, {u"reason"_qs, u"spam"_qs}});
        QCOMPARE(answer, (QJsonObject{{u"reply"_qs, QJsonObject{{u"room_id"_qs, room.toString()}}}}));
        QCOMPARE(text(kick.sent().request.body), uR"({"reason":"spam","user_id":"@bob:x"})"_qs);
    }
    void invitesWithAReason()
    {
        auto &invite = server().expects(Method::Post, u"/rooms/!r:x/invite"_qs).replies(200);
        const QJsonObject answer =
            askFor(u"invite"_qs, {{u"user"_qs, bob.toString()}, {u"reason"_qs, u"tea"_qs}});
        QCOMPARE(answer, (QJsonObject{{u"reply"_qs, QJsonObject{{u"room_id"_qs, room.toString()}}}}));
        QCOMPARE(text(invite.sent().request.body), uR"({"reason":"tea","user_id":"@bob:x"})"_qs);
    }
    void saysWhatTheServerSays()
    {
        server().expects(Method::Post, u"/rooms/!r:x/ban"_qs).replies(403, forbidden);
        QCOMPARE(codeOf(askFor(u"ban"_qs, {{u"user"_qs, bob.toString()}})), u"M_FORBIDDEN"_qs);
    }
    void ignoresAndStops()
    {
        const QString path = u"account_data/m.ignored_user_list"_qs;
        server().expects(Method::Get, path).replies(200, "{}");
        server().expects(Method::Put, path).replies(200);
        const QJsonObject ignored = askFor(u"ignore"_qs, {{u"user"_qs, bob.toString()}});
        QCOMPARE(ignored[u"reply"][u"ignored"].toArray(), QJsonArray{bob.toString()});
        server().expects(Method::Get, path).replies(200, R"({"ignored_users":{"@bob:x":{}}})");
        server().expects(Method::Put, path).replies(200);
        const QJsonObject none = askFor(u"ignore"_qs, {{u"user"_qs, bob.toString()}, {u"remove"_qs, true}});
        QCOMPARE(none[u"reply"][u"ignored"].toArray(), QJsonArray());
        QCOMPARE(codeOf(askFor(u"ignore"_qs, {{u"user"_qs, u"nobody"_qs}})), u"usage"_qs);
    }
    void reportsARoomOrAnEvent()
    {
        server().expects(Method::Post, u"/rooms/!r:x/report"_qs).replies(200);
        QVERIFY(codeOf(askFor(u"report"_qs, {{u"reason"_qs, u"spam"_qs}})).isEmpty());
        server().expects(Method::Post, u"/rooms/!r:x/report/$a"_qs).replies(200);
        QVERIFY(codeOf(askFor(u"report"_qs, {{u"event"_qs, u"$a"_qs}})).isEmpty());
        server()
            .expects(Method::Post, u"/rooms/!r:x/report"_qs)
            .replies(404, R"({"errcode":"M_UNRECOGNIZED"})");
        QCOMPARE(codeOf(askFor(u"report"_qs)), u"unsupported"_qs);
    }
    void listsWhatStrangersWant()
    {
        server().expects(Method::Get, u"/v1/mutual_rooms"_qs).replies(200, R"({"joined":[]})");
        QVERIFY(askFor(u"invites"_qs)[u"reply"].toArray().isEmpty());
        CommittedRoom invitation;
        invitation.room.id = otherRoom;
        invitation.room.membership = Membership::Invite;
        invitation.room.name = u"Come in"_qs;
        invitation.room.inviter = UserId(u"@eve:y"_qs);
        invitation.room.inviteReason = u"you won"_qs;
        session().rooms().apply(invitation);
        QTRY_COMPARE(session().safety().invites().sharedWith(UserId(u"@eve:y"_qs)), std::optional(0));
        QTRY_COMPARE(server().count(Method::Get, u"/v1/mutual_rooms"_qs), 1);
        const QJsonArray listed = askFor(u"invites"_qs)[u"reply"].toArray();
        QCOMPARE(listed.size(), 1);
        QCOMPARE(listed[0][u"room_id"].toString(), otherRoom.toString());
        QCOMPARE(listed[0][u"inviter"].toString(), u"@eve:y"_qs);
        QCOMPARE(listed[0][u"reason"].toString(), u"you won"_qs);
        QCOMPARE(listed[0][u"shared_rooms"].toInt(-1), 0);
        QVERIFY(listed[0][u"warning"].isNull());
    }
};

QTEST_GUILESS_MAIN(TestCtlModeration)
#include "tst_ctlmoderation.moc"
