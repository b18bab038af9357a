//! A row is there for its readers and for nobody else: in a look, in a list, in a count, in a command.

use access::Reader;
use store::{
    ListQuery, StoreError,
    list::{self, Area, Sort},
    visible,
};

use super::on_both;
use crate::{
    database::Kind,
    shop::{Shop, department},
    slip::Slip,
};

on_both!(
    a_list_and_its_count_hold_what_one_may_see,
    no_filter_shows_more,
    what_one_may_not_see_is_not_found,
    what_was_handed_on_is_seen_by_its_new_holder_alone,
    who_is_nobody_sees_nothing,
    a_search_takes_its_words_as_they_are,
);

fn of(short: &str) -> Vec<Reader> {
    vec![Reader::Public, Reader::Department(department(short))]
}

/// Slips `a` to `e`; `b` and `d` lie with the health commission.
async fn office(kind: Kind) -> Shop {
    let shop = Shop::open(kind).await;
    for title in ["a", "b", "c", "d", "e"] {
        let mut slip = shop.write(title).await;
        if ["b", "d"].contains(&title) {
            shop.hand_on(&mut slip, "wjw").await.unwrap();
        }
    }
    shop
}

/// Titles of a page, how many there are in all, and where the next page begins.
async fn seen(shop: &Shop, query: ListQuery, held: &[Reader]) -> (Vec<String>, u64, Option<String>) {
    let listed = list::list::<Slip>(&shop.context, &query, held).await.unwrap();
    (listed.items.into_iter().map(|slip| slip.state.title).collect(), listed.total, listed.next)
}

fn all() -> ListQuery {
    ListQuery { limit: 50, ..ListQuery::default() }
}

async fn a_list_and_its_count_hold_what_one_may_see(kind: Kind) {
    let shop = office(kind).await;
    let strings = |titles: &[&str]| titles.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(seen(&shop, all(), &of("wjw")).await, (strings(&["b", "d"]), 2, None));
    let page = ListQuery { limit: 2, ..all() };
    assert_eq!(seen(&shop, page, &of("scjg")).await, (strings(&["a", "c"]), 3, Some("c".to_owned())));
    let next = ListQuery { limit: 2, after: Some("c".to_owned()), ..all() };
    assert_eq!(seen(&shop, next, &of("scjg")).await, (strings(&["e"]), 3, None));
    let both = [of("scjg"), of("wjw")].concat();
    assert_eq!(seen(&shop, all(), &both).await.1, 5);
}

async fn no_filter_shows_more(kind: Kind) {
    let shop = office(kind).await;
    let another = |name: &str| Some(name.to_owned());
    let queries = [
        ListQuery { department: another("410481-scjg"), ..all() },
        ListQuery { search: another("a"), ..all() },
        ListQuery { states: ["held' OR '1' = '1".to_owned()].into(), ..all() },
        ListQuery { after: another("d"), ..all() },
        ListQuery { sort: Sort::Newest, after: another("b"), ..all() },
        ListQuery { sort: Sort::Due, after: another("~.d"), ..all() },
        ListQuery { area: Area::Region("410482".parse().unwrap()), ..all() },
    ];
    for query in queries {
        let (titles, _, _) = seen(&shop, query.clone(), &of("wjw")).await;
        assert_eq!(titles, [""; 0], "{query:?}");
    }
}

async fn what_one_may_not_see_is_not_found(kind: Kind) {
    let shop = office(kind).await;
    assert!(list::get::<Slip>(&shop.context, "a", &of("scjg")).await.is_ok());
    for id in ["a", "absent"] {
        let look = list::get::<Slip>(&shop.context, id, &of("wjw")).await;
        assert!(matches!(look, Err(StoreError::NotFound)), "{look:?}");
        let work = shop.begin_as("wjw").await;
        let command = work.load::<Slip>(id, None).await;
        assert!(matches!(command, Err(StoreError::NotFound)), "{command:?}");
    }
}

async fn what_was_handed_on_is_seen_by_its_new_holder_alone(kind: Kind) {
    let shop = office(kind).await;
    let sees = async |short: &str| visible::to(shop.context.database.read(), "b", &of(short)).await.unwrap();
    assert!(sees("wjw").await && !sees("scjg").await);
}

async fn who_is_nobody_sees_nothing(kind: Kind) {
    let shop = office(kind).await;
    assert_eq!(seen(&shop, all(), &[]).await, (Vec::new(), 0, None));
    assert!(!visible::to(shop.context.database.read(), "a", &[]).await.unwrap());
}

async fn a_search_takes_its_words_as_they_are(kind: Kind) {
    let shop = Shop::open(kind).await;
    for title in ["50% 抽查", "50 抽查", "Food_A", "FoodXA", "a!b"] {
        shop.write(title).await;
    }
    for (words, found) in [("50%", "50% 抽查"), ("d_A", "Food_A"), ("!", "a!b"), ("food_", "Food_A")] {
        let query = ListQuery { search: Some(words.to_owned()), ..all() };
        let (titles, total, _) = seen(&shop, query, &of("scjg")).await;
        assert_eq!((titles, total), (vec![found.to_owned()], 1), "{words}");
    }
}
