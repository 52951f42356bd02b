// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ownstatusedit.h"

#include "session/errortext.h"
#include "session/ownstatus.h"
#include "session/session.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace linnet {

OwnStatusEdit::OwnStatusEdit(Session &session, QWidget *parent)
    : QWidget(parent), m_session(session), m_edit(new QLineEdit(this)), m_note(new QLabel(this))
{
    auto *label = new QLabel(tr("Stat&us:"), this);
    label->setBuddy(m_edit);
    m_edit->setPlaceholderText(tr("What you are up to"));
    m_edit->setEnabled(false); // what is written before the answer comes would be replaced by it
    m_note->setWordWrap(true);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_note->hide();
    auto *line = new QHBoxLayout;
    line->addWidget(label);
    line->addWidget(m_edit, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addLayout(line);
    layout->addWidget(m_note);
    connect(m_edit, &QLineEdit::editingFinished, this, &OwnStatusEdit::send);
}

void OwnStatusEdit::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!event->spontaneous())
        OwnStatus::read(m_session.api(), m_session.self()).then(this, [this](const Result<QString> &kept) {
            take(kept);
        });
}

void OwnStatusEdit::keyPressEvent(QKeyEvent *event)
{
    // Enter ends the line, and not the window as well.
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return event->accept();
    QWidget::keyPressEvent(event);
}

void OwnStatusEdit::send()
{
    if (!m_edit->isModified())
        return;
    m_edit->setModified(false);
    const QString status = m_edit->text().trimmed();
    OwnStatus::write(m_session.api(), m_session.self(), status)
        .then(this, [this, status](const Result<QString> &kept) {
            const bool isTaken = kept && *kept == status;
            if (!isTaken)
                m_edit->setModified(true); // it is tried again with Enter
            take(kept);
            if (kept && !isTaken)
                setNote(tr("Your server did not keep it."));
        });
}

void OwnStatusEdit::take(const Result<QString> &kept)
{
    setNote(kept ? QString() : ErrorText::of(kept.error()).what);
    if (!kept)
        return;
    m_edit->setEnabled(true);
    if (!m_edit->isModified())
        m_edit->setText(*kept);
}

void OwnStatusEdit::setNote(const QString &text)
{
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
}

}
