//! A list comes in the order asked for, page by page, each row once; and of the regions and in the states asked for.

use access::Reader;
use store::{
    ListQuery,
    list::{self, Area, Sort},
};

use super::on_both;
use crate::{
    database::Kind,
    shop::Shop,
    slip::{Slip, SlipEvent},
};

on_both!(
    each_order_goes_through_all_pages,
    a_list_is_of_the_regions_and_states_asked_for,
    what_is_due_first_is_read_from_the_index,
);

const TOWN: &str = "410481-scjg";

fn held() -> Vec<Reader> {
    [TOWN, "410482-scjg", "r7k2m9-scjg"].map(|id| Reader::Department(id.parse().unwrap())).into()
}

async fn write(shop: &Shop, title: &str, holder: &str, due: Option<&str>, secret: Option<&str>) {
    let mut work = shop.begin(None).await.unwrap();
    let state = Slip {
        title: title.to_owned(),
        holder: holder.parse().unwrap(),
        secret: secret.map(str::to_owned),
        due: due.map(|due| due.parse().unwrap()),
    };
    work.create(title, state, &[SlipEvent::Written { title: title.to_owned() }]).await.unwrap();
    work.commit().await.unwrap();
}

/// Slips without a date and with equal ones among them.
async fn dated(kind: Kind) -> Shop {
    let shop = Shop::open(kind).await;
    let dates = [
        ("a", Some("2026-03-20")),
        ("b", None),
        ("c", Some("2026-03-06")),
        ("d", Some("2026-03-20")),
        ("e", None),
    ];
    for (title, due) in dates {
        write(&shop, title, TOWN, due, None).await;
    }
    shop
}

/// All pages of two rows each.
async fn pages(shop: &Shop, sort: Sort) -> Vec<String> {
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let query = ListQuery { sort, after, limit: 2, ..ListQuery::default() };
        let page = list::list::<Slip>(&shop.context, &query, &held()).await.unwrap();
        assert_eq!(page.total, 5, "{sort:?}");
        seen.extend(page.items.into_iter().map(|slip| slip.id));
        match page.next {
            Some(next) => after = Some(next),
            None => return seen,
        }
    }
}

async fn each_order_goes_through_all_pages(kind: Kind) {
    let shop = dated(kind).await;
    assert_eq!(pages(&shop, Sort::Oldest).await, ["a", "b", "c", "d", "e"]);
    assert_eq!(pages(&shop, Sort::Newest).await, ["e", "d", "c", "b", "a"]);
    assert_eq!(pages(&shop, Sort::Due).await, ["c", "a", "d", "b", "e"]);
}

async fn a_list_is_of_the_regions_and_states_asked_for(kind: Kind) {
    let shop = Shop::open(kind).await;
    for (title, holder) in [("a", TOWN), ("b", "410482-scjg"), ("c", "r7k2m9-scjg")] {
        write(&shop, title, holder, None, None).await;
    }
    write(&shop, "d", TOWN, None, Some("x")).await;
    let of = async |area: Area, states: &[&str]| {
        let states = states.iter().map(ToString::to_string).collect();
        let query = ListQuery { area, states, limit: 50, ..ListQuery::default() };
        let page = list::list::<Slip>(&shop.context, &query, &held()).await.unwrap();
        assert_eq!(page.total, page.items.len() as u64);
        page.items.into_iter().map(|slip| slip.id).collect::<Vec<_>>()
    };
    let region = |code: &str| Area::Region(code.parse().unwrap());
    assert_eq!(of(Area::Everywhere, &[]).await, ["a", "b", "c", "d"]);
    assert_eq!(of(Area::Real, &[]).await, ["a", "b", "d"]);
    assert_eq!(of(region("r7k2m9"), &[]).await, ["c"]);
    assert_eq!(of(region("410481"), &["sealed", "held"]).await, ["a", "d"]);
    assert_eq!(of(Area::Everywhere, &["sealed"]).await, ["d"]);
    assert_eq!(of(Area::Everywhere, &["gone"]).await, [""; 0]);
}

/// SQLite says how it would read; Postgres chooses by the rows that there are.
async fn what_is_due_first_is_read_from_the_index(kind: Kind) {
    let shop = dated(kind).await;
    if kind == Kind::Postgres {
        let text = "SELECT count(*) AS number FROM pg_indexes WHERE indexname = 'slip_by_due'";
        return assert_eq!(shop.count(text).await, 1);
    }
    #[derive(sea_orm::FromQueryResult)]
    struct Step {
        detail: String,
    }
    let text =
        "EXPLAIN QUERY PLAN SELECT id FROM slip WHERE region = ? ORDER BY COALESCE(due, '~'), id LIMIT 2";
    let steps = store::sql::all::<Step, _>(shop.context.database.read(), text, vec!["410481".into()]).await;
    let said: String = steps.unwrap().into_iter().map(|step| step.detail).collect();
    assert!(said.contains("slip_by_due") && !said.contains("TEMP B-TREE"), "{said}");
}
