use contracts::api::lists::TeamList;

use crate::city::{City, REGION, SHARES};

#[tokio::test]
async fn whoever_covers_all_items_still_does_on_the_list_of_those_who_may_replace() {
    let city = City::start().await;
    city.committed().await;
    for (party, share) in &SHARES {
        city.reveal(party, share).await.expect(200);
    }
    city.draw().await;
    let region = REGION.parse().unwrap();
    let journal = store::journal::after(city.app.context("draw"), &region, 0, 1000).await.unwrap();
    let drawn = journal.iter().find(|entry| entry.event.kind() == "suiji.draw.teams-drawn.v1").unwrap();
    let path = format!("/api/draw/v1/artefacts/{}", drawn.event.event.data["digest"].as_str().unwrap());
    let list = city.app.get(&city.app.service_token("inspection"), &path).await;
    let teams: TeamList = serde_json::from_slice(&list.bytes).unwrap();
    assert_eq!(teams.bench.len(), 8);
    assert!(teams.bench.iter().all(|person| person.every_item && person.items.is_empty()));
}
