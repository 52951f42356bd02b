// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/messagelink.h"

#include "session/matrixlink.h"

#include <QTest>

using namespace linnet;

namespace {

Member member(const QString &user, int power = 0, Membership membership = Membership::Join)
{
    Member result;
    result.user = UserId(user);
    result.power = power;
    result.membership = membership;
    return result;
}

}

class TestMessageLink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesThroughServersThatAreThere()
    {
        const QList<Member> members{
            member(u"@a:small.org"_qs, 100), member(u"@b:big.org"_qs),
            member(u"@c:big.org"_qs),        member(u"@d:middle.org:8448"_qs),
            member(u"@e:other.org"_qs),      member(u"@f:192.168.1.1"_qs),
            member(u"@g:[::1]:8448"_qs),     member(u"@h:left.org"_qs, 0, Membership::Leave),
            member(u"@i:middle.org:8448"_qs)};
        QCOMPARE(MessageLink::servers(members),
                 (QStringList{u"small.org"_qs, u"big.org"_qs, u"middle.org:8448"_qs}));
        QCOMPARE(MessageLink::servers({}), QStringList());
    }
    void comesBack_data()
    {
        QTest::addColumn<QString>("room");
        QTest::addColumn<QString>("event");
        QTest::newRow("usual") << u"!abc:example.org"_qs << u"$event-id_x"_qs;
        QTest::newRow("2014") << u"!abc:example.org"_qs << u"$1234:example.org"_qs;
        QTest::newRow("base64") << u"!31hneApxJ_1o-63DmFrpeqnkFfWppnzWso1JvH3ogLM"_qs << u"$a/b+c=#?&%"_qs;
    }
    void comesBack()
    {
        QFETCH(QString, room);
        QFETCH(QString, event);
        for (const MessageLink::Form form : {MessageLink::Form::MatrixTo, MessageLink::Form::Uri}) {
            const QString link = MessageLink::to(RoomId(room), EventId(event),
                                                 {member(u"@a:x.org"_qs), member(u"@a:y&z.org"_qs)}, form);
            const auto parsed = MatrixLink::parse(link);
            QVERIFY2(parsed, qPrintable(link));
            QCOMPARE(parsed->target, room);
            QCOMPARE(parsed->event, event);
            QCOMPARE(parsed->via, (QStringList{u"x.org"_qs, u"y&z.org"_qs}));
        }
    }
    void looksAsInTheSpecification()
    {
        const RoomId room(u"!somewhere:example.org"_qs);
        const EventId event(u"$event:example.org"_qs);
        const QList<Member> members{member(u"@a:elsewhere.ca"_qs)};
        QCOMPARE(MessageLink::to(room, event, members, MessageLink::Form::MatrixTo),
                 u"https://matrix.to/#/!somewhere:example.org/$event:example.org?via=elsewhere.ca"_qs);
        QCOMPARE(MessageLink::to(room, event, members, MessageLink::Form::Uri),
                 u"matrix:roomid/somewhere:example.org/e/event:example.org?via=elsewhere.ca"_qs);
    }
};

QTEST_GUILESS_MAIN(TestMessageLink)
#include "tst_messagelink.moc"
