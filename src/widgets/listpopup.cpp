// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/listpopup.h"

#include "widgets/onscreen.h"
#include "widgets/theme.h"

#include <QAbstractButton>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace linnet {

ListPopup::ListPopup(const QString &name, QWidget *parent)
    : QFrame(parent, Qt::Popup), m_nothing(new QLabel(this)), m_area(new QScrollArea(this)),
      m_list(new QWidget)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setFrameShape(QFrame::StyledPanel);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setAccessibleName(name);
    m_nothing->setMargin(Theme::units(4, font()));
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setMinimumHeight(1); // by itself it wants more than one row is high
    m_area->setWidget(m_list);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(m_nothing);
    layout->addWidget(m_area);
}

QList<QAbstractButton *> ListPopup::rows() const
{
    return m_list->findChildren<QAbstractButton *>(QString(), Qt::FindDirectChildrenOnly);
}

void ListPopup::setRows(const QList<QAbstractButton *> &rows, const QString &ifNone)
{
    qsizetype focused = 0;
    const QList<QAbstractButton *> before = this->rows();
    for (qsizetype i = 0; i < before.size(); ++i)
        focused = before.at(i)->hasFocus() ? i : focused;
    m_list = new QWidget;
    m_list->setBackgroundRole(QPalette::Base);
    auto *lines = new QVBoxLayout(m_list);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(0);
    for (QAbstractButton *row : rows) {
        row->setParent(m_list);
        lines->addWidget(row);
    }
    lines->addStretch();
    // The rows of before may be what is being told of this.
    if (QWidget *old = m_area->takeWidget())
        old->deleteLater();
    m_area->setWidget(m_list);
    m_nothing->setText(ifNone);
    m_nothing->setVisible(rows.isEmpty());
    m_area->setVisible(!rows.isEmpty());
    if (!isVisible())
        return;
    place();
    if (!rows.isEmpty())
        rows.at(qMin(focused, rows.size() - 1))->setFocus();
}

void ListPopup::popUp(const QRect &button)
{
    m_button = button;
    OnScreen::show(*this, [this] { place(); });
    if (const QList<QAbstractButton *> all = rows(); !all.isEmpty())
        all.constFirst()->setFocus();
}

void ListPopup::place()
{
    const QRect space = OnScreen::space(*this, m_button.center());
    const int unit = Theme::units(1, font());
    const int wide = qMin(100 * unit, space.width());
    const int inner = m_area->isHidden() ? m_nothing->sizeHint().height() : m_list->sizeHint().height();
    const int around = isVisible() && !m_area->isHidden() ? height() - m_area->viewport()->height() : 2;
    const int high = qMin(inner + around, qMin(120 * unit, space.bottom() - m_button.bottom()));
    const int x = isRightToLeft() ? m_button.left() : m_button.right() - wide + 1;
    resize(wide, qMax(high, 10 * unit));
    OnScreen::move(*this, {x, m_button.bottom() + 1});
}

}
