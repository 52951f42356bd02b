// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlverification.h"

#include "session/verificationtext.h"

#include <QJsonArray>

#include <algorithm>

namespace linnet {

namespace {

using State = VerificationFlow::State;

QJsonObject toJson(const OwnSession &session)
{
    return {{QStringLiteral("session_id"), session.id},      {QStringLiteral("name"), session.name},
            {QStringLiteral("last_seen"), session.lastSeen}, {QStringLiteral("ip"), session.ip},
            {QStringLiteral("this"), session.isThis},        {QStringLiteral("keys"), session.hasKeys},
            {QStringLiteral("verified"), session.isVerified}};
}

QJsonObject toCompare(const VerificationFlow &flow)
{
    QJsonArray emoji;
    for (const VerificationEmoji &each : flow.emoji)
        emoji.append(QJsonObject{{QStringLiteral("symbol"), each.symbol},
                                 {QStringLiteral("name"), VerificationText::emojiName(each)}});
    QJsonArray decimals;
    for (const int number : flow.decimals)
        decimals.append(number);
    return {{QStringLiteral("flow"), flow.id},
            {QStringLiteral("user_id"), flow.user.toString()},
            {QStringLiteral("session_id"), flow.device},
            {QStringLiteral("emoji"), emoji},
            {QStringLiteral("decimals"), decimals}};
}

/// Whether it is one that this person asks for, this session of one's own, or with an empty `who` anybody.
bool isAskedBy(const VerificationFlow &flow, const QString &who)
{
    const bool isMeant = who.isEmpty() || flow.user.toString() == who || flow.device == who;
    return flow.isByOther && flow.state == State::Requested && isMeant;
}

void failOver(CtlCall &call, const VerificationFlow &flow)
{
    call.fail(QStringLiteral("cancelled"), VerificationText::reason(flow, flow.user.toString()));
}

}

CtlVerification::CtlVerification(CtlCommands &commands, QObject *parent) : QObject(parent)
{
    commands.addForSession("sessions", std::bind_front(&CtlVerification::sessions, this));
    commands.addForSession("verify", std::bind_front(&CtlVerification::verify, this));
    commands.addForSession("compared", std::bind_front(&CtlVerification::compared, this));
}

void CtlVerification::sessions(CtlCall &call, Session &session)
{
    session.ownSessions().load().then(&call, [&call](const Result<QList<OwnSession>> &sessions) {
        if (!sessions)
            return call.fail(sessions.error());
        QJsonArray list;
        for (const OwnSession &each : *sessions)
            list.append(toJson(each));
        call.answer(list);
    });
}

void CtlVerification::verify(CtlCall &call, Session &session)
{
    const QString who = call.text(QLatin1String("who"));
    VerificationFlows &flows = session.verifications();
    connect(&flows, &VerificationFlows::changed, &call,
            [this, &call, &session](const VerificationFlow &flow) {
                if (flow.id == call.property("flow").toString())
                    goOn(call, session, flow);
            });
    const auto takeUp = [this, &call, &session](const VerificationFlow &flow) {
        call.setProperty("flow", flow.id);
        goOn(call, session, flow);
    };
    const auto askedFor = std::ranges::find_if(
        flows.flows(), [&who](const VerificationFlow &flow) { return isAskedBy(flow, who); });
    if (askedFor != flows.flows().end())
        return takeUp(*askedFor);
    if (call.flag(QLatin1String("wait"))) {
        connect(&flows, &VerificationFlows::requested, &call,
                [&call, who, takeUp](const VerificationFlow &flow) {
                    if (call.property("flow").isNull() && isAskedBy(flow, who))
                        takeUp(flow);
                });
        return;
    }
    auto asked = who.startsWith(u'@') ? flows.askUser(UserId(who)) : flows.askOwn(who);
    std::move(asked).then(&call, [&call, &session, takeUp](const Result<QString> &id) {
        if (!id)
            return call.fail(id.error());
        if (const VerificationFlow *flow = session.verifications().find(*id))
            takeUp(*flow);
    });
}

/// Up to where somebody has to look.
void CtlVerification::goOn(CtlCall &call, Session &session, const VerificationFlow &flow)
{
    VerificationFlows &flows = session.verifications();
    if (call.isAnswered())
        return;
    if (flow.state == State::Comparing)
        call.answer(toCompare(flow));
    else if (flow.isOver())
        failOver(call, flow);
    else if (flow.state == State::Ready && flow.supportsSas)
        takeStep(call, flows.startSas(flow.id));
    else if (flow.state == State::Ready)
        call.fail(Error::of(Error::Kind::Unsupported, tr("The other app cannot compare emoji.")));
    else if (flow.isByOther && (flow.state == State::Requested || flow.state == State::Started))
        takeStep(call, flows.accept(flow.id));
}

void CtlVerification::takeStep(CtlCall &call, Task<Done> step)
{
    std::move(step).then(&call, [&call](const Status &status) {
        if (!status && !call.isAnswered())
            call.fail(status.error());
    });
}

void CtlVerification::compared(CtlCall &call, Session &session)
{
    const QString id = call.text(QLatin1String("flow"));
    VerificationFlows &flows = session.verifications();
    if (!flows.find(id)) {
        return call.fail(QStringLiteral("cancelled"),
                         tr("It is over: the other side has ended it, or it took too long."));
    }
    connect(&flows, &VerificationFlows::changed, &call, [&call, id](const VerificationFlow &flow) {
        if (flow.id != id || !flow.isOver() || call.isAnswered())
            return;
        if (flow.state == State::Done)
            call.answer(QJsonObject{{QStringLiteral("verified"), true}});
        else
            failOver(call, flow);
    });
    const bool doMatch = call.flag(QLatin1String("match"));
    takeStep(call, doMatch ? flows.confirm(id) : flows.mismatch(id));
}

}
