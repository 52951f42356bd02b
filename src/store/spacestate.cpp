// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/spacestate.h"

#include "matrix/content.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <tuple>

namespace linnet {

namespace {

constexpr qsizetype MostChildren = 5000;
constexpr qsizetype MostParents = 100;
constexpr qsizetype MostVia = 10;
constexpr qsizetype LongestOrder = 50;

struct Child
{
    SpaceChild child;
    QString order; ///< empty: none that counts
    qint64 ts = 0;

    auto key() const { return std::tuple(order.isEmpty(), QStringView(order), ts, child.id); }
};

bool flag(const QByteArray &content, QStringView name)
{
    return QJsonDocument::fromJson(content).object().value(name).toBool();
}

}

bool isSpaceOrder(QStringView order)
{
    return !order.isEmpty() && order.size() <= LongestOrder &&
           std::all_of(order.begin(), order.end(), [](QChar c) { return c >= u' ' && c <= u'~'; });
}

QList<SpaceChild> readSpaceChildren(QList<StateEntry> entries)
{
    std::vector<Child> found;
    for (const StateEntry &entry : entries) {
        const QStringList via = readStrings(entry.content, "via");
        if (via.isEmpty() || !entry.stateKey.startsWith(u'!') || qsizetype(found.size()) == MostChildren)
            continue;
        const QString order = readString(entry.content, "order");
        found.push_back({{RoomId(entry.stateKey), via.first(qMin(via.size(), MostVia)),
                          flag(entry.content, u"suggested")},
                         isSpaceOrder(order) ? order : QString(),
                         entry.ts});
    }
    std::sort(found.begin(), found.end(), [](const Child &a, const Child &b) { return a.key() < b.key(); });
    QList<SpaceChild> children;
    children.reserve(qsizetype(found.size()));
    for (Child &each : found)
        children.append(std::move(each.child));
    return children;
}

QList<RoomId> readSpaceParents(const QList<StateEntry> &entries)
{
    QList<RoomId> canonical;
    QList<RoomId> others;
    for (const StateEntry &entry : entries) {
        if (readStrings(entry.content, "via").isEmpty() || !entry.stateKey.startsWith(u'!'))
            continue;
        (flag(entry.content, u"canonical") ? canonical : others).append(RoomId(entry.stateKey));
    }
    std::sort(canonical.begin(), canonical.end());
    std::sort(others.begin(), others.end());
    canonical += others;
    return canonical.first(qMin(canonical.size(), MostParents));
}

}
