// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/rowbody.h"
#include "widgets/rowextras.h"
#include "widgets/rowhit.h"
#include "widgets/rowstyle.h"

#include <QCoreApplication>

#include <memory>

namespace linnet {

/// Where everything of one row is: a TimelineItem laid out for one RowStyle. Holds no colours and no state of
/// the mouse, so it stays good until the item, the width or the font changes. Rectangles are relative to the
/// row's top left corner, in the view's direction. GUI thread.
class RowLayout
{
    Q_DECLARE_TR_FUNCTIONS(linnet::RowLayout)

public:
    using Hit = RowHit;
    using Part = Hit::Part;
    /// Words that do something when clicked.
    struct Action
    {
        Part part;
        QString label;
        QRect rect;
    };
    /// One elided line.
    struct Label
    {
        QString text; ///< as shown
        QRect rect;
        bool isCut = false;
        bool isEmpty() const { return text.isEmpty(); }
    };

    RowLayout(const TimelineItem &item, const RowStyle &style, const RowOpened &opened);

    int height = 0;
    int lead = 0; ///< what stands above the row's own text: date, "new messages", name, what it answers; it
                  ///< may change when rows come above, and the text must not move then
    QRect box;    ///< tinted when hovered: all but date and "new messages"
    Label date;
    QRect dateWords; ///< of its line, what can be clicked
    Label unread;
    QRect avatar;
    Label name;
    Label time; ///< always shown, of the first of a group; else shown on hover
    bool isTimeOnHover = true;
    QRect icon; ///< of state lines and of what cannot be read
    QString iconName;
    Label line;    ///< of state lines
    QRect runMark; ///< beside a line that opens
    QString runIcon;
    std::unique_ptr<RowBody> text;
    QPoint textOrigin;
    QRect textRect;
    QRect card;             ///< of media
    bool isPicture = false; ///< the card is one
    QRect cardIcon;
    QRect progress; ///< of what is being uploaded: the ring, which stops it; null else
    Label cardName;
    QRect waveform; ///< of a voice message, in the place of its name
    QRect seek;     ///< of what plays here: a click goes to that place of it
    QRect mute;     ///< of a video that plays here
    QRect enlarge;  ///< the same
    Label cardInfo;
    QRect readers;        ///< all of them, for the mouse; null if nobody has read up to here
    QList<QRect> avatars; ///< of the first of them
    Label moreReaders;    ///< "+4"
    RowExtras extras;
    QRect failedMark;
    Label reason;
    QList<Action> actions;

    /// A video has more to be clicked while it plays.
    Hit hitTest(const QPoint &point, bool isPlaying = false) const;
    static Hit hitOf(const RowBody::Hit &hit);
    Hit elsewhere() const { return {m_elsewhere.isEmpty() ? Part::None : Part::Link, m_elsewhere, {}}; }
    double seekShare(int x) const; ///< how far into what plays that is, 0 to 1
    /// Position in plainText() next to `point`; rows without wrapped text are selected as a whole.
    int positionAt(const QPoint &point) const;
    /// What is copied of the row, without sender and time.
    static QString plainText(const TimelineItem &item, const RowStyle &style);
    /// What would help if it were longer, as plain text; empty if nothing at `point` is cut short.
    QString toolTip(const QPoint &point, const TimelineItem &item, bool isPlaying = false) const;
    /// Whether a picture from `url` is to be seen in it; empty: any.
    bool showsPicture(const QString &url, const TimelineItem &item) const;

private:
    void placeLead(const TimelineItem &item, const RowStyle &style);
    void placeHead(const TimelineItem &item, const RowStyle &style);
    void placeLine(const TimelineItem &item, const RowStyle &style);
    void placePoll(const Poll &poll, const RowStyle &style, bool isExpanded);
    void placeText(const TimelineItem &item, const RowStyle &style, const RowOpened &opened);
    void placeCard(const TimelineItem &item, const RowStyle &style);
    void placePicture(const TimelineItem &item, const RowStyle &style);
    void placeFailure(const TimelineItem &item, const RowStyle &style);
    void placeReaders(const TimelineItem &item, const RowStyle &style);
    QRect lastLine() const;
    static int actionsWidth(const QList<std::pair<Part, QString>> &wanted, const RowStyle &style);
    int placeActions(const QList<std::pair<Part, QString>> &wanted, int x, int y, const RowStyle &style);

    int m_y = 0;
    QUrl m_link;      ///< in the text, worth a card
    QUrl m_elsewhere; ///< where a state line leads to
    bool m_isRtl = false;
};

}
