// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timelinecopy.h"

#include "matrix/displayname.h"
#include "models/timelinemodel.h"
#include "widgets/bodycopy.h"
#include "widgets/rowlayout.h"
#include "widgets/rowwords.h"
#include "widgets/timelinegeometry.h"
#include "widgets/timelineselection.h"

#include <QGuiApplication>
#include <QMimeData>
#include <QStringList>

#include <limits>

namespace linnet {

namespace {

/// One message as a line of a protocol: "[12:01] Alice: text".
TimelineCopy::Copied protocolLine(const TimelineItem &item, const TimelineCopy::Copied &said)
{
    const QString time = QStringLiteral("[%1] ").arg(RowWords::time(item.ts));
    QString text = time;
    QString html = time.toHtmlEscaped();
    if (item.kind != TimelineItem::Kind::State && item.kind != TimelineItem::Kind::Emote) {
        const QString name = RowWords::senderName(item);
        text += name + u": ";
        html += u"<b>" + name.toHtmlEscaped() + u"</b>: ";
    }
    return {text + said.text, u"<div>" + html + said.html + u"</div>"};
}

}

void TimelineCopy::Copied::put(QClipboard::Mode mode) const
{
    if (isEmpty())
        return;
    auto *data = new QMimeData; // the clipboard's from here on
    data->setText(text);
    data->setHtml(html);
    QGuiApplication::clipboard()->setMimeData(data, mode);
}

TimelineCopy::Copied TimelineCopy::part(const TimelineItem &item, int start, int end) const
{
    Copied copied;
    const RichText rich = BodyText::read(item, m_geometry.style().nameOf);
    if (rich.isEmpty()) {
        const QString whole = RowLayout::plainText(item, m_geometry.style());
        const int first = qBound(0, start, int(whole.size()));
        copied.text = whole.sliced(first, qBound(first, end, int(whole.size())) - first);
        copied.html = BodyCopy::html(copied.text);
    } else {
        // A file's row is taken as a whole.
        const bool isMedia = RowStyle::isMedia(item.kind);
        const QString name = isMedia ? RowWords::mediaName(item) : QString();
        const BodyCopy body(rich, m_geometry.opened(item.key), isMedia ? 0 : start,
                            isMedia ? std::numeric_limits<int>::max() : end);
        copied.text = isMedia ? QString(name + u'\n' + body.text()) : body.text();
        copied.html = isMedia ? QString(name.toHtmlEscaped() + u"<br>" + body.html()) : body.html();
    }
    // Around the names that are ours.
    if (item.kind == TimelineItem::Kind::Emote || !rich.isEmpty())
        copied = {withoutIsolates(copied.text), withoutIsolates(copied.html)};
    return copied;
}

TimelineCopy::Copied TimelineCopy::selected(const TimelineSelection &selection) const
{
    const TimelineSelection::Range range = selection.range(m_model);
    if (range.isEmpty())
        return {};
    QStringList lines;
    QString html;
    for (int row = range.firstRow; row <= range.lastRow; ++row) {
        const TimelineItem &item = m_model.item(row);
        const Copied said = part(item, range.startIn(row), range.endIn(row));
        if (range.firstRow == range.lastRow)
            return said;
        if (said.isEmpty())
            continue;
        const Copied line = protocolLine(item, said);
        lines.append(line.text);
        html += line.html;
    }
    return {lines.join(u'\n'), html};
}

TimelineCopy::Copied TimelineCopy::row(int row) const
{
    Copied whole = part(m_model.item(row), 0, std::numeric_limits<int>::max());
    whole.text = withoutIsolates(whole.text);
    return whole;
}

}
