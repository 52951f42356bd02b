// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roomchoice.h"

#include "matrix/displayname.h"
#include "models/searchtext.h"
#include "widgets/filteredit.h"
#include "widgets/theme.h"

#include <QListWidget>
#include <QVBoxLayout>

namespace linnet {

namespace {

constexpr qsizetype LongestName = 100;

}

RoomChoice::RoomChoice(const QString &what, QWidget *parent)
    : QWidget(parent), m_filter(new FilterEdit(tr("Find a room"), this)), m_list(new QListWidget(this))
{
    m_list->setAccessibleName(what);
    m_list->setUniformItemSizes(true);
    m_list->setMinimumHeight(Theme::units(50, font()));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::units(2, font()));
    layout->addWidget(m_filter);
    layout->addWidget(m_list, 1);
    connect(m_filter, &QLineEdit::textChanged, this, &RoomChoice::filter);
    connect(m_list, &QListWidget::itemChanged, this, &RoomChoice::changed);
}

void RoomChoice::setRooms(const QList<Entry> &rooms)
{
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (const Entry &entry : rooms) {
        auto *item =
            new QListWidgetItem(shortened(cleanName(entry.name.left(2 * LongestName)), LongestName), m_list);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Unchecked);
        item->setData(Qt::UserRole, QVariant::fromValue(entry.room));
    }
}

QList<RoomId> RoomChoice::chosen() const
{
    QList<RoomId> rooms;
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->checkState() == Qt::Checked)
            rooms.append(m_list->item(row)->data(Qt::UserRole).value<RoomId>());
    }
    return rooms;
}

void RoomChoice::choose(const QSet<RoomId> &rooms)
{
    {
        const QSignalBlocker quiet(m_list);
        for (int row = 0; row < m_list->count(); ++row) {
            QListWidgetItem *item = m_list->item(row);
            const bool isChosen = rooms.contains(item->data(Qt::UserRole).value<RoomId>());
            item->setCheckState(isChosen ? Qt::Checked : Qt::Unchecked);
        }
    }
    m_list->viewport()->update();
    Q_EMIT changed();
}

void RoomChoice::filter(const QString &text)
{
    const SearchText search(text);
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem *item = m_list->item(row);
        item->setHidden(!search.isEmpty() && !search.matches(item->text()));
    }
}

}
