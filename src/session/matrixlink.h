// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace linnet {

/// What a matrix.to or matrix: link, an alias or an id points to (client-server API, "URIs"). A value.
struct MatrixLink
{
    QString target; ///< `!…`, `#…`, `@…`
    QString event;  ///< `$…` or empty
    QStringList via;

    /// nullopt for whatever points to no room and no person.
    static std::optional<MatrixLink> parse(const QString &text);
    bool isRoom() const { return !target.startsWith(u'@'); }
};

}
