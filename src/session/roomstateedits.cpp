// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/roomstateedits.h"

#include "matrix/roomstaterequests.h"

namespace linnet {

RoomStateEdits::RoomStateEdits(ApiClient &api, RoomId room, QObject *parent)
    : QObject(parent), m_api(api), m_room(std::move(room))
{
}

void RoomStateEdits::setKnown(const QString &type, const RoomStateValue &value)
{
    m_known.insert(type, value);
    refresh(type);
}

void RoomStateEdits::change(RoomField field, const QString &type, Make make, bool asksFirst)
{
    if (const auto made = make(m_values.value(type).content); !made) {
        Q_EMIT failed(field, made.error());
        return;
    }
    QList<Job> &jobs = m_jobs[type];
    jobs.append({field, std::move(make), asksFirst});
    const bool isFirst = jobs.size() == 1;
    refresh(type);
    if (isFirst)
        run(type);
}

void RoomStateEdits::run(const QString &type)
{
    if (!m_jobs.value(type).constFirst().asksFirst)
        return put(type, m_known.value(type).content);
    m_api.send(RoomStateRequests::state(m_api.requests().version(), m_room, type, {}))
        .andThen([](const Reply &reply) { return reply.body; })
        .orElse([](const Error &error) -> Result<QByteArray> {
            if (error.isMatrix("M_NOT_FOUND"))
                return QByteArray();
            return error;
        })
        .then(this, [this, type](const Result<QByteArray> &before) {
            if (before)
                put(type, *before);
            else
                finish(type, before.error());
        });
}

void RoomStateEdits::put(const QString &type, const QByteArray &before)
{
    const Result<QByteArray> made = m_jobs.value(type).constFirst().make(before);
    if (!made)
        return finish(type, made);
    m_api.send(m_api.requests().setState(m_room, type, {}, *made))
        .andThen([content = *made](const Reply &) { return content; })
        .then(this, [this, type](const Result<QByteArray> &outcome) { finish(type, outcome); });
}

void RoomStateEdits::finish(const QString &type, const Result<QByteArray> &outcome)
{
    QList<Job> &jobs = m_jobs[type];
    const RoomField field = jobs.takeFirst().field;
    const bool hasMore = !jobs.isEmpty();
    if (!hasMore)
        m_jobs.remove(type);
    if (outcome)
        m_known[type].content = *outcome;
    refresh(type);
    if (outcome)
        Q_EMIT saved(field);
    else
        Q_EMIT failed(field, outcome.error());
    if (hasMore)
        run(type);
}

/// What is known, with what is under way on top of it.
void RoomStateEdits::refresh(const QString &type)
{
    RoomStateValue value = m_known.value(type);
    const QList<Job> jobs = m_jobs.value(type);
    for (const Job &job : jobs) {
        if (const auto made = job.make(value.content))
            value.content = *made;
    }
    if (m_values.value(type) == value)
        return;
    m_values.insert(type, value);
    Q_EMIT changed();
}

}
