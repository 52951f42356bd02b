// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reasonpopup.h"

#include "widgets/onscreen.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace linnet {

namespace {

constexpr int LongestReason = 500;

}

ReasonPopup::ReasonPopup(const QString &question, const QString &verb, QWidget *parent)
    : QFrame(parent, Qt::Popup), m_note(new QLabel(this)), m_reason(new QLineEdit(this))
{
    setObjectName(QStringLiteral("reasonPopup"));
    setAttribute(Qt::WA_DeleteOnClose);
    setFrameShape(QFrame::StyledPanel);
    setAccessibleName(question);
    const int unit = Theme::units(1, font());
    auto *label = new QLabel(question, this);
    label->setTextFormat(Qt::PlainText);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_note->setWordWrap(true);
    m_note->hide();
    m_reason->setPlaceholderText(tr("Reason (may stay empty)"));
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setMaxLength(LongestReason);
    m_reason->setMinimumWidth(70 * unit);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    auto *doIt = new QPushButton(verb, this);
    doIt->setObjectName(QStringLiteral("doIt"));
    doIt->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(doIt);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * unit, 3 * unit, 3 * unit, 3 * unit);
    layout->setSpacing(2 * unit);
    layout->addWidget(label);
    layout->addWidget(m_note);
    layout->addWidget(m_reason);
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QWidget::close);
    connect(doIt, &QPushButton::clicked, this, &ReasonPopup::accept);
    connect(m_reason, &QLineEdit::returnPressed, this, &ReasonPopup::accept);
}

void ReasonPopup::setReason(const QString &reason)
{
    m_reason->setText(reason);
}

void ReasonPopup::setReasonWanted(bool isWanted)
{
    m_reason->setVisible(isWanted);
}

void ReasonPopup::setNote(const QString &note)
{
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

void ReasonPopup::popUp(const QPoint &globalPos)
{
    adjustSize();
    OnScreen::move(*this, globalPos);
    show();
    if (m_reason->isVisible())
        m_reason->setFocus();
    else
        findChild<QPushButton *>(QStringLiteral("doIt"))->setFocus();
}

void ReasonPopup::accept()
{
    Q_EMIT accepted(m_reason->text().simplified());
    close();
}

}
