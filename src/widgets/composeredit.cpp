// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composeredit.h"

#include "widgets/theme.h"

#include <QAbstractTextDocumentLayout>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>

#include <cmath>

namespace linnet {

ComposerEdit::ComposerEdit(QWidget *parent) : QPlainTextEdit(parent)
{
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    setLineWrapMode(QPlainTextEdit::WidgetWidth);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    document()->setDocumentMargin(0);
    viewport()->setAutoFillBackground(false);
    connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
            &ComposerEdit::fitHeight);
    connect(this, &QPlainTextEdit::textChanged, this, &ComposerEdit::fitHeight);
    fitHeight();
}

void ComposerEdit::setHint(const QString &text)
{
    m_hint = text;
    setAccessibleName(text);
    fitHint();
}

void ComposerEdit::fitHeight()
{
    // The size of a plain text document is counted in lines, the wrapped ones among them.
    const int lines =
        qBound(1, int(std::ceil(document()->documentLayout()->documentSize().height())), MaxLines);
    const bool isFull = lines == MaxLines;
    const int height = lines * fontMetrics().lineSpacing() + 2 * frameWidth();
    setVerticalScrollBarPolicy(isFull ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    if (height != this->height())
        setFixedHeight(height);
    if (!isFull)
        verticalScrollBar()->setValue(0);
}

void ComposerEdit::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && !m_isComposing) {
        const Qt::KeyboardModifiers modifiers = event->modifiers() & ~Qt::KeypadModifier;
        if (modifiers == Qt::NoModifier || modifiers == Qt::ControlModifier)
            Q_EMIT sendRequested();
        else if (modifiers == Qt::ShiftModifier)
            insertPlainText(QStringLiteral("\n"));
        ensureCursorVisible();
        return;
    }
    const bool isForTimeline = event->key() == Qt::Key_PageUp || event->key() == Qt::Key_PageDown;
    if (event->key() == Qt::Key_Escape || (isForTimeline && event->modifiers() == Qt::NoModifier)) {
        event->ignore();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

void ComposerEdit::inputMethodEvent(QInputMethodEvent *event)
{
    m_isComposing = !event->preeditString().isEmpty();
    QPlainTextEdit::inputMethodEvent(event);
    viewport()->update();
}

bool ComposerEdit::canInsertFromMimeData(const QMimeData *source) const
{
    return source->hasText();
}

void ComposerEdit::insertFromMimeData(const QMimeData *source)
{
    insertPlainText(source->text());
    ensureCursorVisible();
}

void ComposerEdit::paintEvent(QPaintEvent *event)
{
    QPlainTextEdit::paintEvent(event);
    if (m_hint.isEmpty() || m_isComposing || !document()->isEmpty())
        return;
    QPainter painter(viewport());
    painter.setPen(Theme(palette()).dim);
    const bool isRight = layoutDirection() == Qt::RightToLeft;
    painter.drawStaticText(QPointF(isRight ? viewport()->width() - m_shownHint.size().width() : 0, 0),
                           m_shownHint);
}

// The cursor blinks all day, and each time the hint is painted: it is shaped once.
void ComposerEdit::fitHint()
{
    QTextOption option;
    option.setTextDirection(Qt::LayoutDirectionAuto);
    option.setWrapMode(QTextOption::NoWrap);
    m_shownHint.setTextFormat(Qt::PlainText);
    m_shownHint.setTextOption(option);
    m_shownHint.setText(fontMetrics().elidedText(m_hint, Qt::ElideRight, viewport()->width()));
    m_shownHint.prepare({}, font());
    viewport()->update();
}

void ComposerEdit::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    fitHeight();
    fitHint();
}

void ComposerEdit::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        fitHeight();
        fitHint();
    }
}

}
