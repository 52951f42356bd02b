// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/filteredit.h"

#include "widgets/icons.h"

#include <QAction>
#include <QEvent>
#include <QToolButton>

#include <utility>

namespace linnet {

FilterEdit::FilterEdit(const QString &what, QWidget *parent)
    : QLineEdit(parent), m_icon(addAction(QIcon(), QLineEdit::LeadingPosition))
{
    setPlaceholderText(what);
    setAccessibleName(what);
    setClearButtonEnabled(true);
    setMaxLength(200);
    const auto buttons = findChildren<QToolButton *>();
    for (QToolButton *button : buttons)
        button->setAccessibleName(button->defaultAction() == m_icon ? what : tr("Clear"));
    applyTheme();
}

void FilterEdit::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyTheme();
}

void FilterEdit::applyTheme()
{
    if (std::exchange(m_isApplying, true))
        return;
    // Styles draw the frame too faint for a line that stands on a ground of its own colour.
    QPalette filled;
    filled.setColor(QPalette::Base, palette().color(QPalette::Window));
    setPalette(filled);
    m_icon->setIcon(themedIcon(QStringLiteral("edit-find"), palette(), QPalette::PlaceholderText));
    m_isApplying = false;
}

}
