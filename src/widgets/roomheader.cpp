// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roomheader.h"

#include "widgets/avatars.h"
#include "widgets/elidedlabel.h"
#include "widgets/icons.h"
#include "widgets/theme.h"
#include "widgets/tinticons.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

namespace linnet {

namespace {

constexpr qsizetype MaxTopic = 1500;

}

RoomHeader::RoomHeader(Avatars &avatars, QAction *membersAction, QWidget *parent)
    : QWidget(parent), m_avatars(avatars), m_name(new ElidedLabel(this)), m_encryption(new QLabel(this)),
      m_topic(new ElidedLabel(this)), m_wholeTopic(new QLabel(this)), m_threads(new QToolButton(this)),
      m_pins(new QToolButton(this)), m_members(new QToolButton(this))
{
    // First of all: the palette's change below asks for its icon.
    m_members->setDefaultAction(membersAction);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    const int unit = Theme::units(1, font());
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(2 * unit, 2 * unit, 2 * unit, 2 * unit + 1);
    layout->setSpacing(2 * unit);
    layout->addSpacing(unit + 9 * unit + 3 * unit); // the picture is painted there
    auto *lines = new QVBoxLayout;
    lines->setSpacing(unit / 2);
    lines->addStretch();
    lines->addWidget(m_name);
    lines->addWidget(m_topic);
    lines->addWidget(m_wholeTopic);
    lines->addStretch();
    layout->addLayout(lines, 1);
    layout->addWidget(m_encryption);
    layout->addWidget(m_threads, 0, Qt::AlignTop);
    layout->addWidget(m_pins, 0, Qt::AlignTop);
    layout->addWidget(m_members, 0, Qt::AlignTop);
    setMinimumHeight(14 * unit);

    m_wholeTopic->setObjectName(QStringLiteral("wholeTopic"));
    m_wholeTopic->setTextFormat(Qt::PlainText);
    m_wholeTopic->setWordWrap(true);
    m_wholeTopic->setMinimumWidth(1);
    m_wholeTopic->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_wholeTopic->hide();
    m_topic->setToolTip(tr("Show the whole topic"));
    connect(m_topic, &ElidedLabel::clicked, this, [this] { showTopic(true); });
    m_members->setAutoRaise(true);
    m_members->setIconSize(QSize(5 * unit, 5 * unit));
    m_members->setFixedSize(10 * unit, 10 * unit);
    m_threads->setObjectName(QStringLiteral("threads"));
    m_pins->setObjectName(QStringLiteral("pins"));
    for (QToolButton *button : {m_threads, m_pins}) {
        button->setAutoRaise(true);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setIconSize(QSize(5 * unit, 5 * unit));
        button->setFixedHeight(10 * unit);
        button->hide();
    }
    m_encryption->setObjectName(QStringLiteral("encryption"));
    m_threads->setText(tr("Unread threads"));
    m_threads->setToolTip(tr("Show what is unread in threads"));
    connect(m_threads, &QToolButton::clicked, this, &RoomHeader::threadsRequested);
    connect(m_pins, &QToolButton::clicked, this, &RoomHeader::pinsRequested);
    m_wholeTopic->installEventFilter(this);
    connect(&avatars, &Avatars::pictureArrived, this, qOverload<>(&QWidget::update));
    applyTheme();
}

void RoomHeader::setRoom(const Room &room)
{
    const bool isOther = m_id != room.id;
    m_id = room.id;
    m_avatarUrl = room.avatarUrl;
    m_name->setText(room.name);
    m_topic->setText(room.topic);
    m_wholeTopic->setText(room.topic.left(MaxTopic).trimmed());
    m_topic->setClickable(!room.topic.isEmpty());
    const int pins = int(room.pinned.size());
    m_pins->setText(locale().toString(pins));
    m_pins->setToolTip(tr("%n pinned message(s)", nullptr, pins));
    m_pins->setAccessibleName(m_pins->toolTip());
    m_pins->setVisible(pins > 0);
    m_threads->setVisible(room.hasUnreadThreads);
    m_isEncrypted = room.isEncrypted;
    m_areAllVerified = m_areAllVerified && !isOther;
    showEncryption();
    showTopic(!isOther && !room.topic.isEmpty() && !m_wholeTopic->isHidden());
    update();
}

void RoomHeader::setVerified(bool areAll)
{
    m_areAllVerified = areAll;
    showEncryption();
}

void RoomHeader::showEncryption()
{
    const Theme theme(palette());
    const int side = Theme::units(4, font());
    m_encryption->setPixmap(
        TintIcons().pixmap(m_areAllVerified ? QStringLiteral("security-high") : QStringLiteral("lock"), side,
                           devicePixelRatioF(), m_areAllVerified ? theme.hue(150) : theme.dim));
    m_encryption->setToolTip(m_areAllVerified
                                 ? tr("Encrypted. You have verified everybody in this room.")
                                 : tr("Encrypted: only who is in this room can read what is said."));
    m_encryption->setAccessibleName(m_encryption->toolTip());
    m_encryption->setVisible(m_isEncrypted);
}

QRect RoomHeader::placeOf(const QToolButton &button) const
{
    const QWidget &place = button.isHidden() ? *m_members : button;
    return {place.mapToGlobal(QPoint(0, 0)), place.size()};
}

QRect RoomHeader::pinsPlace() const
{
    return placeOf(*m_pins);
}

QRect RoomHeader::threadsPlace() const
{
    return placeOf(*m_threads);
}

void RoomHeader::showTopic(bool isWhole)
{
    m_topic->setVisible(!isWhole && !m_topic->text().isEmpty());
    m_wholeTopic->setVisible(isWhole);
}

bool RoomHeader::eventFilter(QObject *watched, QEvent *event)
{
    // A click closes it again; a selection that was dragged does not.
    if (watched == m_wholeTopic && event->type() == QEvent::MouseButtonRelease &&
        !m_wholeTopic->hasSelectedText())
        showTopic(false);
    return QWidget::eventFilter(watched, event);
}

void RoomHeader::paintEvent(QPaintEvent *)
{
    const Theme theme(palette());
    const int side = Theme::units(9, font());
    const QRect place(Theme::units(3, font()), Theme::units(2.5, font()), side, side);
    QPainter painter(this);
    painter.drawPixmap(
        style()->visualRect(layoutDirection(), rect(), place).topLeft(),
        m_avatars.pixmap(m_avatarUrl, m_id.toString(), m_name->text(), side, devicePixelRatioF(), theme));
    painter.fillRect(0, height() - 1, width(), 1, theme.line);
}

void RoomHeader::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyTheme();
}

void RoomHeader::applyTheme()
{
    const Theme theme(palette());
    m_name->setFont(Theme::name(font()));
    m_name->setColor(theme.text);
    m_topic->setFont(Theme::scaled(font(), 0.92));
    m_topic->setColor(theme.dim);
    QPalette dim = palette();
    dim.setColor(QPalette::WindowText, theme.dim);
    m_wholeTopic->setPalette(dim);
    m_wholeTopic->setFont(Theme::scaled(font(), 0.92));
    m_pins->setIcon(themedIcon(QStringLiteral("pin"), palette(), QPalette::Text));
    showEncryption();
    m_threads->setIcon(themedIcon(QStringLiteral("dialog-messages"), palette(), QPalette::Text));
    m_members->defaultAction()->setIcon(themedIcon(QStringLiteral("user-others"), palette(), QPalette::Text));
}

}
