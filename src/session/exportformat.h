// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/timelineitem.h"

#include <memory>

namespace linnet {

/// How an exported history is written down, piece by piece. All that others wrote is escaped. What is for
/// people shows a message once, as it was edited last; JSON has every event as it came. Pure, any thread.
class ExportFormat
{
public:
    enum class Kind { Html, Json, Text };

    struct Counts
    {
        int events = 0;
        int unreadable = 0; ///< encrypted, and no key here
        int gaps = 0;       ///< places where messages are missing

        friend bool operator==(const Counts &, const Counts &) = default;
    };

    /// Of an event in the file.
    struct Place
    {
        bool isFirst = true;   ///< nothing was written since begin()
        QByteArray newContent; ///< what its newest edit has made of it; empty: it was not edited
        qint64 previousTs = 0; ///< when the last event was that is shown, ms; 0 for none
    };

    static std::unique_ptr<ExportFormat> make(Kind kind, const UserId &self);
    static QString suffix(Kind kind); ///< of files, without the dot
    virtual ~ExportFormat() = default;

    virtual QByteArray begin(const Room &room, qint64 now) = 0;
    virtual QByteArray event(const StoredEvent &event, const Place &place) = 0; ///< empty: it is not shown
    /// Before the next event some are missing. `isFirst`: as in Place.
    virtual QByteArray gap(bool isFirst) = 0;
    virtual QByteArray end(const Counts &counts) = 0;
};

}
