// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/content.h"
#include "matrix/dialect.h"

#include "support/json.h"

#include <QTest>

using namespace linnet;
using namespace linnet::test;

class TestContent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsText()
    {
        const auto message = readMessage(jsonText("{'msgtype':'m.text','body':'hello'}"));
        QCOMPARE(message.msgtype, u"m.text"_qs);
        QCOMPARE(message.body, u"hello"_qs);
        QCOMPARE(message.size, -1);
        QVERIFY(message.url.isEmpty());
    }
    void readsMedia()
    {
        const auto message =
            readMessage(jsonText("{'msgtype':'m.image','body':'A "
                                 "cat','filename':'cat.png','url':'mxc://x/y','info':{'mimetype':'image/png',"
                                 "'size':1234,'w':640,'h':480.0,'thumbnail_url':'mxc://x/t'}}"));
        QCOMPARE(message.fileName, u"cat.png"_qs);
        QCOMPARE(message.url, u"mxc://x/y"_qs);
        QCOMPARE(message.mimeType, u"image/png"_qs);
        QCOMPARE(message.size, 1234);
        QCOMPARE(message.width, 640);
        QCOMPARE(message.height, 480);
        QCOMPARE(message.thumbnailUrl, u"mxc://x/t"_qs);
        QVERIFY(!MediaAddress::isEncrypted(message.url));
    }
    void readsMediaOf2014()
    {
        const auto message =
            readMessage(jsonText("{'msgtype':'m.video','body':'x.mp4','url':'http://localhost/"
                                 "c','thumbnail_url':'http://localhost/t','info':null}"));
        QCOMPARE(message.fileName, u"x.mp4"_qs);
        QCOMPARE(message.url, u"http://localhost/c"_qs);
        QCOMPARE(message.thumbnailUrl, u"http://localhost/t"_qs);
    }
    void readsEncryptedFilesDurationsAndPlaces()
    {
        const auto file = readMessage(jsonText("{'msgtype':'m.image','file':{'url':'mxc://x/y','v':'v2'},"
                                               "'info':{'thumbnail_file':{'url':'mxc://x/z','v':'v2'}}}"));
        QCOMPARE(MediaAddress::location(file.url), u"mxc://x/y"_qs);
        QCOMPARE(MediaAddress::location(file.thumbnailUrl), u"mxc://x/z"_qs);
        QVERIFY(MediaAddress::isEncrypted(file.url) && MediaAddress::isEncrypted(file.thumbnailUrl));
        QVERIFY(
            readMessage(jsonText("{'msgtype':'m.file','file':{'url':'file:///etc/passwd'}}")).url.isEmpty());
        QCOMPARE(readMessage(jsonText("{'msgtype':'m.audio','info':{'duration':2500}}")).durationMs, 2500);
        QCOMPARE(readMessage(jsonText("{'msgtype':'m.location','geo_uri':'geo:51.5,0.1'}")).geoUri,
                 u"geo:51.5,0.1"_qs);
    }
    void readsVoiceMessages()
    {
        const auto voice = readMessage(jsonText(
            "{'msgtype':'m.audio','url':'mxc://x/y','org.matrix.msc3245.voice':{},"
            "'org.matrix.msc1767.audio':{'duration':7000,'waveform':[0,512,1024,9e9,-1,'x',null]}}"));
        QVERIFY(voice.isVoice);
        QCOMPARE(voice.durationMs, 7000);
        QCOMPARE(voice.waveform, QList<quint16>({0, 512, 1024, 1024, 0, 0, 0}));
        QByteArray many = "{\"org.matrix.msc3245.voice\":true,\"org.matrix.msc1767.audio\":{\"waveform\":[1";
        for (int i = 0; i < 10'000; ++i)
            many += ",1";
        const auto odd = readMessage(many + "]}}");
        QVERIFY(!odd.isVoice);
        QCOMPARE(odd.waveform.size(), MessageContent::MaxWaveform);
        QVERIFY(readMessage(jsonText("{'org.matrix.msc1767.audio':[1],'info':{'xyz.amorgan.blurhash':7}}"))
                    .waveform.isEmpty());
    }
    void readsMembers()
    {
        auto member = readMember(jsonText("{'membership':'join','displayname':'Alice','avatar_url':'mxc://x/"
                                          "y','reason':'r','is_direct':true}"));
        QVERIFY(member.membership == Membership::Join);
        QCOMPARE(member.displayName, u"Alice"_qs);
        QCOMPARE(member.avatarUrl, u"mxc://x/y"_qs);
        QVERIFY(member.isDirect);
        member = readMember(jsonText(
            "{'membership':'ban','displayname':null,'avatar_url':null,'prev':'leave','presence':null}"));
        QVERIFY(member.membership == Membership::Ban);
        QVERIFY(member.displayName.isEmpty());
    }
    void membershipsAreWords()
    {
        for (Membership membership :
             {Membership::Invite, Membership::Join, Membership::Leave, Membership::Ban, Membership::Knock})
            QVERIFY(membershipFromString(toString(membership)) == membership);
        QCOMPARE(toString(Membership::None), QString());
        QVERIFY(membershipFromString(u"JOIN") == Membership::None);
    }
    void dialectsAreWords()
    {
        QVERIFY(dialectFromString(toString(Dialect::V1)) == Dialect::V1);
        QVERIFY(dialectFromString(toString(Dialect::V3)) == Dialect::V3);
        QVERIFY(!dialectFromString(u"auto"));
    }

    void powerLevelsOfToday()
    {
        const auto levels =
            readPowerLevels(jsonText("{'users':{'@a:x':100,'@b:x':'50'},'users_default':5,'events':{'m.room."
                                     "name':60},'state_default':40,'ban':70,'invite':30}"),
                            jsonText("{'room_version':'10'}"), UserId(u"@c:x"_qs));
        QCOMPARE(levels.powerOf(UserId(u"@a:x"_qs)), 100);
        QCOMPARE(levels.powerOf(UserId(u"@b:x"_qs)), 50);
        QCOMPARE(levels.powerOf(UserId(u"@c:x"_qs)), 5);
        QCOMPARE(levels.neededFor(u"m.room.name"_qs, true), 60);
        QCOMPARE(levels.neededFor(u"m.room.topic"_qs, true), 40);
        QCOMPARE(levels.neededFor(u"m.room.message"_qs, false), 0);
        QCOMPARE(levels.ban, 70);
        QCOMPARE(levels.kick, 50);
        QCOMPARE(levels.invite, 30);
    }
    void powerLevelsOf2014()
    {
        const auto levels =
            readPowerLevels(jsonText("{'@example:localhost':10,'default':0}"),
                            jsonText("{'creator':'@example:localhost'}"), UserId(u"@example:localhost"_qs));
        QCOMPARE(levels.powerOf(UserId(u"@example:localhost"_qs)), 10);
        QCOMPARE(levels.powerOf(UserId(u"@other:localhost"_qs)), 0);
        QCOMPARE(levels.kick, 5);
        QCOMPARE(levels.stateDefault, 10);
    }
    void creatorsOfVersion12StandAboveAll()
    {
        const auto levels = readPowerLevels(
            jsonText("{'users':{},'users_default':0}"),
            jsonText("{'room_version':'12','additional_creators':['@b:x',7]}"), UserId(u"@a:x"_qs));
        QCOMPARE(levels.powerOf(UserId(u"@a:x"_qs)), PowerLevels::Creator);
        QCOMPARE(levels.powerOf(UserId(u"@b:x"_qs)), PowerLevels::Creator);
        QCOMPARE(levels.powerOf(UserId(u"@c:x"_qs)), 0);
        QVERIFY(!levels.users.contains(UserId()));
        const auto usurped = readPowerLevels(jsonText("{'users':{'@c:x':9007199254740991}}"),
                                             jsonText("{'room_version':'12'}"), UserId(u"@a:x"_qs));
        QVERIFY(usurped.powerOf(UserId(u"@c:x"_qs)) < PowerLevels::Creator);
    }
    void withoutPowerLevelsTheCreatorHasAll()
    {
        const auto levels = readPowerLevels({}, jsonText("{'room_version':'6'}"), UserId(u"@a:x"_qs));
        QCOMPARE(levels.powerOf(UserId(u"@a:x"_qs)), 100);
        QCOMPARE(levels.powerOf(UserId(u"@b:x"_qs)), 0);
        QCOMPARE(levels.neededFor(u"m.room.topic"_qs, true), 0);
    }

    void survivesEverything_data()
    {
        QTest::addColumn<QByteArray>("value");
        for (const char *value : {"null", "7", "-7", "1e999", "1e308", "-1e308", "true", "\"x\"",
                                  "\"\\ud800\"", "[]", "[null,{}]", "{}", "{\"a\":{\"url\":7}}"})
            QTest::newRow(value) << QByteArray(value);
    }
    void survivesEverything()
    {
        QFETCH(QByteArray, value);
        QByteArray content = "{";
        for (const char *field : {"msgtype",
                                  "body",
                                  "url",
                                  "filename",
                                  "info",
                                  "file",
                                  "thumbnail_url",
                                  "geo_uri",
                                  "membership",
                                  "displayname",
                                  "avatar_url",
                                  "reason",
                                  "is_direct",
                                  "users",
                                  "events",
                                  "users_default",
                                  "events_default",
                                  "ban",
                                  "default",
                                  "@a:x",
                                  "room_version",
                                  "additional_creators",
                                  "name"})
            content += QByteArray("\"") + field + "\":" + value + ",";
        content += "\"last\":0}";
        for (const QByteArray &text : QList<QByteArray>{content, value, QByteArray(), QByteArray("{"),
                                                        "{\"info\":{\"size\":" + value + ",\"w\":" + value +
                                                            ",\"duration\":" + value + "}}"}) {
            const auto message = readMessage(text);
            QVERIFY(message.size >= -1 && message.width >= 0 && message.durationMs >= -1);
            (void)readMember(text);
            (void)readPowerLevels(text, text, UserId(u"@a:x"_qs));
            (void)readString(text, "name");
        }
    }
    void readsStrings()
    {
        QCOMPARE(readString(jsonText("{'name':'N'}"), "name"), u"N"_qs);
        QCOMPARE(readString(jsonText("{'name':null}"), "name"), QString());
        QCOMPARE(readString({}, "name"), QString());
        QCOMPARE(readStrings(jsonText("{'pinned':['$a',1,null,'$b']}"), "pinned"),
                 QStringList({u"$a"_qs, u"$b"_qs}));
        QCOMPARE(readStrings(jsonText("{'pinned':'$a'}"), "pinned"), QStringList());
    }
};

QTEST_GUILESS_MAIN(TestContent)
#include "tst_content.moc"
