// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/timelineitem.h"

#include <QByteArray>
#include <QStringList>

#include <random>

namespace linnet::bench {

/// Conversations that nobody had: the same seed always gives the same words, in every build. Pure.
class Generator
{
public:
    explicit Generator(unsigned seed = 7) : m_random(seed) {}

    /// 0 up to `limit` - 1. Not a std distribution: those differ between libraries.
    int number(int limit) { return int(m_random() % unsigned(limit)); }

    /// `least` to `most` words of several scripts, now and then a link, an emoji or a new line.
    QString text(int least, int most)
    {
        static const QStringList words =
            QStringLiteral(
                "the quick brown fox jumps over a lazy dog while people sing and linnets answer across "
                "many hedges release notes merge review tomorrow perhaps Straße größer naïve café "
                "日本語の文章です Ελληνικά Привет עברית العربية 😀 🎉 https://example.org/a/page?of=it "
                "don't understandable internationalisation I you we they is")
                .split(u' ');
        QString result;
        for (int left = least + number(most - least + 1); left > 0; --left) {
            result += words.at(number(int(words.size())));
            result += number(60) == 0 ? u'\n' : u' ';
        }
        result.chop(1);
        return result;
    }

    /// Formatted words: a paragraph, and now and then a list, code, a quotation or a table.
    QString html()
    {
        QString result = QStringLiteral("<p>%1 <strong>%2</strong> <a href=\"https://example.org/\">%3</a> "
                                        "<code>%4</code> %5</p>")
                             .arg(words(1, 20), words(1, 3), words(1, 3), words(1, 2), words(1, 10));
        switch (number(6)) {
        case 0:
            result += QStringLiteral("<ul><li>%1</li><li>%2</li><li>%3</li></ul>")
                          .arg(words(1, 12), words(1, 12), words(1, 12));
            break;
        case 1:
            result +=
                QStringLiteral("<pre><code class=\"language-cpp\">int main()\n{\n    return f(%1); // %2\n}\n"
                               "</code></pre>")
                    .arg(number(1000))
                    .arg(words(1, 6));
            break;
        case 2:
            result += QStringLiteral("<blockquote><p>%1</p></blockquote>").arg(words(3, 30));
            break;
        case 3:
            result += QStringLiteral("<table><thead><tr><th>%1</th><th>%2</th></tr></thead><tbody>"
                                     "<tr><td>%3</td><td>%4</td></tr></tbody></table>")
                          .arg(words(1, 2), words(1, 2), words(1, 2), words(5, 20));
            break;
        default:
            break;
        }
        return result;
    }

    /// Row `number` of a timeline: of 20 rows 12 are plain words, 3 formatted ones, 3 answers, one is a
    /// picture and one a state line. One message in ten has reactions.
    TimelineItem row(int number_)
    {
        static constexpr qint64 Start = 1'700'000'000'000;
        static const QStringList people = QStringLiteral("Alice Bob Carol Dave Erin Frank").split(u' ');
        using Kind = TimelineItem::Kind;
        TimelineItem item;
        item.key = QStringLiteral("$row%1").arg(number_);
        item.event = EventId(item.key);
        item.senderName = people.at(number_ / 3 % people.size());
        item.sender = UserId(QStringLiteral("@%1:example.org").arg(item.senderName.toLower()));
        item.ts = Start + qint64(number_) * 60'000;
        item.type = QStringLiteral("m.room.message");
        item.startsGroup = number_ % 3 == 0;
        item.startsDay = number_ % 200 == 0;
        item.isMention = number(100) == 0;
        switch (number(20)) {
        case 0:
            item.kind = Kind::State;
            item.type = QStringLiteral("m.room.member");
            item.text = item.senderName + QStringLiteral(" joined the room");
            break;
        case 1:
            item.kind = Kind::Image;
            item.text = QStringLiteral("holiday.jpg");
            item.media.edit().msgtype = QStringLiteral("m.image");
            item.media.edit().body = item.media.edit().fileName = item.text;
            item.media.edit().mimeType = QStringLiteral("image/jpeg");
            item.media.edit().url = QStringLiteral("mxc://example.org/%1").arg(number_);
            item.media.edit().size = 123'456;
            item.media.edit().width = 400 + number(4000);
            item.media.edit().height = 300 + number(3000);
            item.media.edit().blurhash = QStringLiteral("LEHV6nWB2yk8pyo0adR*.7kCMdnj");
            break;
        case 2:
        case 3:
        case 4:
            item.text = text(5, 40);
            item.html = html();
            break;
        case 5:
        case 6:
        case 7:
            item.text = text(1, 40);
            item.reply = answered();
            break;
        case 8:
            item.kind = Kind::Emote;
            item.text = text(2, 12);
            break;
        case 9:
            item.text = text(60, 200);
            break;
        default:
            item.text = text(1, 40);
            break;
        }
        if (item.kind != Kind::State && number(10) == 0)
            item.reactions = reactions();
        return item;
    }

    QList<TimelineItem> rows(int count)
    {
        QList<TimelineItem> result;
        result.reserve(count);
        for (int i = 0; i < count; ++i)
            result.append(row(i));
        return result;
    }

private:
    std::shared_ptr<const RepliedTo> answered()
    {
        RepliedTo reply;
        reply.event = EventId(QStringLiteral("$row%1").arg(number(1'000'000)));
        reply.isKnown = true;
        reply.sender = UserId(QStringLiteral("@alice:example.org"));
        reply.senderName = QStringLiteral("Alice");
        reply.text = text(1, 40).replace(u'\n', u' ');
        return std::make_shared<const RepliedTo>(reply);
    }
    QList<Reaction> reactions()
    {
        static const QStringList keys = QStringLiteral("👍 🎉 😀 ❤️ 👀").split(u' ');
        QList<Reaction> result;
        for (int i = 0, count = 1 + number(3); i < count; ++i) {
            Reaction reaction;
            reaction.key = keys.at(i);
            reaction.count = 1 + number(9);
            reaction.names = {QStringLiteral("Alice"), QStringLiteral("Bob")};
            result.append(reaction);
        }
        return result;
    }
    /// Of text(), as they stand in HTML.
    QString words(int least, int most) { return text(least, most).toHtmlEscaped(); }

    std::mt19937 m_random;
};

}
