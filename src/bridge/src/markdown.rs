// SPDX-License-Identifier: GPL-3.0-or-later

//! Markdown (CommonMark with strikethrough, tables and `||spoilers||`) as the HTML of a message.

use std::ops::Range;

use pulldown_cmark::{html, Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::messagehtml::LINK_SCHEMES;

/// Empty if the HTML would say nothing more than the text does.
pub fn markdown_to_html(text: &str) -> String {
    let guarded = guard_addresses(text);
    let events = mark_spoilers(read(&guarded));
    if says_no_more(&events, text) {
        return String::new();
    }
    let mut out = String::new();
    html::push_html(&mut out, without_sole_paragraph(&events).iter().cloned());
    out.truncate(out.trim_end().len());
    out
}

fn parser(text: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    Parser::new_ext(text, Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES).into_offset_iter()
}

/// What is written as HTML is text, pictures and links to what nobody can open are the text that was typed,
/// and a line break is one.
fn read(text: &str) -> Vec<Event<'_>> {
    let mut events = Vec::new();
    let mut depth = 0; // in what has been put there as a whole
    for (event, range) in parser(text) {
        if depth > 0 {
            depth += match event {
                Event::Start(_) => 1,
                Event::End(_) => -1,
                _ => 0,
            };
            continue;
        }
        match event {
            Event::Start(Tag::Link { link_type, dest_url, id, .. }) if is_link(link_type, &dest_url) => {
                events.push(Event::Start(Tag::Link { link_type, dest_url, title: "".into(), id }));
            }
            Event::Start(Tag::Image { dest_url, title, .. })
                if is_emoticon(&text[range.clone()], &dest_url) =>
            {
                events.push(Event::InlineHtml(emoticon(&text[range.clone()], &dest_url, &title).into()));
                depth = 1;
            }
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => {
                events.push(Event::Text(text[range].into()));
                depth = 1;
            }
            Event::Start(Tag::Table(columns)) => {
                events.push(Event::Start(Tag::Table(vec![pulldown_cmark::Alignment::None; columns.len()])));
            }
            Event::Start(Tag::HtmlBlock) => events.push(Event::Start(Tag::Paragraph)),
            Event::End(TagEnd::HtmlBlock) => {
                if events.last() == Some(&Event::HardBreak) {
                    events.pop();
                }
                events.push(Event::End(TagEnd::Paragraph));
            }
            Event::Html(line) => {
                events.push(Event::Text(line.trim_end().to_owned().into()));
                events.push(Event::HardBreak);
            }
            Event::InlineHtml(html) => events.push(Event::Text(html)),
            Event::SoftBreak => events.push(Event::HardBreak),
            event => events.push(event),
        }
    }
    events
}

/// `![:name:](mxc://server/id "what it shows")`, which is how a custom emoji is kept in a text; what it shows
/// may be missing.
fn is_emoticon(source: &str, address: &str) -> bool {
    address.starts_with("mxc://")
        && !address.contains(['"', '<', '>', '&'])
        && emoticon_name(source).is_some_and(|name| !name.is_empty() && !name.contains([':', '[', ']', '\n']))
}

fn emoticon_name(source: &str) -> Option<&str> {
    source.strip_prefix("![:")?.split_once(":](").map(|(name, _)| name)
}

/// As the specification has it ("Sending custom emotes").
fn emoticon(source: &str, address: &str, shows: &str) -> String {
    let name = escaped(emoticon_name(source).unwrap_or_default());
    let alt = if shows.is_empty() { format!(":{name}:") } else { escaped(shows) };
    format!("<img data-mx-emoticon src=\"{address}\" alt=\"{alt}\" title=\"{name}\" height=\"32\">")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn is_link(kind: LinkType, address: &str) -> bool {
    kind == LinkType::Email
        || address.split_once(':').is_some_and(|(scheme, _)| LINK_SCHEMES.contains(&scheme))
}

/// Puts a backslash before what would be taken for emphasis inside of an address: `https://a.b/__init__`.
fn guard_addresses(text: &str) -> String {
    if !text.contains("://") {
        return text.to_owned();
    }
    let verbatim: Vec<Range<usize>> = parser(text)
        .filter(|(event, _)| {
            matches!(event, Event::Code(_) | Event::InlineHtml(_) | Event::Html(_))
                || matches!(event, Event::Start(Tag::CodeBlock(_) | Tag::Link { .. } | Tag::Image { .. }))
        })
        .map(|(_, range)| range)
        .collect();
    let mut out = String::with_capacity(text.len() + 16);
    let mut done = 0;
    while let Some(found) = text[done..].find("://") {
        let start = done + found + 3;
        let length = text[start..].find(|c: char| c.is_whitespace() || "<>".contains(c));
        let end = length.map_or(text.len(), |length| start + length);
        let end = start + text[start..end].trim_end_matches(|c: char| "*_~|.,:;!?'\")]".contains(c)).len();
        out.push_str(&text[done..start]);
        if verbatim.iter().any(|range| range.contains(&start)) {
            out.push_str(&text[start..end]);
        } else {
            for c in text[start..end].chars() {
                if "*_~".contains(c) && !out.ends_with('\\') {
                    out.push('\\');
                }
                out.push(c);
            }
        }
        done = end;
    }
    out.push_str(&text[done..]);
    out
}

/// Makes spoilers of what stands between two `||` in the same piece of text.
fn mark_spoilers(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let mut out = Vec::with_capacity(events.len());
    // For each element around: where in `out` a spoiler may have begun.
    let mut begun: Vec<Option<usize>> = vec![None];
    let mut is_code = false;
    for event in events {
        match event {
            Event::Start(ref tag) => {
                is_code = matches!(tag, Tag::CodeBlock(_));
                begun.push(None);
                out.push(event);
            }
            Event::End(_) => {
                is_code = false;
                begun.pop();
                out.push(event);
            }
            Event::Text(ref text) if !is_code && text.contains("||") => {
                let mut rest: &str = text;
                while let Some((before, after)) = rest.split_once("||") {
                    if !before.is_empty() {
                        out.push(Event::Text(before.to_owned().into()));
                    }
                    let begin = begun.last_mut().expect("elements are closed as often as opened");
                    match *begin {
                        Some(start) if start + 1 < out.len() && !before.ends_with(char::is_whitespace) => {
                            out[start] = Event::InlineHtml("<span data-mx-spoiler>".into());
                            out.push(Event::InlineHtml("</span>".into()));
                            *begin = None;
                        }
                        _ => {
                            if !after.starts_with(char::is_whitespace) {
                                *begin = Some(out.len());
                            }
                            out.push(Event::Text("||".into()));
                        }
                    }
                    rest = after;
                }
                if !rest.is_empty() {
                    out.push(Event::Text(rest.to_owned().into()));
                }
            }
            event => out.push(event),
        }
    }
    out
}

/// Whether the events are only text as it was typed, or no text at all (a `#` or a `-` by itself).
fn says_no_more(events: &[Event], typed: &str) -> bool {
    let mut is_formatted = false;
    let mut text = String::new();
    for event in events {
        match event {
            Event::Text(part) => text.push_str(part),
            Event::Code(part) => {
                text.push_str(part);
                is_formatted = true;
            }
            Event::InlineHtml(part) if part.starts_with("<img ") => {
                text.push_str(part); // a custom emoji says something, also alone
                is_formatted = true;
            }
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) | Event::HardBreak => {}
            _ => is_formatted = true,
        }
    }
    let is_same = || without_spaces(&text).eq(without_spaces(typed));
    text.trim().is_empty() || (!is_formatted && is_same())
}

fn without_spaces(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| !c.is_whitespace())
}

fn without_sole_paragraph<'a, 'b>(events: &'b [Event<'a>]) -> &'b [Event<'a>] {
    match events {
        [Event::Start(Tag::Paragraph), inner @ .., Event::End(TagEnd::Paragraph)]
            if !inner.contains(&Event::End(TagEnd::Paragraph)) =>
        {
            inner
        }
        _ => events,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_nothing_of_what_is_plain() {
        for text in [
            "",
            "a",
            "a\nb\n\nc",
            "a_b_c",
            "<b>x</b>",
            "<div>\nx\n</div>",
            "-",
            "#",
            "---",
            "a || b || c",
            "\\",
        ] {
            assert_eq!(markdown_to_html(text), "", "{text}");
        }
    }

    #[test]
    fn custom_emoji_are_pictures() {
        assert_eq!(
            markdown_to_html("hi ![:a_b_c:](mxc://e.org/x) *b*"),
            "hi <img data-mx-emoticon src=\"mxc://e.org/x\" alt=\":a_b_c:\" title=\"a_b_c\" height=\"32\"> <em>b</em>"
        );
        assert_eq!(
            markdown_to_html("![:a\"<&:](mxc://e.org/x)"),
            "<img data-mx-emoticon src=\"mxc://e.org/x\" alt=\":a&quot;&lt;&amp;:\" title=\"a&quot;&lt;&amp;\" height=\"32\">"
        );
        assert_eq!(
            markdown_to_html("![:wave:](mxc://e.org/x \"a <waving> cat\")"),
            "<img data-mx-emoticon src=\"mxc://e.org/x\" alt=\"a &lt;waving&gt; cat\" title=\"wave\" height=\"32\">"
        );
        for text in
            ["![:a:](https://e.org/x)", "![a](mxc://e.org/x)", "![::](mxc://e.org/x)", "![:a:](<mxc://\">)"]
        {
            assert_eq!(markdown_to_html(text), "", "{text}");
        }
    }

    #[test]
    fn addresses_stay_whole() {
        assert_eq!(
            markdown_to_html("https://a.org/__init__.py *b* ~~https://a.org/*~~."),
            "https://a.org/__init__.py <em>b</em> <del>https://a.org/*</del>."
        );
        assert_eq!(
            markdown_to_html("**https://a.org/a_b** `x://__a__`"),
            "<strong>https://a.org/a_b</strong> <code>x://__a__</code>"
        );
    }
}
