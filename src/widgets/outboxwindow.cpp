// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/outboxwindow.h"

#include "matrix/content.h"
#include "models/outboxmodel.h"
#include "session/session.h"
#include "widgets/emptystate.h"
#include "widgets/noticebar.h"
#include "widgets/onscreen.h"
#include "widgets/outboxdelegate.h"
#include "widgets/roomwriting.h"
#include "widgets/whynotwrite.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QListView>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>

#include <algorithm>

namespace linnet {

namespace {

QString geometryKey()
{
    return QStringLiteral("outbox/geometry");
}

}

OutboxWindow::OutboxWindow(Session &session, OutboxModel &model, QString settingsPath, QWidget *parent)
    : QDialog(parent), m_session(session), m_model(model), m_settingsPath(std::move(settingsPath)),
      m_pages(new QStackedWidget(this)), m_view(new QListView(this)), m_nothing(new EmptyState(this)),
      m_delegate(new OutboxDelegate(Theme(palette()), this)), m_notice(new NoticeBar(this)),
      m_discarding(session.sendQueue(), *m_notice)
{
    setWindowTitle(tr("Unsent messages"));
    m_view->setModel(&model);
    m_view->setItemDelegate(m_delegate);
    m_view->setMouseTracking(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_view->setAccessibleName(windowTitle());
    m_pages->setMinimumHeight(Theme::units(45, font()));
    m_nothing->setIcon(QStringLiteral("mail-sent"));
    m_nothing->setText(
        tr("Everything is sent"),
        tr("What waits or could not be sent stands here, until you decide what becomes of it."));
    makeActions();
    layOut();
    connect(m_view, &QAbstractItemView::doubleClicked, this, &OutboxWindow::openRoom);
    connectRefreshing();
    refresh();
    m_view->setFocus();
    const QByteArray geometry =
        QSettings(m_settingsPath, QSettings::IniFormat).value(geometryKey()).toByteArray();
    if (restoreGeometry(geometry))
        OnScreen::fit(*this);
    else
        resize(Theme::units(150, font()), Theme::units(100, font()));
}

OutboxWindow::~OutboxWindow()
{
    hide(); // which remembers where it stood
}

void OutboxWindow::connectRefreshing()
{
    m_refreshing.setSingleShot(true);
    connect(&m_refreshing, &QTimer::timeout, this, &OutboxWindow::refresh);
    const auto refreshSoon = [this] { m_refreshing.start(0); };
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, refreshSoon);
    connect(&m_session.rooms(), &RoomList::changed, this, refreshSoon);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, refreshSoon);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, [this, refreshSoon] {
        // The keyboard goes on with the one that took the place of what has gone.
        if (!m_view->selectionModel()->hasSelection() && m_view->currentIndex().isValid())
            m_view->selectionModel()->select(m_view->currentIndex(), QItemSelectionModel::Select);
        refreshSoon();
    });
    connect(&m_model, &QAbstractItemModel::dataChanged, this, [this, refreshSoon] {
        m_isLayoutStale = true;
        refreshSoon();
    });
}

void OutboxWindow::makeActions()
{
    const auto make = [this](const QString &text, const QList<QKeySequence> &keys, auto slot) {
        auto *action = new QAction(text, this);
        action->setShortcuts(keys);
        connect(action, &QAction::triggered, this, slot);
        return action;
    };
    // Enter comes to the default button by itself.
    m_sendAgain = make(tr("&Send again"), {}, &OutboxWindow::sendAgain);
    m_edit = make(tr("&Edit"), {Qt::Key_F2, Qt::CTRL | Qt::Key_E}, &OutboxWindow::edit);
    m_discard = make(tr("&Discard"), {QKeySequence::Delete}, [this] { m_discarding.discard(selected()); });
    m_copy = make(tr("&Copy text"), {QKeySequence::Copy}, &OutboxWindow::copy);
    m_openRoom = make(tr("&Open the room"), {Qt::CTRL | Qt::Key_O}, &OutboxWindow::openRoom);
    m_sendAll = make(tr("Send &all again"), {}, [this] { m_session.sendQueue().retryAll(); });
    m_discardAll =
        make(tr("Discard all"), {}, [this] { m_discarding.discard(m_session.sendQueue().unsent()); });
    m_view->addActions({m_sendAgain, m_edit, m_copy, m_openRoom, m_discard});
}

void OutboxWindow::layOut()
{
    const int unit = Theme::units(1, font());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_pages->addWidget(m_view);
    m_pages->addWidget(m_nothing);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_notice);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(3 * unit, 2 * unit, 3 * unit, 2 * unit);
    row->setSpacing(2 * unit);
    addButton(*row, m_sendAgain)->setDefault(true);
    m_editButton = addButton(*row, m_edit);
    addButton(*row, m_discard);
    row->addStretch();
    addButton(*row, m_sendAll);
    addButton(*row, m_discardAll);
    layout->addLayout(row);
}

QPushButton *OutboxWindow::addButton(QHBoxLayout &row, QAction *action)
{
    auto *button = new QPushButton(action->text(), this);
    button->setAutoDefault(false);
    row.addWidget(button);
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::changed, button, [action, button] { button->setEnabled(action->isEnabled()); });
    return button;
}

QList<OutboxItem> OutboxWindow::selected() const
{
    QModelIndexList rows = m_view->selectionModel()->selectedIndexes();
    std::sort(rows.begin(), rows.end());
    QList<OutboxItem> items;
    for (const QModelIndex &index : std::as_const(rows))
        items << m_model.item(index.row());
    return items;
}

bool OutboxWindow::isEditable(const QList<OutboxItem> &items) const
{
    const Room *room = items.size() == 1 ? m_session.rooms().find(items.first().room) : nullptr;
    return room && RoomWriting::hasText(items.first()) &&
           whyNotWrite(*room, m_session.self(), m_session.hasEncryption()).isEmpty() &&
           whyNotWrite(m_session.standing()).isEmpty();
}

bool OutboxWindow::isPastEditing(const QList<OutboxItem> &items) const
{
    return items.size() == 1 && m_session.sendQueue().mayHaveArrived(items.first().txn) &&
           !m_session.sender().hasRelations();
}

void OutboxWindow::refresh()
{
    const bool hasAny = m_model.rowCount() > 0;
    if (hasAny && !m_view->currentIndex().isValid())
        m_view->setCurrentIndex(m_model.index(0));
    const QList<OutboxItem> items = selected();
    const bool isAnySending = std::any_of(items.begin(), items.end(), [this](const OutboxItem &item) {
        return m_session.sendQueue().isSending(item.txn);
    });
    m_sendAgain->setEnabled(!items.isEmpty());
    m_edit->setEnabled(isEditable(items) && !isPastEditing(items));
    m_editButton->setToolTip(isPastEditing(items)
                                 ? tr("It may have arrived already, and this server cannot edit messages.")
                                 : QString());
    m_discard->setEnabled(!items.isEmpty() && !isAnySending);
    m_copy->setEnabled(!items.isEmpty());
    m_openRoom->setEnabled(items.size() == 1 && m_session.rooms().find(items.first().room));
    m_sendAll->setEnabled(hasAny);
    m_discardAll->setEnabled(hasAny);
    const bool isListBack = hasAny && m_pages->currentWidget() == m_nothing;
    m_pages->setCurrentWidget(hasAny ? static_cast<QWidget *>(m_view) : m_nothing);
    if (std::exchange(m_isLayoutStale, false))
        m_view->doItemsLayout();
    if (isListBack || (isActiveWindow() && !focusWidget()))
        m_view->setFocus();
}

void OutboxWindow::sendAgain()
{
    for (const OutboxItem &item : selected())
        m_session.sendQueue().retry(item.txn);
}

void OutboxWindow::edit()
{
    const QList<OutboxItem> items = selected();
    if (items.size() != 1)
        return;
    hide(); // it would stand before the composer
    Q_EMIT editRequested(items.first().room, items.first().txn);
}

void OutboxWindow::openRoom()
{
    const QList<OutboxItem> items = selected();
    if (items.size() == 1)
        Q_EMIT openRequested(items.first().room);
}

void OutboxWindow::copy() const
{
    QStringList texts;
    for (const OutboxItem &item : selected())
        texts << readMessage(item.content).body;
    QGuiApplication::clipboard()->setText(texts.join(u'\n'));
}

void OutboxWindow::hideEvent(QHideEvent *event)
{
    QSettings(m_settingsPath, QSettings::IniFormat).setValue(geometryKey(), saveGeometry());
    QDialog::hideEvent(event);
}

void OutboxWindow::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::ActivationChange && isActiveWindow() && !focusWidget())
        m_view->setFocus();
    const bool isLook = event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange ||
                        event->type() == QEvent::StyleChange;
    if (!isLook || !m_delegate)
        return;
    m_delegate->setTheme(Theme(palette()));
    m_view->doItemsLayout();
}

}
