// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/accountrequests.h"

#include "matrix/accountpages.h"
#include "matrix/profilerequests.h"
#include "matrix/threepidrequests.h"
#include "support/json.h"

#include <QJsonDocument>
#include <QTest>

using namespace linnet;
using linnet::test::jsonText;

namespace {

const ServerVersion Modern{Dialect::V3, false};
const ServerVersion R0{Dialect::V3, true};

QJsonObject bodyOf(const Request &request)
{
    return QJsonDocument::fromJson(request.body).object();
}

}

/// The requests about one's own account and profile, and what servers say to them.
class TestAccountRequests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsNotSaidIsAllowed_data()
    {
        QTest::addColumn<QByteArray>("reply");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("an object") << QByteArray("{}");
        QTest::newRow("a list") << QByteArray("[]");
        QTest::newRow("wrong types") << jsonText("{'capabilities':{'m.change_password':5,'m.3pid_changes':{'"
                                                 "enabled':'no'},'m.profile_fields':[]}}");
    }
    void whatIsNotSaidIsAllowed()
    {
        QFETCH(QByteArray, reply);
        QCOMPARE(AccountRequests::readCapabilities(reply), AccountCapabilities());
    }
    void readsWhatIsForbidden()
    {
        const AccountCapabilities can = AccountRequests::readCapabilities(
            jsonText("{'capabilities':{'m.change_password':{'enabled':false},"
                     "'m.set_displayname':{'enabled':false},'m.set_avatar_url':{'enabled':true},"
                     "'m.3pid_changes':{'enabled':false}}}"));
        QVERIFY(!can.canChangePassword && !can.canChangeName && can.canChangeAvatar);
        QVERIFY(!can.canChangeAddresses && can.canChangeFields);
    }
    void theNewerWordCounts()
    {
        const AccountCapabilities can = AccountRequests::readCapabilities(jsonText(
            "{'capabilities':{'m.set_displayname':{'enabled':false},"
            "'m.profile_fields':{'enabled':true,'disallowed':['avatar_url','org.example.job',7]}}}"));
        QVERIFY(can.canChangeName && !can.canChangeAvatar);
        QVERIFY(!can.canChangeField(QStringLiteral("org.example.job")));
        QVERIFY(can.canChangeField(QStringLiteral("m.tz")));
        const AccountCapabilities few = AccountRequests::readCapabilities(
            jsonText("{'capabilities':{'m.profile_fields':{'enabled':true,'allowed':['m.tz']}}}"));
        QVERIFY(!few.canChangeName && few.canChangeField(QStringLiteral("m.tz")));
        const AccountCapabilities none = AccountRequests::readCapabilities(
            jsonText("{'capabilities':{'m.profile_fields':{'enabled':false,'allowed':['m.tz']}}}"));
        QVERIFY(!none.canChangeField(QStringLiteral("m.tz")));
    }
    void asksWithWhatShowsWhoOneIs()
    {
        const Request first = AccountRequests::changePassword(Modern, QStringLiteral("new"), true, {});
        QCOMPARE(first.path, QStringLiteral("/_matrix/client/v3/account/password"));
        QVERIFY(first.expectsChallenge && first.needsToken && !first.isIdempotent);
        QCOMPARE(bodyOf(first).value(QLatin1String("logout_devices")).toBool(), true);
        QVERIFY(!bodyOf(first).contains(QLatin1String("auth")));
        const Request last =
            AccountRequests::deactivate(R0, false, {{QStringLiteral("session"), QStringLiteral("s")}});
        QCOMPARE(last.path, QStringLiteral("/_matrix/client/r0/account/deactivate"));
        QVERIFY(bodyOf(last).contains(QLatin1String("auth")));
        QCOMPARE(bodyOf(last).value(QLatin1String("erase")), QJsonValue(false));
    }

    void readsAddresses()
    {
        const QList<Threepid> found = ThreepidRequests::readList(
            jsonText("{'threepids':[{'medium':'email','address':'a@b','added_at':5},"
                     "{'medium':'msisdn','address':'4420','added_at':'x'},{'medium':'fax','address':'1'},"
                     "{'medium':'email'},7,null]}"));
        QCOMPARE(found, (QList<Threepid>{{Threepid::Medium::Email, QStringLiteral("a@b"), 5},
                                         {Threepid::Medium::Phone, QStringLiteral("4420"), 0}}));
        QVERIFY(ThreepidRequests::readList("[]").isEmpty());
        QByteArray many = "{\"threepids\":[";
        for (int i = 0; i < 5000; ++i)
            many += QByteArray(i ? "," : "") + R"({"medium":"email","address":"a@b"})";
        QCOMPARE(ThreepidRequests::readList(many + "]}").size(), 200);
    }
    void aCodeGoesWhereTheServerSays()
    {
        const auto proof = ThreepidRequests::readProof(
            jsonText("{'sid':'s','submit_url':'https://x.example/a%2Fb?c=d%20e'}"), QStringLiteral("secret"),
            QUrl(QStringLiteral("https://home.example")));
        QVERIFY(proof.isOk());
        const Request request = ThreepidRequests::submitCode(*proof, QStringLiteral("12"));
        QCOMPARE(urlOf(ThreepidRequests::codeBase(*proof), request).toString(QUrl::FullyEncoded),
                 QStringLiteral("https://x.example/a%2Fb?c=d%20e"));
        QVERIFY(!request.needsToken);
        QCOMPARE(bodyOf(request).value(QLatin1String("token")).toString(), QStringLiteral("12"));
        QVERIFY(ThreepidRequests::readSubmitted("{}"));
        QVERIFY(!ThreepidRequests::readSubmitted(jsonText("{'success':false}")));
        QVERIFY(!ThreepidRequests::readProof("{}", {}, {}).isOk());
    }

    void readsAProfile()
    {
        const ProfileFields fields = ProfileRequests::read(
            jsonText("{'displayname':'Me','avatar_url':5,'m.tz':'Europe/Berlin','org.example.a':'x',"
                     "'org.example.b':{'no':'text'},'Bad Key':'y'}"));
        QCOMPARE(fields.name, QStringLiteral("Me"));
        QCOMPARE(fields.avatar, QString());
        QCOMPARE(fields.timeZone, QStringLiteral("Europe/Berlin"));
        QCOMPARE(fields.more.keys(), QStringList{QStringLiteral("org.example.a")});
        QCOMPARE(ProfileRequests::read("nonsense"), ProfileFields());
        QCOMPARE(fields.anyTimeZone(), QStringLiteral("Europe/Berlin"));
        QCOMPARE(ProfileRequests::read(jsonText("{'us.cloke.msc4175.tz':'Asia/Tokyo'}")).anyTimeZone(),
                 QStringLiteral("Asia/Tokyo"));
        QCOMPARE(ProfileRequests::all(Modern, UserId(QStringLiteral("@a b:x"))).path,
                 QStringLiteral("/_matrix/client/v3/profile/@a%20b:x"));
        QCOMPARE(ProfileRequests::all({Dialect::V1, false}, UserId(QStringLiteral("@a:x"))).path,
                 QStringLiteral("/_matrix/client/api/v1/profile/@a:x"));
    }
    void asksForFieldsAtTheirPlace()
    {
        const UserId me(QStringLiteral("@me:x"));
        const Request set = ProfileRequests::set(Modern, me, QStringLiteral("m.tz"), QStringLiteral("UTC"));
        QCOMPARE(set.path, QStringLiteral("/_matrix/client/v3/profile/@me:x/m.tz"));
        QCOMPARE(set.method, Request::Method::Put);
        QCOMPARE(bodyOf(set).value(QLatin1String("m.tz")).toString(), QStringLiteral("UTC"));
        QCOMPARE(ProfileRequests::set({Dialect::V1, false}, me, QStringLiteral("displayname"), {}).path,
                 QStringLiteral("/_matrix/client/api/v1/profile/@me:x/displayname"));
        QVERIFY(ProfileRequests::isKey(QStringLiteral("org.example.pro-nouns_2")));
        QVERIFY(!ProfileRequests::isKey(QStringLiteral("Org")));
        QVERIFY(!ProfileRequests::isKey(QStringLiteral("a/b")));
        QVERIFY(!ProfileRequests::isKey({}));
    }

    void leadsToAccountPages_data()
    {
        QTest::addColumn<QByteArray>("metadata");
        QTest::addColumn<QString>("page");
        const QString query = QStringLiteral("?action=org.matrix.device_view&device_id=A%26B");
        QTest::newRow("no list") << jsonText("{'account_management_uri':'https://a.x/'}")
                                 << QStringLiteral("https://a.x/") + query;
        QTest::newRow("listed") << jsonText(
                                       "{'account_management_uri':'https://a.x/',"
                                       "'account_management_actions_supported':['org.matrix.device_view']}")
                                << QStringLiteral("https://a.x/") + query;
        QTest::newRow("the earlier name")
            << jsonText("{'account_management_uri':'https://a.x/',"
                        "'account_management_actions_supported':['org.matrix.session_view']}")
            << QStringLiteral("https://a.x/?action=org.matrix.session_view&device_id=A%26B");
        QTest::newRow("another one") << jsonText(
                                            "{'account_management_uri':'https://a.x/',"
                                            "'account_management_actions_supported':['org.matrix.profile']}")
                                     << QStringLiteral("https://a.x/");
        QTest::newRow("a query of its own")
            << jsonText("{'account_management_uri':'https://a.x/?t=1'}")
            << QStringLiteral("https://a.x/?t=1&action=org.matrix.device_view&device_id=A%26B");
        QTest::newRow("a script") << jsonText("{'account_management_uri':'javascript:alert(1)'}")
                                  << QString();
        QTest::newRow("none") << QByteArray("{}") << QString();
        QTest::newRow("nothing") << QByteArray() << QString();
    }
    void leadsToAccountPages()
    {
        QFETCH(QByteArray, metadata);
        QFETCH(QString, page);
        QCOMPARE(AccountPages::page(metadata, AccountPages::Action::Session, QStringLiteral("A&B"))
                     .toString(QUrl::FullyEncoded),
                 page);
    }
};

QTEST_MAIN(TestAccountRequests)
#include "tst_accountrequests.moc"
