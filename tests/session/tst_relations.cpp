// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/relations.h"

#include "reducertesting.h"
#include "support/json.h"

#include <QRandomGenerator>

#include <algorithm>

using namespace linnet;
using namespace linnet::testing;
using linnet::test::jsonText;

namespace {

const UserId Carol(QStringLiteral("@carol:x"));

/// "key count own" of each.
QStringList words(const QList<Reaction> &reactions)
{
    QStringList result;
    for (const Reaction &reaction : reactions) {
        result << QStringLiteral("%1 %2 %3")
                      .arg(reaction.key, QString::number(reaction.count),
                           reaction.isOwn() ? s("own") : s("-"));
    }
    return result;
}

/// "votes votes … of voters".
QString words(const Poll &poll)
{
    QString result;
    for (const Poll::Answer &answer : poll.answers)
        result += QString::number(answer.votes) + (answer.isOwn ? u'*' : u' ');
    return result + s("of ") + QString::number(poll.voters) + (poll.isEnded ? s(" ended") : QString());
}

QString words(const TimelineItem &row)
{
    QString result = row.key + u' ' + row.text + (row.isEdited ? s(" (edited)") : QString());
    if (row.reply)
        result += s(" to ") + row.reply->event.toString() + u' ' + row.reply->sender.toString() + u' ' +
                  (row.reply->isKnown ? row.reply->text : s("?"));
    result += u' ' + words(row.reactions).join(u',');
    if (row.poll)
        result += u' ' + words(*row.poll);
    return result;
}

QStringList words(const QList<TimelineItem> &rows)
{
    QStringList result;
    for (const TimelineItem &row : rows)
        result << words(row);
    return result;
}

/// What rows must come out, from all events at once and by nothing but the rules.
class Naive
{
public:
    explicit Naive(const QList<StoredEvent> &events) : m_events(events) {}

    QStringList rows() const
    {
        QStringList result;
        for (const StoredEvent &stored : m_events) {
            if (isRow(stored))
                result << words(rowOf(stored));
        }
        return result;
    }

private:
    static Relation relationOf(const StoredEvent &stored) { return readRelation(stored.event); }
    static bool isRow(const StoredEvent &stored)
    {
        const Relation relation = relationOf(stored);
        return relation.kind == Relation::Kind::None &&
               (stored.event.type == s("m.room.message") || stored.event.type == s("m.poll.start"));
    }
    TimelineItem rowOf(const StoredEvent &stored) const
    {
        TimelineItem row;
        row.key = stored.event.id.toString();
        row.text = textOf(stored, row.isEdited);
        const EventId answered = relationOf(stored).replyTo;
        if (!answered.isEmpty())
            row.reply = replyTo(answered);
        if (stored.event.isRedacted)
            return row;
        row.reactions = reactionsTo(stored.event.id);
        if (stored.event.type == s("m.poll.start"))
            row.poll = pollOf(stored);
        return row;
    }
    QString textOf(const StoredEvent &stored, bool &isEdited) const
    {
        if (stored.event.isRedacted)
            return s("Message deleted");
        if (stored.event.type == s("m.poll.start"))
            return s("which?");
        QByteArray content = stored.event.content;
        std::pair<qint64, EventId> newest;
        for (const StoredEvent &other : m_events) {
            const Relation relation = relationOf(other);
            const std::pair age(other.event.ts, other.event.id);
            if (relation.kind == Relation::Kind::Edit && relation.target == stored.event.id &&
                other.event.sender == stored.event.sender && newest < age) {
                newest = age;
                content = relation.newContent;
                isEdited = true;
            }
        }
        return readString(content, "body");
    }
    std::shared_ptr<const RepliedTo> replyTo(const EventId &event) const
    {
        auto reply = std::make_shared<RepliedTo>();
        reply->event = event;
        for (const StoredEvent &stored : m_events) {
            if (stored.event.id != event || !isRow(stored))
                continue;
            bool isEdited = false;
            reply->isKnown = true;
            reply->sender = stored.event.sender;
            reply->text = stored.event.isRedacted ? QString() : textOf(stored, isEdited);
        }
        return reply;
    }
    QList<Reaction> reactionsTo(const EventId &event) const
    {
        QList<std::pair<std::pair<qint64, EventId>, StoredEvent>> all;
        for (const StoredEvent &stored : m_events) {
            const Relation relation = relationOf(stored);
            if (relation.kind == Relation::Kind::Reaction && relation.target == event)
                all.append({{stored.event.ts, stored.event.id}, stored});
        }
        std::sort(all.begin(), all.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
        QList<Reaction> reactions;
        QSet<QString> seen;
        for (const auto &[age, stored] : all) {
            const QString key = relationOf(stored).key;
            const QString who = key + stored.event.sender.toString();
            if (seen.contains(who))
                continue;
            seen.insert(who);
            auto it = std::find_if(reactions.begin(), reactions.end(),
                                   [&](const Reaction &reaction) { return reaction.key == key; });
            if (it == reactions.end())
                it = reactions.insert(reactions.end(), Reaction{key, {}, 0, {}, {}, {}});
            ++it->count;
            if (stored.event.sender == Me)
                it->own = stored.event.id;
        }
        std::stable_sort(reactions.begin(), reactions.end(),
                         [](const Reaction &a, const Reaction &b) { return a.count > b.count; });
        return reactions;
    }
    std::shared_ptr<const Poll> pollOf(const StoredEvent &start) const
    {
        auto poll = std::make_shared<Poll>();
        poll->answers = {{s("a"), s("A"), 0, false}, {s("b"), s("B"), 0, false}};
        std::optional<qint64> end;
        for (const StoredEvent &stored : m_events) {
            const Relation relation = relationOf(stored);
            if (relation.target == start.event.id && stored.event.type == s("m.poll.end") &&
                stored.event.sender == start.event.sender && (!end || stored.event.ts < *end))
                end = stored.event.ts;
        }
        QMap<QString, std::pair<std::pair<qint64, EventId>, QByteArray>> votes;
        for (const StoredEvent &stored : m_events) {
            const std::pair age(stored.event.ts, stored.event.id);
            if (relationOf(stored).target != start.event.id || stored.event.type != s("m.poll.response") ||
                (end && stored.event.ts > *end))
                continue;
            auto &newest = votes[stored.event.sender.toString()];
            if (newest.first < age)
                newest = {age, stored.event.content};
        }
        for (auto it = votes.cbegin(); it != votes.cend(); ++it) {
            for (Poll::Answer &answer : poll->answers) {
                const QString chosen = s("[\"") + answer.id + s("\"]");
                if (!it->second.contains(chosen.toUtf8()))
                    continue;
                ++answer.votes;
                ++poll->voters;
                answer.isOwn = answer.isOwn || it.key() == Me.toString();
            }
        }
        poll->isEnded = end.has_value();
        return poll;
    }

    QList<StoredEvent> m_events;
};

}

class TestRelations : public QObject
{
    Q_OBJECT

    TimelineReducer m_reducer{Me, QTimeZone::utc()};

    const TimelineItem &row(int at) const { return m_reducer.items().at(at); }

private Q_SLOTS:
    void init() { m_reducer = TimelineReducer(Me, QTimeZone::utc()); }

    void reactionsAreCounted()
    {
        m_reducer.reset(window({text(s("$1"), Bob, Noon)}), {}, {});
        m_reducer.append({reaction(s("$r1"), Bob, Noon + 1, s("$1"), s("A")),
                          reaction(s("$r2"), Bob, Noon + 2, s("$1"), s("B")),
                          reaction(s("$r3"), Carol, Noon + 3, s("$1"), s("B")),
                          reaction(s("$r4"), Carol, Noon + 4, s("$1"), s("B")), // says it twice
                          reaction(s("$r5"), Me, Noon + 5, s("$1"), s("C"))});
        QCOMPARE(words(row(0).reactions), QStringList({s("B 2 -"), s("A 1 -"), s("C 1 own")}));
        QCOMPARE(row(0).reactions.at(0).names, QStringList({s("@bob:x"), s("@carol:x")}));
        QCOMPARE(row(0).reactions.at(2).own, EventId(s("$r5")));
        m_reducer.change({redacted(reaction(s("$r2"), Bob, Noon + 2, s("$1"), s("B"))),
                          redacted(reaction(s("$r5"), Me, Noon + 5, s("$1"), s("C")))});
        QCOMPARE(words(row(0).reactions), QStringList({s("A 1 -"), s("B 1 -")}));
        m_reducer.change({redacted(text(s("$1"), Bob, Noon))});
        QVERIFY(row(0).reactions.isEmpty());
    }
    void customEmojiHaveAShortcode_data()
    {
        QTest::addColumn<QString>("field");
        QTest::newRow("shortcode") << s("shortcode");
        QTest::newRow("Beeper's") << s("com.beeper.reaction.shortcode");
    }
    void customEmojiHaveAShortcode()
    {
        QFETCH(QString, field);
        StoredEvent stored = reaction(s("$r"), Bob, Noon, s("$1"), s("mxc://x/y"));
        stored.event.content.insert(1, "\"" + field.toUtf8() + "\":\":cat:\",");
        m_reducer.reset(window({text(s("$1"), Bob, Noon), stored}), {}, {});
        QCOMPARE(row(0).reactions.size(), 1);
        QCOMPARE(row(0).reactions.at(0).key, s("mxc://x/y"));
        QCOMPARE(row(0).reactions.at(0).shortcode, s(":cat:"));
    }
    void whatIsNoReactionIsNone_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("no key") << QByteArray(
            jsonText("{'m.relates_to':{'rel_type':'m.annotation','event_id':'$1'}}"));
        QTest::newRow("key is a number")
            << jsonText("{'m.relates_to':{'rel_type':'m.annotation','event_id':'$1','key':5}}");
        QTest::newRow("of nothing") << QByteArray(
            jsonText("{'m.relates_to':{'rel_type':'m.annotation','key':'a'}}"));
        QTest::newRow("no object") << jsonText("{'m.relates_to':['m.annotation','$1']}");
        QTest::newRow("another relation")
            << jsonText("{'m.relates_to':{'rel_type':'m.reference','event_id':'$1','key':'a'}}");
        QTest::newRow("damaged") << QByteArray("{\"m.relates_to\":{\"rel_type\":\"m.annotation\",\"event_");
    }
    void whatIsNoReactionIsNone()
    {
        QFETCH(QByteArray, content);
        m_reducer.reset(
            window({text(s("$1"), Bob, Noon), ofType(message(s("$2"), Bob, Noon, content), "m.reaction")}),
            {}, {});
        QCOMPARE(m_reducer.items().size(), 1);
        QVERIFY(row(0).reactions.isEmpty());
    }
    void manyReactions()
    {
        QList<StoredEvent> events{text(s("$1"), Bob, Noon)};
        for (int i = 0; i < 500; ++i)
            events << reaction(s("$r") + QString::number(i), UserId(s("@u%1:x").arg(i)), Noon + i, s("$1"),
                               s("A"));
        m_reducer.reset(window(events), {}, {});
        QCOMPARE(row(0).reactions.size(), 1);
        QCOMPARE(row(0).reactions.at(0).count, 500);
        QCOMPARE(row(0).reactions.at(0).names.size(), 20);
        // A page of them is one change of one row.
        m_reducer.reset(window({text(s("$1"), Bob, Noon)}), {}, {});
        QCOMPARE(m_reducer.append(events.mid(1)).steps.size(), 1);
    }
    void ownReactionsCountAtOnce()
    {
        m_reducer.reset(window({text(s("$1"), Bob, Noon)}), {}, {});
        const StoredEvent mine = reaction(s("$r"), Me, Noon + 1, s("$1"), s("A"));
        OutboxItem item = unsentOf(mine, s("t1"));
        m_reducer.putOutbox(item);
        QCOMPARE(m_reducer.items().size(), 1);
        QCOMPARE(row(0).reactions.at(0).ownKey, s("t1"));
        item.sentAs = EventId(s("$r"));
        m_reducer.putOutbox(item);
        QCOMPARE(words(row(0).reactions), QStringList{s("A 1 own")});
        m_reducer.append({mine});
        m_reducer.removeOutbox(item.txn);
        QCOMPARE(words(row(0).reactions), QStringList{s("A 1 own")});
        QCOMPARE(row(0).reactions.at(0).own, EventId(s("$r")));
        QVERIFY(row(0).reactions.at(0).ownKey.isEmpty());
        // It is taken back, also before the server knows.
        OutboxItem redaction;
        redaction.txn = TxnId(s("t2"));
        redaction.type = s("m.room.redaction");
        redaction.content = jsonText("{'redacts':'$r'}");
        m_reducer.putOutbox(redaction);
        QVERIFY(row(0).reactions.isEmpty());
        redaction.state = OutboxItem::State::Failed;
        m_reducer.putOutbox(redaction);
        QCOMPARE(words(row(0).reactions), QStringList{s("A 1 own")});
    }
    void aRefusedReactionDoesNotCount()
    {
        m_reducer.reset(window({text(s("$1"), Bob, Noon)}), {}, {});
        OutboxItem item = unsentOf(reaction(s("$r"), Me, Noon + 1, s("$1"), s("A")), s("t1"));
        m_reducer.putOutbox(item);
        item.state = OutboxItem::State::Failed;
        m_reducer.putOutbox(item);
        QVERIFY(row(0).reactions.isEmpty());
        QCOMPARE(m_reducer.items().size(), 1);
        item.state = OutboxItem::State::Waiting;
        m_reducer.putOutbox(item);
        QCOMPARE(row(0).reactions.size(), 1);
        m_reducer.removeOutbox(item.txn);
        QVERIFY(row(0).reactions.isEmpty());
    }
    void anOwnEditShowsAtOnceAndARefusedOneBelow()
    {
        m_reducer.reset(window({text(s("$1"), Me, Noon, "one")}), {}, {});
        OutboxItem item = unsentOf(edit(s("$e"), Me, Noon + 1, s("$1"), "two"), s("t1"));
        m_reducer.putOutbox(item);
        QCOMPARE(texts(m_reducer), QStringList{s("two")});
        QVERIFY(row(0).isEdited);
        item.state = OutboxItem::State::Failed;
        m_reducer.putOutbox(item);
        QCOMPARE(texts(m_reducer), QStringList({s("one"), s("two")}));
        QVERIFY(row(1).state == TimelineItem::State::Failed);
        item.state = OutboxItem::State::Waiting;
        m_reducer.putOutbox(item);
        QCOMPARE(texts(m_reducer), QStringList{s("two")});
    }
    void editsAreMarkedWithTheirTime()
    {
        StoredEvent html = edit(s("$e"), Bob, Noon + 9, s("$1"), "new");
        html.event.content.replace(
            "\"m.new_content\":{",
            "\"m.new_content\":{\"format\":\"org.matrix.custom.html\",\"formatted_body\":\"<b>new</b>\",");
        m_reducer.reset(window({text(s("$1"), Bob, Noon), html}), {}, {});
        QVERIFY(row(0).isEdited);
        QCOMPARE(row(0).editedTs, Noon + 9);
        QCOMPARE(row(0).html, s("<b>new</b>"));
        m_reducer.change({redacted(html)});
        QVERIFY(!row(0).isEdited);
        QCOMPARE(row(0).editedTs, 0);
        QCOMPARE(row(0).html, QString());
    }

    void repliesQuoteWhatTheyAnswer()
    {
        m_reducer.reset(window({text(s("$1"), Bob, Noon, "one"), reply(s("$2"), Carol, Noon + 1, s("$1"))}),
                        {}, {});
        QCOMPARE(words(row(1)), s("$2 yes to $1 @bob:x one "));
        m_reducer.append({edit(s("$e"), Bob, Noon + 2, s("$1"), "new")});
        QCOMPARE(row(1).reply->text, s("new"));
        m_reducer.change({redacted(text(s("$1"), Bob, Noon, "one"))});
        QVERIFY(row(1).reply->isKnown);
        QVERIFY(row(1).reply->isRedacted);
        QCOMPARE(row(1).reply->text, QString());
    }
    void aReplyWaitsForWhatItAnswers()
    {
        m_reducer.reset(window({reply(s("$2"), Carol, Noon + 1, s("$1"))}), {}, {});
        QVERIFY(!row(0).reply->isKnown);
        QCOMPARE(row(0).reply->event, EventId(s("$1")));
        m_reducer.take(Related{{}, {text(s("$1"), Bob, Noon, "elsewhere")}, {}});
        QCOMPARE(row(0).reply->text, s("elsewhere"));
        QCOMPARE(m_reducer.items().size(), 1);
        m_reducer.prepend({text(s("$1"), Bob, Noon, "here")});
        QCOMPARE(row(1).reply->text, s("here"));
    }
    void theQuotationOfOldIsStripped()
    {
        StoredEvent stored = reply(s("$2"), Bob, Noon, s("$1"), s("> <@me:x> one\\n> two\\n\\nyes"));
        stored.event.content.insert(1, "\"format\":\"org.matrix.custom.html\",\"formatted_body\":"
                                       "\"<mx-reply><blockquote>one</blockquote></mx-reply><i>yes</i>\",");
        m_reducer.reset(window({stored}), {}, {});
        QCOMPARE(row(0).text, s("yes"));
        QCOMPARE(row(0).html, s("<i>yes</i>"));
    }
    void loopsEnd()
    {
        m_reducer.reset(
            window({reply(s("$1"), Bob, Noon, s("$2"), s("a")), reply(s("$2"), Bob, Noon, s("$1"), s("b")),
                    reply(s("$3"), Bob, Noon, s("$3"), s("c")), edit(s("$4"), Bob, Noon, s("$5"), "d"),
                    edit(s("$5"), Bob, Noon, s("$4"), "e"), edit(s("$6"), Bob, Noon, s("$6"), "f"),
                    inThread(s("$7"), Bob, Noon, s("$7")), inThread(s("$8"), Bob, Noon, s("$9")),
                    inThread(s("$9"), Bob, Noon, s("$8")), reaction(s("$10"), Bob, Noon, s("$10"), s("x"))}),
            {}, {});
        m_reducer.change({redacted(reply(s("$1"), Bob, Noon, s("$2"), s("a")))});
        QCOMPARE(texts(m_reducer), QStringList({s("Message deleted"), s("b"), s("c"), s("aside")}));
        QVERIFY(!row(2).reply);
    }

    void threadsAreApart()
    {
        const QList<StoredEvent> events{text(s("$1"), Bob, Noon, "root"), text(s("$2"), Bob, Noon, "other"),
                                        inThread(s("$3"), Carol, Noon + 1, s("$1")),
                                        reply(s("$4"), Bob, Noon + 2, s("$3"))};
        HistoryWindow page = window(events);
        page.related.threads = {{EventId(s("$1")), 1, events.at(2), 0, false}};
        m_reducer.reset(page, {}, {});
        QCOMPARE(texts(m_reducer), QStringList({s("root"), s("other"), s("yes")}));
        QCOMPARE(row(0).thread->count, 1);
        QCOMPARE(row(0).thread->sender, Carol);
        QCOMPARE(row(0).thread->text, s("aside"));
        QVERIFY(!row(1).thread);
        QCOMPARE(row(2).reply->text, s("aside"));
        m_reducer.take(Related{{}, {}, {{EventId(s("$1")), 0, {}}}});
        QVERIFY(!row(0).thread);

        TimelineReducer thread(Me, QTimeZone::utc(), EventId(s("$1")));
        thread.reset(page, {}, {});
        thread.append({text(s("$5"), Bob, Noon + 3), inThread(s("$6"), Bob, Noon + 4, s("$1"), s("more"))});
        QCOMPARE(texts(thread), QStringList({s("root"), s("aside"), s("more")}));
        QCOMPARE(thread.items().at(1).threadRoot, EventId(s("$1")));
        QVERIFY(!thread.items().at(1).reply); // for those who know no threads
        // What one writes into it is shown there alone.
        const OutboxItem mine = unsentOf(inThread(s("$7"), Me, Noon + 5, s("$1"), s("mine")), s("t1"));
        QVERIFY(m_reducer.putOutbox(mine).isEmpty());
        thread.putOutbox(mine);
        thread.putOutbox(unsent(s("t2"), Noon + 6));
        QCOMPARE(texts(thread), QStringList({s("root"), s("aside"), s("more"), s("mine")}));
        StoredEvent gone = redacted(events.at(2));
        gone.event.content = R"({"m.relates_to":{"rel_type":"m.thread","event_id":"$1"}})";
        thread.change({gone});
        QCOMPARE(texts(thread).at(1), s("Message deleted"));
    }

    /// There is no implied meaning behind a reference.
    void whatOnlyRefersIsARow()
    {
        const char *const content =
            "{'msgtype':'m.text','body':'%2','m.relates_to':{'rel_type':'m.reference','event_id':'%1'}}";
        m_reducer.reset(
            window({poll(s("$1"), Bob, Noon),
                    related("m.room.message", s("$2"), Bob, Noon, content, s("$1"), s("see there")),
                    vote(s("$3"), Bob, Noon, s("$1"), s("a"))}),
            {}, {});
        QCOMPARE(texts(m_reducer), QStringList({s("which?"), s("see there")}));
        QCOMPARE(row(0).poll->voters, 1);
        m_reducer.putOutbox(
            unsentOf(related("m.room.message", s("$4"), Me, Noon, content, s("$1"), s("mine")), s("t1")));
        QCOMPARE(texts(m_reducer).last(), s("mine"));
    }

    void polls()
    {
        m_reducer.reset(window({poll(s("$1"), Bob, Noon)}), {}, {});
        QVERIFY(row(0).kind == TimelineItem::Kind::Poll);
        QCOMPARE(row(0).text, s("which?"));
        QCOMPARE(words(*row(0).poll), s("0 0 of 0"));
        m_reducer.append({vote(s("$2"), Bob, Noon + 1, s("$1"), s("a")),
                          vote(s("$3"), Carol, Noon + 2, s("$1"), s("a")),
                          vote(s("$4"), Carol, Noon + 5, s("$1"), s("b")),
                          vote(s("$5"), Bob, Noon + 3, s("$1"), s("none"))});
        QCOMPARE(words(*row(0).poll), s("0 1 of 1"));
        m_reducer.putOutbox(unsentOf(vote(s("$6"), Me, Noon, s("$1"), s("b")), s("t1")));
        QCOMPARE(words(*row(0).poll), s("0 2*of 2"));
        // Who changes their mind at once means the last.
        m_reducer.putOutbox(unsentOf(vote({}, Me, Noon + 1, s("$1"), s("a")), s("t2")));
        QCOMPARE(words(*row(0).poll), s("1*1 of 2"));
        m_reducer.removeOutbox(TxnId(s("t2")));
        m_reducer.removeOutbox(TxnId(s("t1")));
        // Not everybody may end it.
        m_reducer.append({pollEnd(s("$7"), Carol, Noon, s("$1"))});
        QVERIFY(!row(0).poll->isEnded);
        m_reducer.append({pollEnd(s("$8"), Bob, Noon + 4, s("$1"))});
        QCOMPARE(words(*row(0).poll), s("1 0 of 1 ended")); // what came later does not count
        m_reducer.change({redacted(pollEnd(s("$8"), Bob, Noon + 4, s("$1")))});
        QCOMPARE(words(*row(0).poll), s("0 1 of 1"));
        m_reducer.change({redacted(vote(s("$4"), Carol, Noon + 5, s("$1"), s("b")))});
        QCOMPARE(words(*row(0).poll), s("1 0 of 1"));
    }
    void moderatorsEndPolls()
    {
        PowerLevels powers;
        powers.users.insert(Carol, 50);
        m_reducer.setPowers(powers);
        m_reducer.reset(window({poll(s("$1"), Bob, Noon), pollEnd(s("$2"), Carol, Noon + 1, s("$1"))}), {},
                        {});
        QVERIFY(row(0).poll->isEnded);
    }
    void pollsOfAnySize_data()
    {
        QTest::addColumn<int>("count");
        QTest::newRow("none") << 0;
        QTest::newRow("many") << 200;
    }
    void pollsOfAnySize()
    {
        QFETCH(int, count);
        QByteArrayList answers;
        for (int i = 0; i < count; ++i)
            answers << "{\"id\":\"" + QByteArray::number(i) + "\",\"org.matrix.msc1767.text\":\"x\"}";
        const QByteArray content =
            "{\"org.matrix.msc3381.poll.start\":{\"max_selections\":1e9,\"answers\":[" + answers.join(',') +
            "]}}";
        const StoredEvent start =
            ofType(message(s("$1"), Bob, Noon, content), "org.matrix.msc3381.poll.start");
        const StoredEvent response = related("org.matrix.msc3381.poll.response", s("$2"), Me, Noon,
                                             "{'m.relates_to':{'rel_type':'m.reference','event_id':'%1'},"
                                             "'org.matrix.msc3381.poll.response':{'answers':['0','0','1']}}",
                                             s("$1"));
        m_reducer.reset(window({start, response, vote(s("$3"), Bob, Noon, s("$1"), s("150"))}), {}, {});
        QCOMPARE(row(0).poll->answers.size(), std::min(count, 20));
        QCOMPARE(row(0).poll->voters, count > 0 ? 1 : 0);
        if (count > 0)
            QCOMPARE(row(0).poll->answers.at(1).votes, 1);
    }

    /// Whatever order events come in and wherever pages end, the rows are those of the rules.
    void anyOrderGivesTheSameRows_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 40; ++seed)
            QTest::addRow("%u", seed) << seed;
    }
    void anyOrderGivesTheSameRows()
    {
        QFETCH(quint32, seed);
        QRandomGenerator random(seed);
        const QList<UserId> people{Me, Bob, Carol};
        QList<StoredEvent> events;
        constexpr int Count = 60;
        for (int i = 0; i < Count; ++i) {
            const QString id = s("$") + QString::number(i);
            const QString other = s("$") + QString::number(random.bounded(Count));
            const UserId sender = people.at(random.bounded(3));
            const qint64 ts = Noon + random.bounded(20);
            const QString choice = random.bounded(2) ? s("a") : s("b");
            switch (random.bounded(9)) {
            case 0:
                events << edit(id, sender, ts, other, "edit" + QByteArray::number(i));
                break;
            case 1:
            case 2:
                events << reaction(id, sender, ts, other, choice);
                break;
            case 3:
                events << reply(id, sender, ts, other, s("reply") + id);
                break;
            case 4:
                events << poll(id, sender, ts);
                break;
            case 5:
                events << vote(id, sender, ts, other, choice);
                break;
            case 6:
                events << (random.bounded(3) ? vote(id, sender, ts, other, choice)
                                             : pollEnd(id, sender, ts, other));
                break;
            default:
                events << text(id, sender, ts, QByteArray::number(i));
            }
            events.last().seq = 1000 + i;
        }
        int first = random.bounded(Count);
        int last = first + random.bounded(Count - first);
        QList<TimelineItem> rows;
        apply(rows, m_reducer.reset(window(events.mid(first, last - first)), {}, {}));
        QSet<int> gone;
        while (first > 0 || last < Count) {
            const int size = 1 + random.bounded(8);
            switch (random.bounded(4)) {
            case 0: {
                const int from = std::max(0, first - size);
                apply(rows, m_reducer.prepend(events.mid(from, first - from)));
                first = from;
                break;
            }
            case 1:
                apply(rows, m_reducer.append(events.mid(last, size)));
                last = std::min(Count, last + size);
                break;
            case 2: {
                // What lies elsewhere may be known before it comes.
                const StoredEvent &some = events.at(random.bounded(Count));
                apply(rows, m_reducer.take(Related{{some}, {some}, {}}));
                break;
            }
            default: {
                // Of what relates to others nothing is left to be hidden by, so only messages are redacted
                // before they come.
                const int victim = random.bounded(Count);
                StoredEvent &stored = events[victim];
                const bool isHere = victim >= first && victim < last;
                if (random.bounded(4) || (!isHere && readRelation(stored.event).kind != Relation::Kind::None))
                    break;
                gone.insert(victim);
                const bool wasRelation = readRelation(stored.event).kind != Relation::Kind::None;
                stored = redacted(stored);
                if (wasRelation)
                    stored.event.type = s("m.gone");
                apply(rows, m_reducer.change({stored}));
            }
            }
            if (QTest::currentTestFailed())
                return;
            QVERIFY(rows == m_reducer.items());
        }
        QCOMPARE(words(rows).join(u'\n'), Naive(events).rows().join(u'\n'));
    }
    void whatIsOfNoThreadIsSeenInTheRoom()
    {
        const auto seqOf = [](StoredEvent stored, Seq seq) {
            stored.seq = seq;
            return stored;
        };
        const QList<StoredEvent> said{seqOf(text(s("$1"), Bob, Noon), 1),
                                      seqOf(inThread(s("$2"), Bob, Noon + 1, s("$0"), s("stray")), 2),
                                      seqOf(reply(s("$3"), Bob, Noon + 2, s("$2"), s("answer")), 3)};
        StoredEvent stray = said.at(1);
        stray.event.content = withoutThread(stray.event.content);

        TimelineReducer inRoom(Me, QTimeZone::utc());
        inRoom.reset(window(said), {}, {});
        QList<TimelineItem> rows = inRoom.items();
        QCOMPARE(texts(inRoom), QStringList({s("hello"), s("answer")}));
        apply(rows, inRoom.change({stray}));
        QCOMPARE(texts(inRoom), QStringList({s("hello"), s("stray"), s("answer")}));
        QVERIFY(rows == inRoom.items());
        QVERIFY(rows.at(1).threadRoot.isEmpty() && rows.at(1).isStray);
        QCOMPARE(rows.at(1).reply->event, EventId(s("$0")));
        QCOMPARE(rows.at(2).reply->text, s("stray"));

        TimelineReducer thread(Me, QTimeZone::utc(), EventId(s("$0")));
        thread.reset(window({said.at(1)}), {}, {});
        rows = thread.items();
        QCOMPARE(texts(thread), QStringList{s("stray")});
        apply(rows, thread.change({stray}));
        QVERIFY(rows.isEmpty() && thread.items().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestRelations)
#include "tst_relations.moc"
