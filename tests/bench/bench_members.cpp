// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures.h"
#include "generator.h"
#include "matrix/syncdialect.h"
#include "models/memberlistmodel.h"
#include "session/roomlist.h"
#include "store/store.h"
#include "support/await.h"
#include "support/fakeavatars.h"
#include "widgets/memberdelegate.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QListView>
#include <QTemporaryDir>
#include <QTest>

using namespace linnet;
using namespace linnet::bench;
using namespace linnet::test;

/// The list of the members of one very large room: from the question to the store until it is painted, a
/// letter in its filter, and one more person who comes.
class BenchMembers : public QObject
{
    Q_OBJECT

    static constexpr int People = 50'000;
    static constexpr double OpenBudget = 100;
    static constexpr double FilterBudget = 16;
    static constexpr double BlockBudget = 8;

    const RoomId m_room{QStringLiteral("!large:x")};
    QTemporaryDir m_folder;
    std::unique_ptr<Store> m_store;

    static QJsonObject member(int number, const QString &name)
    {
        const QString id = QStringLiteral("@person%1:x").arg(number);
        return {
            {QStringLiteral("type"), QStringLiteral("m.room.member")},
            {QStringLiteral("event_id"), QStringLiteral("$m%1").arg(number)},
            {QStringLiteral("sender"), id},
            {QStringLiteral("state_key"), id},
            {QStringLiteral("origin_server_ts"), 1000},
            {QStringLiteral("content"), QJsonObject{{QStringLiteral("membership"), QStringLiteral("join")},
                                                    {QStringLiteral("displayname"), name}}}};
    }

    void fill()
    {
        const UserId self(QStringLiteral("@me:x"));
        m_store =
            await(Store::open(m_folder.filePath(QStringLiteral("a.db")), QByteArray(32, 'k'), self)).take();
        const QJsonObject joined{{m_room.toString(), QJsonObject{}}};
        const QJsonObject sync{{QStringLiteral("next_batch"), QStringLiteral("s")},
                               {QStringLiteral("rooms"), QJsonObject{{QStringLiteral("join"), joined}}}};
        const std::shared_ptr<const SyncDialect> dialect = makeSyncDialect({Dialect::V3, false}, self);
        if (!await(m_store->commitSync(dialect, {}, QJsonDocument(sync).toJson(), Dialect::V3, 1)).isOk())
            qFatal("the room is not taken");
        Generator generator(3);
        QJsonArray chunk;
        for (int i = 0; i < People; ++i)
            chunk.append(member(i, generator.text(1, 3)));
        const QByteArray reply = QJsonDocument(QJsonObject{{QStringLiteral("chunk"), chunk}}).toJson();
        if (!await(m_store->commitMembers(m_room, reply, 1)).isOk())
            qFatal("the members are not taken");
    }

private Q_SLOTS:
    void largeRoom()
    {
        fill();
        RoomList rooms;
        FakeAvatars avatars;
        Figures reading;
        Figures opening;
        Figures blocked;
        Figures letters;
        Figures coming;
        for (int round = 0; round < 15; ++round) {
            QListView view;
            MemberListModel model(rooms);
            MemberDelegate delegate(avatars.avatars(), Theme(view.palette()));
            view.setUniformItemSizes(true);
            view.setModel(&model);
            view.setItemDelegate(&delegate);
            view.resize(280, 700);
            view.show();
            if (!QTest::qWaitForWindowExposed(&view))
                qFatal("no window");
            QList<Member> members;
            opening.time([&] {
                reading.time([&] { members = await(m_store->members(m_room)).take(); });
                blocked.time([&] {
                    model.setMembers(members);
                    view.viewport()->repaint();
                });
            });
            for (const char *text : {"l", "li", "lin", "linn", "lin", "li", "l", ""}) {
                letters.time([&] {
                    model.setFilterText(QLatin1String(text));
                    view.viewport()->repaint();
                });
            }
            Member stranger;
            stranger.user = UserId(QStringLiteral("@stranger%1:x").arg(round));
            stranger.name = QStringLiteral("A stranger");
            stranger.membership = Membership::Join;
            stranger.prepare();
            QList<Member> more = members;
            more.insert(std::lower_bound(more.begin(), more.end(), stranger, &Member::isBefore), stranger);
            coming.time([&] {
                model.setMembers(more);
                view.viewport()->repaint();
            });
        }
        opening.tell("50,000 members, to their paint", OpenBudget);
        reading.tell("  of which the store", OpenBudget);
        blocked.tell("  of which the GUI thread", BlockBudget);
        letters.tell("a letter in their filter", FilterBudget);
        coming.tell("one more of them", BlockBudget);
    }
};

QTEST_MAIN(BenchMembers)
#include "bench_members.moc"
