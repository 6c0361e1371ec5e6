//! The headings of a text: each gets an anchor of its own.

use std::collections::BTreeMap;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::{Heading, Prose};
use crate::fold::slug;

/// Gives each heading an anchor made of its words, and lists it.
pub(super) fn name_headings(events: &mut [Event<'_>], prose: &mut Prose) {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    for at in 0..events.len() {
        if !matches!(events[at], Event::Start(Tag::Heading { .. })) {
            continue;
        }
        let words = heading_words(&events[at..]);
        if let Event::Start(Tag::Heading { level, id, .. }) = &mut events[at] {
            let base = anchor(id.as_deref().unwrap_or_default(), &words);
            let times = taken.entry(base.clone()).or_default();
            *times += 1;
            let name = if *times == 1 { base } else { format!("{base}--{times}") };
            prose.headings.push(Heading { id: name.clone(), text: words, level: *level as u8 });
            *id = Some(CowStr::from(name));
        }
    }
}

/// The anchor of a heading: its words, after the id of the field it stands in.
fn anchor(prefix: &str, words: &str) -> String {
    let own = slug(words);
    match (prefix, own.as_str()) {
        ("", "") => "s".to_owned(),
        ("", _) => own,
        (prefix, "") => format!("{prefix}-s"),
        (prefix, own) => format!("{prefix}-{own}"),
    }
}

fn heading_words(events: &[Event<'_>]) -> String {
    let mut words = String::new();
    for event in events.iter().take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_)))) {
        if let Event::Text(text) | Event::Code(text) = event {
            words.push_str(text);
        }
    }
    words
}
