// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/roompreviewpage.h"

#include "matrix/displayname.h"
#include "models/timelinemodel.h"
#include "session/mediacache.h"
#include "widgets/avatars.h"
#include "widgets/emptystate.h"
#include "widgets/messagebar.h"
#include "widgets/pictures.h"
#include "widgets/preferences.h"
#include "widgets/skeleton.h"
#include "widgets/theme.h"
#include "widgets/timelineview.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace linnet {

namespace {

constexpr qsizetype LongestTopic = 280;
constexpr qsizetype LongestTitle = 80;
constexpr int LongestReason = 500;

using Way = JoinOutlook::Way;

QLabel *makeLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setAlignment(Qt::AlignHCenter);
    label->setWordWrap(true);
    label->setMinimumWidth(1); // a word of any length does not push the others aside
    return label;
}

/// What others wrote, which is no markup whatever it looks like.
QString escapedTip(const QString &text)
{
    return text.isEmpty() ? QString()
                          : QStringLiteral("<span>%1</span>").arg(text.left(2000).toHtmlEscaped());
}

}

RoomPreviewPage::RoomPreviewPage(Avatars &avatars, MediaCache &media, const Preferences &preferences,
                                 QWidget *parent)
    : QWidget(parent), m_avatars(avatars), m_pages(new QStackedWidget(this)),
      m_waiting(new Skeleton(14, this)), m_failed(new EmptyState(this)), m_scroll(new QScrollArea(this)),
      m_avatar(makeLabel(this)), m_title(makeLabel(this)), m_alias(makeLabel(this)), m_facts(makeLabel(this)),
      m_topic(makeLabel(this)), m_rule(makeLabel(this)), m_reason(new QLineEdit(this)),
      m_action(new QPushButton(this)), m_decline(new QPushButton(tr("Decline"), this)),
      m_note(makeLabel(this)), m_problem(new MessageBar(this)),
      m_peekTitle(new QLabel(tr("The last words there"), this)), m_model(new TimelineModel(this)),
      m_pictures(new Pictures(media, this)), m_view(new TimelineView(avatars, this))
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_failed->setIcon(QStringLiteral("dialog-error"));
    connect(m_failed->addButton(tr("Try again")), &QPushButton::clicked, this,
            &RoomPreviewPage::retryRequested);
    for (QWidget *page : std::initializer_list<QWidget *>{m_waiting, m_failed, makePage()})
        m_pages->addWidget(page);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_pages);

    m_problem->hide();
    m_problem->setClosable(true);
    m_pictures->setSettings(preferences.pictures());
    connect(&preferences, &Preferences::changed, this,
            [this, &preferences] { m_pictures->setSettings(preferences.pictures()); });
    m_view->setPictures(*m_pictures);
    m_view->setTimeline(m_model);
    m_view->setAccessibleName(tr("The last words there"));
    connect(m_view, &TimelineView::linkActivated, this, &RoomPreviewPage::linkActivated);
    connect(&avatars, &Avatars::pictureArrived, this, &RoomPreviewPage::paintAvatar);
    connect(m_action, &QPushButton::clicked, this, &RoomPreviewPage::act);
    connect(m_reason, &QLineEdit::returnPressed, this, &RoomPreviewPage::act);
    connect(m_decline, &QPushButton::clicked, this, &RoomPreviewPage::withdrawRequested);
    applyTheme();
    clear();
}

RoomPreviewPage::~RoomPreviewPage() = default;

QWidget *RoomPreviewPage::makePage()
{
    const int unit = Theme::units(1, font());
    auto *page = new QWidget(this);
    auto *about = new QWidget;
    about->setBackgroundRole(QPalette::Base);
    fillAbout(*about);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(about);
    auto *peekLine = new QHBoxLayout;
    peekLine->setContentsMargins(4 * unit, 0, 4 * unit, unit);
    peekLine->addWidget(m_peekTitle);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(m_problem);
    layout->addLayout(peekLine);
    layout->addWidget(m_view, 1);
    return page;
}

void RoomPreviewPage::fillAbout(QWidget &about)
{
    const int unit = Theme::units(1, font());
    m_reason->setPlaceholderText(tr("Say who you are and why you ask (may stay empty)"));
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setMaxLength(LongestReason);
    m_reason->setMaximumWidth(100 * unit);
    m_action->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_action);
    buttons->addWidget(m_decline);
    buttons->addStretch();
    auto *reasonLine = new QHBoxLayout;
    reasonLine->addStretch();
    reasonLine->addWidget(m_reason, 8);
    reasonLine->addStretch();
    auto *lines = new QVBoxLayout(&about);
    lines->setContentsMargins(4 * unit, 4 * unit, 4 * unit, 4 * unit);
    lines->setSpacing(2 * unit);
    lines->addStretch(2);
    for (QLabel *label : {m_avatar, m_title, m_alias, m_facts, m_topic, m_rule})
        lines->addWidget(label);
    lines->addLayout(reasonLine);
    lines->addLayout(buttons);
    lines->addWidget(m_note);
    lines->addStretch(3);
}

/// What is said of the room gets the room that it needs, but leaves half of the page to the last words.
void RoomPreviewPage::fit()
{
    const bool hasPeek = !m_view->isHidden();
    const int needed = m_scroll->widget()->layout()->totalHeightForWidth(m_scroll->viewport()->width());
    m_scroll->setMinimumHeight(hasPeek ? qMin(needed, height() / 2) : 0);
    m_scroll->setMaximumHeight(hasPeek ? qMax(needed, 1) : QWIDGETSIZE_MAX);
}

void RoomPreviewPage::setForGuest()
{
    m_isForGuest = true;
    showActions();
}

void RoomPreviewPage::showLoading()
{
    m_pages->setCurrentWidget(m_waiting);
}

void RoomPreviewPage::showFailure(const Error &error)
{
    const ErrorText text = ErrorText::of(error, ErrorText::During::Joining);
    m_failed->setText(error.isMatrix("M_NOT_FOUND") ? tr("There is no such room")
                                                    : tr("This room cannot be shown"),
                      text.detail.isEmpty() ? text.what : QString(text.what + u'\n' + text.detail));
    m_pages->setCurrentWidget(m_failed);
}

void RoomPreviewPage::showRoom(const RoomSummary &summary, const JoinOutlook &outlook)
{
    if (summary.id != m_summary.id || (summary.id.isEmpty() && summary.alias != m_summary.alias)) {
        m_problem->hide();
        m_reason->clear();
    }
    m_summary = summary;
    m_outlook = outlook;
    Room room;
    room.id = summary.id;
    room.joinRule = QStringLiteral("public"); // whose pictures strangers choose
    m_pictures->setRoom(room);
    m_title->setText(title());
    m_title->setToolTip(escapedTip(summary.name));
    m_alias->setText(summary.alias == title() ? QString() : shortened(summary.alias, LongestTitle));
    m_alias->setVisible(!m_alias->text().isEmpty());
    m_facts->setText(facts());
    m_facts->setVisible(!m_facts->text().isEmpty());
    m_topic->setText(shortened(summary.topic.simplified(), LongestTopic));
    m_topic->setToolTip(summary.topic.size() > LongestTopic ? escapedTip(summary.topic) : QString());
    m_topic->setVisible(!summary.topic.isEmpty());
    setAccessibleName(title());
    paintAvatar();
    showActions();
    m_pages->setCurrentIndex(2);
    fit();
}

QString RoomPreviewPage::title() const
{
    if (!m_summary.name.isEmpty())
        return shortened(m_summary.name, LongestTitle);
    const QString name = m_summary.alias.isEmpty() ? m_summary.id.toString() : m_summary.alias;
    return shortened(name, LongestTitle);
}

QString RoomPreviewPage::facts() const
{
    QStringList parts;
    if (m_summary.isSpace())
        parts << tr("Space");
    if (m_summary.joined == 1)
        parts << tr("1 person");
    else if (m_summary.joined > 1)
        parts << tr("%1 people").arg(locale().toString(m_summary.joined));
    if (m_summary.isEncrypted)
        parts << tr("Encrypted");
    if (m_summary.isWorldReadable)
        parts << tr("Everybody can read it");
    if (parts.isEmpty() && m_summary.joined < 0 && m_summary.name.isEmpty())
        return tr("Nothing more can be seen of it from outside.");
    return parts.join(QStringLiteral(" · "));
}

void RoomPreviewPage::showActions()
{
    QString rule = m_outlook.rule;
    if (!m_outlook.reason.isEmpty())
        rule += (rule.isEmpty() ? QString() : QStringLiteral(" ")) + m_outlook.reason;
    QString verb;
    switch (m_outlook.way) {
    case Way::Open:
        verb = tr("Open");
        rule = tr("You are in this room.");
        break;
    case Way::Accept:
        verb = tr("Accept the invitation");
        break;
    case Way::Join:
        verb = tr("Join");
        break;
    case Way::Knock:
        verb = tr("Ask to join");
        break;
    case Way::Withdraw:
        verb = tr("Withdraw");
        rule = tr("You asked to join. Somebody there has to let you in.");
        break;
    case Way::Nothing:
        break;
    }
    if (m_isForGuest)
        verb = tr("Sign in to join");
    m_rule->setText(rule);
    m_rule->setVisible(!rule.isEmpty());
    m_action->setText(verb);
    m_action->setVisible(!verb.isEmpty());
    m_action->setEnabled(!m_isBusy);
    m_decline->setVisible(!m_isForGuest && m_outlook.way == Way::Accept);
    m_decline->setEnabled(!m_isBusy);
    m_reason->setVisible(!m_isForGuest && m_outlook.way == Way::Knock);
    m_reason->setEnabled(!m_isBusy);
}

void RoomPreviewPage::act()
{
    if (m_isBusy)
        return;
    if (m_isForGuest) {
        Q_EMIT signInRequested();
        return;
    }
    switch (m_outlook.way) {
    case Way::Open:
        Q_EMIT openRequested();
        break;
    case Way::Accept:
    case Way::Join:
        Q_EMIT joinRequested();
        break;
    case Way::Knock:
        Q_EMIT knockRequested(m_reason->text().simplified());
        break;
    case Way::Withdraw:
        Q_EMIT withdrawRequested();
        break;
    case Way::Nothing:
        break;
    }
}

void RoomPreviewPage::showProblem(const QString &what, const QString &detail)
{
    setBusy(false);
    m_problem->setMessage(MessageBar::Tone::Failure, what, detail);
    m_problem->show();
}

void RoomPreviewPage::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    if (isBusy)
        m_problem->hide();
    showActions();
}

void RoomPreviewPage::setPeek(const QList<TimelineItem> &items)
{
    TimelineDiff diff;
    diff.steps.append(TimelineDiff::Reset{items});
    m_model->apply(diff);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_view, m_peekTitle})
        widget->setVisible(!items.isEmpty());
    fit();
}

void RoomPreviewPage::setNote(const QString &words)
{
    m_note->setText(words);
    m_note->setVisible(!words.isEmpty());
    fit();
}

void RoomPreviewPage::clear()
{
    m_summary = {};
    m_outlook = {};
    m_isBusy = false;
    m_problem->hide();
    m_reason->clear();
    setPeek({});
    setNote({});
    showLoading();
}

void RoomPreviewPage::focusAction()
{
    if (m_reason->isVisibleTo(this))
        m_reason->setFocus(Qt::OtherFocusReason);
    else if (m_action->isVisibleTo(this))
        m_action->setFocus(Qt::OtherFocusReason);
}

void RoomPreviewPage::paintAvatar()
{
    if (m_summary.id.isEmpty() && m_summary.alias.isEmpty())
        return;
    const int side = Theme::units(16, font());
    m_avatar->setPixmap(m_avatars.pixmap(m_summary.avatarUrl, m_summary.id.toString(), title(), side,
                                         devicePixelRatioF(), Theme(palette())));
}

void RoomPreviewPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void RoomPreviewPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape)
        return QWidget::keyPressEvent(event);
    if (m_problem->isVisible())
        m_problem->hide();
    else
        Q_EMIT closed();
}

void RoomPreviewPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyTheme();
}

void RoomPreviewPage::applyTheme()
{
    const Theme theme(palette());
    QFont large = Theme::name(font());
    large.setPointSizeF(large.pointSizeF() * 1.5);
    m_title->setFont(large);
    QPalette dim = palette();
    dim.setColor(QPalette::WindowText, theme.dim);
    for (QLabel *label : {m_alias, m_facts, m_rule, m_note, m_peekTitle})
        label->setPalette(dim);
    m_peekTitle->setFont(Theme::scaled(font(), 0.92));
    paintAvatar();
}

}
