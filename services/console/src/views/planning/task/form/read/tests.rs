use super::*;
use crate::views::planning::task::defaults;

const GOOD: &str = "title=x&from=2026-03-02&until=2026-04-30&items-410481-scjg=scjg-01&inspectors-410481-scjg=2\
    &items-410481-sthj=sthj-01&inspectors-410481-sthj=2&quota=rates&rate-A=2.5&rate-D=20&floor-D=1\
    &notice=given&unit=object&source=parties&parties=jiwei+gongmin";

fn read(text: &str) -> Result<Scheme, ErrorSummary> {
    let own = "410481-scjg".parse().unwrap();
    read_scheme(own, &Fields::read(text.as_bytes()), ErrorSummary::new())
}

#[test]
fn a_scheme_comes_back_as_it_was_filled_in() {
    let scheme = read(GOOD).unwrap();
    assert_eq!(scheme.participants.len(), 2);
    let Quota::Rates { rates } = &scheme.quota else { panic!("{:?}", scheme.quota) };
    assert_eq!((rates.len(), rates[&kernel::codes::RiskClass::A].num), (2, 250));
    // What a revision begins with is what stands.
    let again = read_scheme(scheme.initiating.clone(), &defaults::of_scheme(&scheme), ErrorSummary::new());
    assert_eq!(again.unwrap(), scheme);
}

#[test]
fn everything_wrong_is_said_at_once() {
    let summary = read(
        "items-410481-scjg=scjg-01&inspectors-410481-scjg=1&quota=total&notice=withheld&unit=bundle&size=99\
         &parties=jiwei&places=4104",
    )
    .unwrap_err();
    let fields =
        ["title", "from", "until", "basis-410481-scjg", "total", "withheld", "size", "parties", "places"];
    for field in fields {
        assert!(!summary.at(field).is_empty(), "{field}");
    }
}

#[test]
fn a_share_is_percent_with_two_decimals() {
    for bad in ["101", "-1", "2.555", "x", "1.x", "."] {
        let text = GOOD.replace("rate-A=2.5", &format!("rate-A={bad}"));
        assert!(!read(&text).unwrap_err().at("rate-A").is_empty(), "{bad}");
    }
    assert!(read(&GOOD.replace("rate-A=2.5", "rate-A=%EF%BC%95%EF%BC%85")).is_ok());
}
