// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/spaceorder.h"

namespace linnet::SpaceOrder {

namespace {

constexpr qsizetype Longest = 50;
constexpr int End = 0;   ///< what a text has behind its last character; less than each
constexpr int Least = 1; ///< ' '
constexpr int Most = 95; ///< '~'

int digit(const QString &text, qsizetype at)
{
    return at < text.size() ? text.at(at).unicode() - u' ' + Least : End;
}

QChar character(int digit)
{
    return QChar(u' ' + digit - Least);
}

/// As between(); with both bounds, or `isEven`, the middle, else close to the one that there is, since what
/// is put at an end is mostly not the last to be put there.
std::optional<QString> find(const QString &low, const QString &high, bool isEven)
{
    QString result;
    bool isBounded = !high.isEmpty();
    const bool isAppended = !isEven && !isBounded && !low.isEmpty();
    const bool isPrepended = !isEven && isBounded && low.isEmpty();
    bool isAboveLow = false; // what stands there already is
    for (qsizetype at = 0; at < Longest; ++at) {
        const int least = isAboveLow ? End : digit(low, at);
        const int most = isBounded ? digit(high, at) : Most + 1;
        if (isBounded && isPrepended && at == high.size() && at > 1)
            return result.chopped(1); // blanks alone: one less is all that there is
        if (most < least || (isBounded && at >= high.size()))
            return std::nullopt;
        if (isPrepended && isBounded && most - 1 == Least) {
            // Before the blank alone there would be nothing more.
            result.append(character(Least));
            isBounded = false;
            isAboveLow = true;
        } else if (most - least > 1) {
            const int middle = isAppended ? least + 1 : isPrepended ? most - 1 : (least + most) / 2;
            result.append(character(middle));
            return result;
        } else if (most == least + 1 && least != End) {
            result.append(character(least));
            isBounded = false;
        } else if (isAboveLow && !isPrepended) {
            return result; // it is a beginning of `high`
        } else {
            // The same in both, or the least character in `high`, where `low` has ended.
            result.append(character(most));
            isAboveLow = isAboveLow || least == End;
        }
    }
    return std::nullopt;
}

/// Orders for `rooms[first..last]`, which stand behind `low` and before `high`.
bool assign(const QList<Place> &list, qsizetype first, qsizetype last, const QString &low,
            const QString &high, QList<Place> &result)
{
    QStringList orders;
    if (last == first) {
        if (const auto one = between(low, high))
            orders.append(*one);
    } else {
        orders = many(last - first + 1, low, high);
    }
    if (orders.isEmpty())
        return false;
    for (qsizetype i = first; i <= last; ++i)
        result.append({list.at(i).room, orders.at(i - first)});
    return true;
}

/// What has to be written so that the room at `at` stands there by its order.
QList<Place> settled(const QList<Place> &list, qsizetype at)
{
    const QString high = at + 1 < list.size() ? list.at(at + 1).order : QString();
    // What has none stands behind all that have one, so all before the one in question needs one.
    qsizetype first = at;
    while (first > 0 && list.at(first - 1).order.isEmpty())
        --first;
    QList<Place> result;
    const QString low = first > 0 ? list.at(first - 1).order : QString();
    if ((low.isEmpty() || high.isEmpty() || low < high) && assign(list, first, at, low, high, result))
        return result;
    // There is no place between the two: all those that have one get others.
    qsizetype last = at;
    for (qsizetype i = 0; i < list.size(); ++i) {
        if (!list.at(i).order.isEmpty())
            last = qMax(last, i);
    }
    result.clear();
    assign(list, 0, last, {}, {}, result);
    return result;
}

}

std::optional<QString> between(const QString &low, const QString &high)
{
    return find(low, high, false);
}

QStringList many(qsizetype count, const QString &low, const QString &high)
{
    auto start = find(low, high, true);
    if (start && high.startsWith(*start))
        start = find(*start, high, true);
    if (!start || high.startsWith(*start))
        return {};
    // Whatever stands behind it stays between the two.
    qsizetype width = 1;
    for (qsizetype room = Most; room < count; room *= Most)
        ++width;
    QStringList result;
    if (start->size() + width > Longest)
        return result;
    result.reserve(count);
    for (qsizetype i = 0; i < count; ++i) {
        QString end(width, u' ');
        qsizetype rest = i;
        for (qsizetype at = width - 1; at >= 0; --at) {
            end[at] = character(int(rest % Most) + Least);
            rest /= Most;
        }
        result.append(*start + end);
    }
    return result;
}

QList<Place> moved(const QList<Place> &places, qsizetype from, qsizetype to)
{
    if (from < 0 || from >= places.size() || to < 0 || to >= places.size() || from == to)
        return {};
    QList<Place> list = places;
    list.move(from, to);
    return settled(list, to);
}

QList<Place> kept(const QList<Place> &places, qsizetype at)
{
    const bool isMissing = at >= 0 && at < places.size() && places.at(at).order.isEmpty();
    return isMissing ? settled(places, at) : QList<Place>();
}

}
