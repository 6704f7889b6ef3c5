//! Properties of any session, any text and any selection of sessions.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::sandbox::Sandbox;

/// Generates text in which dangerous characters are more frequent than in random text.
fn text() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        "\u{1b}", "\n", "\u{202e}", "\"", "\\", "\u{9b}", "&<", "🚚", "\u{fffd}",
    ]);
    prop::collection::vec(prop_oneof![odd.prop_map(str::to_owned), "\\PC{0,4}"], 0..4)
        .prop_map(|parts| parts.concat())
}

/// Generates a value of an unknown key.
fn unknown() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::btree_map(text(), inner, 0..3)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// Generates a session as clinvk could have written it, without its ID.
fn session() -> impl Strategy<Value = Map<String, Value>> {
    let texts = prop::collection::btree_map(
        prop::sample::select(vec![
            "model",
            "title",
            "initial_prompt",
            "status",
            "parent_id",
            "error_message",
        ]),
        text(),
        0..6,
    );
    let time = (0_i64..4_000_000_000, 0_u32..1_000_000_000).prop_map(|(second, nano)| {
        chrono::DateTime::from_timestamp(second, nano).unwrap().to_rfc3339()
    });
    let rest = (
        (text(), text(), time.clone(), time),
        prop::collection::vec(text(), 0..3),
        prop::collection::btree_map(text(), text(), 0..3),
        prop::option::of((any::<i64>(), 0_i64..9, 0_i64..9)),
        0_i64..9,
        prop::collection::btree_map("x_[a-z]{1,3}", unknown(), 0..3),
    );
    (texts, rest).prop_map(
        |(texts, ((backend, dir, created, used), tags, metadata, usage, turns, unknown))| {
            let mut session = Map::new();
            session.insert("backend".into(), backend.into());
            session.insert("created_at".into(), created.into());
            session.insert("last_used".into(), used.into());
            session.insert("working_dir".into(), dir.into());
            session.extend(texts.into_iter().map(|(key, text)| (key.to_owned(), text.into())));
            if let Some((input, output, cached)) = usage {
                let mut usage = json!({ "input_tokens": input, "output_tokens": output });
                if cached > 0 {
                    usage["cached_tokens"] = cached.into();
                }
                session.insert("token_usage".into(), usage);
            }
            if turns > 0 {
                session.insert("turn_count".into(), turns.into());
            }
            if !tags.is_empty() {
                session.insert("tags".into(), tags.into());
            }
            if !metadata.is_empty() {
                session.insert("metadata".into(), serde_json::to_value(metadata).unwrap());
            }
            session.extend(unknown);
            session
        },
    )
}

/// Stores sessions with the IDs `a0`, `a1`, … by `put-raw`, as bare objects.
fn store(sessions: &[Map<String, Value>]) -> Sandbox {
    let sandbox = Sandbox::in_memory();
    let with_ids = sessions.iter().zip(0..).map(|(session, number)| {
        let mut session = session.clone();
        session.insert("id".into(), format!("a{number}").into());
        Value::Object(session).to_string()
    });
    let output = sandbox.run_with("put-raw --stdin", with_ids.collect::<Vec<_>>().join("\n"));
    assert_eq!(output.column("outcome"), vec!["created"; sessions.len()], "{output}");
    sandbox
}

/// Returns the records of a store, without fields that depend on the layout of a file.
fn said(sandbox: &Sandbox) -> Vec<Value> {
    let mut records = sandbox.run("ls-raw").records();
    for record in &mut records {
        record.as_object_mut().unwrap().retain(|key, _| key != "bytes" && key != "etag");
    }
    records
}

/// Generates ages of sessions, in days.
fn ages() -> impl Strategy<Value = Vec<i64>> {
    prop::collection::vec(0_i64..60, 1..6)
}

fn store_of_ages(ages: &[i64]) -> Sandbox {
    let sandbox = Sandbox::in_memory();
    ages.iter().zip(0..).for_each(|(age, number)| {
        sandbox.session_of_age(&format!("a{number}"), *age);
    });
    sandbox
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_is_put_is_what_comes_out(sessions in prop::collection::vec(session(), 1..4)) {
        let sandbox = store(&sessions);
        for (session, number) in sessions.iter().zip(0..) {
            let file = sandbox.run(&format!("cat-raw a{number}")).stdout;
            let mut read: Map<String, Value> = serde_json::from_str(&file).unwrap();
            prop_assert_eq!(read.remove("id"), Some(format!("a{number}").into()));
            prop_assert_eq!(&read, session);
        }
        let records = sandbox.run("ls-raw").stdout;
        let again = sandbox.run_with("put-raw --replace", &*records).column("outcome");
        prop_assert_eq!(again, vec!["unchanged"; sessions.len()]);
        let other = Sandbox::in_memory();
        let moved = other.run_with("put-raw", records).column("outcome");
        prop_assert_eq!(moved, vec!["created"; sessions.len()]);
        prop_assert_eq!(said(&other), said(&sandbox));
    }

    #[test]
    fn a_changed_record_put_back_changes_just_that(session in session(), title in text()) {
        let sandbox = store(&[session]);
        let mut record = sandbox.run("ls-raw").records().remove(0);
        record["title"] = title.into();
        let output = sandbox.run_with("put-raw --replace", record.to_string());
        prop_assert_eq!(output.code, 0, "{}", output);
        record.as_object_mut().unwrap().retain(|key, _| key != "bytes" && key != "etag");
        prop_assert_eq!(said(&sandbox), [record]);
    }

    #[test]
    fn a_text_that_is_set_is_there_and_unset_it_is_as_before(session in session(), text in text()) {
        let sandbox = store(&[session]);
        let (before, file) = (said(&sandbox), sandbox.run("cat-raw a0").stdout);
        let set = format!("metadata.new key={text}");
        prop_assert_eq!(sandbox.run_words(&["set-raw", "a0", "--set", &set], "").code, 0);
        prop_assert_eq!(&said(&sandbox)[0]["metadata"]["new key"], &Value::from(&*text));
        let unset = ["set-raw", "a0", "--unset", "metadata.new key"];
        prop_assert_eq!(sandbox.run_words(&unset, "").code, 0);
        prop_assert_eq!(said(&sandbox), before);
        prop_assert_eq!(sandbox.run("cat-raw a0").stdout, file);
    }

    #[test]
    fn fields_framed_by_nul_are_the_exact_texts(sessions in prop::collection::vec(session(), 0..4)) {
        let sandbox = if sessions.is_empty() { Sandbox::in_memory() } else { store(&sessions) };
        let framed = sandbox.run("ls-raw -z --fields id,title,working_dir,tags").stdout;
        let fields: Vec<&str> = framed.split_terminator('\0').collect();
        prop_assert_eq!(fields.len(), sessions.len() * 4);
        for (session, (number, fields)) in sessions.iter().zip((0..).zip(fields.chunks(4))) {
            let text = |key: &str| session.get(key).and_then(Value::as_str).unwrap_or_default();
            prop_assert_eq!(fields[0], format!("a{number}"));
            prop_assert_eq!((fields[1], fields[2]), (text("title"), text("working_dir")));
            let tags: Value = serde_json::from_str(fields[3]).unwrap();
            prop_assert_eq!(tags, session.get("tags").cloned().unwrap_or(json!([])));
        }
        let ids = sandbox.run("ls-raw -z").stdout;
        let found = sandbox.run_with("resolve-id --stdin0 -z --fields id", &*ids).stdout;
        prop_assert_eq!(&found, &ids);
        let removed = sandbox.run_with("rm-id --stdin0 -z", &*ids).stdout;
        prop_assert_eq!(removed, ids.replace('\0', "\0removed\0"));
        prop_assert_eq!(sandbox.run("ls-raw").to_string(), "");
    }

    #[test]
    fn a_preview_fed_to_the_remover_is_the_prune_itself(ages in ages(), limit in 1_i64..60) {
        let (one, other) = (store_of_ages(&ages), store_of_ages(&ages));
        let plan = one.run(&format!("prune --dry-run --older-than {limit}d")).stdout;
        let two_steps = one.run_with("rm-id --stdin", plan);
        let one_step = other.run(&format!("prune --older-than {limit}d"));
        let by_age = format!(
            r#""rule":"older_than","rule_value":"{limit}d","reason":"older-than {limit}d""#
        );
        let by_id = r#""rule":"id","rule_value":null,"reason":"named by id""#;
        let one_step_by_id = one_step.to_string().replace(&by_age, by_id);
        prop_assert_eq!(two_steps.to_string(), one_step_by_id);
        prop_assert_eq!(one.ids(), other.ids());
        let young = ages.iter().filter(|age| **age < limit).count();
        prop_assert_eq!(one.ids().len(), young);
    }

    #[test]
    fn atomic_removes_all_of_them_or_none(
        count in 1_usize..5,
        wanted in prop::collection::vec(0_usize..6, 0..5),
        changed in prop::option::of(0_usize..5),
    ) {
        let sandbox = store_of_ages(&vec![1; count]);
        let records = sandbox.run("ls-raw").records();
        if let Some(changed) = changed.filter(|changed| *changed < count) {
            sandbox.session(&format!("a{changed}"), json!({ "title": "changed" }));
        }
        let before = sandbox.ids();
        let item = |number: &usize| records.get(*number).map_or_else(|| format!("a{number}"), Value::to_string);
        let input = wanted.iter().map(item).collect::<Vec<_>>().join("\n");
        let output = sandbox.run_with("rm-id --atomic --stdin", input);
        let is_fine = |place: usize, number: usize| {
            number < count && Some(number) != changed && !wanted[..place].contains(&number)
        };
        if wanted.iter().enumerate().all(|(place, number)| is_fine(place, *number)) {
            prop_assert_eq!(output.column("outcome"), vec!["removed"; wanted.len()]);
            prop_assert_eq!(sandbox.ids().len(), count - wanted.len());
        } else {
            prop_assert!(output.column("outcome").iter().all(|outcome| outcome != "removed"));
            prop_assert_eq!((sandbox.ids(), output.code), (before, 1));
        }
    }
}
