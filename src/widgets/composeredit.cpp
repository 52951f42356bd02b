// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composeredit.h"

#include "widgets/carriedfiles.h"
#include "widgets/markdownmarks.h"
#include "widgets/pilltext.h"
#include "widgets/rowtext.h"
#include "widgets/spellmarks.h"
#include "widgets/theme.h"

#include <QAbstractTextDocumentLayout>
#include <QAction>
#include <QContextMenuEvent>
#include <QDragEnterEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTextBlock>

#include <cmath>

namespace linnet {

namespace {

enum PillProperty {
    UserProperty = QTextFormat::UserProperty,
    ImageProperty,
    BodyProperty,
    NameProperty,
    NumberProperty
};

bool isPill(const QTextCharFormat &format)
{
    return format.hasProperty(NameProperty);
}

}

ComposerEdit::ComposerEdit(QWidget *parent) : QPlainTextEdit(parent), m_spelling(new SpellMarks(*this))
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
    connect(this, &QPlainTextEdit::textChanged, this, &ComposerEdit::mendPills);
    connect(this, &QPlainTextEdit::textChanged, this, &ComposerEdit::turn);
    m_spelling->setSkip([this](int position) {
        if (!m_hasPills)
            return false; // it is asked of each word
        QTextCursor cursor(document());
        cursor.setPosition(position + 1);
        return !cursor.charFormat().stringProperty(UserProperty).isEmpty();
    });
    addMarks(tr("Bold"), Qt::CTRL | Qt::Key_B, QStringLiteral("**"));
    addMarks(tr("Italic"), Qt::CTRL | Qt::Key_I, QStringLiteral("*"));
    addMarks(tr("Code"), Qt::CTRL | Qt::Key_E, QStringLiteral("`"));
    takeFont();
    turn();
}

void ComposerEdit::addMarks(const QString &text, QKeyCombination keys, const QString &marks)
{
    auto *action = new QAction(text, this);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetShortcut); // there may be a composer of a thread beside this one
    connect(action, &QAction::triggered, this, [this, marks] { MarkdownMarks::toggle(*this, marks); });
    addAction(action);
}

void ComposerEdit::setHint(const QString &text)
{
    if (text == m_hint)
        return; // a screen reader would say it again
    m_hint = text;
    setAccessibleName(text);
    viewport()->update();
}

QTextCharFormat ComposerEdit::pillFormat(const PillText::Run &pill)
{
    const Theme theme(palette());
    QTextCharFormat format;
    format.setProperty(UserProperty, pill.user.toString());
    format.setProperty(ImageProperty, pill.image);
    format.setProperty(BodyProperty, pill.body);
    format.setProperty(NameProperty, pill.text);
    format.setProperty(NumberProperty, ++m_pills);
    format.setBackground(theme.selected);
    format.setForeground(theme.text);
    return format;
}

QString ComposerEdit::source() const
{
    if (!m_hasPills)
        return toPlainText();
    QString source;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        if (block.position() > 0)
            source += u'\n';
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextFragment part = it.fragment();
            const QTextCharFormat format = part.charFormat();
            QString text = part.text();
            text.replace(QChar::LineSeparator, u'\n').replace(QChar::Nbsp, u' ');
            source +=
                PillText::write({text, UserId(format.stringProperty(UserProperty)),
                                 format.stringProperty(ImageProperty), format.stringProperty(BodyProperty)});
        }
    }
    return source;
}

void ComposerEdit::setSource(const QString &source)
{
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    cursor.select(QTextCursor::Document);
    cursor.removeSelectedText();
    cursor.setCharFormat({});
    for (const PillText::Run &run : PillText::read(source)) {
        m_hasPills = m_hasPills || run.isPill();
        cursor.insertText(run.text, run.isPill() ? pillFormat(run) : QTextCharFormat());
    }
    cursor.endEditBlock();
    document()->clearUndoRedoStacks();
    moveCursor(QTextCursor::End);
    setCurrentCharFormat({});
    Q_EMIT sourceSet();
}

void ComposerEdit::insertPill(int start, int length, const PillText::Run &pill)
{
    // What turns the direction of text would turn what is written behind it too.
    static const QRegularExpression overrides(QStringLiteral("[\\x{202a}-\\x{202e}\\x{2066}-\\x{2069}]"));
    PillText::Run clean = pill;
    clean.text = pill.text.left(102).remove(overrides).simplified();
    m_hasPills = true;
    QTextCursor cursor(document());
    cursor.setPosition(start);
    cursor.setPosition(start + length, QTextCursor::KeepAnchor);
    cursor.beginEditBlock();
    cursor.insertText(clean.text, pillFormat(clean));
    cursor.insertText(QStringLiteral(" "), QTextCharFormat());
    cursor.endEditBlock();
    setTextCursor(cursor);
}

// By itself a line without letters begins at the left, whatever is written around it.
void ComposerEdit::turn()
{
    bool hasLeft = false;
    bool hasRight = false;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        const QString text = block.text();
        hasLeft = hasLeft || RowText::baseDirection(text, Qt::RightToLeft) == Qt::LeftToRight;
        hasRight = hasRight || RowText::baseDirection(text, Qt::LeftToRight) == Qt::RightToLeft;
    }
    Qt::LayoutDirection direction = layoutDirection();
    if (hasLeft && hasRight)
        direction = Qt::LayoutDirectionAuto;
    else if (hasLeft || hasRight)
        direction = hasLeft ? Qt::LeftToRight : Qt::RightToLeft;
    QTextOption option = document()->defaultTextOption();
    if (option.textDirection() == direction)
        return;
    option.setTextDirection(direction);
    option.setAlignment(direction == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft);
    document()->setDefaultTextOption(option);
}

// What is typed at the end of a pill takes its format, and belongs to it as little as a name that was cut.
void ComposerEdit::mendPills()
{
    if (!m_hasPills || m_isMending)
        return;
    QList<std::pair<int, int>> broken; // where text begins and ends that is no pill
    m_hasPills = false;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextFragment part = it.fragment();
            const QString name = part.charFormat().stringProperty(NameProperty);
            if (name.isEmpty())
                continue;
            const bool isWhole = part.text().startsWith(name);
            m_hasPills = m_hasPills || isWhole;
            if (part.text() != name)
                broken << std::pair(part.position() + int(isWhole ? name.size() : 0),
                                    part.position() + part.length());
        }
    }
    m_isMending = true;
    for (const auto &[start, end] : broken) {
        QTextCursor cursor(document());
        cursor.setPosition(start);
        cursor.setPosition(end, QTextCursor::KeepAnchor);
        cursor.joinPreviousEditBlock();
        cursor.setCharFormat({});
        cursor.endEditBlock();
    }
    m_isMending = false;
}

bool ComposerEdit::removePill()
{
    QTextCursor cursor = textCursor();
    const QVariant number = cursor.charFormat().property(NumberProperty);
    const qsizetype length = cursor.charFormat().stringProperty(NameProperty).size();
    if (cursor.hasSelection() || !isPill(cursor.charFormat()))
        return false;
    QTextCursor after = cursor;
    after.movePosition(QTextCursor::NextCharacter);
    if (!cursor.atBlockEnd() && after.charFormat().property(NumberProperty) == number)
        return false; // in the middle of it
    cursor.movePosition(QTextCursor::PreviousCharacter, QTextCursor::KeepAnchor, int(length));
    cursor.removeSelectedText();
    setCurrentCharFormat({});
    return true;
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
    if (event->key() == Qt::Key_Backspace && event->modifiers() == Qt::NoModifier && !m_isComposing &&
        removePill())
        return;
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
    return source->hasText() || CarriedFiles::areIn(*source);
}

void ComposerEdit::insertFromMimeData(const QMimeData *source)
{
    if (CarriedFiles::areIn(*source)) {
        Q_EMIT filesPasted(*source);
        return;
    }
    insertPlainText(source->text());
    ensureCursorVisible();
}

void ComposerEdit::dragEnterEvent(QDragEnterEvent *event)
{
    // Files are dropped on the room, wherever in it.
    if (CarriedFiles::areIn(*event->mimeData()))
        event->ignore();
    else
        QPlainTextEdit::dragEnterEvent(event);
}

void ComposerEdit::contextMenuEvent(QContextMenuEvent *event)
{
    m_spelling->openMenu(event->pos(), event->reason() == QContextMenuEvent::Keyboard);
}

void ComposerEdit::paintEvent(QPaintEvent *event)
{
    QPlainTextEdit::paintEvent(event);
    if (m_hint.isEmpty() || m_isComposing || !document()->isEmpty())
        return;
    QPainter painter(viewport());
    painter.setLayoutDirection(Qt::LayoutDirectionAuto);
    m_lines.paint(painter, QRect(0, 0, viewport()->width(), fontMetrics().height()), m_hint, font(),
                  Theme(palette()).dim, layoutDirection());
}

void ComposerEdit::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    fitHeight();
}

void ComposerEdit::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        takeFont();
    else if (event->type() == QEvent::LayoutDirectionChange)
        turn();
}

/// Emoji look as they will in the message.
void ComposerEdit::takeFont()
{
    document()->setDefaultFont(Theme::withEmoji(font()));
    fitHeight();
}

}
