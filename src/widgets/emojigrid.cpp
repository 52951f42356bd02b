// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/emojigrid.h"

#include "models/emojimodel.h"
#include "models/emojitones.h"
#include "widgets/emojidelegate.h"
#include "widgets/pictures.h"
#include "widgets/theme.h"

#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QScrollBar>
#include <QStyleHints>

namespace linnet {

namespace {

constexpr int Columns = 9;
constexpr int Rows = 7;

}

EmojiGrid::EmojiGrid(EmojiModel &model, Pictures &pictures, QWidget *parent)
    : QListView(parent), m_delegate(new EmojiDelegate(pictures, this))
{
    setModel(&model);
    setItemDelegate(m_delegate);
    setViewMode(IconMode);
    setMovement(Static);
    setResizeMode(Adjust);
    setUniformItemSizes(true);
    setMouseTracking(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setVerticalScrollMode(ScrollPerPixel);
    setAccessibleName(tr("Emoji"));
    const int side = m_delegate->side(font());
    setFixedSize(Columns * side + verticalScrollBar()->sizeHint().width() + 2, Rows * side);
    m_press.setSingleShot(true);
    m_press.setInterval(QGuiApplication::styleHints()->mousePressAndHoldInterval());
    connect(&m_press, &QTimer::timeout, this, [this] {
        m_isLongPress = true;
        offerTones(currentIndex());
    });
    connect(this, &QListView::clicked, this, [this](const QModelIndex &index) {
        if (!m_isLongPress)
            Q_EMIT picked(index);
    });
    connect(&pictures, &Pictures::changed, viewport(), qOverload<>(&QWidget::update));
}

void EmojiGrid::setLarge(bool isLarge)
{
    m_delegate->setLarge(isLarge);
    const int side = m_delegate->side(font());
    setGridSize(QSize(side, side));
}

void EmojiGrid::goToFirst()
{
    setCurrentIndex(model()->index(0, 0));
    scrollToTop();
}

void EmojiGrid::offerTones(const QModelIndex &index)
{
    if (!index.data(EmojiModel::HasTonesRole).toBool())
        return;
    const QString emoji = index.data(Qt::DisplayRole).toString();
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("tones"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setFont(Theme::withEmoji(Theme::scaled(font(), 1.3)));
    for (int tone = 0; tone < EmojiTones::Count; ++tone) {
        const QString variant = EmojiTones::withTone(emoji, tone);
        menu->addAction(variant, this, [this, variant] { Q_EMIT tonePicked(variant); });
    }
    menu->popup(viewport()->mapToGlobal(visualRect(index).bottomLeft()));
}

void EmojiGrid::mousePressEvent(QMouseEvent *event)
{
    m_isLongPress = false;
    if (event->button() != Qt::RightButton) {
        m_press.start();
        return QListView::mousePressEvent(event);
    }
    const QModelIndex index = indexAt(event->pos());
    setCurrentIndex(index);
    offerTones(index);
}

void EmojiGrid::mouseReleaseEvent(QMouseEvent *event)
{
    m_press.stop();
    if (event->button() != Qt::RightButton)
        QListView::mouseReleaseEvent(event);
}

int EmojiGrid::columns() const
{
    return qMax(1, viewport()->width() / gridSize().width());
}

void EmojiGrid::moveBy(int steps)
{
    const int count = model()->rowCount();
    if (count > 0)
        setCurrentIndex(model()->index(qBound(0, currentIndex().row() + steps, count - 1), 0));
}

bool EmojiGrid::takeKey(const QKeyEvent &event)
{
    if (event.modifiers() & ~Qt::KeypadModifier)
        return false;
    const int forward = isRightToLeft() ? -1 : 1;
    switch (event.key()) {
    case Qt::Key_Right:
        moveBy(forward);
        return true;
    case Qt::Key_Left:
        moveBy(-forward);
        return true;
    case Qt::Key_Down:
        moveBy(columns());
        return true;
    case Qt::Key_Up:
        moveBy(-columns());
        return true;
    case Qt::Key_PageDown:
        moveBy(columns() * (Rows - 1));
        return true;
    case Qt::Key_PageUp:
        moveBy(-columns() * (Rows - 1));
        return true;
    case Qt::Key_Menu:
        offerTones(currentIndex());
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT picked(currentIndex());
        return true;
    default:
        return false;
    }
}

}
