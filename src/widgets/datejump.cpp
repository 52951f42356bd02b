// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/datejump.h"

#include "session/datesearch.h"
#include "session/errortext.h"
#include "session/session.h"
#include "widgets/calendarpopup.h"
#include "widgets/noticebar.h"

#include <QDateTime>
#include <QLocale>

namespace linnet {

DateJump::DateJump(Session &session, NoticeBar &notice, QWidget &window)
    : m_session(session), m_notice(notice), m_window(window)
{
}

void DateJump::choose(const RoomId &room, qint64 ts, const QPoint &globalPos)
{
    auto *popup = new CalendarPopup(QDateTime::fromMSecsSinceEpoch(ts).date(), &m_window);
    if (m_session.api().server().version.dialect == Dialect::V1)
        popup->setNote(tr("This server finds no dates. Only messages that are stored here can be found."));
    m_session.store().archive().created(room).then(popup, [popup](const Result<qint64> &created) {
        if (created && *created > 0)
            popup->setFirst(QDateTime::fromMSecsSinceEpoch(*created).date());
    });
    connect(popup, &CalendarPopup::chosen, this, [this, room](QDate day) { find(room, day); });
    popup->popUp(globalPos);
}

void DateJump::find(const RoomId &room, QDate day)
{
    m_asking = std::make_unique<QObject>();
    const QString name = QLocale().toString(day, QLocale::LongFormat);
    m_notice.wait(tr("Looking for %1…").arg(name), tr("Cancel"), [this] { m_asking.reset(); });
    DateSearch::firstFrom(m_session.api(), m_session.store(), room, day.startOfDay().toMSecsSinceEpoch())
        .then(m_asking.get(), [this, room](const Result<DateSearch::Found> &result) {
            m_notice.endWait();
            if (!result) {
                const ErrorText text = ErrorText::of(result.error(), ErrorText::During::History);
                return m_notice.complain(tr("The date could not be looked up."), text.what);
            }
            if (result->isStoredOnly)
                m_notice.say(tr("Older messages of that day may not be stored here."));
            if (result->event.isEmpty())
                Q_EMIT nothingSince(room);
            else
                Q_EMIT found(room, result->event);
        });
}

}
