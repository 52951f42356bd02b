// SPDX-License-Identifier: GPL-3.0-or-later

//! What the parts of a program's text are, by Sublime Text's grammars.

use std::sync::OnceLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

use crate::ffi::{CodeKind, CodeSpan};

const MAX_BYTES: usize = 20_480;
const MAX_LINE: usize = 1_000;

/// The innermost scope that is listed decides, the first that fits.
const KINDS: [(&str, Option<CodeKind>); 27] = [
    ("comment", Some(CodeKind::Comment)),
    ("constant.numeric", Some(CodeKind::Number)),
    ("constant", Some(CodeKind::Constant)),
    ("string", Some(CodeKind::String)),
    ("keyword.operator", None),
    ("keyword", Some(CodeKind::Keyword)),
    ("storage", Some(CodeKind::Keyword)),
    ("entity.name.function", Some(CodeKind::Function)),
    ("support.function", Some(CodeKind::Function)),
    ("variable.function", Some(CodeKind::Function)),
    ("entity.name.tag", Some(CodeKind::Tag)),
    ("entity.other.attribute-name", Some(CodeKind::Attribute)),
    ("entity.other.inherited-class", Some(CodeKind::Type)),
    ("entity.name.label", None),
    ("entity.name", Some(CodeKind::Type)),
    ("support.type", Some(CodeKind::Type)),
    ("support.class", Some(CodeKind::Type)),
    ("support.constant", Some(CodeKind::Constant)),
    ("variable.language", Some(CodeKind::Constant)),
    ("markup.inserted", Some(CodeKind::Inserted)),
    ("markup.deleted", Some(CodeKind::Deleted)),
    ("markup.heading", Some(CodeKind::Keyword)),
    ("markup.raw", Some(CodeKind::String)),
    ("meta.interpolation", None),
    ("meta.embedded", None),
    ("source", None),
    ("text", None),
];

/// Names that the grammars do not know, and the nearest that they do.
const ALIASES: [(&str, &str); 14] = [
    ("c++", "cpp"),
    ("console", "sh"),
    ("csharp", "cs"),
    ("golang", "go"),
    ("javascript", "js"),
    ("json5", "json"),
    ("jsonc", "json"),
    ("jsx", "js"),
    ("make", "makefile"),
    ("objc", "m"),
    ("shell", "sh"),
    ("ts", "js"),
    ("tsx", "js"),
    ("typescript", "js"),
];

struct Grammars {
    syntaxes: SyntaxSet,
    kinds: Vec<(Scope, Option<CodeKind>)>,
}

impl Grammars {
    fn get() -> &'static Grammars {
        static GRAMMARS: OnceLock<Grammars> = OnceLock::new();
        GRAMMARS.get_or_init(|| {
            let scope = |name| Scope::new(name).expect("the scopes above are short");
            Grammars {
                syntaxes: SyntaxSet::load_defaults_newlines(),
                kinds: KINDS.iter().map(|(name, kind)| (scope(name), *kind)).collect(),
            }
        })
    }

    fn syntax(&self, language: &str) -> Option<&SyntaxReference> {
        let language = language.to_ascii_lowercase();
        let alias = ALIASES.iter().find(|(name, _)| *name == language);
        self.syntaxes.find_syntax_by_token(alias.map_or(&language, |(_, known)| known))
    }

    fn kind(&self, stack: &ScopeStack) -> Option<CodeKind> {
        let listed = |scope: &Scope| self.kinds.iter().find(|(known, _)| known.is_prefix_of(*scope));
        stack.as_slice().iter().rev().find_map(listed)?.1
    }
}

/// None if the language is not known, or there is too much.
pub fn highlight_code(code: &str, language: &str) -> Vec<CodeSpan> {
    let mut spans = Spans::default();
    if language.is_empty() || code.len() > MAX_BYTES || code.lines().any(|line| line.len() > MAX_LINE) {
        return spans.done;
    }
    let grammars = Grammars::get();
    let Some(syntax) = grammars.syntax(language) else { return spans.done };
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    for line in LinesWithEndings::from(code) {
        // What a grammar finds too hard stays plain, from there on.
        let Ok(changes) = state.parse_line(line, &grammars.syntaxes) else { break };
        let mut begin = 0;
        for (end, change) in changes {
            spans.push(&line[begin..end], grammars.kind(&stack));
            begin = end;
            if stack.apply(&change).is_err() {
                return spans.done;
            }
        }
        spans.push(&line[begin..], grammars.kind(&stack));
    }
    spans.done
}

#[derive(Default)]
struct Spans {
    done: Vec<CodeSpan>,
    length: u32,
}

impl Spans {
    fn push(&mut self, text: &str, kind: Option<CodeKind>) {
        let start = self.length;
        let length = text.encode_utf16().count() as u32;
        self.length += length;
        let Some(kind) = kind.filter(|_| length > 0) else { return };
        match self.done.last_mut() {
            Some(last) if last.kind == kind && last.start + last.length == start => last.length += length,
            _ => self.done.push(CodeSpan { start, length, kind }),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    /// Prints how long it takes: `cargo test --release any_code -- --nocapture`.
    #[test]
    fn any_code_is_read_in_any_language() {
        let began = Instant::now();
        let names: Vec<_> =
            Grammars::get().syntaxes.syntaxes().iter().map(|syntax| syntax.name.clone()).collect();
        println!("{} grammars in {} us", names.len(), began.elapsed().as_micros());
        let codes = [
            include_str!("codehighlight.rs").repeat(3),
            "(".repeat(20_000),
            "((((((((((((((((((((((((((((((((((((((((\n".repeat(480),
            "\"\\\\\"'/*<a b='c'>{[%#$@`~\n".repeat(700),
            "a a a a a a a a a a a a a a a a a a a a a a a\n".repeat(430),
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa".repeat(20) + "\n",
            (" ".repeat(900) + "x\n").repeat(20),
            ("a(".repeat(450) + "\n").repeat(20),
            ("<a ".repeat(300) + "\n").repeat(20),
            ("*_".repeat(450) + "\n").repeat(20),
        ];
        for (number, code) in codes.iter().enumerate() {
            let code = &code[..code.len().min(MAX_BYTES)];
            let mut times: Vec<_> = Vec::new();
            for name in &names {
                let began = Instant::now();
                let spans = highlight_code(code, name);
                times.push((began.elapsed().as_millis(), spans.len(), name));
            }
            times.sort_by(|a, b| b.cmp(a));
            println!("code {number}, ms: {:?}", &times[..4]);
        }
    }
}
