// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringView>
#include <QUrl>

namespace linnet {

/// A stretch of plain text that is a link.
struct Link
{
    int start = 0;
    int length = 0;
    QUrl url;
};

/// Finds links in plain text: http, https, mailto and matrix URLs, what begins with www., and Matrix aliases
/// and user ids (which become `matrix:` URLs, client-server API "Matrix URIs"). Punctuation and brackets that
/// belong to the sentence around a link stay outside. Pure, any thread.
class Linkifier
{
public:
    /// In the order of the text, never overlapping.
    static QList<Link> links(QStringView text);
};

}
