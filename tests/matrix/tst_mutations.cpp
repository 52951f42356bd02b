// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/requests.h"
#include "matrix/syncdialect.h"

#include "support/json.h"

#include <QRandomGenerator>
#include <QTest>

using namespace linnet;
using namespace linnet::test;

namespace {

constexpr qint64 Now = 1'800'000'000'000;

/// How many values a JSON text holds, itself included.
int countOf(const QJsonValue &value)
{
    int count = 1;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &element : array)
        count += countOf(element);
    const QJsonObject object = value.toObject();
    for (const QJsonValue &member : object)
        count += countOf(member);
    return count;
}

/// `value` with its value number `at`, counted as countOf() does, replaced.
QJsonValue replaced(const QJsonValue &value, int &at, const QJsonValue &by)
{
    if (at-- == 0)
        return by;
    if (value.isArray()) {
        QJsonArray array = value.toArray();
        for (qsizetype i = 0; i < array.size() && at >= 0; ++i)
            array[i] = replaced(array.at(i), at, by);
        return array;
    }
    if (value.isObject()) {
        QJsonObject object = value.toObject();
        const QStringList keys = object.keys();
        for (qsizetype i = 0; i < keys.size() && at >= 0; ++i)
            object[keys[i]] = replaced(object.value(keys[i]), at, by);
        return object;
    }
    return value;
}

QByteArray textOf(const QJsonValue &value)
{
    const QByteArray wrapped = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return wrapped.mid(1, wrapped.size() - 2);
}

}

/// What no server sends on purpose: valid replies with a field replaced, cut off or scrambled. Whatever comes
/// out, it is a Result and a sound one.
class TestMutations : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<SyncDialect> m_v1 = makeSyncDialect({Dialect::V1, false}, UserId(u"@me:x"_qs));
    std::unique_ptr<SyncDialect> m_v3 = makeSyncDialect({Dialect::V3, false}, UserId(u"@me:x"_qs));
    std::unique_ptr<SyncDialect> m_sliding = makeSyncDialect({Dialect::Sliding, false}, UserId(u"@me:x"_qs));

    static bool isSound(const Event &event)
    {
        return event.content.startsWith('{') && event.raw.startsWith('{') && event.ts >= 0 &&
               (event.previousContent.isEmpty() || event.previousContent.startsWith('{'));
    }
    static bool isSound(const Result<SyncBatch> &batch)
    {
        if (!batch)
            return batch.error().kind == Error::Kind::BadReply ||
                   batch.error().kind == Error::Kind::Unsupported;
        for (const RoomDelta &room : batch->rooms) {
            if (room.id.isEmpty())
                return false;
            for (const QList<Event> &events : {room.state, room.timeline}) {
                for (const Event &event : events) {
                    if (!isSound(event))
                        return false;
                }
            }
            for (const Event &event : room.timeline) {
                if (event.id.isEmpty())
                    return false;
            }
        }
        return true;
    }
    bool readAll(const QByteArray &text) const
    {
        bool isAllSound = true;
        for (const QByteArray &position : QList<QByteArray>{"", "s1"})
            isAllSound = isAllSound && isSound(m_v1->parse(position, text, Now)) &&
                         isSound(m_v3->parse(position, text, Now)) &&
                         isSound(m_sliding->parse(position, text, Now));
        isAllSound = isAllSound && isSound(m_v1->parseRoom(RoomId(u"!r"_qs), text, Now));
        (void)Requests::readMessages(text, u"t"_qs, Now);
        (void)Requests::readMembers(text, Now);
        (void)Requests::readWellKnown(text);
        (void)Requests::readVersions(text);
        (void)Requests::readLoginFlows(text);
        (void)Requests::readSignedIn(text);
        (void)Requests::readWhoAmI(text);
        (void)Requests::readRoomId(text, {});
        (void)Requests::readAlias(text);
        (void)Requests::readPublicRooms(text);
        (void)Requests::readEventId(text);
        return isAllSound;
    }

private Q_SLOTS:
    void files_data()
    {
        QTest::addColumn<QString>("file");
        for (const char *name :
             {"initialsync2014-limit1.json", "events2014.json", "sync-v3.json", "sync-sliding.json"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void everyFieldOfEveryType_data() { files_data(); }
    void everyFieldOfEveryType()
    {
        QFETCH(QString, file);
        const QJsonValue whole = QJsonDocument::fromJson(testData(file)).object();
        const QList<QJsonValue> others{QJsonValue::Null,
                                       7,
                                       -1.5e300,
                                       u"x"_qs,
                                       QString(QLatin1String("")),
                                       true,
                                       QJsonArray(),
                                       QJsonArray{QJsonValue::Null, QJsonObject()},
                                       QJsonObject(),
                                       QJsonObject{{u"events"_qs, 3}, {u"x"_qs, QJsonValue::Null}}};
        const int count = countOf(whole);
        QVERIFY(count > 50);
        for (int i = 0; i < count; ++i) {
            for (const QJsonValue &other : others) {
                int at = i;
                const QByteArray text = textOf(replaced(whole, at, other));
                QVERIFY2(readAll(text), text.constData());
            }
        }
    }
    void cutOffAnywhere_data() { files_data(); }
    void cutOffAnywhere()
    {
        QFETCH(QString, file);
        const QByteArray text = testData(file).trimmed();
        QVERIFY(isSound(m_v1->parse({}, text, Now)));
        for (qsizetype i = 0; i < text.size(); ++i) {
            const QByteArray cut = text.left(i);
            QVERIFY(!m_v1->parse({}, cut, Now));
            QVERIFY(!m_v3->parse("s1", cut, Now));
            QVERIFY(!Requests::readMessages(cut, {}, Now));
        }
    }
    void scrambledBytes_data() { files_data(); }
    void scrambledBytes()
    {
        QFETCH(QString, file);
        const QByteArray text = testData(file).trimmed();
        QRandomGenerator random(2014);
        const QByteArray alphabet = "{}[]\":,\\ \n0e-nul\x00\xff\xc3";
        for (int round = 0; round < 1000; ++round) {
            QByteArray scrambled = text;
            for (int i = random.bounded(1, 4); i > 0; --i) {
                const qsizetype at = random.bounded(int(scrambled.size()));
                switch (random.bounded(3)) {
                case 0:
                    scrambled[at] = alphabet[random.bounded(int(alphabet.size()))];
                    break;
                case 1:
                    scrambled.remove(at, random.bounded(1, 20));
                    break;
                default:
                    scrambled.insert(at, alphabet[random.bounded(int(alphabet.size()))]);
                }
            }
            QVERIFY2(readAll(scrambled), scrambled.constData());
        }
    }
};

QTEST_GUILESS_MAIN(TestMutations)
#include "tst_mutations.moc"
