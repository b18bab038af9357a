//! Region, departments, accounts, routing rules, catalogue (art. 5, 6).

use contracts::api::planning::CatalogueView;
use kernel::Role;
use serde_json::{Value, json};

use crate::{
    failure::Failure,
    rehearse::{cast::Cast, people::Part, town::MARKET_REGULATION},
};

/// Roles of the whole city that take part or look on.
const OF_CITY: [Role; 3] = [Role::Office, Role::Observer, Role::Auditor];
/// Roles that every department has.
const OF_DEPARTMENT: [Role; 4] = [Role::Clerk, Role::Leader, Role::Principal, Role::DepartmentIt];
/// Parties of the draw besides the initiating department (抽取参与方): the discipline inspection and a citizen.
pub const PARTIES: [&str; 2] = ["jiwei", "gongmin"];

/// Opens the city and returns how many accounts it has.
pub async fn city(cast: &Cast) -> Result<usize, Failure> {
    let administrator = cast.people.administrator().await?;
    let name = format!("演练区域 {}", cast.region());
    cast.command(&administrator, "/api/planning/v1/regions", &json!({"name": name})).await?;
    for (place, department) in cast.town.departments.iter().enumerate() {
        let duty = if place == 0 { "initiate" } else { "initiate_or_take_part" };
        let body = json!({"short": department.short, "name": department.name,
                          "number_prefix": format!("演{:02}", place + 1), "duty": duty});
        cast.command(&administrator, "/api/planning/v1/departments", &body).await?;
    }
    let mut parts: Vec<_> = OF_CITY.into_iter().map(Part::of_city).collect();
    for place in 0..cast.town.departments.len() {
        let id = cast.department(place);
        parts.extend(OF_DEPARTMENT.iter().map(|role| Part::of(*role, &id)));
    }
    parts.extend(PARTIES.iter().map(|party| party_of(cast, party)));
    Ok(cast.people.admit(&parts).await? + 1)
}

/// The account that a party of the draw acts by.
pub fn party_of(cast: &Cast, party: &str) -> Part {
    Part::of(Role::DrawParty, &format!("{}-{party}", cast.region()))
}

/// Routing rules, then the catalogue, drafted by a clerk and published by the principal; returns its id.
pub async fn catalogue(cast: &Cast) -> Result<(String, usize), Failure> {
    let administrator = cast.people.administrator().await?;
    let rules = json!({"rules": cast.town.rules(cast.region())});
    cast.command(&administrator, "/api/referral/v1/routing-rules", &rules).await?;
    let lead = format!("{}-{MARKET_REGULATION}", cast.region());
    let (clerk, principal) = (cast.of(Role::Clerk, &lead).await?, cast.of(Role::Principal, &lead).await?);
    let items = cast.town.catalogue(cast.region());
    let count = items.len();
    let drafted: CatalogueView =
        cast.http.command(&clerk, "/api/planning/v1/catalogues", &json!({"items": items})).await?;
    let path = format!("/api/planning/v1/catalogues/{}/publication", drafted.catalogue);
    let _published: Value = cast.command(&principal, &path, &json!({})).await?;
    Ok((drafted.catalogue.to_string(), count))
}
