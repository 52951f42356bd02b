// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/messageactions.h"

#include "matrix/displayname.h"
#include "widgets/relationwords.h"
#include "widgets/rowpoll.h"

namespace linnet {

namespace {

QString plain(QString label)
{
    return label.remove(u'&').remove(u'…');
}

}

QList<MessageAction> MessageAction::of(const TimelineItem &item, const RowAbilities &can)
{
    using Part = RowHit::Part;
    QList<MessageAction> actions;
    const auto add = [&](bool isPossible, Part part, const QString &label, const char *icon,
                         const QKeySequence &key = {}, bool isQuick = false) {
        if (isPossible)
            actions.append({part, plain(label), label, QLatin1String(icon), key, isQuick});
    };
    add(can.react(item), Part::React, tr("Re&act…"), "smiley-add", Qt::Key_Plus, true);
    add(can.reply(item), Part::Reply, tr("&Reply"), "mail-reply-sender", Qt::Key_R, true);
    add(can.edit(item), Part::EditMessage, tr("&Edit"), "document-edit", Qt::Key_E, true);
    if (can.openThread(item))
        add(true, Part::Thread, tr("Open &thread"), "dialog-messages", Qt::Key_T, true);
    else
        add(can.thread(item), Part::Thread, tr("Reply in &thread"), "dialog-messages", Qt::Key_T, true);
    actions += ofPoll(item, can) + ofReactions(item, can);
    add(bool(item.reply), Part::RepliedTo, tr("Sho&w the original"), "go-up");
    add(item.isEdited, Part::Versions, tr("Ear&lier versions"), "document-open-recent");
    add(can.link(item), Part::CopyLink, tr("Copy lin&k to message"), "edit-link");
    add(can.link(item), Part::CopyUri, tr("Copy matrix: link"), "edit-link");
    // Quick only where it takes a while: else the buttons would move as soon as it is sent.
    const bool isWaiting = item.state == TimelineItem::State::Sending && item.event.isEmpty();
    add(isWaiting || item.uploaded >= 0, Part::Cancel, tr("Do &not send"), "process-stop", Qt::Key_Delete,
        item.uploaded >= 0);
    const bool isPinned = can.pinned.contains(item.event);
    add(can.pin(item), Part::Pin, isPinned ? tr("Un&pin") : tr("&Pin"), isPinned ? "window-unpin" : "pin");
    add(can.endPoll(item), Part::EndPoll, tr("E&nd the poll for everybody"), "process-stop");
    add(can.source(item), Part::Source, tr("&View source"), "format-text-code");
    add(can.report(item), Part::Report, tr("Report…"), "flag");
    add(can.redact(item), Part::Redact, tr("&Delete…"), "edit-delete", Qt::Key_Delete);
    add(can.redactAll(item), Part::RedactAll, tr("Delete all by this person…"), "edit-delete");
    return actions;
}

QList<MessageAction> MessageAction::ofPoll(const TimelineItem &item, const RowAbilities &can)
{
    QList<MessageAction> actions;
    if (!item.poll)
        return actions;
    for (const Poll::Answer &answer : item.poll->answers) {
        MessageAction vote;
        vote.part = RowHit::Part::Answer;
        vote.text = answer.id;
        if (!isAllowed(vote.hit(), item, can))
            continue;
        const QString words = RelationWords::answer(answer);
        vote.name = (answer.isOwn ? tr("Take back the vote for %1") : tr("Vote for %1")).arg(words);
        vote.label = labelOf(words);
        vote.menu = tr("Vote");
        vote.isChecked = answer.isOwn;
        actions.append(vote);
    }
    return actions;
}

QList<MessageAction> MessageAction::ofReactions(const TimelineItem &item, const RowAbilities &can)
{
    QList<MessageAction> actions;
    if (!can.react(item))
        return actions;
    int others = 0;
    for (const Reaction &reaction : item.reactions) {
        if (!reaction.isOwn() && ++others > MostReactions)
            continue;
        MessageAction toggle;
        toggle.part = RowHit::Part::Reaction;
        toggle.text = reaction.key;
        const QString words = RelationWords::reactionKey(reaction);
        toggle.name = (reaction.isOwn() ? tr("Take back %1") : tr("React with %1")).arg(words);
        toggle.label = labelOf(RelationWords::reactors(reaction));
        toggle.menu = tr("React&ions");
        toggle.isChecked = reaction.isOwn();
        actions.append(toggle);
    }
    return actions;
}

QList<MessageAction> MessageAction::ofPlaying(const TimelineItem &item, const Playback::Look &look,
                                              bool isRtl)
{
    using Part = RowHit::Part;
    using State = Playback::Look::State;
    QList<MessageAction> actions;
    const bool isActive = look.isActive();
    const auto add = [&](Part part, const QString &label, const char *icon, const QKeySequence &key = {},
                         bool isHandy = false) {
        actions.append({part, plain(label), label, QLatin1String(icon), key, false, isHandy});
    };
    if (look.state == State::Playing)
        add(Part::Open, tr("Pa&use"), "media-playback-pause", Qt::Key_Space, true);
    else if (look.state != State::Loading)
        add(Part::Open, tr("Pla&y"), "media-playback-start", Qt::Key_Space, isActive);
    if (isActive) {
        const int seconds = Playback::StepMs / 1000;
        add(Part::Back, tr("Back %n second(s)", nullptr, seconds), "media-seek-backward",
            isRtl ? Qt::Key_Right : Qt::Key_Left, true);
        add(Part::Forward, tr("Forward %n second(s)", nullptr, seconds), "media-seek-forward",
            isRtl ? Qt::Key_Left : Qt::Key_Right, true);
    }
    if (item.kind != TimelineItem::Kind::Video)
        return actions;
    if (isActive)
        add(Part::Mute, look.isMuted ? tr("Sound on") : tr("Sound off"),
            look.isMuted ? "audio-volume-high" : "audio-volume-muted");
    add(Part::Enlarge, tr("Open lar&ge"), "view-fullscreen", Qt::Key_F);
    return actions;
}

QString MessageAction::labelOf(const QString &text)
{
    static constexpr qsizetype Longest = 60;
    return shortened(text, Longest).replace(u'&', QStringLiteral("&&"));
}

bool MessageAction::isKey(int key)
{
    switch (key) {
    case Qt::Key_Plus:
    case Qt::Key_R:
    case Qt::Key_E:
    case Qt::Key_T:
    case Qt::Key_Delete:
    case Qt::Key_Space:
    case Qt::Key_F:
        return true;
    default:
        return false;
    }
}

bool MessageAction::isAllowed(const RowHit &hit, const TimelineItem &item, const RowAbilities &can)
{
    switch (hit.part) {
    case RowHit::Part::Reaction:
        return can.react(item);
    case RowHit::Part::Answer:
        return can.canVote && item.poll && RowPoll::voteFor(*item.poll, hit.text).has_value();
    case RowHit::Part::Date:
        return can.canChooseDate;
    default:
        return true;
    }
}

}
