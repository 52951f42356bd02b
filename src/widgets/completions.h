// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "matrix/imagepack.h"
#include "widgets/completion.h"
#include "widgets/completionquery.h"

#include <QHash>
#include <QObject>

#include <memory>
#include <optional>

namespace linnet {

class EmojiTable;
class MemberList;
class RoomMembers;
class Session;
class TimelineModel;

/// Looks up what may be meant by a word in the composer of one room. Case, accents and what turns the
/// direction of text do not count. Asks for the members of the room the first time that somebody is named.
/// GUI thread; must not outlive its Session.
class Completions : public QObject
{
    Q_OBJECT

public:
    /// Who wrote in `model` of late comes first.
    Completions(Session &session, const TimelineModel &model, const EmojiTable &table,
                QObject *parent = nullptr);
    ~Completions() override;

    void setRoom(const RoomId &room); ///< empty: none
    /// The best first, at most 50.
    QList<Completion> find(const CompletionQuery &query);

Q_SIGNALS:
    void changed(); ///< find() may find more

private:
    QList<Completion> people(const QString &word);
    QList<Completion> bestOf(const RoomMembers &members, const QString &word) const;
    QList<Completion> rooms(const QString &word) const;
    QList<Completion> emojis(const QString &word);
    QList<Completion> emoticons(const QString &word);
    void readPacks();
    QList<Completion> commands(const QString &word) const;
    QHash<UserId, int> lastSpeakers() const;

    Session &m_session;
    const TimelineModel &m_model;
    RoomId m_room;
    std::unique_ptr<MemberList> m_members;
    const EmojiTable &m_table;
    std::optional<QList<ImagePack>> m_packs; ///< none: nobody has asked for them yet
};

}
