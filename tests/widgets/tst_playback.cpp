// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/playback.h"

#include "session/apiclient.h"
#include "session/mediacache.h"
#include "support/fakeclock.h"
#include "support/fakerows.h"
#include "support/faketransport.h"
#include "widgets/fakeplayer.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

using namespace linnet;
using namespace linnet::test;
using namespace linnet::testing;

using State = Playback::Look::State;

namespace {

const QByteArray Ogg("OggS\0a", 6); // what is text is not played

TimelineItem sound(const QString &id)
{
    TimelineItem item = fake::row(1, u"voice.ogg"_qs);
    item.key = u'$' + id;
    item.kind = TimelineItem::Kind::Audio;
    item.media.edit().url = u"mxc://x/"_qs + id;
    item.media.edit().durationMs = 40'000;
    item.media.edit().size = 1000;
    return item;
}

TimelineItem video(const QString &id)
{
    TimelineItem item = sound(id);
    item.kind = TimelineItem::Kind::Video;
    return item;
}

}

/// What plays, and where it stands.
class TestPlayback : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeTransport> m_server;
    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<ApiClient> m_api;
    std::unique_ptr<MediaCache> m_media;
    std::unique_ptr<Playback> m_playback;
    FakePlayer *m_player = nullptr; ///< once something was played

    State state(const TimelineItem &item) const { return m_playback->look(item.key).state; }
    FakeTransport::Expectation &expect(const QString &id)
    {
        return m_server->expects(Request::Method::Get, u"download/x/"_qs + id);
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<FakeTransport>();
        m_clock = std::make_unique<FakeClock>();
        m_api = std::make_unique<ApiClient>(*m_server, *m_clock, Server{}, "token");
        m_media = std::make_unique<MediaCache>(*m_api, m_folder->path());
        m_player = nullptr;
        m_playback = std::make_unique<Playback>(*m_media, [this]() -> std::unique_ptr<MediaPlayer> {
            auto player = std::make_unique<FakePlayer>();
            m_player = player.get();
            return player;
        });
    }
    void cleanup()
    {
        QCOMPARE(m_server->unmet(), QStringList());
        m_playback.reset();
        m_media.reset();
        QThreadPool::globalInstance()->waitForDone();
    }

    void fetchesAndPlays()
    {
        const TimelineItem item = sound(u"a"_qs);
        QVERIFY(m_playback->canPlay(item));
        expect(u"a"_qs).replies(200, Ogg);
        m_playback->toggle(item);
        QCOMPARE(state(item), State::Loading);
        QTRY_COMPARE(state(item), State::Playing);
        QCOMPARE(m_player->bytes, Ogg);
        QCOMPARE(m_playback->look(item.key).durationMs, 40'000); // as the message says
        m_player->length = 50'000;
        m_player->at = 25'000;
        QCOMPARE(m_playback->look(item.key).share(), 0.5);
        m_playback->toggle(item);
        QCOMPARE(state(item), State::Paused);
        m_playback->seek(item, 0.1);
        QCOMPARE(state(item), State::Playing);
        QCOMPARE(m_player->at, 5'000);
    }
    void saysHowMuchIsFetched()
    {
        const TimelineItem item = sound(u"a"_qs);
        auto &asked = expect(u"a"_qs).holds();
        m_playback->toggle(item);
        QTRY_VERIFY(asked.isHeld());
        QSignalSpy changes(m_playback.get(), &Playback::changed);
        QCOMPARE(m_playback->look(item.key).loaded, 0);
        asked.sent().request.onProgress(40, 100);
        QCOMPARE(m_playback->look(item.key).loaded, 40);
        QCOMPARE(changes, (QList<QVariantList>{{item.key}}));
        asked.release(200, Ogg);
        QTRY_COMPARE(state(item), State::Playing);
        QCOMPARE(m_playback->look(item.key).loaded, 0);
    }
    void onePlaysAtATime()
    {
        const TimelineItem a = sound(u"a"_qs), b = sound(u"b"_qs);
        expect(u"a"_qs).replies(200, Ogg);
        expect(u"b"_qs).replies(200, Ogg);
        m_playback->toggle(a);
        QTRY_COMPARE(state(a), State::Playing);
        QSignalSpy changed(m_playback.get(), &Playback::changed);
        m_playback->seek(b, 0.5);
        QCOMPARE(state(a), State::Idle);
        QVERIFY(changed.first().first().toString() == a.key);
        m_player->length = 1000;
        QTRY_COMPARE(state(b), State::Playing);
        QCOMPARE(m_player->at, 500);
        m_playback->stop();
        QCOMPARE(state(b), State::Idle);
        QVERIFY(m_player->bytes.isEmpty());
    }
    void aSecondClickTakesTheFirstBack()
    {
        m_server->holdUnexpected();
        const TimelineItem item = sound(u"a"_qs);
        m_playback->toggle(item);
        QCOMPARE(state(item), State::Loading);
        m_playback->toggle(item);
        QCOMPARE(state(item), State::Idle);
    }
    void isSilentWhileItEnds()
    {
        const TimelineItem item = sound(u"a"_qs);
        expect(u"a"_qs).replies(200, Ogg);
        m_playback->toggle(item);
        QTRY_COMPARE(state(item), State::Playing);
        QSignalSpy changed(m_playback.get(), &Playback::changed);
        m_playback.reset();
        QCOMPARE(changed.size(), 0);
    }
    void keepsTheSpeed()
    {
        const TimelineItem item = sound(u"a"_qs);
        m_playback->nextRate();
        expect(u"a"_qs).replies(200, Ogg);
        m_playback->toggle(item);
        QTRY_COMPARE(state(item), State::Playing);
        QCOMPARE(m_player->rate, 1.5);
        m_playback->nextRate();
        QCOMPARE(m_player->rate, 2.0);
        m_playback->nextRate();
        QCOMPARE(m_playback->look(item.key).rate, 1.0);
        QCOMPARE(Playback::rateText(1), u"1×"_qs);
    }
    void saysWhatFailed()
    {
        QSignalSpy failed(m_playback.get(), &Playback::failed);
        QSignalSpy notPlayable(m_playback.get(), &Playback::notPlayable);
        const TimelineItem item = sound(u"a"_qs);
        expect(u"a"_qs).replies(404, R"({"errcode":"M_NOT_FOUND","error":"no"})");
        m_playback->toggle(item);
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(state(item), State::Idle);
        const TimelineItem other = sound(u"b"_qs);
        expect(u"b"_qs).replies(200, Ogg);
        m_playback->toggle(other);
        QTRY_COMPARE(state(other), State::Playing);
        Q_EMIT m_player->failed(u"codec"_qs);
        Q_EMIT m_player->failed(u"stream"_qs); // what follows from it
        QCOMPARE(notPlayable.size(), 1);
        QCOMPARE(notPlayable.first().first().value<TimelineItem>().key, other.key);
        QCOMPARE(notPlayable.first().last().toString(), u"codec"_qs);
        QCOMPARE(state(other), State::Idle);
        QCOMPARE(failed.size(), 1);
    }
    void aPlayListIsNotPlayed()
    {
        QSignalSpy notPlayable(m_playback.get(), &Playback::notPlayable);
        const TimelineItem item = video(u"a"_qs);
        expect(u"a"_qs).replies(200, "#EXTM3U\n#EXTINF:9,\nhttps://evil.example/a.ts\n");
        m_playback->toggle(item);
        QTRY_COMPARE(notPlayable.size(), 1);
        QCOMPARE(state(item), State::Idle);
        QVERIFY(m_player->bytes.isEmpty());
    }
    void aVideoHasPictures()
    {
        const TimelineItem a = video(u"a"_qs), b = sound(u"b"_qs);
        expect(u"a"_qs).replies(200, Ogg);
        expect(u"b"_qs).replies(200, Ogg);
        QSignalSpy states(m_playback.get(), &Playback::stateChanged);
        m_playback->toggle(a);
        QTRY_COMPARE(state(a), State::Playing);
        QVERIFY(m_playback->look(a.key).picture.isNull());
        m_player->show(Qt::red);
        m_player->moveTo(100);
        QCOMPARE(m_playback->look(a.key).picture.pixelColor(0, 0), QColor(Qt::red));
        QCOMPARE(states.size(), 2); // loads, plays
        m_playback->toggle(b);
        QCOMPARE(state(a), State::Idle);
        QVERIFY(m_playback->look(a.key).picture.isNull());
        QTRY_COMPARE(state(b), State::Playing);
        QVERIFY(m_playback->look(b.key).picture.isNull());
        QCOMPARE(states.size(), 5);
    }
    void aVideoThatNobodySeesRests()
    {
        const TimelineItem item = video(u"a"_qs);
        expect(u"a"_qs).replies(200, Ogg);
        m_playback->toggle(item);
        QTRY_COMPARE(state(item), State::Playing);
        for (int i = 0; i < 100; ++i) {
            m_player->show(Qt::red);
            m_playback->seen(item.key);
        }
        QCOMPARE(state(item), State::Playing);
        for (int i = 0; i < 100; ++i)
            m_player->show(Qt::blue);
        QCOMPARE(state(item), State::Paused);
        m_playback->toggle(item);
        m_player->show(Qt::blue);
        QCOMPARE(state(item), State::Playing);
    }
    void aVideoWithoutPicturesIsNotPlayable()
    {
        QSignalSpy notPlayable(m_playback.get(), &Playback::notPlayable);
        const TimelineItem item = video(u"a"_qs);
        expect(u"a"_qs).replies(200, Ogg);
        m_playback->toggle(item);
        QTRY_COMPARE(state(item), State::Playing);
        m_player->moveTo(1000);
        QCOMPARE(state(item), State::Playing);
        m_playback->step(3);
        m_player->moveTo(17'000);
        QCOMPARE(state(item), State::Playing);
        m_player->moveTo(20'000);
        QCOMPARE(notPlayable.size(), 1);
        QCOMPARE(state(item), State::Idle);
    }
    void stepsStayWithinIt()
    {
        const TimelineItem item = sound(u"a"_qs);
        m_playback->step(1); // nothing plays
        expect(u"a"_qs).replies(200, Ogg);
        m_playback->toggle(item);
        m_playback->step(1); // nor yet
        QTRY_COMPARE(state(item), State::Playing);
        m_player->length = 12'000;
        m_playback->step(1);
        m_playback->step(1);
        QCOMPARE(m_player->at, 10'000);
        m_playback->step(1);
        QCOMPARE(m_player->at, 12'000);
        m_playback->step(-5);
        QCOMPARE(m_player->at, 0);
        m_playback->toggle(item);
        m_playback->step(1);
        QCOMPARE(state(item), State::Paused);
    }
    void videosAreMuted()
    {
        const TimelineItem a = video(u"a"_qs);
        m_playback->toggleMuted();
        expect(u"a"_qs).replies(200, Ogg);
        m_playback->toggle(a);
        QTRY_COMPARE(state(a), State::Playing);
        QVERIFY(m_player->muted && m_playback->look(a.key).isMuted);
        m_playback->toggleMuted();
        QVERIFY(!m_player->muted);
        m_playback->toggleMuted();
        const TimelineItem b = sound(u"b"_qs);
        expect(u"b"_qs).replies(200, Ogg);
        m_playback->toggle(b);
        QTRY_COMPARE(state(b), State::Playing);
        QVERIFY(!m_player->muted); // it has no button that would bring it back
    }
    void stopsWithItsRowUnlessItIsLarge()
    {
        const TimelineItem a = video(u"a"_qs);
        for (const bool isLarge : {false, true}) {
            if (!isLarge)
                expect(u"a"_qs).replies(200, Ogg);
            m_playback->toggle(a);
            QTRY_COMPARE(state(a), State::Playing);
            if (isLarge)
                m_playback->enlarge();
            m_playback->leave(u"$other"_qs);
            m_playback->leave(a.key);
            QCOMPARE(state(a), isLarge ? State::Playing : State::Idle);
        }
        m_playback->leaveLarge(a.key);
        QCOMPARE(state(a), State::Idle);
    }
    void believesNoAbsurdDuration_data()
    {
        QTest::addColumn<qint64>("said");
        QTest::newRow("negative") << qint64(-5);
        QTest::newRow("huge") << qint64(9e15);
    }
    void believesNoAbsurdDuration()
    {
        QFETCH(qint64, said);
        TimelineItem item = video(u"a"_qs);
        item.media.edit().durationMs = said;
        expect(u"a"_qs).replies(200, Ogg);
        m_playback->seek(item, 0.5);
        QTRY_COMPARE(state(item), State::Playing);
        QCOMPARE(m_playback->look(item.key).durationMs, 0);
        QCOMPARE(m_playback->look(item.key).share(), 0.0);
        m_player->length = 1000;
        m_player->moveTo(10);
        QCOMPARE(m_player->at, 500);
    }
    void leavesTheRestToOthers()
    {
        TimelineItem item = sound(u"a"_qs);
        item.kind = TimelineItem::Kind::File;
        QVERIFY(!m_playback->canPlay(item));
        item = sound(u"a"_qs);
        item.media.edit().size = Playback::MaxFile + 1;
        QVERIFY(!m_playback->canPlay(item));
        QVERIFY(!Playback(*m_media, {}).canPlay(sound(u"a"_qs)));
    }
};

QTEST_GUILESS_MAIN(TestPlayback)
#include "tst_playback.moc"
