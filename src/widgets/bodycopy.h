// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/bodytext.h"

#include <QCoreApplication>

namespace linnet {

/// A formatted message, or a part of it, as it goes to the clipboard and is read aloud: as plain text, where
/// lists have their marks and quotations a `>`, and as HTML of its own making. Text that is hidden stays
/// hidden. Pure.
class BodyCopy
{
    Q_DECLARE_TR_FUNCTIONS(linnet::BodyCopy)

public:
    /// From one position in BodyText::text() to another.
    BodyCopy(const RichText &rich, const RowOpened &opened, int start, int end);

    QString text() const;
    QString html() const;

    /// A text without formatting as HTML; its links are found.
    static QString html(const QString &plain);

private:
    /// The parts of a text and its spans from m_start to m_end; the text begins at `textStart`.
    void cut(QString &text, QList<RichText::Span> &spans, int textStart) const;
    void cutTable(QList<QList<RichText::Cell>> &rows, const QList<int> &starts, int &part) const;
    /// What hides the text at `position`; null if nothing does.
    const BodyText::Spoiler *hiding(int position) const;
    bool reaches(int textStart, qsizetype length) const;

    const int m_start;
    const int m_end;
    QList<BodyText::Spoiler> m_hidden;
    RichText m_cut;
};

}
