// SPDX-License-Identifier: GPL-3.0-or-later

//! A message's HTML as blocks of text: ruma's sanitiser on the parsed tree, then one walk through it.

use ruma_html::{ElementData, ListBehavior, NodeData, NodeRef, PropertiesNames, SanitizerConfig};

use crate::boundedhtml;
use crate::ffi::{RichBlock, RichCell, RichKind, RichRow, RichSpan, RichText};
use crate::richline::{Line, Style};

// RichText::Span::Style
const BOLD: u32 = 0x1;
const ITALIC: u32 = 0x2;
const UNDERLINE: u32 = 0x4;
const STRIKE: u32 = 0x8;
const CODE: u32 = 0x10;
const SUPERSCRIPT: u32 = 0x20;
const SUBSCRIPT: u32 = 0x40;
const SPOILER: u32 = 0x80;
const EMOTICON: u32 = 0x200;

pub const LINK_SCHEMES: [&str; 6] = ["http", "https", "mailto", "matrix", "ftp", "magnet"];
const HIDDEN: &str = "data-mx-spoiler";
/// The specification has it for `span` alone, but who writes it on a block means it too.
const HIDING_BLOCKS: [&str; 8] = ["blockquote", "div", "li", "ol", "p", "pre", "table", "ul"];
const MAX_LINK: usize = 2_048;
const MAX_NAME: usize = 200;
const MAX_PIXELS: u32 = 30_000;

/// No blocks if there is nothing to show, or more than anybody would write.
pub fn read_message_html(html: &str) -> RichText {
    let mut reader = Reader { strings: vec![String::new()], flow: Flow::default() };
    if let Some(tree) = boundedhtml::parse(html) {
        // ruma does not know it yet.
        let emoticon = PropertiesNames { parent: "img", properties: &["data-mx-emoticon"] };
        let hiding = HIDING_BLOCKS.map(|parent| PropertiesNames { parent, properties: &[HIDDEN] });
        let config = SanitizerConfig::compat()
            .remove_reply_fallback()
            .remove_elements(["script", "style", "title"])
            .allow_attributes(hiding.into_iter().chain([emoticon]), ListBehavior::Add);
        tree.sanitize_with(&config);
        for node in tree.children() {
            reader.node(&node, Style::default(), Place::default());
        }
        reader.flow.close();
    }
    RichText { blocks: reader.flow.blocks, strings: reader.strings }
}

/// What the elements around a text say about its block.
#[derive(Clone, Copy, Default)]
struct Place {
    quotes: u32,
    indent: u32,
    heading: u32,
    is_verbatim: bool,
}

impl Place {
    fn block(self, kind: RichKind) -> RichBlock {
        RichBlock {
            kind,
            level: self.heading,
            quotes: self.quotes,
            indent: self.indent,
            marker: String::new(),
            text: String::new(),
            spans: Vec::new(),
            language: String::new(),
            rows: Vec::new(),
        }
    }
}

/// What was read of a message, or of a table's cell: whole blocks, and the one that still grows.
#[derive(Default)]
struct Flow {
    blocks: Vec<RichBlock>,
    open: Option<(RichBlock, Line)>,
    /// Of a list's item that has no block yet.
    marker: Option<(String, Place)>,
    /// The lists around; the next number, or none where there are bullets.
    lists: Vec<Option<i64>>,
}

impl Flow {
    fn line(&mut self, place: Place) -> &mut Line {
        let kind = if place.heading > 0 { RichKind::Heading } else { RichKind::Text };
        &mut self.open.get_or_insert_with(|| (place.block(kind), Line::default())).1
    }

    /// Ends the block that grows; without text it is nothing.
    fn close(&mut self) {
        let Some((mut block, mut line)) = self.open.take() else { return };
        if block.kind != RichKind::Code {
            line.trim_end();
        } else if line.text().ends_with('\n') {
            line.pop();
        }
        if !line.text().trim().is_empty() {
            (block.text, block.spans) = line.finish();
            self.add(block);
        }
    }

    fn add(&mut self, mut block: RichBlock) {
        if let Some((marker, _)) = self.marker.take() {
            block.marker = marker;
        }
        self.blocks.push(block);
    }

    /// Gives an item that began with nothing but another list, or is empty, a block of its own.
    fn settle_marker(&mut self) {
        if let Some((_, place)) = self.marker {
            self.add(place.block(RichKind::Text));
        }
    }
}

struct Reader {
    /// What spans refer to by index; the first is empty.
    strings: Vec<String>,
    flow: Flow,
}

impl Reader {
    fn string(&mut self, text: String) -> u32 {
        let known = self.strings.iter().rposition(|string| *string == text);
        known.unwrap_or_else(|| {
            self.strings.push(text);
            self.strings.len() - 1
        }) as u32
    }

    fn node(&mut self, node: &NodeRef, style: Style, place: Place) {
        match node.data() {
            NodeData::Text(text) if place.is_verbatim => {
                self.flow.line(place).push_verbatim(&text.borrow(), style);
            }
            NodeData::Text(text) => self.flow.line(place).push(&text.borrow(), style),
            NodeData::Element(element) => self.element(node, element, style, place),
            _ => {}
        }
    }

    fn children(&mut self, node: &NodeRef, style: Style, place: Place) {
        for child in node.children() {
            self.node(&child, style, place);
        }
    }

    fn element(&mut self, node: &NodeRef, element: &ElementData, style: Style, place: Place) {
        let mut style = style;
        if let Some(reason) = attribute(element, HIDDEN) {
            style.styles |= SPOILER;
            style.spoiler = self.string(one_line(&reason));
        }
        let name: &str = &element.name.local;
        let styled = |styles| Style { styles: style.styles | styles, ..style };
        match name {
            "b" | "strong" => self.children(node, styled(BOLD), place),
            "i" | "em" => self.children(node, styled(ITALIC), place),
            "u" => self.children(node, styled(UNDERLINE), place),
            "s" | "del" => self.children(node, styled(STRIKE), place),
            "code" if !place.is_verbatim => self.children(node, styled(CODE), place),
            "code" => self.children(node, style, place),
            "sup" => self.children(node, styled(SUPERSCRIPT), place),
            "sub" => self.children(node, styled(SUBSCRIPT), place),
            "a" => {
                let link = self.link(element).unwrap_or(style.link);
                self.children(node, Style { link, ..style }, place);
            }
            "span" => self.span(node, element, style, place),
            "img" => self.image(element, style, place),
            "br" if place.is_verbatim => self.flow.line(place).push_verbatim("\n", style),
            "br" => self.flow.line(place).push_break(style),
            _ if place.is_verbatim => {
                self.flow.line(place).start_line(style);
                self.children(node, style, place);
                self.flow.line(place).start_line(style);
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let heading = u32::from(name.as_bytes()[1] - b'0');
                self.block(node, style, Place { heading, ..place });
            }
            "blockquote" => self.block(node, style, Place { quotes: place.quotes + 1, ..place }),
            "ul" => self.list(node, None, style, place),
            "ol" => {
                let start = attribute(element, "start").and_then(|start| start.trim().parse::<i32>().ok());
                self.list(node, Some(start.unwrap_or(1).into()), style, place);
            }
            "li" => self.item(node, style, place),
            "pre" => self.code(node, language(node), style, place),
            "div" => match attribute(element, "data-mx-maths") {
                Some(source) => self.source(&source, place),
                None => self.block(node, style, place),
            },
            "p" | "details" | "summary" | "caption" => self.block(node, style, place),
            "hr" => {
                self.flow.close();
                self.flow.add(Place { heading: 0, ..place }.block(RichKind::Rule));
            }
            "table" => self.table(node, style, place),
            _ => self.children(node, style, place),
        }
    }

    fn block(&mut self, node: &NodeRef, style: Style, place: Place) {
        self.flow.close();
        self.children(node, style, place);
        self.flow.close();
    }

    fn list(&mut self, node: &NodeRef, first: Option<i64>, style: Style, place: Place) {
        self.flow.lists.push(first);
        self.block(node, style, Place { indent: place.indent + 1, ..place });
        self.flow.lists.pop();
    }

    fn item(&mut self, node: &NodeRef, style: Style, place: Place) {
        self.flow.close();
        self.flow.settle_marker();
        let marker = match self.flow.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}.", *number - 1)
            }
            _ => "•".to_owned(),
        };
        let place = Place { indent: place.indent.max(1), ..place };
        self.flow.marker = Some((marker, Place { heading: 0, ..place }));
        self.block(node, style, place);
        self.flow.settle_marker();
    }

    fn code(&mut self, node: &NodeRef, language: String, style: Style, place: Place) {
        self.flow.close();
        let place = Place { heading: 0, is_verbatim: true, ..place };
        self.flow.open = Some((RichBlock { language, ..place.block(RichKind::Code) }, Line::default()));
        self.children(node, style, place);
        self.flow.close();
    }

    fn source(&mut self, source: &str, place: Place) {
        self.flow.close();
        let place = Place { heading: 0, ..place };
        let mut line = Line::default();
        line.push_verbatim(source, Style::default());
        self.flow.open =
            Some((RichBlock { language: "latex".to_owned(), ..place.block(RichKind::Code) }, line));
        self.flow.close();
    }

    fn span(&mut self, node: &NodeRef, element: &ElementData, mut style: Style, place: Place) {
        style.colour = colour(element, "data-mx-color").unwrap_or(style.colour);
        style.background = colour(element, "data-mx-bg-color").unwrap_or(style.background);
        match attribute(element, "data-mx-maths") {
            Some(source) => {
                style.styles |= CODE;
                self.flow.line(place).push(&source, style);
            }
            None => self.children(node, style, place),
        }
    }

    fn image(&mut self, element: &ElementData, mut style: Style, place: Place) {
        let named =
            |name| attribute(element, name).map(|name| one_line(&name)).filter(|name| !name.is_empty());
        let name = named("alt").or_else(|| named("title"));
        // ruma 0.16 looks at the schemes of an element only up to its first attribute that has none.
        let source = attribute(element, "src").filter(|source| is_address(source, &["mxc"]));
        if let Some(source) = source {
            style.image = self.string(source);
            style.image_width = pixels(element, "width");
            style.image_height = pixels(element, "height");
            if attribute(element, "data-mx-emoticon").is_some() {
                style.styles |= EMOTICON;
            }
            self.flow.line(place).push_verbatim(&name.unwrap_or_else(|| "🖼".to_owned()), style);
        } else if let Some(name) = name {
            self.flow.line(place).push(&name, style);
        }
    }

    fn link(&mut self, element: &ElementData) -> Option<u32> {
        // As with pictures, ruma may have left others.
        let link = attribute(element, "href")?;
        is_address(&link, &LINK_SCHEMES).then(|| self.string(link))
    }

    fn table(&mut self, node: &NodeRef, style: Style, place: Place) {
        self.flow.close();
        let place = Place { heading: 0, ..place };
        let mut block = place.block(RichKind::Table);
        self.rows(node, style, place, &mut block.rows);
        if block.rows.iter().any(|row| row.cells.iter().any(|cell| !cell.text.is_empty())) {
            self.flow.add(block);
        }
    }

    fn rows(&mut self, node: &NodeRef, style: Style, place: Place, rows: &mut Vec<RichRow>) {
        for child in node.children() {
            let Some(element) = child.as_element() else { continue };
            match &*element.name.local {
                "thead" | "tbody" => self.rows(&child, style, place, rows),
                "caption" => self.block(&child, style, place),
                "tr" => {
                    let cells = child.children().filter_map(|cell| self.cell(&cell, style)).collect();
                    rows.push(RichRow { cells });
                }
                _ => {}
            }
        }
    }

    fn cell(&mut self, node: &NodeRef, style: Style) -> Option<RichCell> {
        let name = &node.as_element()?.name.local;
        let is_header = &**name == "th";
        if !is_header && &**name != "td" {
            return None;
        }
        let outer = std::mem::take(&mut self.flow);
        self.block(node, style, Place::default());
        let inner = std::mem::replace(&mut self.flow, outer);
        let mut line = Line::default();
        for block in inner.blocks {
            line.push_block(&block);
        }
        let (text, spans): (String, Vec<RichSpan>) = line.finish();
        Some(RichCell { is_header, text, spans })
    }
}

fn attribute(element: &ElementData, name: &str) -> Option<String> {
    let attributes = element.attrs.borrow();
    attributes
        .iter()
        .find(|attribute| &*attribute.name.local == name)
        .map(|attribute| attribute.value.to_string())
}

/// Of a `<pre>`: the class of the code in it, the only one that the sanitiser leaves.
fn language(node: &NodeRef) -> String {
    let class = node.children().find_map(|child| attribute(child.as_element()?, "class"));
    let language =
        class.as_deref().and_then(|class| class.split_ascii_whitespace().next()?.strip_prefix("language-"));
    language.filter(|language| language.len() <= MAX_NAME).unwrap_or_default().to_owned()
}

fn is_address(text: &str, schemes: &[&str]) -> bool {
    text.len() <= MAX_LINK
        && !text.contains(char::is_control)
        && text.split_once(':').is_some_and(|(scheme, rest)| schemes.contains(&scheme) && !rest.is_empty())
}

/// `#rrggbb` as 0xffrrggbb.
fn colour(element: &ElementData, name: &str) -> Option<u32> {
    let value = attribute(element, name)?;
    let digits = value.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    u32::from_str_radix(digits, 16).ok().filter(|_| is_hex).map(|colour| 0xff00_0000 | colour)
}

/// 0 if it is not said, or makes no sense.
fn pixels(element: &ElementData, name: &str) -> u32 {
    let value = attribute(element, name).and_then(|value| value.trim().parse::<u32>().ok());
    value.filter(|pixels| *pixels <= MAX_PIXELS).unwrap_or(0)
}

fn one_line(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    words.join(" ").chars().take(MAX_NAME).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(html: &str) -> String {
        let blocks = read_message_html(html).blocks;
        blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn costly_html_ends() {
        let numbered =
            |piece: &str| (0..9_000).map(|n| piece.replace('#', &n.to_string())).collect::<String>();
        let cases = [
            ("nested", "<b>".repeat(10_000)),
            ("nested blocks", "<div>".repeat(10_000)),
            ("nested quotes", "<blockquote>".repeat(5_000)),
            ("nested 148", ["<blockquote>".repeat(148), "x<b>y</b>".repeat(6_000)].concat()),
            ("mixed", "<i><p><b><div><a href=x>".repeat(2_500)),
            ("misnested", "<b><i><u></b></i></u>".repeat(3_000)),
            ("formatting without end", numbered("<p><b id=#>")),
            ("links without end", numbered("<a href=https://#.org>")),
            ("fonts in paragraphs", [numbered("<font color=#>"), "<p>x".repeat(16_000)].concat()),
            (
                "140 styles in paragraphs",
                ["<p>", &"<b a=1><i><u>".repeat(46), &"<p>x".repeat(15_000)].concat(),
            ),
            ("cells", ["<table>", &"<tr><td>x".repeat(7_000)].concat()),
            ("cells in a row", ["<table><tr>", &"<td>x".repeat(13_000)].concat()),
            ("tables in tables", "<table><tr><td>".repeat(4_000)),
            ("fostered", ["<table>", &"<b>x".repeat(16_000)].concat()),
            ("fostered siblings", ["<table>", &"<b>x</b>".repeat(8_000)].concat()),
            ("siblings", "<b>x</b>".repeat(8_000)),
            ("2900 siblings", "<b>x</b>y".repeat(2_900)),
            ("2900 unknown siblings", "<w>x</w>y".repeat(2_900)),
            ("2900 fonts", "<font color=\"#ff0000\">x</font>".repeat(2_000)),
            ("2900 fostered", ["<table>", &"<b>x</b>".repeat(2_900)].concat()),
            ("word", "w".repeat(60_000)),
            ("spaces", " ".repeat(65_000)),
            ("attributes", ["<b ", &numbered("a# "), ">x"].concat()),
            (
                "tags of 4 KB",
                ["<b ", &(0..880).map(|n| format!("{n:x} ")).collect::<String>(), ">x"].concat().repeat(20),
            ),
            ("long attribute", format!("<a href=\"https://{}\">x</a>", "y".repeat(60_000))),
            ("ends", "</b>".repeat(16_000)),
            ("paragraph ends", "</p>".repeat(16_000)),
            ("breaks", "<br>".repeat(16_000)),
            ("entities", "&amp;".repeat(13_000)),
            ("comments", "<!--x-->".repeat(8_000)),
            ("brackets", "<".repeat(65_000)),
            ("svg", "<svg><g><math><mi>".repeat(3_600)),
            ("select", "<select><option>".repeat(4_000)),
            ("lists", "<ul><li>".repeat(8_000)),
            ("items", "<li>x".repeat(13_000)),
        ];
        let shown = ["2900 ", "word", "entities", "brackets"];
        for (name, html) in cases {
            let html = &html[..html.len().min(65_536)];
            let read = read_message_html(html);
            // What is too much is given up whole: the plain body is shown then.
            assert_eq!(!read.blocks.is_empty(), shown.iter().any(|one| name.starts_with(one)), "{name}");
        }
    }

    #[test]
    fn any_soup_of_tags_is_read() {
        let pieces = [
            "<b>",
            "</b>",
            "<i>",
            "</i>",
            "<a href=https://a.b>",
            "</a>",
            "<p>",
            "</p>",
            "<table>",
            "</table>",
            "<tr>",
            "</tr>",
            "<td>",
            "</td>",
            "<th>",
            "<caption>",
            "<ul>",
            "</ul>",
            "<ol start=-3>",
            "<li>",
            "</li>",
            "<pre>",
            "</pre>",
            "<code class=language-c>",
            "</code>",
            "<br>",
            "<hr>",
            "<h1>",
            "</h1>",
            "<blockquote>",
            "</blockquote>",
            "<span data-mx-spoiler=r>",
            "<p data-mx-spoiler>",
            "<span data-mx-color=#ff0000>",
            "</span>",
            "<img src=mxc://a/b>",
            "<mx-reply>",
            "</mx-reply>",
            "<font color=#00ff00>",
            "</font>",
            "<svg>",
            "<html a=b>",
            "<body c=d>",
            "<select>",
            "<template>",
            "</template>",
            "<math><mi>",
            "<frameset>",
            "<form>",
            "</form>",
            "<script>",
            "</script>",
            "<!--",
            "-->",
            "<nobr>",
            "<button>",
            "</button>",
            "<plaintext>",
            "text",
            " ",
            "\n",
            "\u{a0}",
            "😀",
            "&amp;",
            "&#0;",
            "</p",
            "<",
        ];
        let mut state = 1_u64;
        let mut random = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        for _ in 0..3_000 {
            let html: String = (0..random(60)).map(|_| pieces[random(pieces.len())]).collect();
            let read = read_message_html(&html);
            let cells = read.blocks.iter().flat_map(|block| &block.rows).flat_map(|row| &row.cells);
            let texts = read.blocks.iter().map(|block| (&block.text, &block.spans));
            for (text, spans) in texts.chain(cells.map(|cell| (&cell.text, &cell.spans))) {
                let mut end = 0;
                for span in spans {
                    assert!(span.start >= end && span.length > 0, "{html}");
                    end = span.start + span.length;
                }
                assert!(end as usize <= text.encode_utf16().count(), "{html}");
            }
        }
    }

    #[test]
    fn schemes_are_checked_behind_other_attributes() {
        for html in ["<a class=x href=\"javascript:x\">y</a>", "<a href=\"javascript:x\">y</a>"] {
            assert_eq!(text(html), "y");
            assert!(read_message_html(html).blocks[0].spans.is_empty());
        }
        assert_eq!(text("<img alt=x src=\"https://e.org/x\">"), "x");
        assert_eq!(read_message_html("<img alt=x src=\"https://e.org/x\">").strings, [""]);
    }
}
