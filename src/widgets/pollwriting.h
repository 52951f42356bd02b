// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "session/eventcontents.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <memory>
#include <optional>
#include <utility>

namespace linnet {

class PollForm;
class Session;

/// Lets somebody make polls, each in a window of its own. What is filled in is kept for its room, or thread,
/// until it is sent or discarded, also over restarts. GUI thread; must not outlive its arguments.
class PollWriting : public QObject
{
    Q_OBJECT

public:
    PollWriting(Session &session, QWidget &parent);
    ~PollWriting() override;

    /// `question`: what it asks, instead of what was filled in before; may be empty. `thread`: the root of
    /// the one that it belongs to.
    void open(const RoomId &room, const EventId &thread, const QString &question);

Q_SIGNALS:
    void sent(const linnet::RoomId &room);
    void kept(const linnet::RoomId &room); ///< its window was closed with something in it
    /// What was in a window that is closed is lost; why, in words.
    void notKept(const linnet::RoomId &room, const QString &words);

private:
    using Place = std::pair<RoomId, EventId>;

    void openForm(const NewPoll &poll);
    void show(const QString &question);
    void send();
    void discard();
    void save();
    void onSaved(const Place &place, const QByteArray &poll, const Status &status);
    void onClosed();

    Session &m_session;
    QWidget &m_parent;
    Place m_place;                      ///< of the window
    std::unique_ptr<QObject> m_opening; ///< context of reading what was kept for it
    QPointer<PollForm> m_form;
    std::optional<QByteArray> m_saved; ///< what the store has, or is about to have; none: who knows
    QTimer m_timer;                    ///< until what was typed is saved
};

}
