use super::*;

#[test]
fn a_subject_is_built_from_its_parts_and_read_back() {
    let subject = event_subject("410400", "referral", "issued", 1, "market-supervision").unwrap();
    assert_eq!(subject, "suiji.410400.referral.issued.v1.market-supervision");
    assert_eq!(from_type("410400", "suiji.referral.issued.v1", "market-supervision").unwrap(), subject);
    assert_eq!(region_of(&subject), Some("410400"));
    assert_eq!(service_of(&subject), Some("referral"));
    assert_eq!(key_of(&subject), Some("market-supervision"));
    assert_eq!(type_of(&subject).as_deref(), Some("suiji.referral.issued.v1"));
}

#[test]
fn tokens_that_would_change_the_meaning_are_refused() {
    for bad in ["", "a.b", "*", ">", "Ab", "a b", "区", "a_b", "_"] {
        let token = BadToken(bad.into());
        assert_eq!(event_subject(bad, "referral", "issued", 1, "_"), Err(token.clone()), "region {bad:?}");
        assert_eq!(event_subject("1", bad, "issued", 1, "_"), Err(token.clone()), "service {bad:?}");
        assert_eq!(event_subject("1", "referral", bad, 1, "_"), Err(token.clone()), "event {bad:?}");
        if bad != NO_KEY {
            assert_eq!(event_subject("1", "referral", "issued", 1, bad), Err(token), "key {bad:?}");
        }
    }
    assert!(event_subject("1", "portal", "issued", 1, "_").is_err(), "a service that publishes nothing");
    assert!(event_subject("1", "referral", "issued", 0, "_").is_err());
}

#[test]
fn types_of_another_shape_are_refused() {
    for bad in [
        "suiji.referral.issued",
        "suiji.referral.issued.1",
        "suiji.referral.issued.v01",
        "x.referral.issued.v1",
    ] {
        assert_eq!(from_type("1", bad, "_"), Err(BadToken(bad.into())));
    }
}

#[test]
fn a_filter_hears_its_event_in_every_region_and_for_every_key() {
    let heard = filter("suiji.referral.issued.v1");
    assert_eq!(heard, "suiji.*.referral.issued.v1.>");
    assert!(matches(&heard, "suiji.410400.referral.issued.v1._"));
    assert!(!matches(&heard, "suiji.410400.referral.issued.v2._"));
    assert!(!matches(&heard, "suiji.410400.referral.issued.v1"), "> needs one token at least");
    assert!(matches(&service_filter("draw"), "suiji.410400.draw.opened.v1._"));
    assert!(!matches("suiji.*.draw", "suiji.410400.draw.opened.v1._"));
}

#[test]
fn filters_that_another_covers_are_left_out() {
    let filters =
        ["suiji.*.draw.opened.v1.>", "suiji.*.draw.>", "suiji.*.draw.>", "suiji.1.pool.>"].map(String::from);
    assert_eq!(without_covered(&filters), ["suiji.*.draw.>", "suiji.1.pool.>"]);
    assert!(!covers("suiji.1.pool.>", "suiji.*.pool.>"));
    assert!(!covers("suiji.*", "suiji.>"));
}

#[test]
fn filters_outside_the_events_are_refused() {
    for bad in
        ["", "suiji", ">", "suiji-dead.>", "suiji.>.draw", "suiji..draw", "suiji.*.Draw.>", "*.1.draw.>"]
    {
        assert!(check_filter(bad).is_err(), "{bad:?}");
    }
    assert!(check_filter("suiji.>").is_ok());
}

#[test]
fn reserved_roots_are_no_events() {
    for root in RESERVED_ROOTS {
        assert!(check_event(&format!("{root}.1.referral.issued.v1._")).is_err());
    }
}
