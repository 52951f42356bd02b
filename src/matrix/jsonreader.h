// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <simdjson.h>

#include <optional>
#include <string_view>
#include <utility>

namespace linnet {

/// Walks one JSON text front to back and hands out its fields, whatever their types turn out to be: a field
/// of the wrong type reads as nothing. One object of this class reads many texts one after the other and
/// keeps its buffers; it is used by one thread at a time. Internal to this layer.
///
/// Objects and arrays are visited once, in the order of the text; what a visitor does not read is skipped.
class JsonReader
{
public:
    using Value = simdjson::ondemand::value;
    using Object = simdjson::ondemand::object;

    /// Deeper texts are refused: those who read contents later do it recursively. Servers refuse at about
    /// 1000.
    static constexpr int MaxDepth = 1000;

    /// Checks that the brackets of `text` match and its strings end, and makes root() ready.
    /// Error::BadReply if `text` is no whole JSON object or array.
    Status open(const QByteArray &text);
    /// The object or array that was opened; to be asked for once.
    std::optional<Value> root();
    /// What is said of a text that turned out to be malformed while it was read; Done if all was well.
    Status status() const;

    /// All of that in one: opens `text` and calls `visit(std::string_view key, Value value)` for every member
    /// of its object.
    template <typename Visit>
    Status read(const QByteArray &text, Visit &&visit)
    {
        if (Status opened = open(text); !opened)
            return opened;
        if (const auto whole = root())
            eachMember(*whole, visit);
        return status();
    }

    /// Calls `visit(std::string_view key, Value value)` for every member; not at all if `value` is no object.
    template <typename Visit>
    void eachMember(Value value, Visit &&visit)
    {
        Object object;
        if (m_isBroken || value.get_object().get(object))
            return;
        eachMember(object, visit);
    }
    template <typename Visit>
    void eachMember(Object object, Visit &&visit)
    {
        for (auto item : object) {
            simdjson::ondemand::field field;
            if (m_isBroken || std::move(item).get(field)) {
                m_isBroken = true;
                return;
            }
            // A name that is no text cannot be one that anybody asks for.
            std::string_view key;
            if (field.unescaped_key().get(key))
                key = {};
            visit(key, field.value());
        }
    }
    /// Calls `visit(Value value)` for every element; not at all if `value` is no array.
    template <typename Visit>
    void eachElement(Value value, Visit &&visit)
    {
        simdjson::ondemand::array array;
        if (m_isBroken || value.get_array().get(array))
            return;
        for (auto item : array) {
            Value element;
            if (m_isBroken || std::move(item).get(element)) {
                m_isBroken = true;
                return;
            }
            visit(element);
        }
    }

    static bool isObject(Value &value);
    static bool isArray(Value &value);
    static bool isString(Value &value);
    std::optional<QString> text(Value value); ///< none if it is no string of Unicode characters
    QString string(Value value) { return text(value).value_or(QString()); }
    std::optional<qint64> integer(Value value); ///< fractions are cut off; none if it is no number
    std::optional<bool> boolean(Value value);
    QByteArray rawObject(Value value); ///< the text of an object; empty if it is none
    /// The text of `object`, which can be visited afterwards.
    QByteArray rawAndRewind(Object &object);

private:
    Status iterate();

    simdjson::ondemand::parser m_parser;
    simdjson::ondemand::document m_document;
    QByteArray m_text; ///< with the padding that simdjson wants behind it
    bool m_isBroken = false;
};

}
