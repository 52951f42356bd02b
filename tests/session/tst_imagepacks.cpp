// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/imagepacks.h"

#include "session/roomlist.h"
#include "sessiontesting.h"

#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

namespace {

const QString Chosen = QStringLiteral("account_data/m.image_pack.rooms");
const QString Own = QStringLiteral("account_data/im.ponies.user_emotes");
const QString OldChosen = QStringLiteral("account_data/im.ponies.emote_rooms");

QJsonObject pack(const QString &name, const QStringList &codes)
{
    QJsonObject images;
    for (const QString &code : codes)
        images.insert(code, QJsonObject{{u"url"_qs, QString(u"mxc://x/" + code)}});
    return {{u"images"_qs, images}, {u"pack"_qs, QJsonObject{{u"display_name"_qs, name}}}};
}

}

class TestImagePacks : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<RoomList> m_rooms;
    std::unique_ptr<ImagePacks> m_packs;

    void open(Dialect dialect = Dialect::V3)
    {
        m_packs.reset();
        m_bench = std::make_unique<Bench>(dialect);
        m_rooms = std::make_unique<RoomList>();
        m_packs = std::make_unique<ImagePacks>(*m_bench->api, *m_bench->store, *m_rooms, me);
    }
    /// Packs as "name: code code", in their order.
    QStringList packsOf(const RoomId &id = room)
    {
        QStringList result;
        const QList<ImagePack> packs = await(m_packs->of(id)).take();
        for (const ImagePack &one : packs) {
            QStringList codes;
            for (const PackImage &image : one.images)
                codes << image.shortcode;
            result << one.name + u": " + codes.join(u' ');
        }
        m_bench->settle();
        return result;
    }
    void expectNone(int status = 404)
    {
        const QByteArray body = status == 404 ? R"({"errcode":"M_NOT_FOUND"})" : R"({"errcode":"M_UNKNOWN"})";
        for (const QString &path : {Chosen, Own, OldChosen})
            m_bench->server.expects(Method::Get, path).replies(status, body);
    }
    void join(const RoomId &id, const QJsonArray &events)
    {
        QJsonArray all{create(), member(u"$me"_qs + id.toString(), me, u"join"_qs, u"Me"_qs)};
        for (const QJsonValue &event : events)
            all << event;
        const CommittedBatch batch =
            m_bench->commit(syncRooms(u"n"_qs, {{u"join"_qs, QJsonObject{{id.toString(), joined(all)}}}}));
        m_rooms->apply(batch);
    }

private Q_SLOTS:
    void init() { open(); }
    void cleanup()
    {
        QCOMPARE(m_bench->server.unmet(), QStringList());
        m_packs.reset();
        m_rooms.reset();
        m_bench.reset();
    }

    void theRoomsOwnAreThereAtOnce()
    {
        expectNone();
        join(room, {state(u"$p"_qs, u"m.room.image_pack"_qs, pack({}, {u"a"_qs}), u"k"_qs),
                    state(u"$q"_qs, u"im.ponies.room_emotes"_qs, pack(u"Old"_qs, {u"b"_qs})),
                    state(u"$n"_qs, u"m.room.name"_qs, {{u"name"_qs, u"The room"_qs}})});
        join(otherRoom, {state(u"$o"_qs, u"m.room.image_pack"_qs, pack(u"Elsewhere"_qs, {u"c"_qs}))});
        QCOMPARE(packsOf(), (QStringList{u"The room: a"_qs, u"Old: b"_qs}));
        QCOMPARE(packsOf(otherRoom), QStringList{u"Elsewhere: c"_qs});
    }
    void onesOwnAndChosenOnesComeFirst()
    {
        join(room, {state(u"$p"_qs, u"m.room.image_pack"_qs, pack(u"Here"_qs, {u"a"_qs}))});
        join(otherRoom,
             {state(u"$o"_qs, u"m.room.image_pack"_qs, pack(u"Chosen"_qs, {u"c"_qs}), u"x"_qs),
              state(u"$r"_qs, u"m.room.image_pack"_qs, pack(u"Not chosen"_qs, {u"d"_qs}), u"y"_qs)});
        m_bench->server.expects(Method::Get, Chosen)
            .replies(200, R"({"rooms":{"!other:x":{"x":{}},"!gone:x":{"":{}}}})");
        m_bench->server.expects(Method::Get, Own).replies(200, toText(pack({}, {u"mine"_qs})));
        m_bench->server.expects(Method::Get, OldChosen).replies(404, R"({"errcode":"M_NOT_FOUND"})");
        QSignalSpy changed(m_packs.get(), &ImagePacks::changed);
        QCOMPARE(packsOf(), QStringList{u"Here: a"_qs});
        QTRY_VERIFY(changed.size() >= 2);
        const QStringList all{u"My own: mine"_qs, u"Chosen: c"_qs, u"Here: a"_qs};
        QCOMPARE(packsOf(), all);
        // A pack is there once, wherever it is named.
        QCOMPARE(packsOf(otherRoom), (QStringList{u"My own: mine"_qs, u"Chosen: c"_qs, u"Not chosen: d"_qs}));
        // Without a network after a restart.
        m_packs.reset();
        m_bench->reopen();
        m_packs = std::make_unique<ImagePacks>(*m_bench->api, *m_bench->store, *m_rooms, me);
        for (const QString &path : {Chosen, Own, OldChosen})
            m_bench->server.expects(Method::Get, path).holds();
        QCOMPARE(packsOf(), all);
    }
    void theServerIsNotAskedAgainSoon()
    {
        expectNone();
        join(room, {});
        packsOf();
        packsOf();
        m_bench->clock.advance(std::chrono::milliseconds(ImagePacks::RefreshAfter));
        expectNone();
        packsOf();
    }
    void aRoomOneHasLeftGivesNothing()
    {
        expectNone();
        join(room, {state(u"$p"_qs, u"m.room.image_pack"_qs, pack(u"Here"_qs, {u"a"_qs}))});
        m_bench->commit(syncRooms(
            u"m"_qs,
            {{u"leave"_qs, QJsonObject{{room.toString(), joined({member(u"$l"_qs, me, u"leave"_qs)})}}}}));
        QCOMPARE(packsOf(), QStringList());
    }
    void spacesAroundGiveTheirsWithoutEnd()
    {
        expectNone();
        const QJsonObject canonical{{u"canonical"_qs, true}, {u"via"_qs, QJsonArray{u"x"_qs}}};
        join(room, {state(u"$s"_qs, u"m.space.parent"_qs, canonical, otherRoom.toString())});
        // A loop.
        join(otherRoom, {state(u"$t"_qs, u"m.space.parent"_qs, canonical, room.toString()),
                         state(u"$o"_qs, u"m.room.image_pack"_qs, pack(u"Space"_qs, {u"c"_qs}))});
        QCOMPARE(packsOf(), QStringList{u"Space: c"_qs});
    }
    void serversOf2014HaveNone()
    {
        open(Dialect::V1);
        QCOMPARE(packsOf(), QStringList());
        QCOMPARE(m_bench->server.sent().size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestImagePacks)
#include "tst_imagepacks.moc"
