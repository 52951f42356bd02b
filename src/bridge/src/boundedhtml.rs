// SPDX-License-Identifier: GPL-3.0-or-later

//! HTML parsed into ruma's tree, unless it is made to keep a reader busy. Much of what a browser does with
//! wrong HTML costs the square of its size; so it is fed in small pieces, and given up when the tree outgrows
//! what people write.

use std::borrow::Cow;
use std::cell::Cell;

use html5ever::interface::{ElementFlags, ExpandedName, NodeOrText, QuirksMode};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeSink;
use html5ever::{local_name, ns, parse_fragment, Attribute, ParseOpts, QualName};
use ruma_html::{Html, NodeRef};

/// The size of a whole event.
const MAX_BYTES: usize = 65_536;
/// Comments included. A rainbow of two thousand letters still fits.
const MAX_NODES: usize = 3_000;
/// Above the 100 of the specification, which the sanitiser sees to.
const MAX_DEPTH: usize = 150;
const PIECE: usize = 256;
/// A tag may be that long: its attributes are compared with each other.
const MAX_SILENT_BYTES: usize = 2_560;

/// `None` if it is too large, too deep or too much.
pub fn parse(html: &str) -> Option<Html> {
    if html.len() > MAX_BYTES {
        return None;
    }
    let context = QualName::new(None, ns!(html), local_name!("div"));
    let mut parser = parse_fragment(Sink::default(), ParseOpts::default(), context, Vec::new(), false);
    let mut rest = html;
    let mut silent = 0;
    while !rest.is_empty() {
        let mut length = rest.len().min(PIECE);
        while !rest.is_char_boundary(length) {
            length += 1;
        }
        let (piece, next) = rest.split_at(length);
        rest = next;
        parser.process(StrTendril::from(piece));

        let sink = &parser.tokenizer.sink.sink;
        silent = if sink.grew.replace(false) { 0 } else { silent + piece.len() };
        if sink.is_too_much() || silent > MAX_SILENT_BYTES {
            return None;
        }
    }
    Some(parser.finish())
}

/// Builds ruma's tree and watches it grow.
#[derive(Default)]
struct Sink {
    html: Html,
    nodes: Cell<usize>,
    is_too_deep: Cell<bool>,
    grew: Cell<bool>,
}

impl Sink {
    fn is_too_much(&self) -> bool {
        self.is_too_deep.get() || self.nodes.get() > MAX_NODES
    }

    fn note_node(&self) {
        self.nodes.set(self.nodes.get() + 1);
    }

    fn note_growth(&self, parent: Option<NodeRef>) {
        self.grew.set(true);
        if std::iter::successors(parent, NodeRef::parent).count() > MAX_DEPTH {
            self.is_too_deep.set(true);
        }
    }
}

impl TreeSink for Sink {
    type Handle = NodeRef;
    type Output = Html;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Html {
        self.html
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> NodeRef {
        self.html.get_document()
    }

    fn elem_name<'a>(&'a self, target: &'a NodeRef) -> ExpandedName<'a> {
        self.html.elem_name(target)
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> NodeRef {
        self.note_node();
        self.html.create_element(name, attributes, flags)
    }

    fn create_comment(&self, text: StrTendril) -> NodeRef {
        self.note_node();
        self.html.create_comment(text)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeRef {
        self.html.create_pi(target, data)
    }

    fn append(&self, parent: &NodeRef, child: NodeOrText<NodeRef>) {
        self.note_growth(Some(parent.clone()));
        self.html.append(parent, child);
    }

    fn append_based_on_parent_node(&self, element: &NodeRef, previous: &NodeRef, child: NodeOrText<NodeRef>) {
        self.note_growth(element.parent());
        self.html.append_based_on_parent_node(element, previous, child);
    }

    fn append_doctype_to_document(&self, name: StrTendril, public_id: StrTendril, system_id: StrTendril) {
        self.html.append_doctype_to_document(name, public_id, system_id);
    }

    fn get_template_contents(&self, target: &NodeRef) -> NodeRef {
        self.html.get_template_contents(target)
    }

    fn same_node(&self, x: &NodeRef, y: &NodeRef) -> bool {
        self.html.same_node(x, y)
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.html.set_quirks_mode(mode);
    }

    fn append_before_sibling(&self, sibling: &NodeRef, node: NodeOrText<NodeRef>) {
        self.note_growth(sibling.parent());
        self.html.append_before_sibling(sibling, node);
    }

    fn add_attrs_if_missing(&self, target: &NodeRef, attributes: Vec<Attribute>) {
        self.html.add_attrs_if_missing(target, attributes);
    }

    fn remove_from_parent(&self, target: &NodeRef) {
        self.html.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &NodeRef, parent: &NodeRef) {
        self.html.reparent_children(node, parent);
    }
}
