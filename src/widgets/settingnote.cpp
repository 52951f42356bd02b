// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/settingnote.h"

#include "session/errortext.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace linnet {

SettingNote::SettingNote(QWidget *parent)
    : QWidget(parent), m_text(new QLabel(this)), m_detail(new QLabel(this)),
      m_undo(new QPushButton(tr("Undo"), this))
{
    setObjectName(QStringLiteral("settingNote"));
    m_text->setObjectName(QStringLiteral("noteText"));
    for (QLabel *label : {m_text, m_detail}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setForegroundRole(QPalette::PlaceholderText);
    }
    m_undo->setObjectName(QStringLiteral("undo"));
    m_undo->setFlat(true);
    m_undo->setAutoDefault(false);
    auto *lines = new QVBoxLayout;
    lines->setSpacing(Theme::units(0.5, font()));
    lines->addWidget(m_text);
    lines->addWidget(m_detail);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addLayout(lines, 1);
    layout->addWidget(m_undo, 0, Qt::AlignTop);
    connect(m_undo, &QPushButton::clicked, this, &SettingNote::undoRequested);
    hide();
}

void SettingNote::setCanChange(const CanChange &may, const QList<QWidget *> &setting)
{
    for (QWidget *widget : setting) {
        widget->setEnabled(may.isAllowed);
        widget->setToolTip(may.reason);
    }
    const QString before = std::exchange(m_reason, may.reason);
    if (before != m_reason && (m_text->text() == before || m_text->text().isEmpty()))
        clear();
}

void SettingNote::showSaving()
{
    show(tr("Saving…"), {}, false);
    m_isSaving = true;
}

void SettingNote::showSaved(bool canUndo)
{
    show(tr("Saved."), {}, canUndo);
}

void SettingNote::showFailed(const Error &error, bool canUndo)
{
    const ErrorText text = ErrorText::of(error);
    show(tr("Not saved: %1").arg(text.what), text.detail, canUndo);
}

void SettingNote::showHint(const QString &text)
{
    show(text, {}, false);
}

void SettingNote::clear()
{
    show(m_reason, {}, false);
}

QString SettingNote::text() const
{
    return isHidden() ? QString() : m_text->text();
}

void SettingNote::show(const QString &text, const QString &detail, bool canUndo)
{
    m_isSaving = false;
    m_text->setText(text);
    m_detail->setText(detail);
    m_detail->setVisible(!detail.isEmpty());
    m_undo->setVisible(canUndo);
    setVisible(!text.isEmpty());
}

}
