// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/joinroomdialog.h"

#include "matrix/displayname.h"
#include "session/matrixlink.h"
#include "session/session.h"
#include "ui_joinroom.h"

#include <QHeaderView>

namespace linnet {

namespace {

enum Column { NameColumn, TopicColumn, PeopleColumn };
constexpr int TargetRole = Qt::UserRole;
constexpr int SearchRole = Qt::UserRole + 1;

}

JoinRoomDialog::JoinRoomDialog(Session &session, const QString &aliasOrLink, QWidget *parent)
    : RequestDialog(tr("Join a room"), tr("Join"), parent), m_session(session),
      m_ui(std::make_unique<Ui::JoinRoomForm>())
{
    m_ui->setupUi(form());
    QHeaderView *header = m_ui->rooms->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(NameColumn, QHeaderView::Interactive);
    header->setSectionResizeMode(TopicColumn, QHeaderView::Stretch);
    header->setSectionResizeMode(PeopleColumn, QHeaderView::ResizeToContents);
    header->resizeSection(NameColumn, 200);
    m_ui->state->setForegroundRole(QPalette::PlaceholderText);
    connect(m_ui->target, &QLineEdit::textChanged, this, &JoinRoomDialog::onEdited);
    connect(m_ui->target, &QLineEdit::textChanged, this, &JoinRoomDialog::clearFailure);
    connect(m_ui->rooms, &QTreeWidget::itemSelectionChanged, this, [this] { setReady(!target().isEmpty()); });
    connect(m_ui->rooms, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem *item) {
        m_ui->target->setText(item->data(NameColumn, TargetRole).toString());
        submit();
    });
    if (aliasOrLink.isEmpty()) {
        resize(640, 420);
        loadRooms();
        return;
    }
    // Only this one is meant; the server's other rooms would be in the way.
    for (QWidget *widget : std::initializer_list<QWidget *>{m_ui->rooms, m_ui->roomsLabel, m_ui->state})
        widget->hide();
    m_ui->target->setText(aliasOrLink);
    resize(480, sizeHint().height());
}

JoinRoomDialog::~JoinRoomDialog() = default;

void JoinRoomDialog::loadRooms()
{
    m_ui->state->setText(tr("Loading…"));
    m_session.actions().publicRooms().then(this, [this](const Result<QList<PublicRoom>> &result) {
        if (result)
            return showRooms(*result);
        m_ui->state->setText(tr("The list could not be loaded. %1").arg(ErrorText::of(result.error()).what));
    });
}

void JoinRoomDialog::showRooms(const QList<PublicRoom> &rooms)
{
    for (const PublicRoom &room : rooms) {
        const QString id = room.alias.isEmpty() ? room.id.toString() : room.alias;
        auto *item = new QTreeWidgetItem(m_ui->rooms);
        item->setText(NameColumn, oneLine(room.name.isEmpty() ? id : room.name, 200));
        item->setText(TopicColumn, oneLine(room.topic, 300));
        item->setText(PeopleColumn, locale().toString(room.joined));
        item->setTextAlignment(PeopleColumn, Qt::AlignRight | Qt::AlignVCenter);
        item->setData(NameColumn, TargetRole, id);
        item->setData(NameColumn, SearchRole, QString(room.name + u'\n' + id + u'\n' + room.topic));
    }
    m_isLoaded = true;
    onEdited(m_ui->target->text());
}

void JoinRoomDialog::onEdited(const QString &text)
{
    const QString words = text.trimmed();
    const bool isSearch = !MatrixLink::parse(words);
    int shown = 0;
    for (int i = 0; i < m_ui->rooms->topLevelItemCount(); ++i) {
        QTreeWidgetItem *item = m_ui->rooms->topLevelItem(i);
        const bool fits =
            !isSearch || item->data(NameColumn, SearchRole).toString().contains(words, Qt::CaseInsensitive);
        item->setHidden(!fits);
        if (!fits)
            item->setSelected(false);
        shown += fits ? 1 : 0;
    }
    if (m_isLoaded && m_ui->rooms->topLevelItemCount() == 0)
        m_ui->state->setText(tr("This server lists no public rooms."));
    else if (m_isLoaded)
        m_ui->state->setText(shown == 0 ? tr("No public room fits.") : tr("%n room(s)", nullptr, shown));
    setReady(!target().isEmpty());
}

QString JoinRoomDialog::target() const
{
    const QString text = m_ui->target->text().trimmed();
    if (const auto link = MatrixLink::parse(text); link && link->isRoom())
        return text;
    const QList<QTreeWidgetItem *> selected = m_ui->rooms->selectedItems();
    return selected.isEmpty() ? QString() : selected.first()->data(NameColumn, TargetRole).toString();
}

void JoinRoomDialog::send()
{
    const QString wanted = target();
    m_session.actions().join(wanted).then(this, [this, wanted](const Result<RoomId> &result) {
        if (!result)
            return setFailure(result.error(), ErrorText::During::Joining);
        const auto link = MatrixLink::parse(wanted);
        Q_EMIT joined(*result, link ? EventId(link->event) : EventId());
        accept();
    });
}

}
