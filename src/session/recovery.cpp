// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/recovery.h"

#include <QRandomGenerator>

#include <algorithm>

namespace linnet {

using namespace std::chrono_literals;

Recovery::Recovery(ApiClient &api, Store &store, KeyExchange &keys, UserId self, QObject *parent)
    : QObject(parent), m_api(api), m_keys(keys), m_look(api, store, keys, self),
      m_upkeep(api, store, keys, self), m_maker(api, store, keys, self),
      m_opener(api, store, keys, self, m_maker), m_upload(keys, store, api.clock()), m_download(api, store),
      m_wanted(Depth::Server), m_backoff(5s, 10min)
{
    connect(&m_upload, &BackupUpload::progressed, this, [this] { look(Depth::Here); });
    connect(&m_upload, &BackupUpload::refused, this, &Recovery::refresh);
    connect(&m_download, &BackupDownload::refused, this, &Recovery::refresh);
    connect(&m_download, &BackupDownload::changed, this, [this] {
        look(Depth::Here);
        Q_EMIT changed();
    });
}

Recovery::~Recovery() = default;

Task<RecoveryStatus> Recovery::statusHere()
{
    return m_look.here(m_view)
        .andThen([](const RecoveryLook::View &view) { return view.status; })
        .orElse([before = m_view.status](const Error &) -> Result<RecoveryStatus> { return before; });
}

KeyOutlook Recovery::keyOutlook() const
{
    return KeyOutlook::of(m_view.status, m_download.hasLooked(), m_api.clock().now());
}

void Recovery::onCommitted(const CommittedBatch &batch)
{
    if (!isAvailable())
        return;
    if (batch.hasSecretStorage) {
        m_isStorageUnfit = false;
        m_upkeep.forgetTries();
    }
    if (batch.hasBackupKey)
        takeGivenKey();
    if (batch.hasSecretStorage)
        look(Depth::Server);
    else if (batch.mayChangeTrust)
        look(Depth::Here);
    else if (m_wanted)
        look(*m_wanted);
    m_upload.resume();
    m_download.resume();
}

void Recovery::refresh()
{
    m_notBefore = 0ms;
    look(Depth::Server);
}

/// One look at a time; what is asked for meanwhile is looked at after it.
void Recovery::look(Depth depth)
{
    m_wanted = std::max(depth, m_wanted.value_or(Depth::Here));
    if (!isAvailable() || m_isLooking || m_isBusy || m_api.clock().elapsed() < m_notBefore)
        return;
    const Depth now = m_view.status.isKnown ? *m_wanted : Depth::Server;
    m_wanted.reset();
    m_isLooking = true;
    auto looked = now == Depth::Server ? m_look.atServer() : m_look.here(m_view);
    std::move(looked).then(this,
                           [this, now](const Result<RecoveryLook::View> &view) { onLooked(now, view); });
}

void Recovery::onLooked(Depth depth, const Result<RecoveryLook::View> &view)
{
    m_isLooking = false;
    if (!view) {
        const auto rest = m_backoff.next(QRandomGenerator::global()->generateDouble());
        m_notBefore = m_api.clock().elapsed() + std::max(rest, view.error().retryAfter);
        m_wanted = std::max(depth, m_wanted.value_or(Depth::Here));
        m_view.status.trouble = view.error();
        Q_EMIT changed();
        Q_EMIT looked();
        return;
    }
    m_backoff.reset();
    show(*view);
    if (depth == Depth::Server && m_wanted != Depth::Server)
        Q_EMIT looked();
    if (m_wanted)
        return look(*m_wanted);
    keepUp();
}

void Recovery::show(const RecoveryLook::View &view)
{
    RecoveryLook::View next = view;
    next.status.trouble.reset();
    if (m_isStorageUnfit) {
        next.status.isIdentityStored = next.status.isIdentityStored && next.status.hasSecrets;
        next.status.isBackupKeyStored = next.status.isBackupKeyStored && next.status.hasBackupKey;
    }
    const bool isDifferent = !(next.status == m_view.status);
    m_view = next;
    m_upload.setEnabled(next.status.isBackupOn);
    m_download.setVersion(next.status.hasBackupKey ? next.status.backupVersion : QString());
    m_upload.resume();
    if (isDifferent)
        Q_EMIT changed();
}

void Recovery::keepUp()
{
    // It may be the look itself that has found other keys than ours.
    if (m_isBusy || !isAvailable())
        return;
    m_upkeep.run(m_view).then(this, [this](const Result<bool> &isDifferent) {
        if (isDifferent && *isDifferent)
            look(Depth::Server);
    });
}

void Recovery::takeGivenKey()
{
    m_upkeep.takeGivenKey(m_view).then(this, [this](const Result<bool> &isTaken) {
        if (isTaken && *isTaken)
            look(Depth::Server);
    });
}

Result<RecoveryKeyMaker::Key> Recovery::newKey()
{
    auto key = SecretStorageKey::create();
    if (!key.isOk())
        return key.error();
    return RecoveryKeyMaker::Key(std::make_shared<const SecretStorageKey>(key.take()));
}

Task<Done> Recovery::make(RecoveryKeyMaker::Key key, AskAuth ask, RecoveryProgress progress)
{
    return whileBusy([&] { return m_maker.make(key, ask, progress); });
}

Task<Done> Recovery::reset(RecoveryKeyMaker::Key key, AskAuth ask, RecoveryProgress progress)
{
    return whileBusy([&] { return m_maker.reset(key, ask, progress); });
}

Task<Done> Recovery::use(QString secret, RecoveryProgress progress)
{
    return whileBusy([&] {
        return m_opener.open(secret, progress).andThen([this](const RecoveryOpener::Opened &) {
            m_isStorageUnfit = true; // what did not come out of it now does not come out of it at all
            return Done{};
        });
    });
}

Task<Done> Recovery::take(QByteArray bundle)
{
    return whileBusy(
        [&] { return m_opener.take(bundle).andThen([](const RecoveryOpener::Opened &) { return Done{}; }); });
}

Task<Done> Recovery::whileBusy(const std::function<Task<Done>()> &work)
{
    if (!isAvailable())
        return Task<Done>::ready(Error::of(Error::Kind::Unsupported));
    if (std::exchange(m_isBusy, true))
        return Task<Done>::ready(Error::of(Error::Kind::InUse));
    const Promise<Done> promise;
    auto context = std::make_shared<QObject>();
    promise.onAbort([this, isAlive = QPointer<Recovery>(this), context]() mutable {
        context.reset(); // stops the work
        if (isAlive)
            endBusy();
    });
    work().then(context.get(), [this, promise](const Status &status) {
        endBusy();
        promise.resolve(status);
    });
    return promise.task();
}

void Recovery::endBusy()
{
    m_isBusy = false;
    m_upkeep.forgetTries();
    refresh();
}

}
