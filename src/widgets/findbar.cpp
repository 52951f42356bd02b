// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/findbar.h"

#include "session/errortext.h"
#include "session/session.h"
#include "widgets/filteredit.h"
#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QShortcut>
#include <QStringBuilder>
#include <QToolButton>

#include <algorithm>
#include <chrono>

namespace linnet {

using namespace std::chrono_literals;

FindBar::FindBar(Session &session, QWidget &over, QWidget *parent)
    : QFrame(parent), m_session(session), m_over(over), m_edit(new FilterEdit(tr("Find in this room"), this)),
      m_state(new QLabel(this)), m_older(new QToolButton(this)), m_newer(new QToolButton(this)),
      m_close(new QToolButton(this))
{
    setObjectName(QStringLiteral("findBar"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_state->setTextFormat(Qt::PlainText);
    m_older->setToolTip(tr("Older (Enter)"));
    m_newer->setToolTip(tr("Newer (Shift+Enter)"));
    m_close->setToolTip(tr("Close (Esc)"));
    const int unit = Theme::units(1, font());
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(3 * unit, 2 * unit, 2 * unit, 2 * unit);
    layout->setSpacing(unit);
    layout->addWidget(m_edit, 1);
    layout->addSpacing(unit);
    layout->addWidget(m_state);
    layout->addSpacing(unit);
    for (QToolButton *button : {m_older, m_newer, m_close}) {
        button->setAutoRaise(true);
        button->setAccessibleName(button->toolTip());
        layout->addWidget(button);
    }
    m_rest.setSingleShot(true);
    m_rest.setInterval(300ms);
    m_edit->installEventFilter(this);
    over.installEventFilter(this);
    connect(m_edit, &QLineEdit::textChanged, this, &FindBar::ask);
    connect(&m_rest, &QTimer::timeout, this, &FindBar::onHits);
    connect(m_older, &QToolButton::clicked, this, [this] { step(true); });
    connect(m_newer, &QToolButton::clicked, this, [this] { step(false); });
    connect(m_close, &QToolButton::clicked, this, &FindBar::close);
    applyTheme();
    hide();
}

FindBar::~FindBar() = default;

/// Many views never look for anything.
void FindBar::begin()
{
    m_search = m_session.openSearch();
    connect(m_search.get(), &Search::hitsChanged, this, &FindBar::onHits);
    connect(m_search.get(), &Search::stateChanged, this, &FindBar::onHits);
    for (const auto key : {QKeySequence::FindNext, QKeySequence::FindPrevious}) {
        auto *shortcut = new QShortcut(key, parentWidget());
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, [this, key] { step(key == QKeySequence::FindNext); });
    }
}

void FindBar::open(const RoomId &room, qint64 ts)
{
    if (!m_search)
        begin();
    m_from = ts;
    if (room != m_room) {
        m_room = room;
        m_edit->clear();
    }
    placeOver();
    show();
    raise();
    ask();
    m_edit->selectAll();
    m_edit->setFocus(Qt::ShortcutFocusReason);
}

void FindBar::close()
{
    if (isHidden())
        return;
    m_rest.stop();
    m_search->ask({});
    m_at = {};
    const bool hadFocus = isAncestorOf(window()->focusWidget());
    hide();
    Q_EMIT closed(hadFocus);
}

FoundWords FindBar::words() const
{
    return isHidden() ? FoundWords() : FoundWords(m_search->query().words + m_search->query().phrases);
}

void FindBar::ask()
{
    const QString typed = m_edit->text();
    m_at = {};
    m_isMore = false;
    // By the room's id: names are not unique, and may hold anything.
    m_search->ask(typed.trimmed().isEmpty() ? QString()
                                            : QString(u"in:\"" % m_room.toString() % u"\" " % typed));
    m_rest.start();
    showState();
    Q_EMIT wordsChanged();
}

void FindBar::onHits()
{
    const QList<SearchHit> &hits = m_search->hits();
    const bool isFresh = m_at.isEmpty() && !m_rest.isActive() && !m_edit->text().trimmed().isEmpty();
    if (!m_search->isSearching() && !hits.isEmpty()) {
        if (isFresh) {
            const auto first = std::find_if(hits.cbegin(), hits.cend(), [this](const SearchHit &hit) {
                return hit.event.event.ts <= m_from;
            });
            go(first == hits.cend() ? hits.size() - 1 : first - hits.cbegin());
        } else if (m_isMore && place() + 1 < hits.size()) {
            m_isMore = false;
            go(place() + 1);
        }
    }
    showState();
}

qsizetype FindBar::place() const
{
    const QList<SearchHit> &hits = m_search->hits();
    const auto at = std::find_if(hits.cbegin(), hits.cend(),
                                 [this](const SearchHit &hit) { return hit.event.event.id == m_at; });
    return at == hits.cend() || m_at.isEmpty() ? -1 : at - hits.cbegin();
}

void FindBar::go(qsizetype hit)
{
    m_at = m_search->hits().at(hit).event.event.id;
    // A window's end of hits is not that of the room's.
    if (hit + 1 == m_search->hits().size())
        m_search->more();
    showState();
    Q_EMIT wanted(m_at);
}

void FindBar::step(bool isOlder)
{
    if (isHidden())
        return;
    const qsizetype at = place();
    const qsizetype next = at < 0 ? 0 : at + (isOlder ? 1 : -1);
    if (next >= 0 && next < m_search->hits().size())
        go(next);
    else if (isOlder && m_search->hasMore())
        m_isMore = true;
}

void FindBar::showState()
{
    const qsizetype count = m_search->hits().size();
    const qsizetype at = place();
    QString text;
    if (m_edit->text().trimmed().isEmpty())
        text = QString();
    else if (m_search->error())
        text = ErrorText::of(*m_search->error()).what;
    else if (count > 0 && at >= 0)
        text = (m_search->hasMore() ? tr("%1 of %2+") : tr("%1 of %2"))
                   .arg(locale().toString(at + 1), locale().toString(count));
    else if (m_search->isSearching() || m_search->server() == Search::Server::Asking)
        text = tr("Looking…");
    else if (count == 0)
        text = tr("Nothing found");
    m_state->setText(text);
    m_edit->setAccessibleDescription(text);
    m_older->setEnabled(count > 0 && (at + 1 < count || m_search->hasMore()));
    m_newer->setEnabled(at > 0);
}

bool FindBar::onKey(int key, bool isShift)
{
    switch (key) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        step(!isShift);
        return true;
    case Qt::Key_Up:
        step(true);
        return true;
    case Qt::Key_Down:
        step(false);
        return true;
    case Qt::Key_Escape:
        close();
        return true;
    default:
        return false;
    }
}

bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == &m_over && (event->type() == QEvent::Resize || event->type() == QEvent::Move))
        placeOver();
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        return onKey(key->key(), key->modifiers() & Qt::ShiftModifier);
    }
    return QFrame::eventFilter(watched, event);
}

void FindBar::placeOver()
{
    setGeometry(m_over.x(), m_over.y(), m_over.width(), sizeHint().height());
}

void FindBar::paintEvent(QPaintEvent *event)
{
    QFrame::paintEvent(event);
    QPainter painter(this);
    painter.fillRect(0, height() - 1, width(), 1, Theme(palette()).line);
}

void FindBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyTheme();
}

void FindBar::applyTheme()
{
    QPalette dim = palette();
    dim.setColor(QPalette::WindowText, Theme(palette()).dim);
    m_state->setPalette(dim);
    m_older->setIcon(themedIcon(QStringLiteral("go-up"), palette()));
    m_newer->setIcon(themedIcon(QStringLiteral("go-down"), palette()));
    m_close->setIcon(themedIcon(QStringLiteral("window-close"), palette()));
}

}
