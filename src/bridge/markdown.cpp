// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/markdown.h"

#include "bridge/ruststring.h"

namespace linnet {

QString Markdown::toHtml(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    return fromRust(rust_bridge::markdown_to_html(toRust(bytes)));
}

}
