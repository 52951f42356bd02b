// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/completionpopup.h"

#include "widgets/avatars.h"
#include "widgets/completiondelegate.h"
#include "widgets/completionmodel.h"
#include "widgets/completions.h"
#include "widgets/composeredit.h"
#include "widgets/pictures.h"
#include "widgets/theme.h"

#include <QKeyEvent>
#include <QListView>
#include <QPainter>
#include <QTextBlock>
#include <QVBoxLayout>

namespace linnet {

CompletionPopup::CompletionPopup(ComposerEdit &edit, QWidget &box, Completions &completions, Avatars &avatars,
                                 Pictures &pictures, QWidget *over)
    : QFrame(over), m_edit(edit), m_box(box), m_completions(completions), m_model(new CompletionModel(this)),
      m_delegate(new CompletionDelegate(avatars, pictures, Theme(palette()), this)),
      m_view(new QListView(this))
{
    setObjectName(QStringLiteral("completions"));
    setAccessibleName(tr("Suggestions"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(m_view);
    m_view->setModel(m_model);
    m_view->setItemDelegate(m_delegate);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setMouseTracking(true);
    m_view->setUniformItemSizes(true);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setAccessibleName(tr("Suggestions"));
    m_edit.installEventFilter(this);
    over->installEventFilter(this);
    m_box.installEventFilter(this);
    connect(&m_edit, &QPlainTextEdit::cursorPositionChanged, this, &CompletionPopup::refresh);
    connect(&m_edit, &QPlainTextEdit::textChanged, this, [this] {
        m_isLoaded = false;
        refresh();
    });
    connect(&m_edit, &ComposerEdit::sourceSet, this, [this] {
        m_isLoaded = true;
        refresh();
    });
    connect(&m_completions, &Completions::changed, this, &CompletionPopup::refresh);
    connect(m_view, &QListView::clicked, this, [this](const QModelIndex &index) { choose(index.row()); });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &CompletionPopup::sayCurrent);
    connect(&avatars, &Avatars::pictureArrived, m_view->viewport(), qOverload<>(&QWidget::update));
    connect(&pictures, &Pictures::changed, m_view->viewport(), qOverload<>(&QWidget::update));
    hide();
}

std::optional<CompletionQuery> CompletionPopup::queryNow() const
{
    const QTextCursor cursor = m_edit.textCursor();
    if (cursor.hasSelection() || m_edit.isComposing() || !m_edit.hasFocus())
        return std::nullopt;
    return CompletionQuery::at(cursor.block().text().left(cursor.positionInBlock()),
                               cursor.blockNumber() == 0);
}

void CompletionPopup::refresh()
{
    if (m_isChoosing)
        return;
    m_query = queryNow();
    const int start = m_query ? m_edit.textCursor().block().position() + m_query->start : -1;
    if (start != m_dismissed)
        m_dismissed = -1;
    const bool isWanted = m_query && m_dismissed < 0 && !m_isLoaded;
    const QList<Completion> rows = isWanted ? m_completions.find(*m_query) : QList<Completion>();
    if (rows.isEmpty()) {
        hide();
        m_edit.setAccessibleDescription({});
        return;
    }
    m_model->setRows(rows);
    m_view->setCurrentIndex(m_model->index(0));
    place();
    show();
    raise();
}

void CompletionPopup::place()
{
    const int rows = qMin(m_model->rowCount(), MostRows);
    const int height = rows * m_view->sizeHintForRow(0) + 2;
    const QPoint top = m_box.mapTo(parentWidget(), QPoint(0, 0));
    const int width = qMin(m_box.width(), Theme::units(120, font()));
    const int left = isRightToLeft() ? top.x() + m_box.width() - width : top.x();
    const int shown = qMin(height, top.y() - Theme::units(1, font()));
    setGeometry(left, top.y() - Theme::units(1, font()) - shown, width, shown);
}

void CompletionPopup::sayCurrent()
{
    m_edit.setAccessibleDescription(m_view->currentIndex().data(Qt::AccessibleTextRole).toString());
}

void CompletionPopup::step(int rows)
{
    const int count = m_model->rowCount();
    const int row = m_view->currentIndex().row() + rows;
    // One step past an end goes round, a page stops there.
    const int next = qAbs(rows) == 1 ? (row + count) % count : qBound(0, row, count - 1);
    m_view->setCurrentIndex(m_model->index(next));
}

void CompletionPopup::choose(int row)
{
    if (!m_query || row < 0 || row >= m_model->rowCount())
        return;
    const Completion chosen = m_model->row(row);
    QTextCursor cursor = m_edit.textCursor();
    const int start = cursor.block().position() + m_query->start;
    const int length = cursor.position() - start;
    hide();
    m_isChoosing = true;
    if (chosen.kind == Completion::Kind::Person) {
        m_edit.insertPill(start, length, {chosen.insert, chosen.user});
    } else if (chosen.kind == Completion::Kind::Emoticon) {
        m_edit.insertPill(start, length, PillText::emoticon(chosen.insert, chosen.avatar, chosen.body));
    } else {
        cursor.setPosition(start, QTextCursor::KeepAnchor);
        cursor.insertText(chosen.insert);
        m_edit.setTextCursor(cursor);
        if (chosen.kind == Completion::Kind::Emoji)
            Q_EMIT emojiChosen(chosen.title);
    }
    m_isChoosing = false;
    m_edit.setFocus(Qt::OtherFocusReason);
    refresh();
}

void CompletionPopup::dismiss()
{
    m_dismissed = m_query ? m_edit.textCursor().block().position() + m_query->start : -1;
    hide();
    m_edit.setAccessibleDescription({});
}

bool CompletionPopup::onKey(int key, Qt::KeyboardModifiers modifiers)
{
    if (modifiers & ~(Qt::KeypadModifier | Qt::ShiftModifier))
        return false;
    const bool isShift = modifiers & Qt::ShiftModifier;
    switch (key) {
    case Qt::Key_Down:
    case Qt::Key_Up:
        if (isShift)
            return false;
        step(key == Qt::Key_Down ? 1 : -1);
        return true;
    case Qt::Key_Backtab:
        step(-1);
        return true;
    case Qt::Key_PageDown:
    case Qt::Key_PageUp:
        step(key == Qt::Key_PageDown ? MostRows - 1 : 1 - MostRows);
        return true;
    case Qt::Key_Tab:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (isShift)
            return false;
        choose(m_view->currentIndex().row());
        return true;
    case Qt::Key_Escape:
        dismiss();
        return true;
    default:
        return false;
    }
}

bool CompletionPopup::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != &m_edit) {
        if (isVisible() && (event->type() == QEvent::Resize || event->type() == QEvent::Move))
            place();
        return false;
    }
    if (event->type() == QEvent::FocusOut)
        hide();
    if (!isVisible() || m_edit.isComposing())
        return false;
    if (event->type() != QEvent::KeyPress)
        return false;
    const auto *key = static_cast<QKeyEvent *>(event);
    return onKey(key->key(), key->modifiers());
}

void CompletionPopup::paintEvent(QPaintEvent *event)
{
    QFrame::paintEvent(event);
    QPainter painter(this);
    painter.setPen(Theme::mix(palette().color(QPalette::Base), palette().color(QPalette::Text), 0.3));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void CompletionPopup::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        m_delegate->setTheme(Theme(palette()));
        m_view->viewport()->update();
    }
}

}
