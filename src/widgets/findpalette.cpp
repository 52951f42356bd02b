// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/findpalette.h"

#include "models/findmodel.h"
#include "models/roomlistmodel.h"
#include "session/errortext.h"
#include "session/session.h"
#include "widgets/avatars.h"
#include "widgets/elidedlabel.h"
#include "widgets/filteredit.h"
#include "widgets/finddelegate.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QPainter>
#include <QScrollBar>
#include <QVBoxLayout>

namespace linnet {

namespace {

constexpr int RowsPerPage = 8;

}

FindPalette::FindPalette(Session &session, const RoomListModel &rooms, Avatars &avatars, QWidget *window)
    : QFrame(window), m_search(session.openSearch()),
      m_model(new FindModel(rooms, session.rooms(), session.store().archive(), *m_search, this)),
      m_delegate(new FindDelegate(avatars, Theme(palette()), this)), m_where(new ElidedLabel(this)),
      m_edit(new FilterEdit({}, this)), m_view(new QListView(this)), m_state(new QLabel(this))
{
    setObjectName(QStringLiteral("findPalette"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_view->setModel(m_model);
    m_view->setItemDelegate(m_delegate);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setMouseTracking(true);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setVerticalScrollMode(QListView::ScrollPerPixel);
    m_view->setAccessibleName(tr("Found"));
    m_where->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_where->setMaximumWidth(Theme::units(50, font()));
    m_state->setTextFormat(Qt::PlainText);
    m_state->setWordWrap(true);
    m_state->setAlignment(Qt::AlignTop | Qt::AlignLeft);

    auto *layout = new QVBoxLayout(this);
    const int unit = Theme::units(1, font());
    layout->setContentsMargins(2 * unit, 2 * unit, 2 * unit, 2 * unit);
    layout->setSpacing(2 * unit);
    auto *line = new QHBoxLayout;
    line->setSpacing(2 * unit);
    line->addWidget(m_where);
    line->addWidget(m_edit, 1);
    layout->addLayout(line);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_state);

    m_edit->installEventFilter(this);
    window->installEventFilter(this);
    connect(m_edit, &QLineEdit::textChanged, this, &FindPalette::ask);
    connect(m_view, &QListView::clicked, this, &FindPalette::choose);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &FindPalette::sayCurrent);
    connect(m_search.get(), &Search::stateChanged, this, &FindPalette::showState);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &FindPalette::onRowsChanged);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &FindPalette::onRowsChanged);
    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (value >= m_view->verticalScrollBar()->maximum() - m_view->height())
            m_search->more();
    });
    connect(&avatars, &Avatars::pictureArrived, m_view->viewport(), qOverload<>(&QWidget::update));
    applyTheme();
    hide();
}

FindPalette::~FindPalette() = default;

void FindPalette::open()
{
    setRoom({}, {});
    begin();
}

void FindPalette::openIn(const Room &room)
{
    setRoom(room.id, room.name);
    begin();
}

void FindPalette::begin()
{
    if (!isVisible())
        m_before = QApplication::focusWidget();
    m_edit->clear();
    ask();
    placeOverWindow();
    show();
    raise();
    m_edit->setFocus(Qt::OtherFocusReason);
}

void FindPalette::setRoom(const RoomId &room, const QString &name)
{
    m_room = room;
    m_where->setText(room.isEmpty() ? QString() : tr("In %1").arg(name));
    m_where->setVisible(!room.isEmpty());
    m_where->setMinimumWidth(qMin(m_where->sizeHint().width(), m_where->maximumWidth()));
    m_edit->setPlaceholderText(room.isEmpty() ? tr("Find rooms, people and messages") : tr("Find messages"));
    m_edit->setAccessibleName(room.isEmpty() ? m_edit->placeholderText()
                                             : tr("Find messages in %1").arg(name));
}

void FindPalette::close()
{
    if (!isVisible())
        return;
    const bool hadFocus = isAncestorOf(window()->focusWidget());
    hide();
    m_model->setText({});
    if (hadFocus && m_before && window()->isAncestorOf(m_before))
        m_before->setFocus(Qt::OtherFocusReason);
}

void FindPalette::placeOverWindow()
{
    const QWidget *over = parentWidget();
    const int margin = Theme::units(4, font());
    const int width = qMin(Theme::units(170, font()), over->width() - 2 * margin);
    const int top = qMin(Theme::units(16, font()), over->height() / 8);
    const int height = qMin(Theme::units(140, font()), over->height() - top - margin);
    setGeometry((over->width() - width) / 2, top, width, height);
}

void FindPalette::ask()
{
    m_hasStepped = false;
    m_model->setText(m_edit->text(), m_room);
    // Rows that stay show the new words too.
    m_delegate->setWords(m_search->query().words + m_search->query().phrases);
    m_view->viewport()->update();
    m_view->setCurrentIndex(m_model->index(0));
    m_view->scrollToTop();
    showState();
}

void FindPalette::onRowsChanged()
{
    if (!m_hasStepped || !m_view->currentIndex().isValid())
        m_view->setCurrentIndex(m_model->index(0));
    showState();
}

/// The list never has the focus, so a screen reader hears of its rows at the field.
void FindPalette::sayCurrent()
{
    m_edit->setAccessibleDescription(m_view->currentIndex().data(Qt::AccessibleTextRole).toString());
}

void FindPalette::showState()
{
    QString text;
    const SearchQuery &query = m_search->query();
    if (m_edit->text().trimmed().isEmpty())
        text =
            m_room.isEmpty()
                ? tr("Words find messages too. Narrow them down with from: in: before: after: or has:link, "
                     "has:image, has:file.")
                : tr("Narrow the messages down with words, from: before: after: or has:link, has:image, "
                     "has:file.");
    else if (!query.unreadable.isEmpty())
        text = tr("“%1” is not complete. Days are written 2026-03-31; has: takes link, image, file, video or "
                  "audio.")
                   .arg(query.unreadable.first().left(40));
    else if (m_search->error())
        text = ErrorText::of(*m_search->error()).what;
    else if (m_search->server() == Search::Server::Asking)
        text = tr("Asking the server for more…");
    else if (m_search->server() == Search::Server::Failed)
        text = tr("The server could not be asked. %1").arg(ErrorText::of(m_search->serverError()).what);
    else if (m_model->rowCount() == 0 && !m_search->isSearching())
        text = tr("Nothing found.");
    m_state->setText(text);
    m_state->setVisible(!text.isEmpty());
    // Where there is nothing, the words stand right below the field.
    m_view->setVisible(m_model->rowCount() > 0);
}

bool FindPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        placeOverWindow();
    if (watched == m_edit && event->type() == QEvent::KeyPress)
        return onKey(static_cast<QKeyEvent *>(event)->key());
    if (watched == m_edit && event->type() == QEvent::FocusOut &&
        static_cast<QFocusEvent *>(event)->reason() != Qt::MenuBarFocusReason)
        onFocusLost();
    // While another window was active, the focus may have moved without a word.
    if (watched == parentWidget() && event->type() == QEvent::WindowActivate)
        onFocusLost();
    return QFrame::eventFilter(watched, event);
}

void FindPalette::onFocusLost()
{
    // A menu, or another window, takes it only for a while.
    if (!isAncestorOf(window()->focusWidget()))
        close();
}

bool FindPalette::onKey(int key)
{
    switch (key) {
    case Qt::Key_Down:
    case Qt::Key_Tab:
        step(1);
        return true;
    case Qt::Key_Up:
    case Qt::Key_Backtab:
        step(-1);
        return true;
    case Qt::Key_PageDown:
        step(RowsPerPage);
        return true;
    case Qt::Key_PageUp:
        step(-RowsPerPage);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose(m_view->currentIndex());
        return true;
    case Qt::Key_Escape:
        close();
        return true;
    case Qt::Key_Backspace:
        if (m_room.isEmpty() || !m_edit->text().isEmpty())
            return false;
        setRoom({}, {});
        ask();
        return true;
    default:
        return false;
    }
}

void FindPalette::step(int steps)
{
    const int count = m_model->rowCount();
    if (count == 0)
        return;
    m_hasStepped = true;
    const int row = qBound(0, m_view->currentIndex().row() + steps, count - 1);
    m_view->setCurrentIndex(m_model->index(row));
    if (row == count - 1)
        m_search->more();
}

void FindPalette::choose(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const auto kind = FindModel::Kind(index.data(FindModel::KindRole).toInt());
    const RoomId room = index.data(FindModel::RoomIdRole).value<RoomId>();
    const UserId user = index.data(FindModel::UserIdRole).value<UserId>();
    const EventId event = index.data(FindModel::EventIdRole).value<EventId>();
    const bool isStored = index.data(FindModel::IsStoredRole).toBool();
    close();
    if (kind == FindModel::Kind::Message)
        Q_EMIT messageChosen(room, event, isStored);
    else if (!room.isEmpty())
        Q_EMIT roomChosen(room);
    else
        Q_EMIT personChosen(user);
}

void FindPalette::paintEvent(QPaintEvent *event)
{
    QFrame::paintEvent(event);
    QPainter painter(this);
    painter.setPen(Theme::mix(palette().color(QPalette::Base), palette().color(QPalette::Text), 0.3));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void FindPalette::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange ||
        event->type() == QEvent::StyleChange)
        applyTheme();
}

void FindPalette::applyTheme()
{
    const Theme theme(palette());
    m_delegate->setTheme(theme);
    QPalette dim = palette();
    dim.setColor(QPalette::WindowText, theme.dim);
    m_state->setPalette(dim);
    m_where->setColor(theme.dim);
    m_state->setFont(Theme::scaled(font(), 0.92));
    m_view->viewport()->update();
}

}
