// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures.h"
#include "generator.h"
#include "paintwatch.h"
#include "stallmeter.h"
#include "support/await.h"
#include "widgets/filteredit.h"
#include "widgets/membersdock.h"
#include "widgets/sessionstage.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QListView>
#include <QScrollBar>
#include <QTest>

using namespace linnet;
using namespace linnet::bench;
using namespace linnet::test;

/// The list of the members of one very large room, in its real window over a real session and database: from
/// the room to its people painted, letters in the filter, more people, who is online, and the room left.
class BenchMembers : public QObject
{
    Q_OBJECT

    static constexpr int People = 50'000;
    static constexpr int Rounds = 15;
    static constexpr double OpenBudget = 100;
    static constexpr double FilterBudget = 16;
    static constexpr double StallLimit = 8;

    const RoomId m_room{QStringLiteral("!large:x")};

    static QJsonObject member(const QString &who, const QString &name)
    {
        const QString id = u'@' + who + QStringLiteral(":x");
        return {
            {QStringLiteral("type"), QStringLiteral("m.room.member")},
            {QStringLiteral("event_id"), QString(u'$' + who)},
            {QStringLiteral("sender"), id},
            {QStringLiteral("state_key"), id},
            {QStringLiteral("origin_server_ts"), 1000},
            {QStringLiteral("content"), QJsonObject{{QStringLiteral("membership"), QStringLiteral("join")},
                                                    {QStringLiteral("displayname"), name}}}};
    }

    void fill(testing::SessionStage &stage) const
    {
        stage.bring("{'!large:x':{}}");
        Generator generator(3);
        QJsonArray chunk;
        for (int i = 0; i < People; ++i)
            chunk.append(member(QStringLiteral("person%1").arg(i), generator.text(1, 3)));
        const QByteArray reply = QJsonDocument(QJsonObject{{QStringLiteral("chunk"), chunk}}).toJson();
        const auto taken = await(stage.session->store().commitMembers(m_room, reply, 1));
        if (!taken)
            qFatal("the members are not taken");
        stage.session->rooms().apply(*taken);
        if (!stage.known(m_room).areMembersLoaded)
            qFatal("the members are not there");
    }

    /// Somebody comes in with a sync.
    static void join(testing::SessionStage &stage, int number)
    {
        const QString who = QStringLiteral("newcomer%1").arg(number);
        const QJsonObject timeline{
            {QStringLiteral("events"), QJsonArray{member(who, QStringLiteral("A newcomer %1").arg(number))}}};
        const QJsonObject room{{QStringLiteral("timeline"), timeline}};
        stage.bring(
            QJsonDocument(QJsonObject{{QStringLiteral("!large:x"), room}}).toJson(QJsonDocument::Compact));
    }

private Q_SLOTS:
    void largeRoom()
    {
        auto &meter = static_cast<StallMeter &>(*QCoreApplication::instance());
        testing::SessionStage stage;
        stage.transport.holdUnexpected();
        fill(stage);
        MembersDock dock(*stage.session, stage.avatars.avatars());
        dock.resize(280, 700);
        dock.show();
        if (!QTest::qWaitForWindowExposed(&dock))
            qFatal("no window");
        auto *view = dock.findChild<QListView *>();
        auto *filter = dock.findChild<FilterEdit *>();
        int expected = People;
        PaintWatch everybody(*view->viewport(), [&] { return view->model()->rowCount() >= expected; });
        PaintWatch anybody(*view->viewport(), [&] { return view->model()->rowCount() > 0; });

        Figures reading;
        for (int round = 0; round < Rounds; ++round) {
            reading.time([&] {
                if (!await(stage.session->store().members(m_room)))
                    qFatal("the members are not read");
            });
        }
        Figures opening;
        meter.restart();
        for (int round = 0; round < Rounds; ++round) {
            meter.post([&] { dock.setRoom({}); });
            QTest::qWait(50); // for what is freed
            opening.time([&] {
                meter.post([&] { dock.setRoom(m_room); });
                everybody.wait();
            });
        }
        opening.tell("50,000 members, to their paint", OpenBudget);
        reading.tell("  of which the store", OpenBudget);
        meter.tell("  opened and left", StallLimit);

        Figures letters;
        meter.restart();
        for (int round = 0; round < Rounds; ++round) {
            // Letters that most names have, and a name that few have.
            for (const char *text : {"linnets", "tomorrow", "person49"}) {
                for (const char *letter = text; *letter; ++letter) {
                    letters.time([&] {
                        QTest::sendKeyEvent(QTest::Press, filter, Qt::Key_unknown, QChar::fromLatin1(*letter),
                                            {});
                        anybody.waitAnyway();
                    });
                }
                while (!filter->text().isEmpty()) {
                    letters.time([&] {
                        QTest::keyClick(filter, Qt::Key_Backspace);
                        anybody.waitAnyway();
                    });
                }
            }
        }
        if (view->model()->rowCount() < People)
            qFatal("the filter is not empty");
        letters.tell("a letter more or less in their filter", FilterBudget);
        meter.tell("  of which the longest", StallLimit);

        Figures frames;
        meter.restart();
        for (int i = 0; i < 200; ++i) {
            frames.time([&] {
                meter.post([&, i] {
                    QScrollBar *bar = view->verticalScrollBar();
                    bar->setValue(i % 2 ? int(qint64(bar->maximum()) * i / 200) : bar->value() + 120);
                });
                everybody.waitAnyway();
            });
        }
        frames.tell("a frame anywhere in the list", StallLimit);
        meter.tell("  of which the longest", StallLimit);

        meter.restart();
        for (int round = 0; round < Rounds; ++round) {
            join(stage, round);
            ++expected;
            everybody.waitAnyway();
        }
        meter.tell("one more of them, from its sync on", StallLimit);

        Figures online;
        meter.restart();
        for (int i = 0; i < 200; ++i) {
            const UserId who(QStringLiteral("@person%1:x").arg(i * 17));
            online.time([&] {
                meter.post([&, i] {
                    stage.session->rooms().apply(
                        PresenceUpdate{who, i % 2 ? Presence::Online : Presence::Offline, {}, 0});
                });
                everybody.waitAnyway();
            });
        }
        online.tell("one of them comes online", StallLimit);
        meter.tell("  of which the longest", StallLimit);

        meter.restart();
        for (int round = 0; round < Rounds; ++round) {
            meter.post([&] {
                const UserId who(QStringLiteral("@person%1:x").arg(49'000 + round));
                if (dock.nameOf(who).isEmpty() || dock.membershipOf(who) != Membership::Join)
                    qFatal("somebody is not known");
            });
            QCoreApplication::processEvents();
        }
        meter.tell("the name of one of them", StallLimit);
    }
};

int main(int argc, char **argv)
{
    StallMeter application(argc, argv);
    BenchMembers bench;
    return QTest::qExec(&bench, argc, argv);
}
#include "bench_members.moc"
