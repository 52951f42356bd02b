// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/peoplesuggestions.h"

#include "models/memberlistmodel.h"
#include "session/errortext.h"
#include "session/session.h"
#include "widgets/memberdelegate.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace linnet {

namespace {

constexpr int Rows = 4; ///< shown at once

}

PeopleSuggestions::PeopleSuggestions(QLineEdit &field, Session &session, bool isOne, QWidget *parent)
    : QListView(parent), m_field(field), m_isOne(isOne),
      m_search(session.api(), session.store().archive(), session.self()), m_avatars(session.media()),
      m_model(new QStandardItemModel(this)),
      m_delegate(new MemberDelegate(m_avatars, Theme(palette()), this)), m_nothing(new QLabel(this))
{
    setObjectName(QStringLiteral("suggestions"));
    setAccessibleName(tr("People found"));
    setModel(m_model);
    setItemDelegate(m_delegate);
    setUniformItemSizes(true);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);

    m_nothing->setTextFormat(Qt::PlainText);
    m_nothing->setWordWrap(true);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setForegroundRole(QPalette::PlaceholderText);
    auto *layout = new QVBoxLayout(viewport());
    layout->addWidget(m_nothing);

    m_field.installEventFilter(this);
    connect(&m_field, &QLineEdit::textChanged, this, [this] { m_search.ask(question()); });
    connect(&m_search, &PeopleSearch::changed, this, &PeopleSuggestions::refresh);
    // Not activated(), which some styles have for a click as well.
    connect(this, &QListView::clicked, this, &PeopleSuggestions::choose);
    connect(&m_avatars, &Avatars::pictureArrived, viewport(), qOverload<>(&QWidget::update));
    refresh();
}

PeopleSuggestions::~PeopleSuggestions() = default;

QSize PeopleSuggestions::sizeHint() const
{
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const int row = m_delegate->sizeHint(option, {}).height();
    return {Theme::units(90, font()), Rows * row + 2 * frameWidth()};
}

bool PeopleSuggestions::hasFound() const
{
    return m_model->rowCount() > 0;
}

QString PeopleSuggestions::question() const
{
    const QString text = m_field.text();
    return m_isOne ? text.trimmed() : text.section(u',', -1).trimmed();
}

void PeopleSuggestions::refresh()
{
    const QVariant before = currentIndex().data(MemberListModel::UserIdRole);
    m_model->clear();
    for (const FoundPerson &person : m_search.people()) {
        auto *item = new QStandardItem;
        item->setData(QVariant::fromValue(person.user), MemberListModel::UserIdRole);
        item->setData(person.name, MemberListModel::NameRole);
        item->setData(person.avatarUrl, MemberListModel::AvatarRole);
        // Names are anybody's choice; ids are not.
        item->setData(person.user.toString(), MemberListModel::StatusRole);
        item->setData(tr("%1, %2").arg(person.name, person.user.toString()), Qt::AccessibleTextRole);
        m_model->appendRow(item);
        if (before.isValid() && before.value<UserId>() == person.user)
            setCurrentIndex(item->index());
    }
    m_nothing->setVisible(m_model->rowCount() == 0);
    m_nothing->setText(emptyText());
}

QString PeopleSuggestions::emptyText() const
{
    if (question().isEmpty())
        return tr("People you know and people on your server are found by name.");
    switch (m_search.server()) {
    case PeopleSearch::Server::Asking:
        return tr("Looking…");
    case PeopleSearch::Server::Failed:
        return tr("Your server could not be asked. %1").arg(ErrorText::of(*m_search.error()).what);
    case PeopleSearch::Server::NotAsked:
    case PeopleSearch::Server::Done:
    case PeopleSearch::Server::CannotSearch:
        break;
    }
    return tr("Nobody found. A whole Matrix id, such as @name:example.org, works for everybody.");
}

void PeopleSuggestions::choose(const QModelIndex &index)
{
    const auto user = index.data(MemberListModel::UserIdRole).value<UserId>();
    if (user.isEmpty())
        return;
    const QString text = m_field.text();
    const qsizetype comma = m_isOne ? -1 : text.lastIndexOf(u',');
    const QString before = comma < 0 ? QString() : text.first(comma + 1) + u' ';
    m_field.setText(before + user.toString() + (m_isOne ? QString() : QStringLiteral(", ")));
    m_field.setFocus();
    clearSelection();
    setCurrentIndex({});
    Q_EMIT chosen(user);
}

void PeopleSuggestions::step(int rows)
{
    const int count = m_model->rowCount();
    if (count == 0)
        return;
    const int row = currentIndex().isValid() ? currentIndex().row() + rows : (rows > 0 ? 0 : count - 1);
    setCurrentIndex(row < 0 || row >= count ? QModelIndex() : m_model->index(row, 0));
}

bool PeopleSuggestions::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == &m_field && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_Down:
            step(1);
            return true;
        case Qt::Key_Up:
            step(-1);
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (!currentIndex().isValid())
                break;
            choose(currentIndex());
            return true;
        default:
            break;
        }
    }
    return QListView::eventFilter(watched, event);
}

void PeopleSuggestions::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        choose(currentIndex());
    else
        QListView::keyPressEvent(event);
}

void PeopleSuggestions::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        m_delegate->setTheme(Theme(palette()));
}

}
