// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/messageactions.h"

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
    add(can.thread(item), Part::Thread, tr("Reply in &thread"), "dialog-messages", Qt::Key_T, true);
    add(can.link(item), Part::CopyLink, tr("Copy lin&k to message"), "edit-link");
    add(item.uploaded >= 0, Part::Cancel, tr("Do &not send"), "process-stop", Qt::Key_Delete, true);
    const bool isPinned = can.pinned.contains(item.event);
    add(can.pin(item), Part::Pin, isPinned ? tr("Un&pin") : tr("&Pin"), isPinned ? "window-unpin" : "pin");
    add(can.endPoll(item), Part::EndPoll, tr("E&nd the poll for everybody"), "process-stop");
    add(can.source(item), Part::Source, tr("&View source"), "format-text-code");
    add(can.report(item), Part::Report, tr("Report…"), "flag");
    add(can.redact(item), Part::Redact, tr("&Delete…"), "edit-delete", Qt::Key_Delete);
    add(can.redactAll(item), Part::RedactAll, tr("Delete all by this person…"), "edit-delete");
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
