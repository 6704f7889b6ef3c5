//! `sessions prune`.

use std::fs;

use proptest::prelude::*;

use crate::sandbox::Sandbox;

#[test]
fn what_is_too_old_goes_with_the_reason() {
    let sandbox = Sandbox::example();
    sandbox.run("prune --older-than 100").is(concat!(
        r#"{"v":1,"type":"removal","id":"4d5e6f7081920a1b","outcome":"removed","rule":"older_than","rule_value":"100d","reason":"older-than 100d","#,
        r#""last_used":"2025-07-01T00:10:00.000000000Z","bytes":257,"etag":"3c4d15300222d96b"}"#, "\n",
    ));
    let output = sandbox.run("prune -b gemini");
    assert_eq!(
        (output.column("reason"), output.column("outcome")),
        (vec!["retention 30d".into()], vec!["removed".into()])
    );
    assert_eq!(sandbox.ids().len(), 6);
    assert!(!sandbox.path("index.json").exists());
}

#[test]
fn nothing_to_prune_is_a_success_without_a_record() {
    let sandbox = Sandbox::example();
    sandbox.run("prune --older-than 9999d").is("");
    assert!(sandbox.path("index.json").exists());
}

#[test]
fn retention_zero_removes_nothing_and_says_so() {
    let sandbox = Sandbox::example();
    sandbox.config("session: { retention_days: 0 }");
    sandbox.run("prune").is("[stderr]\n\
         clinvk: nothing to prune: session.retention_days is 0, which keeps every session\n");
    assert_eq!(sandbox.ids().len(), 8);
}

#[test]
fn a_dry_run_is_what_the_remover_takes() {
    let (one, other) = (Sandbox::example(), Sandbox::example());
    let planned = one.run("prune --dry-run");
    assert_eq!(one.ids().len(), 8);
    assert_eq!(planned.column("outcome"), ["would_remove"; 3]);
    let removed = one.run_with("rm-id --stdin", planned.stdout);
    let pruned = other.run("prune");
    assert_eq!(
        removed.stdout.replace(
            r#""rule":"id","rule_value":null,"reason":"named by id""#,
            r#""rule":"retention","rule_value":"30d","reason":"retention 30d""#
        ),
        pruned.stdout
    );
    assert_eq!(one.names(), other.names());
}

#[test]
fn a_dry_run_with_chosen_fields_is_taken_by_the_remover_too() {
    let sandbox = Sandbox::example();
    let without = sandbox.run("prune --dry-run --fields id,etag").stdout;
    let refused = sandbox.run_with("rm-id --stdin", without);
    assert_eq!((refused.column("outcome"), refused.code), (vec!["invalid".to_owned(); 3], 1));
    assert_eq!(sandbox.ids().len(), 8);
    let planned = sandbox.run("prune --dry-run --fields id,outcome,etag").stdout;
    let removed = sandbox.run_with("rm-id --stdin", planned);
    assert_eq!((removed.column("outcome"), removed.code), (vec!["removed".to_owned(); 3], 0));
}

#[test]
fn records_are_sorted_by_a_field() {
    let sandbox = Sandbox::example();
    let ids = |line: &str| {
        let ids = sandbox.run(line).column("id");
        ids.into_iter().map(|id| id[..2].to_owned()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(ids("prune --dry-run"), "1c 2e 4d");
    assert_eq!(ids("prune --dry-run --sort last_used"), "4d 2e 1c");
    assert_eq!(ids("prune --dry-run --sort bytes --reverse"), "1c 2e 4d");
    assert_eq!(ids("prune --dry-run --sort bytes"), "4d 2e 1c");
    assert_eq!(ids("prune --dry-run --reverse"), "4d 2e 1c");
    assert_eq!(sandbox.run("prune --dry-run --sort title").code, 1);
    assert_eq!(ids("prune --sort last_used"), "4d 2e 1c");
    assert_eq!(sandbox.ids().len(), 5);
}

#[test]
fn fields_and_nul_frame_the_records() {
    let sandbox = Sandbox::example();
    sandbox
        .run("prune --dry-run --fields id,bytes --older-than 100d")
        .is("{\"v\":1,\"type\":\"removal\",\"id\":\"4d5e6f7081920a1b\",\"bytes\":257}\n");
    sandbox
        .run("prune -z --older-than 100d --fields outcome,id,message")
        .is("removed\x004d5e6f7081920a1b\0\0");
}

#[test]
fn damaged_sessions_are_named_and_never_pruned() {
    let sandbox = Sandbox::new();
    sandbox.file("bad.json", "{").session_of_age("old", 99);
    let output = sandbox.run("prune --fields id");
    output.is("{\"v\":1,\"type\":\"removal\",\"id\":\"old\"}\n[stderr]\n\
         clinvk: cannot read session bad: EOF while parsing an object at line 1 column 1\n[exit 4]\n");
    assert_eq!(sandbox.ids(), ["bad"]);
}

#[test]
fn many_sessions_go_in_chunks_and_leave_no_trace() {
    let sandbox = Sandbox::in_memory();
    for number in 1000..1700 {
        sandbox.session_of_age(&format!("old{number}"), 99);
        fs::create_dir(sandbox.path(&format!("old{number}"))).unwrap();
    }
    sandbox.session_of_age("young", 1).file("index.json", "{}");
    let output = sandbox.run("prune");
    assert_eq!((output.records().len(), output.code), (700, 0));
    assert_eq!(sandbox.names(), ["store.lock", "young.json"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn prune_equals_its_dry_run_piped_into_the_remover(
        ages in proptest::collection::vec(0_i64..60, 1..12),
        limit in 1_u32..60,
    ) {
        let (one, other) = (Sandbox::in_memory(), Sandbox::in_memory());
        for (number, age) in ages.iter().enumerate() {
            for sandbox in [&one, &other] {
                sandbox.session_of_age(&format!("id{number}"), *age);
            }
        }
        let planned = one.run(&format!("prune --dry-run --older-than {limit}"));
        let _ = one.run_with("rm-id --stdin", planned.stdout);
        let _ = other.run(&format!("prune --older-than {limit}"));
        prop_assert_eq!(one.ids(), other.ids());
        prop_assert_eq!(one.ids().len(), ages.iter().filter(|age| **age < i64::from(limit)).count());
    }
}
