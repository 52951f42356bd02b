// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "matrix/event.h"

#include <memory>

namespace linnet {

class JsonReader;

/// Reads events of all years (2014, 2018, today) into one form, keeping their text.
///
/// One parser serves many texts one after the other and keeps its buffers between them; it is used by one
/// thread at a time (the account's worker). Fields that are missing or of the wrong type read as their
/// defaults; Error::BadReply only for what is no JSON, is cut off or nested absurdly deep.
class EventParser
{
public:
    EventParser();
    ~EventParser();
    EventParser(EventParser &&) noexcept;
    EventParser &operator=(EventParser &&) noexcept;

    /// One event. `now` (ms) dates it if it carries only its age.
    Result<Event> parse(const QByteArray &json, qint64 now);
    /// A JSON array of events, in its order; what is no object in it is left out.
    Result<QList<Event>> parseList(const QByteArray &json, qint64 now);

private:
    std::unique_ptr<JsonReader> m_reader;
};

}
