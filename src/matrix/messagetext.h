// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/event.h"

#include <optional>

namespace linnet {

/// What a search sees of a message: its words, without the quotation that stands above an old reply, and
/// what else one may look for in it.
struct MessageText
{
    enum class Media { None, Image, File, Video, Audio };

    QString words; ///< of a file: its name and its caption
    Media media = Media::None;
    bool hasLink = false;

    bool isEmpty() const { return words.isEmpty() && media == Media::None; }
};

QString mediaName(MessageText::Media media); ///< "image", …; "" for None
/// None for other words.
MessageText::Media mediaFromString(QStringView text);

/// Empty for what is no message (`m.room.message`, `m.sticker`), has been redacted or is an edit. Pure.
MessageText readMessageText(const Event &event);

/// Until version 1.13 of the specification a reply began with "> " lines of what it answers, the first of
/// which names who said it, and its HTML with an `mx-reply` element. `body` and `html` of a reply without
/// them; other quotations stay. Pure.
QString withoutQuotation(const QString &body);
QString withoutQuotedHtml(const QString &html);

/// What an `m.replace` makes of another event (client-server API, "Event replacements").
struct MessageEdit
{
    EventId target;
    QByteArray content; ///< `m.new_content`; empty: there is none, and nothing changes
};
/// None for what is no edit or has been redacted. Pure.
std::optional<MessageEdit> readMessageEdit(const Event &event);

}
