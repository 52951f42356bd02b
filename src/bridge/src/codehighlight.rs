// SPDX-License-Identifier: GPL-3.0-or-later

//! What the parts of a program's text are, by Sublime Text's grammars.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

use crate::ffi::{CodeKind, CodeSpan};

const MAX_BYTES: usize = 20_480;
/// Most grammars need time in the square of it.
const MAX_LINE: usize = 400;
/// Ordinary code takes a hundredth of it, the first of a language a tenth; what is left then stays plain.
const MAX_TIME: Duration = Duration::from_secs(2);
/// What a language needs in memory, some 10 MB, is kept for the next time: of so many.
const MAX_LANGUAGES: usize = 4;

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
const ALIASES: [(&str, &str); 15] = [
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
    ("php", "php source"),
    ("shell", "sh"),
    ("ts", "js"),
    ("tsx", "js"),
    ("typescript", "js"),
];

/// None if the language is not known, or there is too much.
pub fn highlight_code(code: &str, language: &str) -> Vec<CodeSpan> {
    if language.is_empty() || code.len() > MAX_BYTES || code.lines().any(|line| line.len() > MAX_LINE) {
        return Vec::new();
    }
    static GRAMMARS: Mutex<Option<Grammars>> = Mutex::new(None);
    let mut grammars = GRAMMARS.lock().unwrap_or_else(PoisonError::into_inner);
    if grammars.as_ref().is_some_and(|grammars| grammars.used.len() > MAX_LANGUAGES) {
        *grammars = None;
    }
    grammars.get_or_insert_with(Grammars::load).highlight(code, language)
}

struct Grammars {
    syntaxes: SyntaxSet,
    kinds: Vec<(Scope, Option<CodeKind>)>,
    /// The languages whose rules are compiled by now.
    used: HashSet<Scope>,
}

impl Grammars {
    fn load() -> Grammars {
        let scope = |name| Scope::new(name).expect("the scopes above are short");
        Grammars {
            syntaxes: SyntaxSet::load_defaults_newlines(),
            kinds: KINDS.iter().map(|(name, kind)| (scope(name), *kind)).collect(),
            used: HashSet::new(),
        }
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

    fn highlight(&mut self, code: &str, language: &str) -> Vec<CodeSpan> {
        let mut spans = Spans::default();
        let Some(syntax) = self.syntax(language) else { return spans.done };
        let mut state = ParseState::new(syntax);
        let scope = syntax.scope;
        let mut stack = ScopeStack::new();
        let began = Instant::now();
        for line in LinesWithEndings::from(code) {
            if began.elapsed() > MAX_TIME {
                break;
            }
            // What a grammar finds too hard stays plain, from there on.
            let Ok(changes) = state.parse_line(line, &self.syntaxes) else { break };
            let mut begin = 0;
            for (end, change) in changes {
                spans.push(&line[begin..end], self.kind(&stack));
                begin = end;
                if stack.apply(&change).is_err() {
                    return spans.done;
                }
            }
            spans.push(&line[begin..], self.kind(&stack));
        }
        self.used.insert(scope);
        spans.done
    }
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
    use super::*;

    fn words<'a>(code: &'a str, language: &str) -> Vec<&'a str> {
        highlight_code(code, language)
            .iter()
            .map(|span| &code[span.start as usize..(span.start + span.length) as usize])
            .collect()
    }

    #[test]
    fn what_a_line_ends_with_ends_there() {
        let python = "import itertools # so\n\ndef f(): # so\n    return 1\n";
        assert!(words(python, "python").contains(&"return"), "{:?}", words(python, "python"));
        let cpp = "#include <map>\n// so\nint f() { return 1; }\n";
        assert!(words(cpp, "cpp").contains(&"return"), "{:?}", words(cpp, "cpp"));
        let bash = "for i in a; do x; done # c\nif true; then y; fi\n";
        assert!(words(bash, "bash").contains(&"if"), "{:?}", words(bash, "bash"));
    }

    #[test]
    fn any_code_is_read_in_any_language() {
        let names: Vec<_> =
            Grammars::load().syntaxes.syntaxes().iter().map(|syntax| syntax.name.clone()).collect();
        let code = include_str!("codehighlight.rs").to_owned() + "\"\\\"'/*<a b='c'>{[%#$@`~\u{1f600}\n";
        for name in &names {
            let mut end = 0;
            for span in highlight_code(&code, name) {
                assert!(span.start >= end && span.length > 0, "{name}");
                end = span.start + span.length;
            }
            assert!(end as usize <= code.encode_utf16().count(), "{name}");
        }
    }
}
