// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/messagebar.h"

#include "base/ids.h"

namespace linnet {

class DeletionRun;
class Session;

/// Deletes all that somebody has said in a room, as far as it is stored here, or what was chosen of it: asks
/// first, says how far it is while it lasts, and ends it. GUI thread; must not outlive its Session.
class DeletionBar : public MessageBar
{
    Q_OBJECT

public:
    explicit DeletionBar(Session &session, QWidget *parent = nullptr);

    /// Asks beside `globalPos`. `name`: of the person, or empty; `reason` can still be changed.
    void ask(const RoomId &room, const UserId &user, const QString &name, const QString &reason,
             const QPoint &globalPos);
    /// The same of these messages, which the person may delete.
    void askOf(const RoomId &room, const QList<EventId> &events, const QPoint &globalPos);

Q_SIGNALS:
    void done(const QString &what); ///< worth a line
    void failed(const QString &what, const QString &detail);

private:
    void begin(const RoomId &room, const QList<EventId> &events, const QString &reason, const QString &name);
    QString failedWords(int count) const;
    QString stoppedWords(int count) const;
    QString doneWords(int count) const;
    void refresh();
    void end();

    Session &m_session;
    DeletionRun *m_run = nullptr; ///< null: none
    RoomId m_room;
    QString m_name; ///< whose messages they are; empty: of several people
};

}
