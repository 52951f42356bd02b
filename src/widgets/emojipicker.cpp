// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/emojipicker.h"

#include "base/foldedtext.h"
#include "matrix/displayname.h"
#include "models/emojimodel.h"
#include "models/emojitones.h"
#include "widgets/elidedlabel.h"
#include "widgets/emojidelegate.h"
#include "widgets/filteredit.h"
#include "widgets/onscreen.h"
#include "widgets/pictures.h"
#include "widgets/preferences.h"
#include "widgets/recentemoji.h"
#include "widgets/theme.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QListView>
#include <QMenu>
#include <QScrollBar>
#include <QStyleHints>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace linnet {

namespace {

constexpr int Columns = 9;
constexpr int Rows = 7;
// Ids of buttons; -1 means none to QButtonGroup
constexpr int Recent = -2;
constexpr int Images = 100;
constexpr int Stickers = 101;

const QString ToneSample = QStringLiteral("✋");

bool matches(const PackImage &image, const QString &folded)
{
    return foldedText(image.shortcode).contains(folded) || foldedText(image.body).contains(folded);
}

}

EmojiPicker::EmojiPicker(const EmojiTable &table, Preferences &preferences, Pictures &pictures,
                         QWidget *parent)
    : QFrame(parent), m_preferences(preferences), m_search(new FilterEdit(tr("Find an emoji"), this)),
      m_groups(new QButtonGroup(this)), m_groupLine(new QHBoxLayout), m_pack(new QComboBox(this)),
      m_model(new EmojiModel(table, this)), m_delegate(new EmojiDelegate(pictures, this)),
      m_view(new QListView(this)), m_name(new ElidedLabel(this)), m_tone(new QToolButton(this))
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
    layout->addLayout(m_groupLine);
    layout->addWidget(m_pack);
    layout->addWidget(m_view);
    auto *below = new QHBoxLayout;
    below->addWidget(m_name, 1);
    below->addWidget(m_tone);
    layout->addLayout(below);
    m_pack->setAccessibleName(tr("Image pack"));
    m_pack->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_pack->hide();
    addGroups();
    addTone();
    setUpView();

    m_search->installEventFilter(this);
    m_view->viewport()->installEventFilter(this);
    setFocusProxy(m_search);
    m_press.setSingleShot(true);
    m_press.setInterval(QGuiApplication::styleHints()->mousePressAndHoldInterval());
    connect(&m_press, &QTimer::timeout, this, [this] {
        m_isLongPress = true;
        offerTones(m_view->currentIndex());
    });
    connect(m_search, &QLineEdit::textChanged, this, &EmojiPicker::refresh);
    connect(m_pack, &QComboBox::activated, this, &EmojiPicker::refresh);
    connect(m_groups, &QButtonGroup::idClicked, this, [this](int id) {
        m_search->clear();
        m_search->setFocus(Qt::OtherFocusReason);
        showPackNames(id == Stickers);
        refresh();
    });
    connect(m_view, &QListView::clicked, this, [this](const QModelIndex &index) {
        if (!m_isLongPress)
            pick(index);
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &EmojiPicker::sayCurrent);
    connect(&pictures, &Pictures::changed, m_view->viewport(), qOverload<>(&QWidget::update));
    applyTheme();
    refresh();
}

void EmojiPicker::setUpView()
{
    m_view->setModel(m_model);
    m_view->setItemDelegate(m_delegate);
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
    const int side = m_delegate->side(font());
    m_view->setFixedSize(Columns * side + m_view->verticalScrollBar()->sizeHint().width() + 2, Rows * side);
}

void EmojiPicker::addGroups()
{
    const bool hasRecent = !RecentEmoji::read().isEmpty();
    const QList<std::pair<QString, QString>> groups{{QStringLiteral("😀"), tr("Smileys")},
                                                    {QStringLiteral("👋"), tr("People")},
                                                    {QStringLiteral("🐦"), tr("Animals and nature")},
                                                    {QStringLiteral("🍎"), tr("Food and drink")},
                                                    {QStringLiteral("🚗"), tr("Travel and places")},
                                                    {QStringLiteral("⚽"), tr("Activities")},
                                                    {QStringLiteral("💡"), tr("Objects")},
                                                    {QStringLiteral("💯"), tr("Symbols")},
                                                    {QStringLiteral("🏁"), tr("Flags")}};
    m_groupLine->setSpacing(0);
    if (hasRecent)
        addGroup(Recent, QStringLiteral("🕒"), tr("Used of late"));
    for (int group = 0; group < groups.size(); ++group)
        addGroup(group, groups.at(group).first, groups.at(group).second);
    m_groups->button(hasRecent ? Recent : 0)->setChecked(true);
}

void EmojiPicker::addGroup(int id, const QString &sign, const QString &name)
{
    auto *button = new QToolButton(this);
    button->setText(sign);
    button->setFont(Theme::withEmoji(font()));
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_groups->addButton(button, id);
    m_groupLine->addWidget(button);
}

void EmojiPicker::addTone()
{
    m_tone->setObjectName(QStringLiteral("tone"));
    m_tone->setFont(Theme::withEmoji(font()));
    m_tone->setToolTip(tr("Skin tone"));
    m_tone->setAccessibleName(tr("Skin tone"));
    m_tone->setAutoRaise(true);
    m_tone->setFocusPolicy(Qt::TabFocus);
    m_tone->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(m_tone);
    menu->setFont(Theme::withEmoji(font()));
    for (int tone = 0; tone < EmojiTones::Count; ++tone) {
        menu->addAction(EmojiTones::withTone(ToneSample, tone), this, [this, tone] {
            m_preferences.setEmojiTone(tone);
            showTone();
            refresh();
        });
    }
    m_tone->setMenu(menu);
    showTone();
}

void EmojiPicker::showTone()
{
    m_tone->setText(EmojiTones::withTone(ToneSample, m_preferences.emojiTone()));
    m_model->setTone(m_preferences.emojiTone());
}

void EmojiPicker::setPacks(const QList<ImagePack> &packs, bool hasStickers)
{
    m_packs = packs;
    const auto offer = [this](int id, const QString &sign, const QString &name, bool areStickers) {
        if (!m_groups->button(id) && !imagesOf(areStickers).isEmpty())
            addGroup(id, sign, name);
    };
    offer(Images, QStringLiteral("⭐"), tr("Custom emoji"), false);
    if (hasStickers)
        offer(Stickers, QStringLiteral("🖼️"), tr("Stickers"), true);
    if (m_groups->checkedId() >= Images || !m_search->text().isEmpty()) {
        showPackNames(m_groups->checkedId() == Stickers);
        refresh();
    }
}

/// Of the packs that are chosen.
QList<PackImage> EmojiPicker::imagesOf(bool areStickers) const
{
    QList<PackImage> images;
    const int only = m_pack->currentData().isValid() ? m_pack->currentData().toInt() : -1;
    for (qsizetype i = 0; i < m_packs.size(); ++i) {
        if (only >= 0 && only != i)
            continue;
        for (const PackImage &image : m_packs.at(i).images) {
            if (areStickers ? image.isSticker : image.isEmoticon)
                images.append(image);
        }
    }
    return images;
}

void EmojiPicker::showPackNames(bool areStickers)
{
    m_pack->clear();
    m_pack->addItem(tr("All packs"), -1);
    for (qsizetype i = 0; i < m_packs.size(); ++i) {
        const QList<PackImage> &images = m_packs.at(i).images;
        const bool hasAny = std::any_of(images.cbegin(), images.cend(), [&](const PackImage &image) {
            return areStickers ? image.isSticker : image.isEmoticon;
        });
        if (hasAny)
            m_pack->addItem(shortened(m_packs.at(i).name, 60), int(i));
    }
}

void EmojiPicker::popUp(const QPoint &at)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowFlag(Qt::Popup);
    adjustSize();
    const int left = parentWidget()->isRightToLeft() ? at.x() : at.x() - width();
    OnScreen::move(*this, {left, at.y() - height()});
    show();
    m_search->setFocus(Qt::PopupFocusReason);
}

void EmojiPicker::refresh()
{
    const int group = m_groups->checkedId();
    const bool areStickers = group == Stickers;
    const QString folded = foldedText(m_search->text().left(60)).trimmed();
    m_delegate->setLarge(areStickers);
    const int side = m_delegate->side(font());
    m_view->setGridSize(QSize(side, side));
    m_pack->setVisible(group >= Images && m_pack->count() > 2);
    QList<PackImage> images = imagesOf(areStickers);
    images.removeIf([&folded](const PackImage &image) { return !matches(image, folded); });
    if (group >= Images)
        m_model->showImages(images);
    else if (!folded.isEmpty())
        m_model->showFound(m_search->text(), images);
    else if (group == Recent)
        m_model->showThese(RecentEmoji::read());
    else
        m_model->showGroup(Emoji::Group(group));
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
    const QVariant image = index.data(EmojiModel::ImageRole);
    if (!image.isValid())
        return pickEmoji(index.data(Qt::DisplayRole).toString());
    const bool isSticker = m_groups->checkedId() == Stickers;
    close();
    if (isSticker)
        Q_EMIT stickerPicked(image.value<PackImage>());
    else
        Q_EMIT imagePicked(image.value<PackImage>());
}

void EmojiPicker::pickEmoji(const QString &emoji)
{
    RecentEmoji::add(emoji);
    close();
    Q_EMIT picked(emoji);
}

void EmojiPicker::offerTones(const QModelIndex &index)
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
        menu->addAction(variant, this, [this, variant] { pickEmoji(variant); });
    }
    const QRect cell = m_view->visualRect(index);
    menu->popup(m_view->viewport()->mapToGlobal(cell.bottomLeft()));
}

bool EmojiPicker::onMouse(QEvent *event)
{
    const auto *mouse = static_cast<QMouseEvent *>(event);
    const QModelIndex index = m_view->indexAt(mouse->pos());
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        m_isLongPress = false;
        if (mouse->button() == Qt::RightButton) {
            m_view->setCurrentIndex(index);
            offerTones(index);
            return true;
        }
        m_press.start();
        return false;
    case QEvent::MouseButtonRelease:
        m_press.stop();
        return mouse->button() == Qt::RightButton;
    default:
        return false;
    }
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
    case Qt::Key_Menu:
        offerTones(m_view->currentIndex());
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
    if (watched == m_view->viewport() &&
        (event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonRelease))
        return onMouse(event);
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
