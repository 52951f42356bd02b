// SPDX-License-Identifier: GPL-3.0-or-later

//! The account's push rules (client-server API, "Push Rules"), evaluated by ruma. Rules come from a server and events from
//! anybody, so what ruma takes on trust is looked at before: that an event is JSON of some depth, how large a pattern is
//! (it makes a regex of it, and panics if that is too large), and how many words a text has (it goes through them by
//! recursion).

use std::{
    future::Future,
    pin::pin,
    task::{Context, Poll, Waker},
    thread,
};

use ruma::{
    power_levels::NotificationPowerLevels,
    push::{
        Action, AnyPushRuleRef, ConditionalPushRule, FlattenedJson, PatternedPushRule, PushCondition,
        PushConditionPowerLevelsCtx, PushConditionRoomCtx, Ruleset, SimplePushRule,
    },
    room_version_rules::{AuthorizationRules, RoomPowerLevelsRules},
    serde::Raw,
    Int, OwnedRoomId, OwnedUserId, RoomId, UInt, UserId,
};
use serde::de::DeserializeOwned;
use serde_json::{json, Value};

use crate::ffi::{PushRoomState, PushVerdict};

/// Bytes; nothing that anybody looks for is longer.
const MAX_PATTERN: usize = 512;
const MAX_WILDCARDS: usize = 32;
/// Bytes; twice what an event may have (client-server API, "Size limits"), for what servers put beside it.
const MAX_EVENT: usize = 128 * 1024;
/// Bytes of a dot-separated path; ruma writes one down for each value.
const MAX_PATH: usize = 400;
/// Words that are gone through on the caller's stack, and what each takes of it at most, in bytes.
const SHALLOW_WORDS: usize = 50;
const STACK_PER_WORD: usize = 4 * 1024;

pub struct PushRules {
    rules: Ruleset,
}

pub struct PushRoom {
    /// None if the ids are none.
    context: Option<PushConditionRoomCtx>,
}

/// An event as rules look at it.
struct Event {
    flat: FlattenedJson,
    text: String,
    words: usize,
}

/// `content`: that of `m.push_rules`. What is missing of the rules that servers have by default is added, a rule
/// that cannot be read is left out. With `do_names_mention` the rules are added that look for the user's name in
/// texts, as before version 1.17.
pub fn read_push_rules(content: &[u8], user: &str, do_names_mention: bool) -> Box<PushRules> {
    let content: Value = serde_json::from_slice(content).unwrap_or_default();
    let global = &content["global"];
    let mut rules = Ruleset::new();
    rules.override_.extend(read_kind(global, "override").filter(is_bearable_conditional));
    rules
        .content
        .extend(read_kind(global, "content").filter(|rule: &PatternedPushRule| is_bearable(&rule.pattern)));
    rules.room.extend(
        read_kind(global, "room")
            .filter(|rule: &SimplePushRule<OwnedRoomId>| is_bearable(rule.rule_id.as_str())),
    );
    rules.sender.extend(
        read_kind(global, "sender")
            .filter(|rule: &SimplePushRule<OwnedUserId>| is_bearable(rule.rule_id.as_str())),
    );
    rules.underride.extend(read_kind(global, "underride").filter(is_bearable_conditional));
    if let Ok(user) = UserId::parse(user) {
        let defaults = Ruleset::server_default(&user);
        rules.override_.extend(defaults.override_);
        rules.underride.extend(defaults.underride);
        if do_names_mention {
            add_rules_of_names(&mut rules, &user);
        }
    }
    Box::new(PushRules { rules })
}

fn read_kind<'a, T: DeserializeOwned + 'a>(global: &'a Value, kind: &str) -> impl Iterator<Item = T> + 'a {
    let list = global.get(kind).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(|rule| T::deserialize(rule).ok())
}

fn is_bearable(pattern: &str) -> bool {
    pattern.len() <= MAX_PATTERN && pattern.matches(is_wildcard).count() <= MAX_WILDCARDS
}

fn is_bearable_conditional(rule: &ConditionalPushRule) -> bool {
    rule.conditions.iter().all(|condition| match condition {
        PushCondition::EventMatch(condition) => is_bearable(&condition.pattern),
        _ => true,
    })
}

fn is_wildcard(c: char) -> bool {
    matches!(c, '*' | '?')
}

/// `.m.rule.contains_display_name` and `.m.rule.contains_user_name`; those that the account has stay as they are.
fn add_rules_of_names(rules: &mut Ruleset, user: &UserId) {
    let actions =
        json!(["notify", { "set_tweak": "sound", "value": "default" }, { "set_tweak": "highlight" }]);
    let of_display_name = json!({ "rule_id": ".m.rule.contains_display_name", "default": true, "enabled": true,
        "conditions": [{ "kind": "contains_display_name" }], "actions": actions });
    rules.override_.extend(serde_json::from_value::<ConditionalPushRule>(of_display_name));
    if let Some(name) = as_pattern(user.localpart()) {
        let of_user_name = json!({ "rule_id": ".m.rule.contains_user_name", "default": true, "enabled": true,
            "pattern": name, "actions": actions });
        rules.content.extend(serde_json::from_value::<PatternedPushRule>(of_user_name));
    }
}

/// A name that is looked for as a pattern: one letter may stand for its wildcards, and nothing else. None for a
/// name that would be anywhere then.
fn as_pattern(name: &str) -> Option<String> {
    let pattern = name.replace('*', "?");
    (is_bearable(&pattern) && !pattern.chars().all(is_wildcard)).then_some(pattern)
}

pub fn make_push_room(state: &PushRoomState) -> Box<PushRoom> {
    Box::new(PushRoom { context: read_room(state) })
}

fn read_room(state: &PushRoomState) -> Option<PushConditionRoomCtx> {
    let room = RoomId::parse(&state.room).ok()?;
    let user = UserId::parse(&state.user).ok()?;
    let name = as_pattern(&state.own_name).or_else(|| as_pattern(user.as_str()))?;
    let context = PushConditionRoomCtx::new(room, UInt::from(state.joined), user, name);
    if !state.are_powers_known {
        return Some(context);
    }
    let users =
        state.powers.iter().filter_map(|of| Some((UserId::parse(&of.user).ok()?, Int::from(of.level))));
    let creators = state.creators.iter().filter_map(|user| UserId::parse(user).ok());
    let mut needed = NotificationPowerLevels::new();
    needed.room = Int::from(state.notify_room);
    Some(context.with_power_levels(PushConditionPowerLevelsCtx::new(
        users.collect(),
        Int::from(state.users_default),
        needed,
        RoomPowerLevelsRules::new(&AuthorizationRules::V12, creators),
    )))
}

/// Whether the room is silenced as a whole: by a rule of its own, or an override for it or for all, that does not
/// notify.
pub fn is_room_muted(rules: &PushRules, room: &str) -> bool {
    let is_of_room = |condition: &PushCondition| match condition {
        PushCondition::EventMatch(condition) => condition.key == "room_id" && condition.pattern == room,
        _ => false,
    };
    let rules = &rules.rules;
    let for_all = rules.override_.iter().find(|rule| rule.enabled && rule.conditions.iter().all(is_of_room));
    let own = rules.room.iter().find(|rule| rule.enabled && rule.rule_id == room);
    let actions = for_all.map(|rule| &rule.actions).or_else(|| own.map(|rule| &rule.actions));
    actions.is_some_and(|actions| !actions.iter().any(Action::should_notify))
}

/// `event`: the JSON of all of it. Says no to everything for what is no event, or one's own.
pub fn evaluate_push(rules: &PushRules, event: &[u8], room: &PushRoom) -> PushVerdict {
    let nothing = PushVerdict { notify: false, highlight: false, sound: String::new() };
    let (Some(event), Some(context)) = (read_event(event), &room.context) else { return nothing };
    let mut all = rules.rules.iter();
    let Some(rule) = all.find(|rule| rule.enabled() && applies(*rule, &event, context)) else {
        return nothing;
    };
    PushVerdict {
        notify: rule.triggers_notification(),
        highlight: rule.triggers_highlight(),
        sound: rule.triggers_sound().map(ToString::to_string).unwrap_or_default(),
    }
}

fn read_event(event: &[u8]) -> Option<Event> {
    if event.len() > MAX_EVENT {
        return None;
    }
    let mut value: Value = serde_json::from_slice(event).ok()?;
    // As it was called in 2014.
    if let (None, Some(sender)) = (value.get("sender"), value.get("user_id").cloned()) {
        value.as_object_mut()?.insert("sender".to_owned(), sender);
    }
    remove_long_paths(&mut value, 0);
    let text = value["content"]["body"].as_str().unwrap_or_default().to_lowercase();
    let is_between = |c: char| !c.is_ascii_alphanumeric() && c != '_';
    let words = text.split(is_between).filter(|word| !word.is_empty()).count();
    Some(Event { flat: FlattenedJson::from_raw(&Raw::new(&value).ok()?), text, words })
}

fn remove_long_paths(value: &mut Value, length: usize) {
    let Value::Object(fields) = value else { return };
    fields.retain(|key, _| length + key.len() < MAX_PATH);
    for (key, value) in fields {
        remove_long_paths(value, length + key.len() + 1);
    }
}

fn applies(rule: AnyPushRuleRef<'_>, event: &Event, context: &PushConditionRoomCtx) -> bool {
    let patterns = text_patterns(rule, context);
    // So that most of what does not apply costs no regex.
    if !patterns.iter().all(|pattern| has_pieces(&event.text, pattern)) {
        return false;
    }
    if patterns.is_empty() || event.words <= SHALLOW_WORDS {
        return at_once(rule.applies(&event.flat, context));
    }
    let stack = (SHALLOW_WORDS + event.words) * STACK_PER_WORD;
    thread::scope(|scope| {
        let work = || at_once(rule.applies(&event.flat, context));
        let thread = thread::Builder::new().stack_size(stack).spawn_scoped(scope, work);
        thread.is_ok_and(|thread| thread.join().unwrap_or(false))
    })
}

/// What must be in the text for the rule to apply.
fn text_patterns<'a>(rule: AnyPushRuleRef<'a>, context: &'a PushConditionRoomCtx) -> Vec<&'a str> {
    let conditions = match rule {
        AnyPushRuleRef::Content(rule) => return vec![&rule.pattern],
        AnyPushRuleRef::Override(rule) | AnyPushRuleRef::Underride(rule) => &rule.conditions,
        _ => return Vec::new(),
    };
    let of_text = conditions.iter().filter_map(|condition| match condition {
        PushCondition::EventMatch(condition) if condition.key == "content.body" => {
            Some(condition.pattern.as_str())
        }
        #[allow(deprecated)]
        PushCondition::ContainsDisplayName => Some(context.user_display_name.as_str()),
        _ => None,
    });
    of_text.collect()
}

/// Whether all that stands between the wildcards of `pattern` is somewhere in the text, which is in lower case.
fn has_pieces(text: &str, pattern: &str) -> bool {
    pattern.to_lowercase().split(is_wildcard).all(|piece| text.contains(piece))
}

/// Nothing that rules ask is ever waited for.
fn at_once(answer: impl Future<Output = bool>) -> bool {
    matches!(pin!(answer).poll(&mut Context::from_waker(Waker::noop())), Poll::Ready(true))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ME: &str = "@me:x";

    fn rules(global: Value) -> Box<PushRules> {
        read_push_rules(json!({ "global": global }).to_string().as_bytes(), ME, false)
    }

    fn room_of(own_name: &str) -> Box<PushRoom> {
        make_push_room(&PushRoomState {
            room: "!r:x".to_owned(),
            user: ME.to_owned(),
            own_name: own_name.to_owned(),
            joined: 3,
            are_powers_known: false,
            powers: Vec::new(),
            users_default: 0,
            notify_room: 50,
            creators: Vec::new(),
        })
    }

    fn message(body: &str) -> Vec<u8> {
        json!({ "type": "m.room.message", "sender": "@bob:x", "content": { "msgtype": "m.text", "body": body } })
            .to_string()
            .into_bytes()
    }

    fn keyword(pattern: &str) -> Box<PushRules> {
        rules(json!({ "content": [{ "rule_id": "k", "default": false, "enabled": true, "pattern": pattern,
            "actions": ["notify", { "set_tweak": "highlight" }] }] }))
    }

    fn is_highlight(rules: &PushRules, body: &str) -> bool {
        evaluate_push(rules, &message(body), &room_of("Me")).highlight
    }

    #[test]
    fn any_bytes_end_and_say_nothing() {
        let rules = rules(Value::Null);
        let deep = |depth| format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth));
        let long_keys = {
            let values: Vec<_> = (0..5_000).map(|i| format!("\"{i}\":0")).collect();
            format!("{{\"{}\":{{{}}}}}", "k".repeat(30_000), values.join(","))
        };
        let huge = format!("{{\"type\":\"m.room.message\",\"a\":\"{}\"}}", "x".repeat(1_000_000));
        for event in ["", "[]", "1", "\"m.room.message\"", "{", "{}", "\u{0}", "null"]
            .map(str::to_owned)
            .into_iter()
            .chain([deep(100), deep(1_000), deep(20_000), long_keys, huge])
        {
            let verdict = evaluate_push(&rules, event.as_bytes(), &room_of("Me"));
            assert!(!verdict.notify && !verdict.highlight && verdict.sound.is_empty());
        }
        assert!(!evaluate_push(&rules, b"{\"type\":\"\xff\"}", &room_of("Me")).notify);
    }

    #[test]
    fn any_rules_are_read() {
        for content in ["", "[]", "{", "{\"global\":1}", "{\"global\":{\"content\":{},\"override\":[1,[]]}}"]
        {
            let rules = read_push_rules(content.as_bytes(), ME, true);
            assert!(evaluate_push(&rules, &message("x"), &room_of("Me")).notify, "{content}");
        }
        let deep = format!("{{\"global\":{}1{}}}", "[".repeat(10_000), "]".repeat(10_000));
        assert!(is_highlight(&read_push_rules(deep.as_bytes(), ME, true), "me?"));
        // Whose id is none has no rules.
        let nobody = read_push_rules(b"{}", "nobody", true);
        assert!(!evaluate_push(&nobody, &message("x"), &room_of("Me")).notify);
    }

    #[test]
    fn too_large_a_pattern_is_left_out() {
        for pattern in ["?".repeat(10_000), "a*".repeat(5_000), "a".repeat(10_000), "*?".repeat(5_000)] {
            assert!(!is_highlight(&keyword(&pattern), &"a".repeat(10_000)));
        }
    }

    #[test]
    fn the_largest_patterns_end() {
        let text = "ab ".repeat(20_000);
        for pattern in ["a*".repeat(32) + "c", "a?".repeat(32), "?".repeat(32), "*".repeat(32)] {
            is_highlight(&keyword(&pattern), &text);
        }
        let end = "a*".repeat(32) + "b".repeat(400).as_str();
        assert!(!is_highlight(&keyword(&end), &text));
    }

    #[test]
    fn a_word_is_found_behind_many_that_begin_alike() {
        let text = "meat ".repeat(20_000);
        assert!(!is_highlight(&keyword("me"), &text));
        assert!(is_highlight(&keyword("me"), &(text + "me")));
    }

    #[test]
    fn a_name_is_no_pattern() {
        let rules = read_push_rules(b"{}", ME, true);
        let names = |name: &str, body: &str| evaluate_push(&rules, &message(body), &room_of(name)).highlight;
        assert!(names("Frieda", "hi frieda!"));
        assert!(!names("*", "anything"));
        assert!(!names("??", "hi"));
        assert!(names("A*B", "hi A*B"));
        assert!(!names("A*B", "hi A and B"));
        for name in ["?".repeat(10_000), "a".repeat(10_000), String::new()] {
            assert!(!names(&name, "hi a"));
            assert!(!names(&name, ""));
        }
    }
}
