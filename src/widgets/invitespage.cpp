// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/invitespage.h"

#include "matrix/displayname.h"
#include "models/invitelistmodel.h"
#include "session/errortext.h"
#include "session/session.h"
#include "widgets/emptystate.h"
#include "widgets/invitedelegate.h"
#include "widgets/moderationbar.h"
#include "widgets/noticebar.h"
#include "widgets/reasonpopup.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace linnet {

namespace {

constexpr std::chrono::milliseconds Rest{200};
constexpr qsizetype LongestServer = 60;

}

InvitesPage::InvitesPage(Session &session, QWidget *parent)
    : QWidget(parent), m_session(session),
      m_model(new InviteListModel(session.rooms(), session.safety().invites(), this)),
      m_delegate(new InviteDelegate(Theme(palette()), this)), m_pages(new QStackedWidget(this)),
      m_view(new QListView(this)), m_nothing(new EmptyState(this)), m_title(new QLabel(this)),
      m_note(new QLabel(this)), m_notice(new NoticeBar(this)), m_bar(new ModerationBar(this))
{
    setObjectName(QStringLiteral("invitesPage"));
    setWindowTitle(tr("Invitation requests"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(m_delegate);
    m_view->setUniformItemSizes(true); // of thousands only those in view are measured
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setMouseTracking(true);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setAccessibleName(tr("Invitation requests"));
    m_nothing->setIcon(QStringLiteral("mail-message-new"));
    m_nothing->setText(tr("No invitation requests"),
                       tr("Invitations from people with whom you are in no room wait here."));
    makeButtons();
    layOut();
    m_rest.setSingleShot(true);
    m_rest.setInterval(Rest);
    connect(&m_rest, &QTimer::timeout, this, &InvitesPage::lookAround);
    const auto restart = [this] { m_rest.start(); };
    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, this, restart);
    connect(m_view->verticalScrollBar(), &QScrollBar::rangeChanged, this, restart);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &InvitesPage::refresh);
    for (auto change : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_model, change, this, &InvitesPage::refresh);
    connect(m_model, &QAbstractItemModel::modelReset, this, &InvitesPage::refresh);
    connect(m_bar, &ModerationBar::finished, this, [this](const ModerationRun *run) { onFinished(*run); });
    refresh();
}

InvitesPage::~InvitesPage() = default;

QPushButton *InvitesPage::addButton(const QString &name, const QString &text)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(name);
    button->setAutoDefault(false);
    return button;
}

void InvitesPage::makeButtons()
{
    m_accept = addButton(QStringLiteral("accept"), tr("Acce&pt"));
    m_decline = addButton(QStringLiteral("decline"), tr("&Decline"));
    m_ignore = addButton(QStringLiteral("declineAndIgnore"), tr("Decline and &ignore"));
    m_report = addButton(QStringLiteral("report"), tr("Rep&ort…"));
    m_declineServer = addButton(QStringLiteral("declineServer"), {});
    m_declineAll = addButton(QStringLiteral("declineAll"), tr("Decline a&ll…"));
    connect(m_accept, &QPushButton::clicked, this, [this] {
        const QList<ModerationTarget> targets = selected();
        if (targets.size() == 1)
            Q_EMIT acceptRequested(targets.constFirst().room);
    });
    connect(m_view, &QAbstractItemView::activated, this, [this](const QModelIndex &) {
        // Enter and a double click would accept by a slip; they go on to the choice.
        m_accept->setFocus();
    });
    connect(m_decline, &QPushButton::clicked, this, [this] { decline(selected()); });
    connect(m_ignore, &QPushButton::clicked, this, &InvitesPage::declineAndIgnore);
    connect(m_report, &QPushButton::clicked, this, &InvitesPage::report);
    connect(m_declineServer, &QPushButton::clicked, this, [this] {
        const QList<ModerationTarget> targets = ofServer();
        askToDecline(tr("Decline %n invitation(s) from %1?", nullptr, int(targets.size()))
                         .arg(isolated(shortened(currentServer(), LongestServer))),
                     targets, *m_declineServer);
    });
    connect(m_declineAll, &QPushButton::clicked, this, [this] {
        QList<ModerationTarget> targets;
        for (int row = 0; row < m_model->rowCount(); ++row)
            targets.append({m_model->roomAt(row), m_model->inviterAt(row)});
        askToDecline(tr("Decline %n invitation(s)?", nullptr, int(targets.size())), targets, *m_declineAll);
    });
}

void InvitesPage::layOut()
{
    const int unit = Theme::units(1, font());
    m_title->setFont(Theme::name(font()));
    m_title->setTextFormat(Qt::PlainText);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_note->setWordWrap(true);
    m_note->setText(
        tr("From people with whom you are in no room. Nothing of theirs was loaded, and they do not "
           "learn that you saw this."));
    m_pages->addWidget(m_view);
    m_pages->addWidget(m_nothing);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(4 * unit, 3 * unit, 4 * unit, 3 * unit);
    head->setSpacing(unit);
    head->addWidget(m_title);
    head->addWidget(m_note);
    auto *one = new QHBoxLayout;
    auto *many = new QHBoxLayout;
    for (QHBoxLayout *row : {one, many}) {
        row->setContentsMargins(4 * unit, 2 * unit, 4 * unit, 2 * unit);
        row->setSpacing(2 * unit);
    }
    for (QPushButton *button : {m_accept, m_decline, m_ignore, m_report})
        one->addWidget(button);
    one->addStretch();
    many->addWidget(m_declineServer);
    many->addWidget(m_declineAll);
    many->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_bar);
    layout->addWidget(m_notice);
    layout->addLayout(one);
    layout->addLayout(many);
}

QList<ModerationTarget> InvitesPage::selected() const
{
    QModelIndexList rows = m_view->selectionModel()->selectedIndexes();
    std::sort(rows.begin(), rows.end());
    QList<ModerationTarget> targets;
    targets.reserve(rows.size());
    for (const QModelIndex &index : std::as_const(rows))
        targets.append({m_model->roomAt(index.row()), m_model->inviterAt(index.row())});
    return targets;
}

QString InvitesPage::currentServer() const
{
    const QModelIndexList rows = m_view->selectionModel()->selectedIndexes();
    return rows.isEmpty() ? QString() : rows.constFirst().data(InviteListModel::ServerRole).toString();
}

QList<ModerationTarget> InvitesPage::ofServer() const
{
    QList<ModerationTarget> targets;
    const QString server = currentServer();
    if (server.isEmpty())
        return targets;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->index(row).data(InviteListModel::ServerRole).toString() == server)
            targets.append({m_model->roomAt(row), m_model->inviterAt(row)});
    }
    return targets;
}

void InvitesPage::refresh()
{
    const int count = m_model->rowCount();
    const auto chosen = m_view->selectionModel()->selectedIndexes().size();
    const bool isFree = !m_bar->isBusy();
    Safety &safety = m_session.safety();
    m_title->setText(count == 0 ? tr("Invitation requests") : tr("%n invitation request(s)", nullptr, count));
    m_note->setVisible(count > 0);
    m_pages->setCurrentWidget(count > 0 ? static_cast<QWidget *>(m_view) : m_nothing);
    m_accept->setEnabled(chosen == 1);
    m_decline->setEnabled(chosen > 0 && isFree);
    m_ignore->setEnabled(chosen > 0 && isFree);
    m_ignore->setVisible(safety.ignored().isAvailable());
    m_report->setEnabled(chosen > 0 && isFree);
    m_report->setVisible(safety.moderation().canReportUsers());
    const QString server = currentServer();
    m_declineServer->setText(tr("Decline all from %1…").arg(isolated(shortened(server, LongestServer))));
    m_declineServer->setVisible(!server.isEmpty());
    m_declineServer->setEnabled(isFree);
    m_declineAll->setEnabled(count > 0 && isFree);
    m_rest.start();
}

/// Of whom is in view it is asked how many rooms one shares with them.
void InvitesPage::lookAround()
{
    if (!isVisible())
        return;
    const int height = m_view->viewport()->height();
    for (QModelIndex index = m_view->indexAt({0, 0}); index.isValid();
         index = index.siblingAtRow(index.row() + 1)) {
        if (m_view->visualRect(index).top() >= height)
            break;
        m_session.safety().invites().wantShared(m_model->inviterAt(index.row()));
    }
}

void InvitesPage::decline(const QList<ModerationTarget> &targets)
{
    if (targets.isEmpty() || m_bar->isBusy())
        return;
    m_doing = Doing::Declining;
    m_bar->begin(tr("Declining invitations"), targets, [this](const ModerationTarget &target) {
        m_session.safety().invites().forgetWhenLeft(target.room);
        return m_session.safety().moderation().carryOut(Moderation::Deed::Decline, target, {});
    });
    refresh();
}

/// First they are ignored, so that none of them comes with another one meanwhile.
void InvitesPage::declineAndIgnore()
{
    const QList<ModerationTarget> targets = selected();
    QList<UserId> users;
    for (const ModerationTarget &target : targets) {
        if (!target.user.isEmpty() && !users.contains(target.user))
            users.append(target.user);
    }
    m_session.safety().ignored().ignore(users).then(this, [this, targets](const Status &status) {
        if (!status)
            return m_notice->complain(tr("They could not be ignored, and nothing was declined."),
                                      ErrorText::of(status.error()).what);
        decline(targets);
    });
}

void InvitesPage::askToDecline(const QString &question, const QList<ModerationTarget> &targets,
                               const QWidget &button)
{
    if (targets.isEmpty())
        return;
    auto *popup = new ReasonPopup(question, tr("Decline"), window());
    popup->setReasonWanted(false);
    popup->setNote(tr("Who invited you may do it again."));
    connect(popup, &ReasonPopup::accepted, this, [this, targets] { decline(targets); });
    popup->popUp(button.mapToGlobal(QPoint(0, 0)));
}

void InvitesPage::report()
{
    QList<ModerationTarget> targets; // each person once
    QSet<UserId> users;
    for (const ModerationTarget &target : selected()) {
        if (!target.user.isEmpty() && !users.contains(target.user))
            targets.append(target);
        users.insert(target.user);
    }
    if (targets.isEmpty())
        return;
    const QString who = targets.size() == 1 ? isolated(targets.constFirst().user.toString())
                                            : tr("%n people", nullptr, int(targets.size()));
    auto *popup = new ReasonPopup(tr("Report %1?").arg(who), tr("Report"), window());
    popup->setNote(
        tr("Your report goes to the people who run your server. Who invited you does not see it."));
    connect(popup, &ReasonPopup::accepted, this, [this, targets](const QString &reason) {
        if (m_bar->isBusy())
            return;
        m_doing = Doing::Reporting;
        m_bar->begin(tr("Reporting people"), targets, [this, reason](const ModerationTarget &target) {
            return m_session.safety().moderation().reportUser(target.user, reason);
        });
        refresh();
    });
    popup->popUp(m_report->mapToGlobal(QPoint(0, 0)));
}

void InvitesPage::onFinished(const ModerationRun &run)
{
    refresh();
    const bool isReport = m_doing == Doing::Reporting;
    const int failed = int(run.failures().size());
    if (failed > 0)
        return m_notice->complain(isReport ? tr("%n report(s) could not be sent.", nullptr, failed)
                                           : tr("%n invitation(s) could not be declined.", nullptr, failed),
                                  ErrorText::of(run.failures().constLast().error).what);
    if (run.left() > 0)
        return m_notice->say(tr("Stopped: %n are left.", nullptr, run.left()));
    m_notice->say(isReport ? tr("Reported to the people who run your server.")
                           : tr("%n invitation(s) declined.", nullptr, run.total()));
}

void InvitesPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
    m_view->setFocus();
}

void InvitesPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape)
        return QWidget::keyPressEvent(event);
    if (m_notice->isVisible())
        m_notice->dismiss();
    else
        Q_EMIT closed();
}

void InvitesPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange && event->type() != QEvent::FontChange)
        return;
    m_delegate->setTheme(Theme(palette()));
    m_title->setFont(Theme::name(font()));
    m_view->doItemsLayout();
}

}
