// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/codehighlight.h"

#include "bridge/ruststring.h"

namespace linnet {

namespace {

CodeHighlight::Kind toKind(rust_bridge::CodeKind kind)
{
    using Kind = CodeHighlight::Kind;
    switch (kind) {
    case rust_bridge::CodeKind::String:
        return Kind::String;
    case rust_bridge::CodeKind::Number:
        return Kind::Number;
    case rust_bridge::CodeKind::Constant:
        return Kind::Constant;
    case rust_bridge::CodeKind::Keyword:
        return Kind::Keyword;
    case rust_bridge::CodeKind::Function:
        return Kind::Function;
    case rust_bridge::CodeKind::Type:
        return Kind::Type;
    case rust_bridge::CodeKind::Tag:
        return Kind::Tag;
    case rust_bridge::CodeKind::Attribute:
        return Kind::Attribute;
    case rust_bridge::CodeKind::Inserted:
        return Kind::Inserted;
    case rust_bridge::CodeKind::Deleted:
        return Kind::Deleted;
    case rust_bridge::CodeKind::Comment:
        break;
    }
    return Kind::Comment;
}

}

QList<CodeHighlight::Span> CodeHighlight::spans(const QString &code, const QString &language)
{
    const QByteArray codeBytes = code.toUtf8();
    const QByteArray languageBytes = language.toUtf8();
    QList<Span> spans;
    for (const auto &span : rust_bridge::highlight_code(toRust(codeBytes), toRust(languageBytes)))
        spans.append({int(span.start), int(span.length), toKind(span.kind)});
    return spans;
}

}
