// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/records.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace linnet {

class Avatars;
class ElidedLabel;

/// Above the timeline: the room's picture and name, its topic in one dim line that opens on a click, whether
/// it is encrypted, and the switch of the member list. GUI thread.
class RoomHeader : public QWidget
{
    Q_OBJECT

public:
    RoomHeader(Avatars &avatars, QAction *membersAction, QWidget *parent = nullptr);

    void setRoom(const Room &room);
    void setVerified(bool areAll); ///< all others who are in it
    QRect pinsPlace() const;       ///< of their button, or where it would be, on the screen
    QRect threadsPlace() const;    ///< the same of the threads' button

Q_SIGNALS:
    void pinsRequested();
    void threadsRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void applyTheme();
    void showTopic(bool isWhole);
    void showEncryption();
    QRect placeOf(const QToolButton &button) const;

    Avatars &m_avatars;
    RoomId m_id;
    QString m_avatarUrl;
    bool m_isEncrypted = false;
    bool m_areAllVerified = false;
    ElidedLabel *m_name;
    QLabel *m_encryption; ///< a mark, where the room is encrypted
    ElidedLabel *m_topic;
    QLabel *m_wholeTopic;
    QToolButton *m_threads; ///< where some are unread
    QToolButton *m_pins;    ///< says how many messages are pinned; where there are any
    QToolButton *m_members;
};

}
