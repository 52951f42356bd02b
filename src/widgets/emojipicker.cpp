// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/emojipicker.h"

#include "models/emojimodel.h"
#include "widgets/elidedlabel.h"
#include "widgets/emojidelegate.h"
#include "widgets/filteredit.h"
#include "widgets/recentemoji.h"
#include "widgets/theme.h"

#include <QButtonGroup>
#include <QKeyEvent>
#include <QListView>
#include <QScreen>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace linnet {

namespace {

constexpr int Columns = 9;
constexpr int Rows = 7;
constexpr int Recent = -2; ///< id of its button; -1 means none to QButtonGroup

}

EmojiPicker::EmojiPicker(QWidget *parent)
    : QFrame(parent), m_search(new FilterEdit(tr("Find an emoji"), this)), m_groups(new QButtonGroup(this)),
      m_model(new EmojiModel(this)), m_view(new QListView(this)), m_name(new ElidedLabel(this))
{
    setObjectName(QStringLiteral("emojiPicker"));
    setAccessibleName(tr("Emoji"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    const int unit = Theme::units(1, font());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * unit, 2 * unit, 2 * unit, 2 * unit);
    layout->setSpacing(unit);
    layout->addWidget(m_search);
    addGroups();
    layout->addWidget(m_view);
    layout->addWidget(m_name);

    m_view->setModel(m_model);
    m_view->setItemDelegate(new EmojiDelegate(this));
    m_view->setViewMode(QListView::IconMode);
    m_view->setMovement(QListView::Static);
    m_view->setResizeMode(QListView::Adjust);
    m_view->setUniformItemSizes(true);
    m_view->setMouseTracking(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setAccessibleName(tr("Emoji"));
    const int side = EmojiDelegate::side(font());
    m_view->setGridSize(QSize(side, side));
    m_view->setFixedSize(Columns * side + m_view->verticalScrollBar()->sizeHint().width() + 2, Rows * side);
    m_search->installEventFilter(this);
    setFocusProxy(m_search);
    connect(m_search, &QLineEdit::textChanged, this, &EmojiPicker::refresh);
    connect(m_groups, &QButtonGroup::idClicked, this, [this] {
        m_search->clear();
        m_search->setFocus(Qt::OtherFocusReason);
        refresh();
    });
    connect(m_view, &QListView::clicked, this, &EmojiPicker::pick);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &EmojiPicker::sayCurrent);
    applyTheme();
    refresh();
}

void EmojiPicker::addGroups()
{
    const QStringList recent = RecentEmoji::read();
    const QList<std::pair<QString, QString>> groups{{QStringLiteral("😀"), tr("Smileys")},
                                                    {QStringLiteral("👋"), tr("People")},
                                                    {QStringLiteral("🐦"), tr("Animals and nature")},
                                                    {QStringLiteral("🍎"), tr("Food and drink")},
                                                    {QStringLiteral("🚗"), tr("Travel and places")},
                                                    {QStringLiteral("⚽"), tr("Activities")},
                                                    {QStringLiteral("💡"), tr("Objects")},
                                                    {QStringLiteral("💯"), tr("Symbols")},
                                                    {QStringLiteral("🏁"), tr("Flags")}};
    auto *line = new QHBoxLayout;
    line->setSpacing(0);
    const auto add = [&](int id, const QString &sign, const QString &name) {
        auto *button = new QToolButton(this);
        button->setText(sign);
        button->setFont(Theme::withEmoji(font()));
        button->setToolTip(name);
        button->setAccessibleName(name);
        button->setCheckable(true);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        m_groups->addButton(button, id);
        line->addWidget(button);
    };
    if (!recent.isEmpty())
        add(Recent, QStringLiteral("🕒"), tr("Used of late"));
    for (int group = 0; group < groups.size(); ++group)
        add(group, groups.at(group).first, groups.at(group).second);
    m_groups->button(recent.isEmpty() ? 0 : Recent)->setChecked(true);
    static_cast<QVBoxLayout *>(layout())->addLayout(line);
}

EmojiPicker *EmojiPicker::popUp(const QPoint &at, QWidget *parent)
{
    auto *picker = new EmojiPicker(parent);
    picker->setAttribute(Qt::WA_DeleteOnClose);
    picker->setWindowFlag(Qt::Popup);
    const QSize size = picker->sizeHint();
    const QRect screen = parent->screen()->availableGeometry();
    const int left = parent->isRightToLeft() ? at.x() : at.x() - size.width();
    const int top = at.y() - size.height();
    picker->move(qBound(screen.left(), left, qMax(screen.left(), screen.right() - size.width())),
                 qBound(screen.top(), top, qMax(screen.top(), screen.bottom() - size.height())));
    picker->show();
    picker->m_search->setFocus(Qt::PopupFocusReason);
    return picker;
}

void EmojiPicker::refresh()
{
    if (!m_search->text().trimmed().isEmpty())
        m_model->showFound(m_search->text());
    else if (m_groups->checkedId() == Recent)
        m_model->showThese(RecentEmoji::read());
    else
        m_model->showGroup(Emoji::Group(m_groups->checkedId()));
    m_view->setCurrentIndex(m_model->index(0));
    m_view->scrollToTop();
    sayCurrent();
}

/// The grid never has the focus, so a screen reader hears of it at the field.
void EmojiPicker::sayCurrent()
{
    const QModelIndex index = m_view->currentIndex();
    const QString name = index.data(Qt::AccessibleTextRole).toString();
    const QString shortName = index.data(EmojiModel::ShortNameRole).toString();
    m_name->setText(index.isValid() ? tr("%1   :%2:").arg(name, shortName) : tr("Nothing found."));
    m_search->setAccessibleDescription(index.isValid() ? name : m_name->text());
}

void EmojiPicker::pick(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const QString emoji = index.data(Qt::DisplayRole).toString();
    RecentEmoji::add(emoji);
    close();
    Q_EMIT picked(emoji);
}

int EmojiPicker::columns() const
{
    return qMax(1, m_view->viewport()->width() / m_view->gridSize().width());
}

void EmojiPicker::moveBy(int steps)
{
    if (m_model->rowCount() == 0)
        return;
    const int row = qBound(0, m_view->currentIndex().row() + steps, m_model->rowCount() - 1);
    m_view->setCurrentIndex(m_model->index(row));
}

bool EmojiPicker::onKey(int key, Qt::KeyboardModifiers modifiers)
{
    if (modifiers & ~Qt::KeypadModifier)
        return false;
    const int forward = isRightToLeft() ? -1 : 1;
    switch (key) {
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
    case Qt::Key_Return:
    case Qt::Key_Enter:
        pick(m_view->currentIndex());
        return true;
    default:
        return false;
    }
}

bool EmojiPicker::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        return onKey(key->key(), key->modifiers());
    }
    return QFrame::eventFilter(watched, event);
}

void EmojiPicker::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyTheme();
}

void EmojiPicker::applyTheme()
{
    m_name->setColor(Theme(palette()).dim);
}

}
