// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/passphrasefilecredentials.h"

#include "base/logging.h"
#include "bridge/passphrasebox.h"
#include "session/privatefile.h"

#include <QDateTime>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

namespace linnet {

namespace {

Error lockedError()
{
    return Error::of(Error::Kind::PassphraseNeeded);
}

QString asidePath(const QString &path)
{
    const QString time = QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-hhmmss-zzz");
    return QStringLiteral("%1.aside-%2").arg(path, time);
}

}

PassphraseFileCredentials::~PassphraseFileCredentials()
{
    lock();
}

bool PassphraseFileCredentials::exists() const
{
    return QFile::exists(m_path);
}

Status PassphraseFileCredentials::unlock(const QString &passphrase)
{
    if (!exists())
        return Error::of(Error::Kind::NotFound, m_path);
    const Result<QByteArray> sealed = PrivateFile::read(m_path);
    if (!sealed)
        return sealed.error();
    Result<QByteArray> opened = PassphraseBox::open(*sealed, passphrase);
    if (!opened)
        return opened.error();
    const QJsonDocument document = QJsonDocument::fromJson(*opened);
    wipe(*opened);
    if (!document.isObject())
        return Error::of(Error::Kind::Corrupt, m_path);
    Secrets secrets;
    const QJsonObject object = document.object();
    for (auto it = object.begin(); it != object.end(); ++it)
        secrets.insert(it.key(), QByteArray::fromBase64(it.value().toString().toLatin1()));
    lock();
    m_passphrase = passphrase;
    m_secrets = std::move(secrets);
    return Done{};
}

void PassphraseFileCredentials::setNewPassphrase(const QString &passphrase)
{
    lock();
    m_passphrase = passphrase;
    m_isNew = true;
}

void PassphraseFileCredentials::lock()
{
    for (QByteArray &secret : m_secrets)
        wipe(secret);
    m_secrets.clear();
    m_passphrase.fill(QChar::Null);
    m_passphrase.clear();
    m_isNew = false;
}

Task<QByteArray> PassphraseFileCredentials::read(const QString &name)
{
    if (!isUnlocked())
        return Task<QByteArray>::ready(lockedError());
    const auto found = m_secrets.constFind(name);
    if (found == m_secrets.constEnd())
        return Task<QByteArray>::ready(Error::of(Error::Kind::EntryNotFound));
    return Task<QByteArray>::ready(*found);
}

Task<Done> PassphraseFileCredentials::write(const QString &name, const QByteArray &secret)
{
    if (!isUnlocked())
        return Task<Done>::ready(lockedError());
    Secrets secrets = m_secrets;
    secrets.insert(name, secret);
    return Task<Done>::ready(save(secrets));
}

Task<Done> PassphraseFileCredentials::remove(const QString &name)
{
    if (!exists())
        return Task<Done>::ready(Done{});
    if (!isUnlocked())
        return Task<Done>::ready(lockedError());
    if (!m_secrets.contains(name))
        return Task<Done>::ready(Done{});
    Secrets secrets = m_secrets;
    secrets.remove(name);
    if (!secrets.isEmpty())
        return Task<Done>::ready(save(secrets));
    const Status removed = PrivateFile::remove(m_path);
    if (removed)
        m_secrets.clear();
    return Task<Done>::ready(removed);
}

Status PassphraseFileCredentials::save(const Secrets &secrets)
{
    QJsonObject object;
    for (auto it = secrets.begin(); it != secrets.end(); ++it)
        object.insert(it.key(), QString::fromLatin1(it.value().toBase64()));
    QByteArray plain = QJsonDocument(object).toJson(QJsonDocument::Compact);
    const Result<QByteArray> sealed = PassphraseBox::seal(plain, m_passphrase);
    wipe(plain);
    if (!sealed)
        return sealed.error();
    const QString aside = m_isNew && exists() ? asidePath(m_path) : QString();
    if (!aside.isEmpty() && !QFile::rename(m_path, aside))
        return Error::of(Error::Kind::Storage, m_path);
    const Status written = PrivateFile::write(m_path, *sealed);
    if (written) {
        m_secrets = secrets;
        m_isNew = false;
    } else if (!aside.isEmpty() && !QFile::rename(aside, m_path)) {
        qCWarning(lcSession) << "the old file of secrets stays aside:" << aside;
    }
    return written;
}

}
