// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/jsonreader.h"

#include <bitset>
#include <cmath>
#include <cstring>

namespace linnet {

namespace {

Error badReply(const char *why)
{
    return Error::of(Error::Kind::BadReply, QString::fromLatin1(why));
}

/// The index behind the string that begins at `at`, or -1 if it does not end.
qsizetype stringEnd(const QByteArray &text, qsizetype at)
{
    const char *const begin = text.constData();
    const char *const end = begin + text.size();
    for (const char *p = begin + at + 1; p < end; ++p) {
        p = static_cast<const char *>(std::memchr(p, '"', static_cast<size_t>(end - p)));
        if (!p)
            return -1;
        const char *backslash = p;
        while (*(backslash - 1) == '\\')
            --backslash;
        if ((p - backslash) % 2 == 0)
            return p - begin + 1;
    }
    return -1;
}

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/// What the lazy parser takes for granted: one root, brackets that match, strings that end.
std::optional<Error> findFault(const QByteArray &text)
{
    std::bitset<JsonReader::MaxDepth> isObjectAt;
    size_t depth = 0;
    const qsizetype size = text.size();
    for (qsizetype i = 0; i < size;) {
        const char c = text[i];
        if (c == '"') {
            i = stringEnd(text, i);
            if (i < 0)
                return badReply("the JSON text is cut off");
            continue;
        }
        ++i;
        if (c == '{' || c == '[') {
            if (depth == JsonReader::MaxDepth)
                return badReply("the JSON text is nested too deeply");
            isObjectAt[depth++] = c == '{';
        } else if (c == '}' || c == ']') {
            if (depth == 0 || isObjectAt[--depth] != (c == '}'))
                return badReply("the brackets of the JSON text do not match");
            if (depth == 0) {
                while (i < size && isSpace(text[i]))
                    ++i;
                if (i != size)
                    return badReply("something follows the JSON text");
                return std::nullopt;
            }
        } else if (depth == 0 && !isSpace(c)) {
            return badReply("no JSON object or array");
        }
    }
    return badReply(depth == 0 ? "the reply is empty" : "the JSON text is cut off");
}

}

Status JsonReader::open(const QByteArray &text)
{
    m_isBroken = false;
    m_document = {};
    if (auto fault = findFault(text))
        return *fault;
    m_text = text;
    Status status = iterate();
    if (!status) {
        // One event with a broken character must not make all others unreadable.
        const QByteArray mended = QString::fromUtf8(text).toUtf8();
        if (mended == text || findFault(mended))
            return status;
        m_text = mended;
        status = iterate();
    }
    return status;
}

Status JsonReader::iterate()
{
    const qsizetype size = m_text.size();
    m_text.reserve(size + qsizetype(simdjson::SIMDJSON_PADDING));
    m_text.detach();
    const simdjson::padded_string_view view(m_text.constData(), static_cast<size_t>(size),
                                            static_cast<size_t>(size) + simdjson::SIMDJSON_PADDING);
    if (auto error = m_parser.iterate(view).get(m_document))
        return badReply(simdjson::error_message(error));
    return Done{};
}

std::optional<JsonReader::Value> JsonReader::root()
{
    Value value;
    if (m_document.get_value().get(value)) {
        m_isBroken = true;
        return std::nullopt;
    }
    return value;
}

Status JsonReader::status() const
{
    if (m_isBroken)
        return badReply("the JSON text is malformed");
    return Done{};
}

bool JsonReader::isObject(Value &value)
{
    simdjson::ondemand::json_type type;
    return !value.type().get(type) && type == simdjson::ondemand::json_type::object;
}

bool JsonReader::isArray(Value &value)
{
    simdjson::ondemand::json_type type;
    return !value.type().get(type) && type == simdjson::ondemand::json_type::array;
}

bool JsonReader::isString(Value &value)
{
    simdjson::ondemand::json_type type;
    return !value.type().get(type) && type == simdjson::ondemand::json_type::string;
}

std::optional<QString> JsonReader::text(Value value)
{
    std::string_view text;
    if (!isString(value) || value.get_string().get(text))
        return std::nullopt;
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

std::optional<qint64> JsonReader::integer(Value value)
{
    simdjson::ondemand::json_type type;
    if (value.type().get(type) || type != simdjson::ondemand::json_type::number)
        return std::nullopt;
    std::int64_t whole = 0;
    if (!value.get_int64().get(whole))
        return qint64(whole);
    double real = 0;
    // Beyond 2^53 a double no longer tells neighbours apart, and nothing that is read here is that big.
    if (value.get_double().get(real) || !(std::abs(real) < 9e15))
        return std::nullopt;
    return static_cast<qint64>(real);
}

std::optional<bool> JsonReader::boolean(Value value)
{
    simdjson::ondemand::json_type type;
    bool result = false;
    if (value.type().get(type) || type != simdjson::ondemand::json_type::boolean ||
        value.get_bool().get(result))
        return std::nullopt;
    return result;
}

QByteArray JsonReader::rawObject(Value value)
{
    Object object;
    if (m_isBroken || value.get_object().get(object))
        return {};
    std::string_view text;
    if (object.raw_json().get(text)) {
        m_isBroken = true;
        return {};
    }
    while (!text.empty() && text.back() != '}')
        text.remove_suffix(1);
    return {text.data(), qsizetype(text.size())};
}

QByteArray JsonReader::rawAndRewind(Object &object)
{
    std::string_view text;
    bool isAtStart = false;
    if (object.raw_json().get(text) || object.reset().get(isAtStart)) {
        m_isBroken = true;
        return {};
    }
    while (!text.empty() && text.back() != '}')
        text.remove_suffix(1);
    return {text.data(), qsizetype(text.size())};
}

}
