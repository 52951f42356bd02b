// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/ownprofile.h"

#include "sessiontesting.h"

#include <QSignalSpy>

using namespace linnet;
using namespace linnet::testing;

namespace {

const QString Mine = QStringLiteral("/profile/@me:x");
const QString Name = Mine + QStringLiteral("/displayname");
const QString Picture = Mine + QStringLiteral("/avatar_url");
const QString Zone = Mine + QStringLiteral("/m.tz");
const QByteArray Unrecognized = jsonText("{'errcode':'M_UNRECOGNIZED'}");
const QByteArray NotFound = jsonText("{'errcode':'M_NOT_FOUND'}");

}

class TestOwnProfile : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<OwnProfile> m_profile;

    FakeTransport &server() { return m_bench->server; }
    void open(Dialect dialect = Dialect::V3)
    {
        m_profile.reset();
        m_bench = std::make_unique<Bench>(dialect);
        m_profile = std::make_unique<OwnProfile>(*m_bench->api, me);
    }

private Q_SLOTS:
    void init() { open(); }
    void cleanup()
    {
        QCOMPARE(server().unmet(), QStringList());
        m_profile.reset();
        m_bench.reset();
    }

    void findsOutWhetherThereIsMore_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<bool>("has");
        QTest::newRow("not set") << 404 << NotFound << true;
        QTest::newRow("set") << 200 << jsonText("{'m.tz':'UTC'}") << true;
        QTest::newRow("an older server") << 404 << Unrecognized << false;
        QTest::newRow("an older one yet") << 400 << jsonText("{'errcode':'M_UNKNOWN'}") << false;
    }
    void findsOutWhetherThereIsMore()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, answer);
        QFETCH(bool, has);
        server().expects(Method::Get, Mine).always().replies(200, jsonText("{'displayname':'Me'}"));
        auto &probe = server().expects(Method::Get, Zone).replies(status, answer);
        QCOMPARE(await(m_profile->load())->name, QStringLiteral("Me"));
        QCOMPARE(m_profile->hasFields(), has);
        await(m_profile->load()).isOk();
        QCOMPARE(probe.asked(), 1);
    }
    void aBusyServerIsAskedAgain_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("broken") << 500 << QByteArray("{}");
        QTest::newRow("refused") << 403 << jsonText("{'errcode':'M_FORBIDDEN'}");
    }
    void aBusyServerIsAskedAgain()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, answer);
        server().expects(Method::Get, Mine).always().replies(200, jsonText("{'displayname':'Me'}"));
        server().expects(Method::Get, Zone).replies(status, answer);
        QVERIFY(await(m_profile->load()).isOk());
        QVERIFY(!m_profile->hasFields());
        server().expects(Method::Get, Zone).replies(404, NotFound);
        QVERIFY(await(m_profile->load()).isOk());
        QVERIFY(m_profile->hasFields());
    }
    void nobodyHasAProfileAtFirst()
    {
        server().expects(Method::Get, Mine).replies(404, NotFound);
        server().expects(Method::Get, Zone).replies(404, NotFound);
        const auto fields = await(m_profile->load());
        QVERIFY(fields.isOk() && *fields == ProfileFields());
    }
    void aServerOf2014HasNameAndPicture()
    {
        open(Dialect::V1);
        server()
            .expects(Method::Get, QStringLiteral("/api/v1") + Mine)
            .replies(200, jsonText("{'displayname':'Me','avatar_url':'mxc://x/y'}"));
        QCOMPARE(await(m_profile->load())->avatar, QStringLiteral("mxc://x/y"));
        QVERIFY(!m_profile->hasFields());
        auto &call = server().expects(Method::Put, QStringLiteral("/api/v1") + Name).replies(200);
        QVERIFY(await(m_profile->setName({})).isOk());
        QCOMPARE(QJsonDocument::fromJson(call.sent().request.body).object(),
                 (QJsonObject{{QStringLiteral("displayname"), QString()}}));
    }
    void tellsThatSomethingChanged()
    {
        QSignalSpy changed(m_profile.get(), &OwnProfile::changed);
        server().expects(Method::Put, Zone).replies(200);
        QVERIFY(await(m_profile->set(ProfileRequests::TimeZone, QStringLiteral("Europe/Berlin"))).isOk());
        QCOMPARE(changed.size(), 1);
        server().expects(Method::Delete, Zone).replies(200);
        QVERIFY(await(m_profile->set(ProfileRequests::TimeZone, {})).isOk());
        QCOMPARE(changed.size(), 2);
        server().expects(Method::Put, Name).replies(403, jsonText("{'errcode':'M_FORBIDDEN'}"));
        QVERIFY(!await(m_profile->setName(QStringLiteral("Me"))).isOk());
        QCOMPARE(changed.size(), 2);
        const auto refused = await(m_profile->set(QStringLiteral("../admin"), QStringLiteral("x")));
        QCOMPARE(refused.error().kind, Error::Kind::Invalid);
    }
    void takesANameAwayAsTheServerCan()
    {
        server().expects(Method::Get, Mine).replies(200, jsonText("{'m.tz':'UTC'}"));
        QVERIFY(await(m_profile->load()).isOk());
        server().expects(Method::Delete, Name).replies(200);
        QVERIFY(await(m_profile->setName({})).isOk());
        server().expects(Method::Delete, Picture).replies(405, Unrecognized);
        server().expects(Method::Put, Picture).replies(200);
        QVERIFY(await(m_profile->removeAvatar()).isOk());
    }
    void uploadsAPicture()
    {
        auto &upload = server()
                           .expects(Method::Post, QStringLiteral("/media/v3/upload"))
                           .replies(200, jsonText("{'content_uri':'mxc://x/new'}"));
        auto &set = server().expects(Method::Put, Picture).replies(200);
        QVERIFY(await(m_profile->setAvatar("bytes", QStringLiteral("image/jpeg"))).isOk());
        QCOMPARE(upload.sent().request.body, QByteArray("bytes"));
        QCOMPARE(upload.sent().request.contentType, QByteArray("image/jpeg"));
        QVERIFY(upload.sent().request.query.isEmpty()); // no file's name
        QCOMPARE(QJsonDocument::fromJson(set.sent().request.body)
                     .object()
                     .value(QStringLiteral("avatar_url"))
                     .toString(),
                 QStringLiteral("mxc://x/new"));
    }
};

QTEST_MAIN(TestOwnProfile)
#include "tst_ownprofile.moc"
