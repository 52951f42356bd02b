// SPDX-License-Identifier: GPL-3.0-or-later

//! Text that grows, with what it looks like; positions in UTF-16 units, as Qt counts.

use crate::ffi::{RichBlock, RichSpan};

/// How a text looks: all of a `RichSpan` but its place.
#[derive(Clone, Copy, Default, PartialEq)]
pub struct Style {
    pub styles: u32,
    pub link: u32,
    pub spoiler: u32,
    pub image: u32,
    pub image_width: u32,
    pub image_height: u32,
    pub colour: u32,
    pub background: u32,
}

#[derive(Default)]
pub struct Line {
    text: String,
    length: u32,
    spans: Vec<(Style, u32, u32)>,
}

impl Line {
    pub fn text(&self) -> &str {
        &self.text
    }

    /// White space becomes one space, or nothing where a line begins.
    pub fn push(&mut self, text: &str, style: Style) {
        let mut words = text.split(is_space).peekable();
        while let Some(word) = words.next() {
            self.push_verbatim(word, style);
            if words.peek().is_some() && !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                self.push_verbatim(" ", style);
            }
        }
    }

    pub fn push_verbatim(&mut self, text: &str, style: Style) {
        if text.is_empty() {
            return;
        }
        let start = self.length;
        self.text.push_str(text);
        self.length += text.encode_utf16().count() as u32;
        if style == Style::default() {
            return;
        }
        match self.spans.last_mut() {
            Some((last, _, end)) if *last == style && *end == start && style.image == 0 => *end = self.length,
            _ => self.spans.push((style, start, self.length)),
        }
    }

    /// The next line; nothing where there is no text yet.
    pub fn push_break(&mut self, style: Style) {
        if self.text.ends_with(' ') {
            self.pop();
        }
        if !self.text.is_empty() {
            self.push_verbatim("\n", style);
        }
    }

    /// The next line, unless it begins here.
    pub fn start_line(&mut self, style: Style) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.push_verbatim("\n", style);
        }
    }

    /// A block of a table's cell, in which everything is lines.
    pub fn push_block(&mut self, block: &RichBlock) {
        self.start_line(Style::default());
        if !block.marker.is_empty() {
            self.push_verbatim(&block.marker, Style::default());
            self.push_verbatim(" ", Style::default());
        }
        self.push_spans(&block.text, &block.spans);
        for row in &block.rows {
            self.start_line(Style::default());
            for (column, cell) in row.cells.iter().enumerate() {
                if column > 0 {
                    self.push_verbatim(" ", Style::default());
                }
                self.push_spans(&cell.text, &cell.spans);
            }
        }
    }

    fn push_spans(&mut self, text: &str, spans: &[RichSpan]) {
        let offset = self.length;
        self.push_verbatim(text, Style::default());
        self.spans.extend(spans.iter().map(|span| {
            let RichSpan {
                start,
                length,
                styles,
                link,
                spoiler,
                image,
                image_width,
                image_height,
                colour,
                background,
            } = *span;
            let style = Style { styles, link, spoiler, image, image_width, image_height, colour, background };
            (style, offset + start, offset + start + length)
        }));
    }

    pub fn trim_end(&mut self) {
        while self.text.ends_with([' ', '\n']) {
            self.pop();
        }
    }

    pub fn pop(&mut self) {
        let Some(last) = self.text.pop() else { return };
        self.length -= last.len_utf16() as u32;
        if let Some((_, start, end)) = self.spans.last_mut() {
            *end = (*end).min(self.length);
            if start == end {
                self.spans.pop();
            }
        }
    }

    pub fn finish(self) -> (String, Vec<RichSpan>) {
        let spans = self.spans.into_iter().map(|(style, start, end)| {
            let Style { styles, link, spoiler, image, image_width, image_height, colour, background } = style;
            let length = end - start;
            RichSpan {
                start,
                length,
                styles,
                link,
                spoiler,
                image,
                image_width,
                image_height,
                colour,
                background,
            }
        });
        (self.text, spans.collect())
    }
}

/// White space as HTML has it: a no-break space is none.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c')
}
