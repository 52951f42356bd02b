// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlencryption.h"

#include <QJsonArray>
#include <QJsonObject>

namespace linnet {

namespace {

constexpr std::chrono::seconds Patience{15}; ///< for the server, before what was known is answered

QString nameOf(RecoveryStatus::State state)
{
    switch (state) {
    case RecoveryStatus::State::None:
        return QStringLiteral("none");
    case RecoveryStatus::State::Locked:
        return QStringLiteral("locked");
    case RecoveryStatus::State::Broken:
        return QStringLiteral("broken");
    case RecoveryStatus::State::Ready:
        return QStringLiteral("ready");
    case RecoveryStatus::State::Unknown:
        break;
    }
    return QStringLiteral("unknown");
}

QString nameOf(Encryption::State state)
{
    switch (state) {
    case Encryption::State::WithheldUnverified:
        return QStringLiteral("withheld_unverified");
    case Encryption::State::Withheld:
        return QStringLiteral("withheld");
    case Encryption::State::WithheldHistory:
        return QStringLiteral("before_joining");
    case Encryption::State::IndexTooOld:
        return QStringLiteral("key_too_late");
    case Encryption::State::SenderNotTrusted:
        return QStringLiteral("sender_not_trusted");
    case Encryption::State::Malformed:
        return QStringLiteral("malformed");
    case Encryption::State::Unsupported:
        return QStringLiteral("unsupported");
    default:
        return QStringLiteral("no_key");
    }
}

QString nameOf(EncryptionHealth::Problem problem)
{
    switch (problem) {
    case EncryptionHealth::Problem::KeysOfAnother:
        return QStringLiteral("keys_of_another");
    case EncryptionHealth::Problem::LostKeys:
        return QStringLiteral("lost_keys");
    case EncryptionHealth::Problem::DeviceClash:
        return QStringLiteral("device_clash");
    case EncryptionHealth::Problem::KeysRemoved:
        return QStringLiteral("keys_removed");
    case EncryptionHealth::Problem::OldCopy:
        return QStringLiteral("old_copy");
    case EncryptionHealth::Problem::ClockSkew:
        break;
    }
    return QStringLiteral("clock");
}

QJsonObject answerOf(const RecoveryStatus &status, const QList<EncryptionHealth::Problem> &problems,
                     const QMap<Encryption::State, int> &unreadable)
{
    QJsonArray names;
    for (EncryptionHealth::Problem problem : problems)
        names.append(nameOf(problem));
    QJsonObject counts;
    for (auto each = unreadable.cbegin(); each != unreadable.cend(); ++each)
        counts.insert(nameOf(each.key()), each.value());
    const QJsonObject backup{{QStringLiteral("version"), status.backupVersion},
                             {QStringLiteral("trusted"), status.isBackupTrusted},
                             {QStringLiteral("on"), status.isBackupOn},
                             {QStringLiteral("key"), status.hasBackupKey},
                             {QStringLiteral("keys"), status.keys},
                             {QStringLiteral("backed_up"), status.backedUpKeys}};
    QJsonObject answer{{QStringLiteral("state"), nameOf(status.state())},
                       {QStringLiteral("verified"), status.isSessionVerified},
                       {QStringLiteral("secrets"), status.hasSecrets},
                       {QStringLiteral("recovery_key"), status.hasStorage},
                       {QStringLiteral("backup"), backup},
                       {QStringLiteral("problems"), names},
                       {QStringLiteral("unreadable"), counts}};
    if (status.trouble)
        answer.insert(QStringLiteral("reason"), ErrorText::of(*status.trouble).what);
    return answer;
}

/// The password on standard input is the one answer there is.
AskAuth answerWith(const QString &password)
{
    return [password](const AuthStage &stage) {
        if (stage.kind == AuthStage::Kind::Browser)
            return Task<AuthAnswer>::ready(Error::of(
                Error::Kind::Unsupported,
                CtlEncryption::tr("The server asks on a page of its own: %1. Do it in Linnet's window.")
                    .arg(stage.page.toDisplayString(QUrl::RemoveQuery))));
        if (password.isEmpty())
            return Task<AuthAnswer>::ready(Error::of(
                Error::Kind::Invalid, CtlEncryption::tr("The server wants the password: use --password.")));
        if (stage.isRepeated)
            return Task<AuthAnswer>::ready(stage.problem);
        return Task<AuthAnswer>::ready(AuthAnswer{password});
    };
}

}

CtlEncryption::CtlEncryption(CtlCommands &commands, Clock &clock, QObject *parent)
    : QObject(parent), m_clock(clock)
{
    commands.addForSession("encryption", std::bind_front(&CtlEncryption::encryption, this));
    commands.addForSession("recover", std::bind_front(&CtlEncryption::recover, this));
}

void CtlEncryption::encryption(CtlCall &call, Session &session)
{
    const QString action = call.text(QLatin1String("action"));
    if (action == u"status")
        answerStatus(call, session);
    else if (action == u"setup" || action == u"reset")
        makeKey(call, session, action == u"reset");
    else if (action == u"download")
        download(call, session);
    else
        call.fail(QStringLiteral("usage"), tr("There is no such action: %1.").arg(action));
}

void CtlEncryption::recover(CtlCall &call, Session &session)
{
    session.recovery()
        .use(call.request().secret, [](RecoveryStep) {})
        .then(&call, [this, &call, &session](const Status &status) {
            if (status)
                answerStatus(call, session);
            else
                call.fail(status.error());
        });
}

void CtlEncryption::makeKey(CtlCall &call, Session &session, bool isReset)
{
    const auto key = Recovery::newKey();
    if (!key)
        return call.fail(key.error());
    const AskAuth ask = answerWith(call.request().secret);
    const auto progress = [](RecoveryStep) {};
    auto task = isReset ? session.recovery().reset(*key, ask, progress)
                        : session.recovery().make(*key, ask, progress);
    std::move(task).then(&call, [&call, made = *key](const Status &status) {
        if (status)
            call.answer(QJsonObject{{QStringLiteral("recovery_key"), made->recoveryKey()}});
        else
            call.fail(status.error());
    });
}

void CtlEncryption::download(CtlCall &call, Session &session)
{
    session.recovery().download().fetchAll().then(&call, [&call](const Result<KeyImport> &imported) {
        if (imported)
            call.answer(QJsonObject{{QStringLiteral("keys"), imported->total},
                                    {QStringLiteral("new"), int(imported->keys.size())}});
        else
            call.fail(imported.error());
    });
}

/// Once the server has said how things stand, or has not.
void CtlEncryption::answerStatus(CtlCall &call, Session &session)
{
    if (!session.hasEncryption())
        return call.answer(QJsonObject{{QStringLiteral("state"), QStringLiteral("unsupported")}});
    // Nothing else is asked for with keys that are not to be relied on.
    if (!session.encryptionHealth().areKeysOurs())
        return answerNow(call, session);
    const auto answer = [this, &call, &session] {
        if (!call.isAnswered())
            answerNow(call, session);
    };
    connect(&session.recovery(), &Recovery::looked, &call, answer);
    m_clock.after(Patience, &call, answer);
    session.recovery().refresh();
}

void CtlEncryption::answerNow(CtlCall &call, Session &session)
{
    using Counts = QMap<Encryption::State, int>;
    session.store().unreadable().then(&call, [&call, &session](const Result<Counts> &counts) {
        if (call.isAnswered())
            return;
        if (counts)
            call.answer(
                answerOf(session.recovery().status(), session.encryptionHealth().problems(), *counts));
        else
            call.fail(counts.error());
    });
}

}
