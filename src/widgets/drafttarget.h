// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace linnet {

/// The message that a draft answers, or is to replace. A value.
struct DraftTarget
{
    QString key; ///< of its row (TimelineItem::key), or its event id; empty: the draft stands for itself
    bool isEdit = false;
    QString sender; ///< whom it answers: a name
    QString text;   ///< what it answers, in one line
    QString aside;  ///< of an edit: what was being written before it
    QString said;   ///< of an edit: what the message says already, as it was put into the box; may be empty
    bool isCaption = false; ///< of an edit: of a file

    bool isEmpty() const { return key.isEmpty(); }
    friend bool operator==(const DraftTarget &, const DraftTarget &) = default;
};

/// A draft as the store keeps it (RoomNotes::draft): its text, and in a line before that what it belongs to,
/// if that is anything. What is put behind belongs to the text. Pure.
struct KeptDraft
{
    DraftTarget target;
    QString text;

    static KeptDraft read(const QString &kept);
    QString write() const;
    friend bool operator==(const KeptDraft &, const KeptDraft &) = default;
};

}
