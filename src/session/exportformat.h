// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/timelineitem.h"

#include <memory>

namespace linnet {

/// How an exported history is written down, piece by piece. All that others wrote is escaped. Pure but for
/// the place in the text: one object writes one file from its beginning, or goes on in one.
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

    static std::unique_ptr<ExportFormat> make(Kind kind, const UserId &self);
    static QString suffix(Kind kind); ///< of files, without the dot
    virtual ~ExportFormat() = default;

    virtual QByteArray begin(const Room &room, qint64 now) = 0;
    /// Empty for what is not shown. `isFirst`: nothing was written since begin(). `previousTs`: when the last
    /// event was that is shown, 0 for none.
    virtual QByteArray event(const StoredEvent &event, bool isFirst, qint64 previousTs) = 0;
    virtual QByteArray gap() = 0; ///< before the next event some are missing
    virtual QByteArray end(const Counts &counts) = 0;
};

}
