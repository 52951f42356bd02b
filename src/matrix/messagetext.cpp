// SPDX-License-Identifier: GPL-3.0-or-later
#include "matrix/messagetext.h"

#include "matrix/jsonreader.h"

namespace linnet {

namespace {

struct Fields
{
    QString msgtype;
    QString body;
    QString fileName;
    QString newBody; ///< of an edit
    bool isReply = false;
};

Fields readFields(const QByteArray &content)
{
    using Value = JsonReader::Value;
    Fields fields;
    JsonReader reader;
    // What can be read of a damaged content is read.
    (void)reader.read(content, [&](std::string_view key, Value value) {
        if (key == "msgtype") {
            fields.msgtype = reader.string(value);
        } else if (key == "body") {
            fields.body = reader.string(value);
        } else if (key == "filename") {
            fields.fileName = reader.string(value);
        } else if (key == "m.new_content") {
            reader.eachMember(value, [&](std::string_view inner, Value part) {
                if (inner == "body")
                    fields.newBody = reader.string(part);
            });
        } else if (key == "m.relates_to") {
            reader.eachMember(value, [&](std::string_view inner, Value part) {
                fields.isReply = fields.isReply || (inner == "m.in_reply_to" && JsonReader::isObject(part));
            });
        }
    });
    return fields;
}

MessageText::Media mediaOf(const QString &msgtype)
{
    if (msgtype == QLatin1String("m.image"))
        return MessageText::Media::Image;
    if (msgtype == QLatin1String("m.file"))
        return MessageText::Media::File;
    if (msgtype == QLatin1String("m.video"))
        return MessageText::Media::Video;
    if (msgtype == QLatin1String("m.audio"))
        return MessageText::Media::Audio;
    return MessageText::Media::None;
}

/// Until version 1.13 of the specification a reply began with "> " lines of what it answers.
QString withoutQuotation(const QString &body)
{
    qsizetype begin = 0;
    while (QStringView(body).mid(begin).startsWith(QLatin1String("> "))) {
        const qsizetype end = body.indexOf(u'\n', begin);
        if (end < 0)
            return {};
        begin = end + 1;
    }
    return body.mid(begin);
}

bool isLinkIn(const QString &text)
{
    return text.contains(QLatin1String("http://"), Qt::CaseInsensitive) ||
           text.contains(QLatin1String("https://"), Qt::CaseInsensitive) ||
           text.contains(QLatin1String("mailto:"), Qt::CaseInsensitive) ||
           text.contains(QLatin1String("www."), Qt::CaseInsensitive);
}

}

MessageText readMessageText(const Event &event)
{
    const bool isSticker = event.type == QLatin1String("m.sticker");
    if (event.isRedacted || event.isState() || (!isSticker && event.type != QLatin1String("m.room.message")))
        return {};
    const Fields fields = readFields(event.content);
    MessageText text;
    text.media = isSticker ? MessageText::Media::Image : mediaOf(fields.msgtype);
    text.words = fields.newBody.isEmpty() ? fields.body : fields.newBody;
    if (fields.isReply)
        text.words = withoutQuotation(text.words);
    text.hasLink = isLinkIn(text.words);
    if (!fields.fileName.isEmpty() && fields.fileName != text.words)
        text.words = fields.fileName + u'\n' + text.words;
    return text;
}

}
