// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/eventparser.h"

#include "matrix/wireevent.h"

namespace linnet {

EventParser::EventParser() : m_reader(std::make_unique<JsonReader>()) {}
EventParser::~EventParser() = default;
EventParser::EventParser(EventParser &&) noexcept = default;
EventParser &EventParser::operator=(EventParser &&) noexcept = default;

Result<Event> EventParser::parse(const QByteArray &json, qint64 now)
{
    if (auto opened = m_reader->open(json); !opened)
        return opened.error();
    auto root = m_reader->root();
    if (!root || !JsonReader::isObject(*root))
        return Error::of(Error::Kind::BadReply, QStringLiteral("an event must be an object"));
    WireEvent wire = readWireEvent(*m_reader, *root, now);
    if (auto status = m_reader->status(); !status)
        return status.error();
    return std::move(wire.event);
}

Result<QList<Event>> EventParser::parseList(const QByteArray &json, qint64 now)
{
    if (auto opened = m_reader->open(json); !opened)
        return opened.error();
    auto root = m_reader->root();
    if (!root || !JsonReader::isArray(*root))
        return Error::of(Error::Kind::BadReply, QStringLiteral("a list of events must be an array"));
    QList<Event> events = readEvents(*m_reader, *root, now);
    if (auto status = m_reader->status(); !status)
        return status.error();
    return events;
}

}
