// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "matrix/previewrequests.h"
#include "widgets/rowtext.h"

#include <QRect>

#include <memory>

namespace linnet {

struct RichText;
struct TimelineItem;
class RowStyle;

/// The card below a message that says what the first link in it leads to, or the place of one that may come.
/// All are of the same height, so that nothing moves when it comes. Rectangles are relative to the row, in
/// the view's direction. Part of a RowLayout. GUI thread.
class RowPreview
{
public:
    /// The link of a message that is worth a card; empty: none. None in what is quoted, code or hidden, and
    /// none to people, rooms and messages.
    static QUrl linkOf(const TimelineItem &item, const RichText &rich);

    /// From `y` down; answers where it ends. `preview`: null while it is not known.
    int place(const LinkPreview *preview, const QUrl &link, const RowStyle &style, int y);

    QUrl url;
    QString says;         ///< what the page says that it is, in lines; it may say what it likes
    bool isKnown = false; ///< false: only `site` and its place are there
    QRect rect;           ///< all of it, for the mouse
    QRect bar;
    QString title;
    QRect titleRect;
    QString site; ///< the host that it is, and what the page calls it
    QRect siteRect;
    std::unique_ptr<RowText> description; ///< null: there is none
    QPoint descriptionOrigin;
    QString image; ///< mxc or empty
    QRect imageRect;
};

}
