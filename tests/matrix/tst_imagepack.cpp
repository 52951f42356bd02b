// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/imagepack.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace linnet;

namespace {

QByteArray text(const char *singleQuoted)
{
    return QByteArray(singleQuoted).replace('\'', '"');
}

}

class TestImagePack : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isReadByTheSpecification()
    {
        const ImagePack pack = readImagePack(
            text("{'images':{'wave_cat':{'url':'mxc://e.org/a','body':'a waving cat','info':{'w':128}},"
                 "'yes':{'url':'mxc://e.org/b'}},'pack':{'display_name':'Cats','usage':['emoticon']}}"));
        QCOMPARE(pack.name, u"Cats"_qs);
        QCOMPARE(pack.images.size(), 2);
        const PackImage &cat = pack.images.first();
        QCOMPARE(cat.shortcode, u"wave_cat"_qs);
        QCOMPARE(cat.colonName(), u":wave_cat:"_qs);
        QCOMPARE(cat.body, u"a waving cat"_qs);
        QCOMPARE(cat.info.value(u"w").toInt(), 128);
        QVERIFY(cat.isEmoticon && !cat.isSticker);
        QCOMPARE(pack.images.last().body, u"yes"_qs);
    }
    void usage_data()
    {
        QTest::addColumn<QByteArray>("pack");
        QTest::addColumn<QByteArray>("image");
        QTest::addColumn<bool>("isEmoticon");
        QTest::addColumn<bool>("isSticker");
        QTest::newRow("nothing said") << text("null") << text("null") << true << true;
        QTest::newRow("empty") << text("[]") << text("[]") << true << true;
        QTest::newRow("unknown") << text("['x']") << text("null") << true << true;
        QTest::newRow("pack") << text("['sticker']") << text("null") << false << true;
        QTest::newRow("image") << text("['sticker']") << text("['emoticon']") << true << false;
        QTest::newRow("wrong types") << text("{'sticker':1}") << text("'emoticon'") << true << true;
    }
    void usage()
    {
        QFETCH(QByteArray, pack);
        QFETCH(QByteArray, image);
        const ImagePack read =
            readImagePack(text("{'pack':{'usage':") + pack +
                          text("},'images':{'a':{'url':'mxc://e.org/a','usage':") + image + text("}}}"));
        QTEST(read.images.first().isEmoticon, "isEmoticon");
        QTEST(read.images.first().isSticker, "isSticker");
    }
    void whatIsWrongIsLeftOut_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("{{");
        QTest::newRow("list") << text("[]");
        QTest::newRow("images are a list") << text("{'images':[1,2]}");
        QTest::newRow("image is a number") << text("{'images':{'a':1}}");
        QTest::newRow("no address") << text("{'images':{'a':{}}}");
        QTest::newRow("address is a list") << text("{'images':{'a':{'url':['mxc://e.org/a']}}}");
        QTest::newRow("web") << text("{'images':{'a':{'url':'https://e.org/a.png'}}}");
        QTest::newRow("file") << text("{'images':{'a':{'url':'file:///etc/passwd'}}}");
        QTest::newRow("climbs") << text("{'images':{'a':{'url':'mxc://e.org/../../a'}}}");
        QTest::newRow("no name") << text("{'images':{'':{'url':'mxc://e.org/a'}}}");
        QTest::newRow("colons for a name") << text("{'images':{'::':{'url':'mxc://e.org/a'}}}");
    }
    void whatIsWrongIsLeftOut()
    {
        QFETCH(QByteArray, content);
        QVERIFY(readImagePack(content).images.isEmpty());
    }
    void namesTurnNothingAround()
    {
        const ImagePack pack =
            readImagePack(QString(u"{\"images\":{\"a\u202eb\":{\"url\":\"mxc://e.org/a\",\"body\":"
                                  "\"x\u2066\\ny\"}},\"pack\":{\"display_name\":\"p\u202eq\"}}"_qs)
                              .toUtf8());
        QCOMPARE(pack.images.first().shortcode, u"ab"_qs);
        QCOMPARE(pack.images.first().body, u"x y"_qs);
        QCOMPARE(pack.name, u"pq"_qs);
    }
    void manyImagesHaveALimit()
    {
        QJsonObject images;
        for (int i = 0; i < 10'000; ++i)
            images.insert(u"n%1"_qs.arg(i), QJsonObject{{u"url"_qs, u"mxc://e.org/a%1"_qs.arg(i)},
                                                        {u"body"_qs, QString(400, u'x')}});
        const ImagePack pack =
            readImagePack(QJsonDocument(QJsonObject{{u"images"_qs, images}}).toJson(QJsonDocument::Compact));
        QCOMPARE(pack.images.size(), ImagePack::MostImages);
        QVERIFY(pack.images.first().body.size() <= 300);
    }
    void roomsArePicked()
    {
        const auto rooms =
            readPackRooms(text("{'rooms':{'!a:x':{'':{},'second':{}},'!b:x':{'k':1},'!c:x':[],'!d:x':{}}}"));
        QCOMPARE(rooms.value(RoomId(u"!a:x"_qs)), (QStringList{QString(), u"second"_qs}));
        QCOMPARE(rooms.value(RoomId(u"!b:x"_qs)), QStringList{u"k"_qs});
        QCOMPARE(rooms.size(), 2);
        QVERIFY(readPackRooms(text("{'rooms':7}")).isEmpty());
        QVERIFY(readPackRooms("").isEmpty());
        QJsonObject many;
        for (int i = 0; i < 5'000; ++i)
            many.insert(u"!%1:x"_qs.arg(i), QJsonObject{{u""_qs, QJsonObject()}});
        QCOMPARE(readPackRooms(QJsonDocument(QJsonObject{{u"rooms"_qs, many}}).toJson()).size(),
                 MostPackRooms);
    }
};

QTEST_APPLESS_MAIN(TestImagePack)
#include "tst_imagepack.moc"
