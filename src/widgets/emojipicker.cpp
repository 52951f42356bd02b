// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/emojipicker.h"

#include "base/foldedtext.h"
#include "matrix/displayname.h"
#include "models/emojimodel.h"
#include "models/emojitones.h"
#include "widgets/elidedlabel.h"
#include "widgets/emojigrid.h"
#include "widgets/filteredit.h"
#include "widgets/onscreen.h"
#include "widgets/preferences.h"
#include "widgets/theme.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QKeyEvent>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace linnet {

namespace {

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
      m_model(new EmojiModel(table, this)), m_grid(new EmojiGrid(*m_model, pictures, this)),
      m_name(new ElidedLabel(this)), m_tone(new QToolButton(this))
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
    layout->addWidget(m_grid);
    auto *below = new QHBoxLayout;
    below->addWidget(m_name, 1);
    below->addWidget(m_tone);
    layout->addLayout(below);
    m_pack->setAccessibleName(tr("Image pack"));
    m_pack->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_pack->hide();
    addGroups();
    addTone();

    m_search->installEventFilter(this);
    setFocusProxy(m_search);
    connect(m_search, &QLineEdit::textChanged, this, &EmojiPicker::refresh);
    connect(m_pack, &QComboBox::activated, this, &EmojiPicker::refresh);
    connect(m_groups, &QButtonGroup::idClicked, this, [this](int id) {
        m_search->clear();
        m_search->setFocus(Qt::OtherFocusReason);
        showPackNames(id == Stickers);
        refresh();
    });
    connect(m_grid, &EmojiGrid::picked, this, &EmojiPicker::pick);
    connect(m_grid, &EmojiGrid::tonePicked, this, &EmojiPicker::pickEmoji);
    connect(m_grid->selectionModel(), &QItemSelectionModel::currentChanged, this, &EmojiPicker::sayCurrent);
    applyTheme();
    refresh();
}

void EmojiPicker::addGroups()
{
    // Whether those of packs are here is known only once the packs are.
    const QStringList recent = m_preferences.recentEmoji();
    const bool hasRecent = std::any_of(recent.cbegin(), recent.cend(), [](const QString &emoji) {
        return !emoji.startsWith(QLatin1String("mxc://"));
    });
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
    if (m_groups->checkedId() >= Images || m_groups->checkedId() == Recent || !m_search->text().isEmpty()) {
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
    // Beside the place it would lie over what has nothing to do with it.
    const QRect area(parentWidget()->mapToGlobal(QPoint()), parentWidget()->size());
    const int most = qMax(area.left(), area.right() + 1 - width());
    OnScreen::move(*this, {qBound(area.left(), left, most), at.y() - height()});
    show();
    m_search->setFocus(Qt::PopupFocusReason);
}

void EmojiPicker::refresh()
{
    const int group = m_groups->checkedId();
    const bool areStickers = group == Stickers;
    const QString folded = foldedText(m_search->text().left(60)).trimmed();
    m_grid->setLarge(areStickers);
    m_pack->setVisible(group >= Images && m_pack->count() > 2);
    QList<PackImage> images = imagesOf(areStickers);
    images.removeIf([&folded](const PackImage &image) { return !matches(image, folded); });
    if (group >= Images)
        m_model->showImages(images);
    else if (!folded.isEmpty())
        m_model->showFound(m_search->text(), images);
    else if (group == Recent)
        m_model->showThese(m_preferences.recentEmoji(), images);
    else
        m_model->showGroup(Emoji::Group(group));
    m_grid->goToFirst();
    sayCurrent();
}

/// The grid never has the focus, so a screen reader hears of it at the field.
void EmojiPicker::sayCurrent()
{
    const QModelIndex index = m_grid->currentIndex();
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
    if (!isSticker)
        m_preferences.addRecentEmoji(image.value<PackImage>().url);
    close();
    if (isSticker)
        Q_EMIT stickerPicked(image.value<PackImage>());
    else
        Q_EMIT imagePicked(image.value<PackImage>());
}

void EmojiPicker::pickEmoji(const QString &emoji)
{
    m_preferences.addRecentEmoji(emoji);
    close();
    Q_EMIT picked(emoji);
}

bool EmojiPicker::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress)
        return m_grid->takeKey(*static_cast<QKeyEvent *>(event));
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
