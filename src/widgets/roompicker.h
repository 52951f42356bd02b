// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QObject>

class QPoint;
class QWidget;

namespace linnet {

class EmojiPicker;
class EmojiTable;
class Pictures;
class Preferences;
class Session;

/// Opens panels of emoji with what can be used in a room besides. GUI thread; must not outlive its arguments.
class RoomPicker : public QObject
{
    Q_OBJECT

public:
    RoomPicker(Session &session, Preferences &preferences, Pictures &pictures, const EmojiTable &table,
               QObject *parent = nullptr);

    const EmojiTable &table() const { return m_table; }
    Preferences &preferences() const { return m_preferences; }
    /// As EmojiPicker::popUp().
    EmojiPicker *open(const RoomId &room, bool hasStickers, const QPoint &at, QWidget *parent);

private:
    void readPacks(const RoomId &room, bool hasStickers, EmojiPicker *picker);

    Session &m_session;
    Preferences &m_preferences;
    Pictures &m_pictures;
    const EmojiTable &m_table;
};

}
