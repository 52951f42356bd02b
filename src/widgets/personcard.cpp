// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/personcard.h"

#include "matrix/displayname.h"
#include "models/memberlistmodel.h"
#include "widgets/personmenu.h"
#include "widgets/presencetext.h"
#include "widgets/theme.h"

#include <QClipboard>
#include <QDateTime>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QTimeZone>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace linnet {

namespace {

constexpr int MostRooms = 200;
constexpr qsizetype LongestName = 100;

QString roleText(int power)
{
    switch (MemberListModel::rankOf(power)) {
    case MemberListModel::Rank::Creator:
        return PersonCard::tr("Creator of this room");
    case MemberListModel::Rank::Admin:
        return PersonCard::tr("Admin of this room");
    case MemberListModel::Rank::Moderator:
        return PersonCard::tr("Moderator of this room");
    case MemberListModel::Rank::Member:
        break;
    }
    return {};
}

QLabel *plainLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setMinimumWidth(1); // a word of any length does not widen the card
    return label;
}

}

PersonCard::PersonCard(Session &session, const RoomId &room, const UserId &user, const QString &name,
                       QWidget *parent, Membership membership)
    : QDialog(parent), m_session(session), m_room(room), m_user(user), m_name(cleanName(name)),
      m_membership(membership), m_avatars(session.media()), m_picture(new QLabel(this)),
      m_nameLabel(plainLabel(this)), m_id(plainLabel(this)), m_presence(plainLabel(this)),
      m_role(plainLabel(this)), m_trust(plainLabel(this)), m_time(plainLabel(this)),
      m_sessions(plainLabel(this)), m_roomsTitle(plainLabel(this)), m_rooms(new QListWidget(this)),
      m_lines(new QFormLayout), m_more(new QToolButton(this)), m_shared(session.api(), session.store(), user)
{
    setObjectName(QStringLiteral("personCard"));
    setAttribute(Qt::WA_DeleteOnClose);
    if (m_name.isEmpty())
        m_name = user.toString();
    layOut();
    connect(&m_avatars, &Avatars::pictureArrived, this, &PersonCard::showPicture);
    connect(&m_session.rooms(), &RoomList::presenceChanged, this, [this](const UserId &changed) {
        if (changed == m_user)
            showPresence();
    });
    connect(&m_session.trust(), &PeopleTrust::changed, this, &PersonCard::showTrust);
    connect(&m_session.rooms(), &RoomList::changed, this, [this](const RoomId &changed) {
        if (changed == m_room)
            showRole();
    });
    ask();
}

PersonCard::~PersonCard() = default;

void PersonCard::layOut()
{
    const int unit = Theme::units(1, font());
    m_nameLabel->setFont(Theme::name(Theme::scaled(font(), 1.3)));
    m_id->setForegroundRole(QPalette::PlaceholderText);
    m_id->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *copy = new QToolButton(this);
    copy->setObjectName(QStringLiteral("copyId"));
    copy->setIcon(QIcon::fromTheme(QStringLiteral("edit-copy")));
    copy->setAutoRaise(true);
    copy->setToolTip(tr("Copy the Matrix id"));
    copy->setAccessibleName(copy->toolTip());
    connect(copy, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_user.toString()); });

    auto *idRow = new QHBoxLayout;
    idRow->addWidget(m_id, 1);
    idRow->addWidget(copy);
    auto *words = new QVBoxLayout;
    words->setSpacing(unit);
    words->addWidget(m_nameLabel);
    words->addLayout(idRow);
    words->addWidget(m_presence);
    words->addStretch();
    auto *head = new QHBoxLayout;
    head->setSpacing(4 * unit);
    head->addWidget(m_picture, 0, Qt::AlignTop);
    head->addLayout(words, 1);

    m_lines->setLabelAlignment(Qt::AlignLeading | Qt::AlignTop);
    addLine(m_role, tr("Role"));
    addLine(m_trust, tr("Identity"));
    addLine(m_sessions, tr("Sessions"));
    addLine(m_time, tr("Local time"));

    m_rooms->setObjectName(QStringLiteral("sharedRooms"));
    m_rooms->setAccessibleName(tr("Rooms you share"));
    m_rooms->setTextElideMode(Qt::ElideRight);
    m_rooms->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_rooms->setMinimumHeight(24 * unit);
    connect(m_rooms, &QListWidget::itemActivated, this, [this](const QListWidgetItem *item) {
        const RoomId room(item->data(Qt::UserRole).toString());
        close();
        Q_EMIT openRequested(room);
    });
    m_rooms->hide();

    auto *buttons = new QHBoxLayout;
    m_more->setObjectName(QStringLiteral("more"));
    m_more->setText(tr("More"));
    m_more->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_more->setArrowType(Qt::DownArrow);
    connect(m_more, &QToolButton::clicked, this, &PersonCard::showMenu);
    auto *chat = new QPushButton(tr("Chat"), this);
    chat->setObjectName(QStringLiteral("chat"));
    chat->setVisible(m_user != m_session.self());
    connect(chat, &QPushButton::clicked, this, [this] {
        close();
        Q_EMIT chatRequested(m_user);
    });
    auto *done = new QPushButton(tr("Close"), this);
    connect(done, &QPushButton::clicked, this, &QWidget::close);
    chat->setDefault(true);
    buttons->addWidget(m_more);
    buttons->addStretch();
    buttons->addWidget(chat);
    buttons->addWidget(done);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(4 * unit, 4 * unit, 4 * unit, 4 * unit);
    layout->setSpacing(3 * unit);
    layout->addLayout(head);
    layout->addLayout(m_lines);
    layout->addWidget(m_roomsTitle);
    layout->addWidget(m_rooms, 1);
    layout->addStretch();
    layout->addLayout(buttons);
    m_id->setText(m_user.toString());
    setMinimumWidth(90 * unit);
    showProfile({});
}

void PersonCard::addLine(QLabel *label, const QString &what)
{
    m_lines->addRow(what, label);
    label->hide();
    m_lines->labelForField(label)->hide();
}

namespace {

/// A line without words is not there.
void setLine(const QFormLayout &lines, QLabel *label, const QString &text)
{
    label->setText(text);
    label->setVisible(!text.isEmpty());
    lines.labelForField(label)->setVisible(!text.isEmpty());
}

}

void PersonCard::ask()
{
    showPresence();
    showRole();
    m_session.trust().want({m_user});
    showTrust();
    m_session.api()
        .send(ProfileRequests::all(m_session.api().requests().version(), m_user))
        .then(this, [this](const Result<Reply> &reply) {
            // What is known from the room stands already; a server may keep profiles to itself.
            if (reply)
                showProfile(ProfileRequests::read(reply->body));
        });
    if (m_user != m_session.self()) {
        connect(&m_shared, &RoomsInCommon::changed, this, &PersonCard::showRooms);
        m_shared.load();
    }
    m_session.trust().sessionsOf(m_user).then(this, [this](const Result<QList<DeviceInfo>> &sessions) {
        if (sessions)
            showSessions(*sessions);
    });
}

void PersonCard::showProfile(const ProfileFields &profile)
{
    const QString everywhere = cleanName(profile.name).left(LongestName);
    QString name = m_name.left(LongestName);
    // Called otherwise in this room: both are said, the room's first.
    if (!everywhere.isEmpty() && name == m_user.toString())
        name = everywhere;
    setWindowTitle(name);
    m_nameLabel->setText(!everywhere.isEmpty() && everywhere != name
                             ? tr("%1 (elsewhere %2)").arg(isolated(name), isolated(everywhere))
                             : name);
    m_avatarUrl = profile.avatar;
    showPicture();
    const QString said = profile.anyTimeZone();
    const QTimeZone zone(said.toLatin1());
    const QString time =
        said.isEmpty() || !zone.isValid()
            ? QString()
            : tr("%1 (%2)").arg(locale().toString(QDateTime::currentDateTime().toTimeZone(zone).time(),
                                                  QLocale::ShortFormat),
                                QString::fromLatin1(zone.id()));
    setLine(*m_lines, m_time, time);
}

void PersonCard::showPicture()
{
    const int side = Theme::units(16, font());
    m_picture->setPixmap(m_avatars.pixmap(m_avatarUrl, m_user.toString(), m_name, side, devicePixelRatioF(),
                                          Theme(palette())));
}

void PersonCard::showPresence()
{
    const PresenceUpdate presence = m_session.rooms().presence(m_user);
    QStringList parts;
    if (const QString words = presenceText(presence.presence); !words.isEmpty())
        parts << words;
    if (const QString status = oneLine(presence.statusMessage, 200); !status.isEmpty())
        parts << status;
    m_presence->setText(parts.join(QStringLiteral(" · ")));
    m_presence->setVisible(!parts.isEmpty());
}

void PersonCard::showRole()
{
    const Room *room = m_session.rooms().find(m_room);
    setLine(*m_lines, m_role, room ? roleText(room->powerLevels.powerOf(m_user)) : QString());
}

void PersonCard::showTrust()
{
    const PeopleTrust &trust = m_session.trust();
    QString text;
    if (trust.hasChanged(m_user))
        text = tr("Changed since you last saw it");
    else if (trust.isVerified(m_user))
        text = tr("Verified by you");
    setLine(*m_lines, m_trust, text);
}

void PersonCard::showSessions(const QList<DeviceInfo> &sessions)
{
    if (sessions.isEmpty())
        return;
    const auto isUnsigned = [](const DeviceInfo &session) { return !session.isSigned; };
    const int doubtful = int(std::count_if(sessions.begin(), sessions.end(), isUnsigned));
    const QString count = tr("%n session(s)", nullptr, int(sessions.size()));
    setLine(*m_lines, m_sessions,
            doubtful == 0 ? count : tr("%1, of which %n not verified by them", nullptr, doubtful).arg(count));
}

void PersonCard::showRooms()
{
    struct Shared
    {
        QString name;
        RoomId id;
    };
    QList<Shared> shared;
    for (const RoomId &id : m_shared.rooms()) {
        if (const Room *room = m_session.rooms().find(id))
            shared.append({room->name, id});
    }
    std::sort(shared.begin(), shared.end(), [](const Shared &a, const Shared &b) {
        return QString::localeAwareCompare(a.name, b.name) < 0;
    });
    // The server may know rooms that have not come here yet: they count, but cannot be opened.
    const int count = m_shared.count();
    m_roomsTitle->setText(count == 0 ? tr("You share no room.")
                                     : tr("You share %n room(s):", nullptr, count));
    m_rooms->clear();
    const qsizetype shown = qMin(shared.size(), qsizetype(MostRooms));
    for (const Shared &room : shared.first(shown)) {
        auto *item = new QListWidgetItem(oneLine(room.name, 200), m_rooms);
        item->setData(Qt::UserRole, room.id.toString());
    }
    if (const int more = count - int(shown); more > 0 && shown > 0) {
        auto *item = new QListWidgetItem(tr("%n more", "rooms", more), m_rooms);
        item->setFlags(Qt::NoItemFlags);
    }
    m_rooms->setVisible(shown > 0);
}

void PersonCard::showMenu()
{
    auto *menu = new PersonMenu(m_session, m_room, m_user, m_name, this, m_membership);
    menu->leaveOutProfile();
    connect(menu, &PersonMenu::actionWanted, this, [this](const PersonAction &action) {
        close(); // what is asked and said of it stands in the window
        Q_EMIT actionWanted(action);
    });
    connect(menu, &PersonMenu::chatRequested, this, &PersonCard::chatRequested);
    connect(menu, &PersonMenu::verifyRequested, this, &PersonCard::verifyRequested);
    connect(menu, &PersonMenu::deletionWanted, this, &PersonCard::deletionWanted);
    menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height())));
}

void PersonCard::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        showPicture();
}

}
