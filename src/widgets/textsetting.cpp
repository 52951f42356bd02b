// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/textsetting.h"

#include "matrix/displayname.h"
#include "widgets/theme.h"

#include <QKeyEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace linnet {

namespace {

constexpr qsizetype LongestShown = 60;

/// For something else in the same window, not for a menu or another window.
bool isLeaving(const QFocusEvent &event)
{
    return event.reason() != Qt::PopupFocusReason && event.reason() != Qt::ActiveWindowFocusReason;
}

}

void WrittenLine::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    if (isLeaving(*event))
        Q_EMIT left();
}

LinesEdit::LinesEdit(QWidget *parent) : QPlainTextEdit(parent)
{
    setTabChangesFocus(true);
}

void LinesEdit::focusOutEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusOutEvent(event);
    if (isLeaving(*event))
        Q_EMIT editingFinished();
}

void LinesEdit::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && event->modifiers().testFlag(Qt::ControlModifier))
        Q_EMIT confirmed();
    else
        QPlainTextEdit::keyPressEvent(event);
}

TextSetting::TextSetting(const QString &label, bool hasLines, QWidget *parent)
    : QWidget(parent), m_note(new SettingNote(this))
{
    auto *name = new QLabel(label, this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(name);
    if (hasLines) {
        m_lines = new LinesEdit(this);
        m_lines->setFixedHeight(Theme::units(22, font()));
        name->setBuddy(m_lines);
        layout->addWidget(m_lines);
        connect(m_lines, &QPlainTextEdit::textChanged, this, &TextSetting::onEdited);
        connect(m_lines, &LinesEdit::confirmed, this, &TextSetting::tryAgain);
        connect(m_lines, &LinesEdit::editingFinished, this, &TextSetting::commit);
    } else {
        m_line = new WrittenLine(this);
        name->setBuddy(m_line);
        layout->addWidget(m_line);
        connect(m_line, &QLineEdit::textChanged, this, &TextSetting::onEdited);
        connect(m_line, &QLineEdit::returnPressed, this, &TextSetting::tryAgain);
        connect(m_line, &WrittenLine::left, this, &TextSetting::commit);
    }
    layout->addWidget(m_note);
    connect(m_note, &SettingNote::undoRequested, this, &TextSetting::undo);
}

QString TextSetting::typed() const
{
    return (m_line ? m_line->text() : m_lines->toPlainText()).trimmed();
}

void TextSetting::put(const QString &text)
{
    m_isPutting = true;
    if (m_line)
        m_line->setText(text);
    else
        m_lines->setPlainText(text);
    m_isPutting = false;
    m_isEdited = false;
    m_isRefused = false;
}

void TextSetting::setValue(const QString &value)
{
    const QString before = std::exchange(m_value, value);
    if (m_isSaving || before == value)
        return;
    if (!m_isEdited) {
        put(value);
        m_note->clear();
    } else if (typed() != value) {
        m_note->showHint(
            tr("Somebody has changed it meanwhile, to: %1").arg(isolated(oneLine(value, LongestShown))));
    }
}

void TextSetting::setCanChange(const CanChange &may)
{
    m_note->setCanChange(may, {m_line ? static_cast<QWidget *>(m_line) : m_lines});
}

void TextSetting::onEdited()
{
    if (m_isPutting)
        return;
    m_isEdited = true;
    m_isRefused = false;
    if (!m_isSaving)
        m_note->clear();
}

void TextSetting::tryAgain()
{
    m_isRefused = false;
    commit();
}

void TextSetting::commit()
{
    if (!m_isEdited || m_isSaving || m_isRefused)
        return;
    m_isEdited = false;
    if (typed() == m_value)
        return m_note->clear();
    request(typed());
}

void TextSetting::request(const QString &value)
{
    m_before = m_value;
    m_isSaving = true;
    m_note->showSaving();
    Q_EMIT changeRequested(value);
}

void TextSetting::setSaved()
{
    if (!std::exchange(m_isSaving, false))
        return;
    m_note->showSaved(true);
    const QWidget *edit = m_line ? static_cast<QWidget *>(m_line) : m_lines;
    if (!m_isEdited && typed() != m_value)
        put(m_value);
    else if (m_isEdited && edit->window()->focusWidget() != edit)
        commit(); // it was written and left meanwhile
}

void TextSetting::setFailed(const Error &error)
{
    if (!std::exchange(m_isSaving, false))
        return;
    m_isEdited = true;
    m_isRefused = true; // it is tried again with Enter
    m_note->showFailed(error, true);
}

/// Of what was refused, back to what there is; of what was saved, to what there was.
void TextSetting::undo()
{
    const bool isRefused = m_isEdited;
    put(isRefused ? m_value : m_before);
    if (isRefused)
        m_note->clear();
    else
        request(QString(m_before)); // a copy: what was before becomes another
}

void TextSetting::keyPressEvent(QKeyEvent *event)
{
    // Enter ends the line, and not the window as well.
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return event->accept();
    QWidget::keyPressEvent(event);
}

}
