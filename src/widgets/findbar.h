// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "models/foundwords.h"

#include <QFrame>
#include <QTimer>

#include <memory>

class QLabel;
class QToolButton;

namespace linnet {

class FilterEdit;
class Search;
class Session;

/// Finds messages of one room, one after the other, from where one reads: Enter and F3 go to older ones, with
/// Shift to newer ones; Esc goes. Lies over the upper edge of what it looks through. GUI thread; must not
/// outlive its Session.
class FindBar : public QFrame
{
    Q_OBJECT

public:
    /// Keeps itself at the upper edge of `over`, a sibling.
    FindBar(Session &session, QWidget &over, QWidget *parent);
    ~FindBar() override;

    /// In `room`, from the messages at `ts` (ms) on, the older ones first.
    void open(const RoomId &room, qint64 ts);
    void close();
    void step(bool isOlder); ///< to the next one; nothing while it is closed
    FoundWords words() const;

Q_SIGNALS:
    void wordsChanged();
    void wanted(const linnet::EventId &event); ///< is to be shown
    void closed(bool hadFocus);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void begin();
    void ask();
    void onHits();
    void go(qsizetype hit);
    qsizetype place() const;
    void showState();
    void applyTheme();
    void placeOver();
    bool onKey(int key, bool isShift);

    Session &m_session;
    std::unique_ptr<Search> m_search; ///< from the first open() on
    QWidget &m_over;
    FilterEdit *m_edit;
    QLabel *m_state;
    QToolButton *m_older;
    QToolButton *m_newer;
    QToolButton *m_close;
    RoomId m_room;
    qint64 m_from = 0;
    EventId m_at;          ///< the hit that is shown; empty: none yet
    bool m_isMore = false; ///< the next page is awaited to go on there
    QTimer m_rest;         ///< of the keyboard, until the first hit is shown
};

}
