// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/messagetext.h"

#include "matrix/jsonreader.h"
#include "matrix/relation.h"

#include <array>
#include <utility>

namespace linnet {

namespace {

using Media = MessageText::Media;

constexpr std::array mediaNames{std::pair{Media::Image, "image"}, std::pair{Media::File, "file"},
                                std::pair{Media::Video, "video"}, std::pair{Media::Audio, "audio"}};

struct Fields
{
    QString msgtype;
    QString body;
    QString fileName;
    bool isReply = false;
};

Fields readFields(const QByteArray &content)
{
    using Value = JsonReader::Value;
    Fields fields;
    static thread_local JsonReader reader; // one for each of a million messages would allocate too much
    // What can be read of a damaged content is read.
    (void)reader.read(content, [&](std::string_view key, Value value) {
        if (key == "msgtype") {
            fields.msgtype = reader.string(value);
        } else if (key == "body") {
            fields.body = reader.string(value);
        } else if (key == "filename") {
            fields.fileName = reader.string(value);
        } else if (key == "m.relates_to") {
            reader.eachMember(value, [&](std::string_view inner, Value part) {
                fields.isReply = fields.isReply || (inner == "m.in_reply_to" && JsonReader::isObject(part));
            });
        }
    });
    return fields;
}

/// "m.image" and the like.
Media mediaOfType(const QString &msgtype)
{
    return msgtype.startsWith(QLatin1String("m.")) ? mediaFromString(QStringView(msgtype).mid(2))
                                                   : Media::None;
}

bool isLinkIn(const QString &text)
{
    const auto has = [&text](const char *part) {
        return text.contains(QLatin1String(part), Qt::CaseInsensitive);
    };
    // The signs alone are found much faster, and most messages have none.
    return (text.contains(u':') && (has("http://") || has("https://") || has("mailto:"))) ||
           (text.contains(u'.') && has("www."));
}

/// "> <@alice:example.org> what was said", or "> * <@alice:example.org> waves": what people quote by hand
/// names nobody so.
bool beginsWithFallback(const QString &body)
{
    QStringView rest(body);
    for (const QLatin1String mark : {QLatin1String("> * <@"), QLatin1String("> <@")}) {
        if (!rest.startsWith(mark))
            continue;
        rest = rest.mid(mark.size());
        rest = rest.left(rest.indexOf(u'\n'));
        return rest.left(rest.indexOf(u'>') + 1).contains(u':');
    }
    return false;
}

}

QString mediaName(MessageText::Media media)
{
    for (const auto &[known, name] : mediaNames) {
        if (known == media)
            return QLatin1String(name);
    }
    return {};
}

MessageText::Media mediaFromString(QStringView text)
{
    for (const auto &[known, name] : mediaNames) {
        if (text == QLatin1String(name))
            return known;
    }
    return Media::None;
}

QString withoutQuotation(const QString &body)
{
    if (!beginsWithFallback(body))
        return body;
    qsizetype begin = 0;
    while (QStringView(body).mid(begin).startsWith(QLatin1String("> "))) {
        const qsizetype end = body.indexOf(u'\n', begin);
        if (end < 0)
            return {};
        begin = end + 1;
    }
    // A blank line stands between the two.
    if (QStringView(body).mid(begin).startsWith(u'\n'))
        ++begin;
    return body.mid(begin);
}

QString withoutQuotedHtml(const QString &html)
{
    const QLatin1String begin("<mx-reply>");
    const QLatin1String end("</mx-reply>");
    if (!html.startsWith(begin, Qt::CaseInsensitive))
        return html;
    const qsizetype at = html.indexOf(end, 0, Qt::CaseInsensitive);
    return at < 0 ? QString() : html.mid(at + end.size());
}

MessageText readMessageText(const Event &event)
{
    const bool isSticker = event.type == QLatin1String("m.sticker");
    if (event.isRedacted || event.isState() ||
        (!isSticker && event.type != QLatin1String("m.room.message")) || readMessageEdit(event))
        return {};
    const Fields fields = readFields(event.content);
    MessageText text;
    text.media = isSticker ? MessageText::Media::Image : mediaOfType(fields.msgtype);
    text.words = fields.body;
    if (fields.isReply)
        text.words = withoutQuotation(text.words);
    text.hasLink = isLinkIn(text.words);
    if (!fields.fileName.isEmpty() && fields.fileName != text.words)
        text.words = fields.fileName + u'\n' + text.words;
    return text;
}

std::optional<MessageEdit> readMessageEdit(const Event &event)
{
    // Few events are: the others need not be read.
    if (!event.content.contains("m.replace"))
        return std::nullopt;
    const Relation relation = readRelation(event);
    if (relation.kind != Relation::Kind::Edit)
        return std::nullopt;
    return MessageEdit{relation.target, relation.newContent};
}

}
