// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/eventsource.h"

#include "sessiontesting.h"

using namespace linnet;
using namespace linnet::testing;

namespace {

QJsonObject edit(const QString &id, const QString &target, const QString &body, const UserId &sender = bob)
{
    const QJsonObject relation{{u"rel_type"_qs, u"m.replace"_qs}, {u"event_id"_qs, target}};
    return event(id, sender, u"m.room.message"_qs,
                 {{u"msgtype"_qs, u"m.text"_qs},
                  {u"body"_qs, QString(u"* " + body)},
                  {u"m.new_content"_qs, QJsonObject{{u"msgtype"_qs, u"m.text"_qs}, {u"body"_qs, body}}},
                  {u"m.relates_to"_qs, relation}});
}

QString path(const QString &id)
{
    return u"/_matrix/client/v1/rooms/!r:x/relations/"_qs + id + u"/m.replace"_qs;
}

QByteArray editsPage(const QJsonArray &events, const QString &next)
{
    QJsonObject object{{u"chunk"_qs, events}};
    if (!next.isEmpty())
        object.insert(u"next_batch"_qs, next);
    return toText(object);
}

}

/// What stands behind a message.
class TestEventSource : public QObject
{
    Q_OBJECT

    static QStringList ids(const QList<Event> &events)
    {
        QStringList result;
        for (const Event &one : events)
            result << one.id.toString();
        return result;
    }

private Q_SLOTS:
    void givesTheEventAsItCame()
    {
        Bench bench;
        QJsonObject wire = message(u"$a"_qs);
        wire.insert(u"org.example.more"_qs, 7);
        bench.commit(sync(u"s1"_qs, joined({wire, message(u"$b"_qs)})));
        const auto found = await(EventSource::stored(*bench.store, room, EventId(u"$a"_qs)));
        QVERIFY(found.isOk());
        QCOMPARE(QJsonDocument::fromJson(found->raw).object(), wire);
        const auto missing = await(EventSource::stored(*bench.store, room, EventId(u"$none"_qs)));
        QCOMPARE(missing.error().kind, Error::Kind::NotFound);
    }
    void versionsAreTheSendersOwn()
    {
        Bench bench;
        bench.commit(sync(u"s1"_qs, joined({message(u"$a"_qs)})));
        bench.server.expects(Method::Get, path(u"$a"_qs))
            .replies(200, editsPage({edit(u"$e3"_qs, u"$a"_qs, u"third"_qs),
                                     edit(u"$evil"_qs, u"$a"_qs, u"never said"_qs, me),
                                     edit(u"$other"_qs, u"$b"_qs, u"of another"_qs)},
                                    u"more"_qs));
        bench.server.expects(Method::Get, path(u"$a"_qs))
            .replies(200, editsPage({edit(u"$e2"_qs, u"$a"_qs, u"second"_qs)}, {}));
        const auto versions = await(EventSource::versions(*bench.api, *bench.store, room, EventId(u"$a"_qs)));
        QVERIFY(versions.isOk());
        QCOMPARE(ids(*versions), (QStringList{u"$a"_qs, u"$e3"_qs, u"$e2"_qs}));
        QCOMPARE(bench.server.unmet(), QStringList());
    }
    void whatIsStoredIsThereWithoutTheServer()
    {
        Bench bench;
        bench.commit(sync(u"s1"_qs, joined({message(u"$a"_qs), edit(u"$e1"_qs, u"$a"_qs, u"first"_qs),
                                            edit(u"$evil"_qs, u"$a"_qs, u"never said"_qs, me),
                                            edit(u"$e2"_qs, u"$a"_qs, u"second"_qs)})));
        auto versions = await(EventSource::storedVersions(*bench.store, room, EventId(u"$a"_qs)));
        QVERIFY(versions.isOk());
        QStringList found = ids(*versions);
        QCOMPARE(found.takeFirst(), u"$a"_qs);
        found.sort();
        QCOMPARE(found, (QStringList{u"$e1"_qs, u"$e2"_qs}));
        // What the server has too comes once.
        bench.server.expects(Method::Get, path(u"$a"_qs))
            .replies(200, editsPage({edit(u"$e2"_qs, u"$a"_qs, u"second"_qs),
                                     edit(u"$e3"_qs, u"$a"_qs, u"third"_qs)},
                                    {}));
        versions = await(EventSource::versions(*bench.api, *bench.store, room, EventId(u"$a"_qs)));
        QCOMPARE(versions->size(), 4);
        const auto missing = await(EventSource::storedVersions(*bench.store, room, EventId(u"$none"_qs)));
        QCOMPARE(missing.error().kind, Error::Kind::NotFound);
    }
    /// What is older in a thread than what is stored.
    void whatIsNotStoredIsAskedFor()
    {
        Bench bench;
        bench.commit(sync(u"s1"_qs, joined({message(u"$a"_qs)})));
        const QString where = u"/_matrix/client/v3/rooms/!r:x/event/$old"_qs;
        bench.server.expects(Method::Get, where).replies(200, toText(message(u"$old"_qs)));
        const auto found = await(EventSource::event(*bench.api, *bench.store, room, EventId(u"$old"_qs)));
        QVERIFY(found.isOk());
        QCOMPARE(QJsonDocument::fromJson(found->raw).object(), message(u"$old"_qs));
        bench.server.expects(Method::Get, where).replies(200, toText(message(u"$old"_qs)));
        bench.server.expects(Method::Get, path(u"$old"_qs))
            .replies(200, editsPage({edit(u"$e1"_qs, u"$old"_qs, u"first"_qs)}, {}));
        const auto versions =
            await(EventSource::versions(*bench.api, *bench.store, room, EventId(u"$old"_qs)));
        QVERIFY(versions.isOk());
        QCOMPARE(ids(*versions), (QStringList{u"$old"_qs, u"$e1"_qs}));
        bench.server.expects(Method::Get, where)
            .replies(404, jsonText("{'errcode':'M_NOT_FOUND','error':'none'}"));
        const auto missing = await(EventSource::event(*bench.api, *bench.store, room, EventId(u"$old"_qs)));
        QVERIFY(!missing && missing.error().isMatrix("M_NOT_FOUND"));
        // What is stored needs no server.
        QVERIFY(await(EventSource::event(*bench.api, *bench.store, room, EventId(u"$a"_qs))).isOk());
        QCOMPARE(bench.server.unmet(), QStringList());
    }
    void whatIsStoredHasToDoWhereNothingCanBeAsked()
    {
        Bench bench;
        bench.commit(sync(u"s1"_qs, joined({message(u"$a"_qs), edit(u"$e1"_qs, u"$a"_qs, u"first"_qs)})));
        bench.server.expects(Method::Get, path(u"$a"_qs))
            .replies(404, jsonText("{'errcode':'M_UNRECOGNIZED'}"));
        const auto found = [&] {
            const auto versions =
                await(EventSource::versions(*bench.api, *bench.store, room, EventId(u"$a"_qs)));
            return versions ? ids(*versions) : QStringList();
        };
        const QStringList stored{u"$a"_qs, u"$e1"_qs};
        QCOMPARE(found(), stored);
        QCOMPARE(bench.server.unmet(), QStringList());
        QCOMPARE(found(), stored); // without asking again
    }
    void aServerOf2014IsNotAsked()
    {
        Bench bench;
        bench.commit(sync(u"s1"_qs, joined({message(u"$a"_qs)})));
        bench.api->setVersion({Dialect::V1, false});
        const auto versions = await(EventSource::versions(*bench.api, *bench.store, room, EventId(u"$a"_qs)));
        QVERIFY(versions.isOk());
        QCOMPARE(ids(*versions), QStringList{u"$a"_qs});
    }
    void pagesWithoutEndAreNotReadForEver()
    {
        Bench bench;
        bench.commit(sync(u"s1"_qs, joined({message(u"$a"_qs)})));
        bench.server.expects(Method::Get, path(u"$a"_qs))
            .replies(200, editsPage({edit(u"$e2"_qs, u"$a"_qs, u"second"_qs)}, u"same"_qs));
        bench.server.expects(Method::Get, path(u"$a"_qs))
            .replies(200, editsPage({edit(u"$e1"_qs, u"$a"_qs, u"first"_qs)}, u"same"_qs));
        const auto versions = await(EventSource::versions(*bench.api, *bench.store, room, EventId(u"$a"_qs)));
        QVERIFY(versions.isOk());
        QCOMPARE(versions->size(), 3);
    }
    void nonsenseIsAnError()
    {
        Bench bench;
        bench.commit(sync(u"s1"_qs, joined({message(u"$a"_qs)})));
        bench.server.expects(Method::Get, path(u"$a"_qs)).replies(200, jsonText("{'chunk':7}"));
        const auto versions = await(EventSource::versions(*bench.api, *bench.store, room, EventId(u"$a"_qs)));
        QCOMPARE(versions.error().kind, Error::Kind::BadReply);
    }
};

QTEST_GUILESS_MAIN(TestEventSource)
#include "tst_eventsource.moc"
