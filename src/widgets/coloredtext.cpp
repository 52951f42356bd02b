// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/coloredtext.h"

#include <QColor>
#include <QTextBoundaryFinder>
#include <QTextDocumentFragment>

namespace linnet {

namespace {

constexpr int MostColours = 400; ///< an event holds 64 KiB, and a colour takes some 50 bytes

}

QString ColoredText::rainbow(const QString &text)
{
    QList<qsizetype> ends;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    while (finder.toNextBoundary() >= 0)
        ends << finder.position();
    const qsizetype step = ends.size() / MostColours + 1;
    const double steps = double(ends.size() + step - 1) / double(step);
    QString html;
    qsizetype start = 0;
    for (qsizetype i = 0; i < ends.size(); i += step) {
        const qsizetype end = ends.at(qMin(i + step, ends.size()) - 1);
        const QString letters = text.mid(start, end - start);
        const QColor colour = QColor::fromHslF(float(double(i / step) / steps) * 0.85F, 0.8F, 0.5F);
        QString escaped = letters.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>"));
        if (!letters.trimmed().isEmpty())
            escaped = QStringLiteral("<span data-mx-color=\"%1\">").arg(colour.name()) + escaped + u"</span>";
        html += escaped;
        start = end;
    }
    return html;
}

QString ColoredText::withoutTags(const QString &html)
{
    return QTextDocumentFragment::fromHtml(html).toPlainText();
}

}
