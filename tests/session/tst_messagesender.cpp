// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/messagesender.h"

#include "matrix/mediaaddress.h"

#include "sessiontesting.h"

using namespace linnet;
using namespace linnet::testing;

/// What is sent stands in the queue, which has no connection here.
class TestMessageSender : public QObject
{
    Q_OBJECT

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<RoomList> m_rooms;
    std::unique_ptr<SendQueue> m_queue;
    std::unique_ptr<TypingSender> m_typing;
    std::unique_ptr<MessageSender> m_sender;
    QList<TimelineItem> m_rows; ///< of a window onto the room

    void open(Dialect dialect = Dialect::V3)
    {
        m_sender.reset();
        m_typing.reset();
        m_queue.reset();
        m_rows.clear();
        m_bench = std::make_unique<Bench>(dialect);
        m_rooms = std::make_unique<RoomList>();
        m_queue = std::make_unique<SendQueue>(*m_bench->api, *m_bench->store, m_bench->clock);
        m_typing = std::make_unique<TypingSender>(*m_bench->api, me);
        m_sender = std::make_unique<MessageSender>(
            *m_bench->api, *m_rooms, *m_queue, *m_typing, me,
            [this](const RoomId &) { return QList<QList<TimelineItem>>{m_rows}; });
        setRoom({});
    }
    void setRoom(const PowerLevels &levels, Membership membership = Membership::Join,
                 bool isEncrypted = false)
    {
        Room known;
        known.id = room;
        known.membership = membership;
        known.isEncrypted = isEncrypted;
        known.powerLevels = levels;
        m_rooms->load({known});
    }
    TimelineItem &addRow(const QString &key, const UserId &sender = bob, const QString &event = {})
    {
        TimelineItem row;
        row.key = key;
        row.event = EventId(event.isEmpty() ? key : event);
        row.sender = sender;
        row.type = QStringLiteral("m.room.message");
        m_rows << row;
        return m_rows.last();
    }
    TxnId send(const Draft &draft)
    {
        const Result<TxnId> sent = m_sender->send(room, draft);
        if (!sent)
            qFatal("not sent: %d", int(sent.error().kind));
        m_bench->settle();
        return *sent;
    }
    QJsonObject contentOf(const TxnId &txn) const
    {
        return QJsonDocument::fromJson(m_queue->item(txn).value_or(OutboxItem()).content).object();
    }
    QJsonObject relationOf(const TxnId &txn) const { return contentOf(txn)[u"m.relates_to"].toObject(); }
    QString typeOf(const TxnId &txn) const { return m_queue->item(txn).value_or(OutboxItem()).type; }
    static Draft html(const QString &text, const QString &formatted)
    {
        Draft draft = typed(text);
        draft.form = Draft::Form::Html;
        draft.html = formatted;
        return draft;
    }
    static QJsonObject usersOf(const QStringList &users)
    {
        return {{QStringLiteral("user_ids"), QJsonArray::fromStringList(users)}};
    }

private Q_SLOTS:
    void init() { open(); }
    void cleanup()
    {
        QCOMPARE(m_bench->server.unmet(), QStringList());
        m_sender.reset();
        m_typing.reset();
        m_queue.reset();
        m_rooms.reset();
        m_bench.reset();
    }

    void messages_data()
    {
        QTest::addColumn<Draft>("draft");
        QTest::addColumn<QJsonObject>("content");
        QTest::newRow("text") << typed(QStringLiteral("hello"))
                              << json("{'msgtype':'m.text','body':'hello','m.mentions':{}}");
        QTest::newRow("emote") << typed(QStringLiteral("waves"), true)
                               << json("{'msgtype':'m.emote','body':'waves','m.mentions':{}}");
        Draft plain = typed(QStringLiteral("**not bold**"));
        plain.form = Draft::Form::Plain;
        QTest::newRow("plain") << plain << json("{'msgtype':'m.text','body':'**not bold**','m.mentions':{}}");
        QTest::newRow("HTML") << html(QStringLiteral("x"), QStringLiteral("<b>x</b>"))
                              << json("{'msgtype':'m.text','body':'x','m.mentions':{},"
                                      "'format':'org.matrix.custom.html','formatted_body':'<b>x</b>'}");
        Draft room = plain;
        room.text = QStringLiteral("@room");
        room.mentionsRoom = true;
        QTest::newRow("the room") << room
                                  << json("{'msgtype':'m.text','body':'@room','m.mentions':{'room':true}}");
        Draft pills = html(QStringLiteral("Bob"), QStringLiteral("Bob"));
        pills.mentions = {bob, me, bob};
        QTest::newRow("people, each once, but not oneself")
            << pills
            << json("{'msgtype':'m.text','body':'Bob','m.mentions':{'user_ids':['@bob:x']},"
                    "'format':'org.matrix.custom.html','formatted_body':'Bob'}");
    }
    void messages()
    {
        QFETCH(Draft, draft);
        QFETCH(QJsonObject, content);
        const TxnId txn = send(draft);
        QCOMPARE(typeOf(txn), QStringLiteral("m.room.message"));
        QCOMPARE(contentOf(txn), content);
    }
    void markdown()
    {
        const QJsonObject content = contentOf(send(typed(QStringLiteral("**x**"))));
        QCOMPARE(content[u"body"].toString(), QStringLiteral("**x**"));
        QCOMPARE(content[u"format"].toString(), QStringLiteral("org.matrix.custom.html"));
        QVERIFY(content[u"formatted_body"].toString().contains(QLatin1String("<strong>x</strong>")));
    }
    void thePlainTextNamesPeopleWithoutTheirLinks()
    {
        Draft draft = typed(QStringLiteral("[B\\_o\\]b](https://matrix.to/#/@bob:x): see "
                                           "[this](https://matrix.to/#/!r:x/$1) and [that](https://x)"));
        draft.mentions = {bob};
        QCOMPARE(contentOf(send(draft))[u"body"].toString(),
                 QStringLiteral("B_o]b: see [this](https://matrix.to/#/!r:x/$1) and [that](https://x)"));
    }

    void anAnswer()
    {
        addRow(QStringLiteral("$1"));
        Draft draft = typed(QStringLiteral("yes"));
        draft.inReplyTo = QStringLiteral("$1");
        const TxnId txn = send(draft);
        QCOMPARE(contentOf(txn)[u"m.relates_to"],
                 QJsonValue(QJsonObject{{QStringLiteral("m.in_reply_to"),
                                         QJsonObject{{QStringLiteral("event_id"), QStringLiteral("$1")}}}}));
        QCOMPARE(contentOf(txn)[u"body"].toString(), QStringLiteral("yes"));
        QCOMPARE(contentOf(txn)[u"m.mentions"].toObject(), usersOf({QStringLiteral("@bob:x")}));
    }
    void anAnswerToOneselfTellsNobody()
    {
        addRow(QStringLiteral("$1"), me);
        Draft draft = typed(QStringLiteral("yes"));
        draft.inReplyTo = QStringLiteral("$1");
        QCOMPARE(contentOf(send(draft))[u"m.mentions"].toObject(), QJsonObject());
    }
    void anAnswerToARowThatKeepsItsFirstKeyNamesItsEvent()
    {
        addRow(QStringLiteral("linnet-1"), me, QStringLiteral("$1"));
        Draft draft = typed(QStringLiteral("yes"));
        draft.inReplyTo = QStringLiteral("linnet-1");
        QCOMPARE(relationOf(send(draft))[u"m.in_reply_to"][u"event_id"].toString(), QStringLiteral("$1"));
    }
    void anAnswerToSomethingUnsentNamesItsTransaction()
    {
        const TxnId first = send(typed(QStringLiteral("one")));
        Draft draft = typed(QStringLiteral("two"));
        draft.inReplyTo = first.toString();
        QCOMPARE(relationOf(send(draft))[u"m.in_reply_to"][u"event_id"].toString(), first.toString());
    }
    void whatIsNotHereCannotBeAnswered()
    {
        Draft draft = typed(QStringLiteral("two"));
        draft.inReplyTo = QStringLiteral("linnet-gone");
        QCOMPARE(m_sender->send(room, draft).error().kind, Error::Kind::NotFound);
        QCOMPARE(m_queue->count(), 0);
    }

    void threads_data()
    {
        QTest::addColumn<QString>("answered");
        QTest::addColumn<QJsonObject>("relation");
        QTest::newRow("after the newest")
            << QString()
            << json("{'rel_type':'m.thread','event_id':'$root',"
                    "'is_falling_back':true,'m.in_reply_to':{'event_id':'$2'}}");
        QTest::newRow("an answer") << QStringLiteral("$1")
                                   << json("{'rel_type':'m.thread','event_id':'$root',"
                                           "'is_falling_back':false,'m.in_reply_to':{'event_id':'$1'}}");
    }
    void threads()
    {
        QFETCH(QString, answered);
        QFETCH(QJsonObject, relation);
        addRow(QStringLiteral("$root"));
        for (const char *id : {"$1", "$2"})
            addRow(QLatin1String(id)).threadRoot = EventId(QStringLiteral("$root"));
        addRow(QStringLiteral("$3"));
        Draft draft = typed(QStringLiteral("in it"));
        draft.thread = EventId(QStringLiteral("$root"));
        draft.inReplyTo = answered;
        QCOMPARE(relationOf(send(draft)), relation);
        // There is none of something that is in a thread.
        draft.thread = EventId(QStringLiteral("$1"));
        QCOMPARE(relationOf(send(draft)), relation);
    }
    void theFirstInAThreadComesAfterItsRoot()
    {
        Draft draft = typed(QStringLiteral("in it"));
        draft.thread = EventId(QStringLiteral("$root"));
        QCOMPARE(relationOf(send(draft))[u"m.in_reply_to"][u"event_id"].toString(), QStringLiteral("$root"));
    }

    void anEditOfACaptionKeepsTheFile()
    {
        TimelineItem &row = addRow(QStringLiteral("$1"), me);
        row.kind = TimelineItem::Kind::Image;
        const QByteArray before = jsonText(
            "{'msgtype':'m.image','body':'my brid','filename':'a.png','url':'mxc://x/a','info':{'mimetype':"
            "'image/png','size':9,'w':3,'h':2,'thumbnail_url':'mxc://x/b','xyz.amorgan.blurhash':'L0'}}");
        row.media = readMessage(before);
        Draft draft = typed(QStringLiteral("my *bird*"));
        draft.edits = QStringLiteral("$1");
        QVERIFY(!m_sender->send(room, draft)); // it would take the picture's place
        draft.isCaption = true;
        QJsonObject said = contentOf(send(draft))[u"m.new_content"].toObject();
        QCOMPARE(said[u"body"], QStringLiteral("my *bird*"));
        QCOMPARE(said[u"formatted_body"], QStringLiteral("my <em>bird</em>"));
        const QJsonObject was = QJsonDocument::fromJson(before).object();
        for (const char *kept : {"msgtype", "filename", "url", "info"})
            QCOMPARE(said[QLatin1String(kept)], was[QLatin1String(kept)]);
        draft.text.clear();
        said = contentOf(send(draft))[u"m.new_content"].toObject();
        QCOMPARE(said[u"body"], QStringLiteral("a.png"));
        const QJsonObject file = json("{'url':'mxc://x/c','v':'v2','iv':'i','key':{'k':'k'}}");
        m_rows.last().media.edit().url = MediaAddress::of(file);
        said = contentOf(send(draft))[u"m.new_content"].toObject();
        QCOMPARE(said[u"file"], file);
        QVERIFY(!said.contains(u"url"));
        m_rows.clear(); // nobody knows the file any more
        QVERIFY(!m_sender->send(room, draft));
    }
    void anEdit()
    {
        TimelineItem &row = addRow(QStringLiteral("$1"), me);
        row.mentions.users = {UserId(QStringLiteral("@carol:x"))};
        row.reply =
            std::make_shared<RepliedTo>(RepliedTo{EventId(QStringLiteral("$0")), true, false, bob, {}, {}});
        Draft draft = html(QStringLiteral("x"), QStringLiteral("<b>x</b>"));
        draft.edits = QStringLiteral("$1");
        draft.mentions = {UserId(QStringLiteral("@carol:x")), UserId(QStringLiteral("@dave:x"))};
        const QJsonObject content = contentOf(send(draft));
        QCOMPARE(content[u"body"].toString(), QStringLiteral("* x"));
        QCOMPARE(content[u"formatted_body"].toString(), QStringLiteral("* <b>x</b>"));
        QCOMPARE(content[u"m.relates_to"].toObject(),
                 (QJsonObject{{QStringLiteral("rel_type"), QStringLiteral("m.replace")},
                              {QStringLiteral("event_id"), QStringLiteral("$1")}}));
        const QJsonObject now = content[u"m.new_content"].toObject();
        QCOMPARE(now[u"body"].toString(), QStringLiteral("x"));
        QCOMPARE(now[u"formatted_body"].toString(), QStringLiteral("<b>x</b>"));
        QVERIFY(!now.contains(QLatin1String("m.relates_to")));
        const QStringList all{QStringLiteral("@carol:x"), QStringLiteral("@dave:x"),
                              QStringLiteral("@bob:x")};
        QCOMPARE(now[u"m.mentions"].toObject(), usersOf(all));
        // Only they hear of it who were not told before.
        QCOMPARE(content[u"m.mentions"].toObject(), usersOf(all.mid(1)));
    }
    void anEditOfWhatWasNeverTriedChangesWhatWaits()
    {
        addRow(QStringLiteral("$1"));
        Draft draft = typed(QStringLiteral("one"));
        draft.inReplyTo = QStringLiteral("$1");
        const TxnId txn = send(draft);
        Draft edit = typed(QStringLiteral("two"));
        edit.edits = txn.toString();
        QCOMPARE(send(edit), txn);
        QCOMPARE(m_queue->count(), 1);
        QCOMPARE(contentOf(txn)[u"body"].toString(), QStringLiteral("two"));
        QCOMPARE(relationOf(txn)[u"m.in_reply_to"][u"event_id"].toString(), QStringLiteral("$1"));
        QCOMPARE(m_bench->stored().outbox.at(0).content, m_queue->item(txn)->content);
    }
    /// What goes was made of the text as it was.
    void anEditOfWhatIsBeingEncryptedIsSentAfterIt()
    {
        const Promise<QByteArray> encrypting;
        m_queue->setPermit([](const RoomId &) { return SendQueue::Permit::Encrypted; });
        m_queue->setEncrypt(
            [encrypting](const RoomId &, const QString &, const QByteArray &) { return encrypting.task(); });
        m_queue->resume();
        const TxnId txn = send(typed(QStringLiteral("one")));
        QVERIFY(m_queue->isUntried(txn));
        Draft draft = typed(QStringLiteral("two"));
        draft.edits = txn.toString();
        const TxnId edit = send(draft);
        QCOMPARE(m_queue->count(), 2);
        QCOMPARE(contentOf(txn)[u"body"].toString(), QStringLiteral("one"));
        QCOMPARE(relationOf(edit)[u"event_id"].toString(), txn.toString());
    }
    void filesAreNotEditedAsText()
    {
        addRow(QStringLiteral("$1"), me).kind = TimelineItem::Kind::Image;
        Draft draft = typed(QStringLiteral("x"));
        draft.edits = QStringLiteral("$1");
        QCOMPARE(m_sender->send(room, draft).error().kind, Error::Kind::Unsupported);
    }

    void files_data()
    {
        QTest::addColumn<OutgoingFile>("file");
        QTest::addColumn<QString>("caption");
        QTest::addColumn<QJsonObject>("content");
        OutgoingFile file;
        file.bytes = "bytes";
        file.name = QStringLiteral("a.pdf");
        file.mimeType = QStringLiteral("application/pdf");
        QTest::newRow("a file")
            << file << QString()
            << json("{'msgtype':'m.file','body':'a.pdf','filename':'a.pdf','m.mentions':{},"
                    "'info':{'mimetype':'application/pdf','size':5}}");
        QTest::newRow("with a caption")
            << file << QStringLiteral("*read*")
            << json("{'msgtype':'m.file','body':'*read*','filename':'a.pdf','m.mentions':{},"
                    "'format':'org.matrix.custom.html','formatted_body':'<em>read</em>',"
                    "'info':{'mimetype':'application/pdf','size':5}}");
        OutgoingFile picture = file;
        picture.msgtype = QStringLiteral("m.image");
        picture.size = QSize(4, 3);
        picture.blurhash = QStringLiteral("LEHV6n");
        picture.thumbnail = "small";
        picture.thumbnailType = QStringLiteral("image/webp");
        picture.thumbnailSize = QSize(2, 1);
        QTest::newRow("a picture")
            << picture << QStringLiteral(" ")
            << json("{'msgtype':'m.image','body':'a.pdf','filename':'a.pdf','m.mentions':{},"
                    "'info':{'mimetype':'application/pdf','size':5,'w':4,'h':3,"
                    "'xyz.amorgan.blurhash':'LEHV6n',"
                    "'thumbnail_info':{'mimetype':'image/webp','size':5,'w':2,'h':1}}}");
        OutgoingFile voice = file;
        voice.msgtype = QStringLiteral("m.audio");
        voice.durationMs = 1500;
        voice.isVoice = true;
        voice.waveform = {0, 512, 1024};
        QTest::newRow("a voice message")
            << voice << QString()
            << json("{'msgtype':'m.audio','body':'a.pdf','filename':'a.pdf','m.mentions':{},"
                    "'info':{'mimetype':'application/pdf','size':5,'duration':1500},"
                    "'org.matrix.msc3245.voice':{},"
                    "'org.matrix.msc1767.audio':{'duration':1500,'waveform':[0,512,1024]}}");
    }
    void files()
    {
        QFETCH(OutgoingFile, file);
        QFETCH(QString, caption);
        QFETCH(QJsonObject, content);
        const auto sent = m_sender->sendFile(room, file, typed(caption));
        QVERIFY(sent);
        QCOMPARE(typeOf(*sent), QStringLiteral("m.room.message"));
        QJsonObject written = contentOf(*sent);
        written.remove(QStringLiteral("chat.linnet.file")); // is never sent, see TestUploads
        QCOMPARE(written, content);
        m_bench->settle();
        QCOMPARE(await(m_bench->store->outboxBytes(*sent))->file, file.bytes);
        QCOMPARE(await(m_bench->store->outboxBytes(*sent))->thumbnail, file.thumbnail);
    }
    void filesBelongToWhatTheyAnswer()
    {
        addRow(QStringLiteral("$root"));
        addRow(QStringLiteral("$1")).threadRoot = EventId(QStringLiteral("$root"));
        OutgoingFile file;
        file.bytes = "x";
        Draft draft;
        draft.thread = EventId(QStringLiteral("$root"));
        draft.inReplyTo = QStringLiteral("$1");
        const auto sent = m_sender->sendFile(room, file, draft);
        QVERIFY(sent);
        QCOMPARE(relationOf(*sent), json("{'rel_type':'m.thread','event_id':'$root',"
                                         "'is_falling_back':false,'m.in_reply_to':{'event_id':'$1'}}"));
        QCOMPARE(contentOf(*sent)[u"m.mentions"].toObject(), usersOf({QStringLiteral("@bob:x")}));
        draft.inReplyTo = QStringLiteral("linnet-gone");
        QCOMPARE(m_sender->sendFile(room, file, draft).error().kind, Error::Kind::NotFound);
        QCOMPARE(m_queue->count(), 1);
    }
    void filesThatCannotBeSent()
    {
        OutgoingFile file;
        QCOMPARE(m_sender->sendFile(room, file, {}).error().kind, Error::Kind::Invalid);
        file.path = m_bench->folder() + QStringLiteral("/nowhere");
        QCOMPARE(m_sender->sendFile(room, file, {}).error().kind, Error::Kind::NotFound);
        file.path = m_bench->folder();
        QCOMPARE(m_sender->sendFile(room, file, {}).error().kind, Error::Kind::NotFound);
        file.path.clear();
        file.bytes = "x";
        QCOMPARE(m_sender->sendFile(otherRoom, file, {}).error().kind, Error::Kind::NotFound);
        open(Dialect::V1);
        Draft answer;
        answer.inReplyTo = QStringLiteral("$1");
        QCOMPARE(m_sender->sendFile(room, file, answer).error().kind, Error::Kind::Unsupported);
        QVERIFY(m_sender->sendFile(room, file, {}));
        setRoom({}, Membership::Join, true);
        QCOMPARE(m_sender->sendFile(room, file, {}).error().kind, Error::Kind::Unsupported);
    }
    void unsentFilesAreNotEditedAsText()
    {
        OutgoingFile file;
        file.bytes = "x";
        const auto sent = m_sender->sendFile(room, file, {});
        QVERIFY(sent);
        m_bench->settle();
        Draft draft = typed(QStringLiteral("words"));
        draft.edits = sent->toString();
        QCOMPARE(m_sender->send(room, draft).error().kind, Error::Kind::Unsupported);
    }

    void aReactionComesAndGoes()
    {
        addRow(QStringLiteral("$1"));
        const QString thumb = QStringLiteral("👍");
        const TxnId txn = *m_sender->react(room, QStringLiteral("$1"), thumb);
        QCOMPARE(typeOf(txn), QStringLiteral("m.reaction"));
        QCOMPARE(relationOf(txn), (QJsonObject{{QStringLiteral("rel_type"), QStringLiteral("m.annotation")},
                                               {QStringLiteral("event_id"), QStringLiteral("$1")},
                                               {QStringLiteral("key"), thumb}}));
        m_bench->settle();
        // Somebody else's is none of one's own.
        m_rows[0].reactions = {Reaction{thumb, {}, 1, {}, {}, txn.toString()},
                               Reaction{QStringLiteral("x"), {}, 1, {}, {}, {}}};
        QCOMPARE(typeOf(*m_sender->react(room, QStringLiteral("$1"), QStringLiteral("x"))),
                 QStringLiteral("m.reaction"));
        // It was not sent yet.
        QVERIFY(m_sender->react(room, QStringLiteral("$1"), thumb)->isEmpty());
        QVERIFY(!m_queue->item(txn));
        m_rows[0].reactions[0].own = EventId(QStringLiteral("$r"));
        m_rows[0].reactions[0].ownKey.clear();
        const TxnId redaction = *m_sender->react(room, QStringLiteral("$1"), thumb);
        QCOMPARE(typeOf(redaction), QStringLiteral("m.room.redaction"));
        QCOMPARE(contentOf(redaction)[u"redacts"].toString(), QStringLiteral("$r"));
    }
    void aRedaction()
    {
        const TxnId txn = *m_sender->redact(room, QStringLiteral("$1"), QStringLiteral("why"));
        QCOMPARE(contentOf(txn), (QJsonObject{{QStringLiteral("redacts"), QStringLiteral("$1")},
                                              {QStringLiteral("reason"), QStringLiteral("why")}}));
    }
    void whatWasNeverSentIsDiscardedAndNotRedacted()
    {
        const TxnId txn = send(typed(QStringLiteral("one")));
        QVERIFY(m_sender->redact(room, txn.toString())->isEmpty());
        QCOMPARE(m_queue->count(), 0);
    }

    void aPoll()
    {
        NewPoll poll{QStringLiteral("Tea?"), {QStringLiteral("Yes"), QStringLiteral("No")}, 1, false};
        const TxnId txn = *m_sender->createPoll(room, poll);
        QCOMPARE(typeOf(txn), QStringLiteral("org.matrix.msc3381.poll.start"));
        const QJsonObject start = contentOf(txn)[u"org.matrix.msc3381.poll.start"].toObject();
        QCOMPARE(start[u"kind"].toString(), QStringLiteral("org.matrix.msc3381.poll.undisclosed"));
        QCOMPARE(start[u"max_selections"].toInt(), 1);
        QCOMPARE(start[u"question"][u"org.matrix.msc1767.text"].toString(), QStringLiteral("Tea?"));
        QCOMPARE(start[u"answers"][1][u"org.matrix.msc1767.text"].toString(), QStringLiteral("No"));
        QVERIFY(start[u"answers"][0][u"id"] != start[u"answers"][1][u"id"]);
        QCOMPARE(contentOf(txn)[u"org.matrix.msc1767.text"].toString(),
                 QStringLiteral("Tea?\n1. Yes\n2. No"));
        // One may vote before it has arrived.
        const TxnId vote = *m_sender->vote(room, txn.toString(), {QStringLiteral("1")});
        QCOMPARE(typeOf(vote), QStringLiteral("org.matrix.msc3381.poll.response"));
        QCOMPARE(relationOf(vote), (QJsonObject{{QStringLiteral("rel_type"), QStringLiteral("m.reference")},
                                                {QStringLiteral("event_id"), txn.toString()}}));
        QCOMPARE(contentOf(vote)[u"org.matrix.msc3381.poll.response"][u"answers"][0].toString(),
                 QStringLiteral("1"));
        const TxnId end = *m_sender->endPoll(room, txn.toString(), QStringLiteral("over"));
        QCOMPARE(typeOf(end), QStringLiteral("org.matrix.msc3381.poll.end"));
        QCOMPARE(contentOf(end)[u"org.matrix.msc1767.text"].toString(), QStringLiteral("over"));
        QVERIFY(contentOf(end).contains(QLatin1String("org.matrix.msc3381.poll.end")));
    }
    void aStablePollIsAnsweredInItsOwnNames()
    {
        addRow(QStringLiteral("$p")).type = QStringLiteral("m.poll.start");
        const TxnId vote = *m_sender->vote(room, QStringLiteral("$p"), {QStringLiteral("a")});
        QCOMPARE(typeOf(vote), QStringLiteral("m.poll.response"));
        QCOMPARE(contentOf(vote)[u"m.selections"][0].toString(), QStringLiteral("a"));
        const TxnId end = *m_sender->endPoll(room, QStringLiteral("$p"), QStringLiteral("over"));
        QCOMPARE(typeOf(end), QStringLiteral("m.poll.end"));
        QCOMPARE(contentOf(end)[u"m.text"][0][u"body"].toString(), QStringLiteral("over"));
    }
    void pollsThatMakeNoSense_data()
    {
        QTest::addColumn<QString>("question");
        QTest::addColumn<int>("answers");
        QTest::addColumn<int>("selections");
        QTest::newRow("no question") << QStringLiteral(" ") << 2 << 1;
        QTest::newRow("one answer") << QStringLiteral("?") << 1 << 1;
        QTest::newRow("too many answers") << QStringLiteral("?") << 21 << 1;
        QTest::newRow("nothing to choose") << QStringLiteral("?") << 2 << 0;
        QTest::newRow("more than there are") << QStringLiteral("?") << 2 << 3;
    }
    void pollsThatMakeNoSense()
    {
        QFETCH(QString, question);
        QFETCH(int, answers);
        QFETCH(int, selections);
        NewPoll poll{question, QStringList(answers, QStringLiteral("a")), selections, true};
        QCOMPARE(m_sender->createPoll(room, poll).error().kind, Error::Kind::Invalid);
    }

    void serversOf2014PassOnTextAndItsFormatting()
    {
        open(Dialect::V1);
        QVERIFY(!m_sender->hasRelations());
        Draft draft = html(QStringLiteral("x"), QStringLiteral("<span data-mx-spoiler>x</span>"));
        draft.mentions = {bob};
        QCOMPARE(contentOf(send(draft)),
                 json("{'msgtype':'m.text','body':'x','format':'org.matrix.custom.html',"
                      "'formatted_body':'<span data-mx-spoiler>x</span>'}"));
        QCOMPARE(contentOf(send(typed(QStringLiteral("plain")))),
                 json("{'msgtype':'m.text','body':'plain'}"));
        draft.inReplyTo = QStringLiteral("$1");
        QCOMPARE(m_sender->send(room, draft).error().kind, Error::Kind::Unsupported);
        QCOMPARE(m_sender->react(room, QStringLiteral("$1"), QStringLiteral("x")).error().kind,
                 Error::Kind::Unsupported);
        QCOMPARE(m_sender->vote(room, QStringLiteral("$1"), {}).error().kind, Error::Kind::Unsupported);
        QVERIFY(m_sender->redact(room, QStringLiteral("$1")).isOk());
    }
    void rooms()
    {
        QCOMPARE(m_sender->send(otherRoom, typed(QStringLiteral("x"))).error().kind, Error::Kind::NotFound);
        QCOMPARE(m_sender->redact(otherRoom, QStringLiteral("$1")).error().kind, Error::Kind::NotFound);
        setRoom({}, Membership::Leave);
        QVERIFY(
            m_sender->react(room, QStringLiteral("$1"), QStringLiteral("x")).error().isMatrix("M_FORBIDDEN"));
        setRoom({}, Membership::Join, true);
        QVERIFY(m_sender->send(room, typed(QStringLiteral("x"))));
        open(Dialect::V1); // which knows nothing of encryption
        setRoom({}, Membership::Join, true);
        QCOMPARE(m_sender->send(room, typed(QStringLiteral("x"))).error().kind, Error::Kind::Unsupported);
    }

    void stickersGoOutAtOnce()
    {
        addRow(u"$1"_qs);
        Draft where;
        where.inReplyTo = u"$1"_qs;
        const QJsonObject info{{u"w"_qs, 512}};
        const TxnId txn = *m_sender->sendSticker(room, u"mxc://x/a"_qs, u"a waving cat"_qs, info, where);
        QCOMPARE(typeOf(txn), u"m.sticker"_qs);
        QCOMPARE(contentOf(txn), json("{'url':'mxc://x/a','body':'a waving cat','info':{'w':512},"
                                      "'m.relates_to':{'m.in_reply_to':{'event_id':'$1'}}}"));
        for (const QString &url : {QString(), u"https://x/a.png"_qs, u"mxc://x/../a"_qs})
            QCOMPARE(m_sender->sendSticker(room, url, u"cat"_qs, {}, {}).error().kind, Error::Kind::Invalid);
        QCOMPARE(m_sender->sendSticker(room, u"mxc://x/a"_qs, u" "_qs, {}, {}).error().kind,
                 Error::Kind::Invalid);
        open(Dialect::V1);
        QCOMPARE(m_sender->sendSticker(room, u"mxc://x/a"_qs, u"cat"_qs, {}, {}).error().kind,
                 Error::Kind::Unsupported);
    }
    void customEmojiAreSentAsPictures()
    {
        const QJsonObject content = contentOf(send(typed(u"hi ![:wave_cat:](mxc://x/a) *you*"_qs)));
        QCOMPARE(content[u"body"].toString(), u"hi :wave_cat: *you*"_qs);
        QCOMPARE(content[u"formatted_body"].toString(),
                 u"hi <img data-mx-emoticon src=\"mxc://x/a\" alt=\":wave_cat:\" title=\"wave_cat\" "
                 u"height=\"32\"> "
                 "<em>you</em>"_qs);
        const QJsonObject shown = contentOf(send(typed(u"![:wave_cat:](mxc://x/a \"a waving cat\")"_qs)));
        QCOMPARE(shown[u"body"].toString(), u":wave_cat:"_qs);
        QVERIFY(shown[u"formatted_body"].toString().contains(u"alt=\"a waving cat\" title=\"wave_cat\""_qs));
        addRow(u"$1"_qs);
        const TxnId txn = *m_sender->react(room, u"$1"_qs, u"mxc://x/a"_qs, u":wave_cat:"_qs);
        QCOMPARE(relationOf(txn)[u"key"].toString(), u"mxc://x/a"_qs);
        QCOMPARE(contentOf(txn)[u"shortcode"].toString(), u":wave_cat:"_qs);
    }
};

QTEST_GUILESS_MAIN(TestMessageSender)
#include "tst_messagesender.moc"
