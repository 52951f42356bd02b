// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/backupupload.h"

#include "crypto/keybackup.h"

#include <QRandomGenerator>

namespace linnet {

using namespace std::chrono_literals;

namespace {

bool isOver(const Error &error)
{
    return error.isMatrix("M_WRONG_ROOM_KEYS_VERSION") || error.isMatrix("M_NOT_FOUND") ||
           error.httpStatus == 404;
}

}

BackupUpload::BackupUpload(KeyExchange &keys, Store &store, Clock &clock, QObject *parent)
    : QObject(parent), m_keys(keys), m_store(store), m_clock(clock), m_backoff(2s, 10min)
{
}

void BackupUpload::resume()
{
    if (m_isEnabled && !m_isRunning && m_clock.elapsed() >= m_notBefore)
        sendNext();
}

void BackupUpload::sendNext()
{
    using Batch = std::optional<CryptoRequest>;
    m_isRunning = true;
    m_store.crypto()
        .call<Batch>([](CryptoMachine &machine) { return KeyBackup(machine).nextBatch(); })
        .then(this, [this](const Result<Batch> &batch) {
            if (!batch)
                return onSent(batch.error());
            m_isRunning = batch->has_value() && m_isEnabled;
            if (m_isRunning)
                m_keys.send(**batch).then(this, [this](const Status &status) { onSent(status); });
        });
}

void BackupUpload::onSent(const Status &status)
{
    m_isRunning = false;
    if (status) {
        m_backoff.reset();
        Q_EMIT progressed();
        return resume();
    }
    const Error &error = status.error();
    const auto rest = m_backoff.next(QRandomGenerator::global()->generateDouble());
    m_notBefore = m_clock.elapsed() + std::max(rest, error.retryAfter);
    if (!isOver(error))
        return;
    m_isEnabled = false;
    Q_EMIT refused(error);
}

}
