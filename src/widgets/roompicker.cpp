// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roompicker.h"

#include "session/session.h"
#include "widgets/emojipicker.h"

namespace linnet {

RoomPicker::RoomPicker(Session &session, Preferences &preferences, Pictures &pictures,
                       const EmojiTable &table, QObject *parent)
    : QObject(parent), m_session(session), m_preferences(preferences), m_pictures(pictures), m_table(table)
{
}

EmojiPicker *RoomPicker::open(const RoomId &room, bool hasStickers, const QPoint &at, QWidget *parent)
{
    auto *picker = new EmojiPicker(m_table, m_preferences, m_pictures, parent);
    connect(&m_session.imagePacks(), &ImagePacks::changed, picker,
            [this, room, hasStickers, picker] { readPacks(room, hasStickers, picker); });
    readPacks(room, hasStickers, picker);
    picker->popUp(at);
    return picker;
}

void RoomPicker::readPacks(const RoomId &room, bool hasStickers, EmojiPicker *picker)
{
    m_session.imagePacks().of(room).then(picker,
                                         [picker, hasStickers](const Result<QList<ImagePack>> &packs) {
                                             if (packs)
                                                 picker->setPacks(*packs, hasStickers);
                                         });
}

}
