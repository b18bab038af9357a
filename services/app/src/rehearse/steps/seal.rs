//! Looking for the drawn objects everywhere outside their circle, while the list is sealed (art. 16, rule 7): every answer
//! of every reading operation, as every role that the circle does not hold, every journal row, and every log line.
//!
//! Left out, because it says nothing of who is drawn: the library of all objects, which must read the same before the
//! draw and after it; and the auditor's reading of the receipt, which is on the record.

use std::path::Path;

use aho_corasick::AhoCorasick;
use contracts::api::{inspection::VisitView, pool::Inspectors};
use kernel::Role;

use super::task::Kind;
use crate::{
    failure::Failure,
    rehearse::{
        cast::Cast,
        people::{Part, Person},
        record::Seal,
    },
    targets,
};

/// Where the library of objects is read.
const LIBRARY: &str = "/api/pool/v1/objects";

/// The library as everybody sees it, before the draw.
pub async fn library(cast: &Cast) -> Result<Vec<u8>, Failure> {
    let office = cast.city(Role::Office).await?;
    Ok(cast.http.look(&office.token, &format!("{LIBRARY}?limit=500")).await?.bytes)
}

/// What a look needs to know.
#[derive(Debug)]
pub struct Sealed<'a> {
    pub visits: &'a [VisitView],
    pub task: &'a str,
    pub draw: &'a str,
    /// The library before the draw.
    pub library: &'a [u8],
    /// Where the log of the system is written, if it is ours.
    pub log: Option<&'a Path>,
}

pub async fn look(cast: &Cast, kind: Kind, sealed: &Sealed<'_>) -> Result<Seal, Failure> {
    let drawn = sealed.visits.iter().map(|visit| (visit.object.object.as_str(), visit.object.name.as_str()));
    let mut search = Search::new(drawn.collect())?;
    for person in outsiders(cast, kind).await? {
        for operation in access::table::all().filter(|operation| operation.method == "GET") {
            let allowed = person.as_ref().map_or(operation.is_public(), |p| operation.allows(p.role));
            if !allowed || operation.path.starts_with(LIBRARY) || operation.path.contains("/receipt/") {
                continue;
            }
            let token = person.as_ref().map_or("", |person| person.token.as_str());
            for path in paths(cast, operation.path, sealed) {
                let reply = cast.http.look(token, &path).await?;
                let role = person.as_ref().map_or(Role::Public, |person| person.role);
                search.through(&format!("{} GET {path}", role.name()), &reply.bytes);
                search.count(&path, role, &reply.json());
            }
        }
    }
    if library(cast).await? != sealed.library {
        search.seal.leaks.push("检查对象名录库在抽取前后不同".to_owned());
    }
    if let Some(log) = sealed.log {
        let text = std::fs::read(log)?;
        search.seal.log_lines = text.iter().filter(|byte| **byte == b'\n').count() as u64;
        search.through("系统日志", &text);
    }
    Ok(search.seal)
}

/// Shortest name that is looked for, in characters. One such as “无”, which some trader is registered by, stands in sentences
/// that say nothing of it; that object is looked for by its code alone.
const SHORTEST_NAME: usize = 4;

/// The needles, and what was found.
struct Search {
    needles: AhoCorasick,
    seal: Seal,
}

impl Search {
    /// For objects by code and name.
    fn new(objects: Vec<(&str, &str)>) -> Result<Self, Failure> {
        let named =
            objects.iter().map(|(_, name)| *name).filter(|name| name.chars().count() >= SHORTEST_NAME);
        let needles: Vec<_> = objects.iter().map(|(code, _)| *code).chain(named).collect();
        let seal = Seal { objects: objects.len() as u64, ..Seal::default() };
        Ok(Self { needles: AhoCorasick::new(needles)?, seal })
    }

    /// The leak is told without what leaked.
    fn through(&mut self, place: &str, text: &[u8]) {
        self.seal.answers += 1;
        if self.needles.is_match(text) {
            self.seal.leaks.push(place.to_owned());
        }
    }

    /// A count tells too: nobody outside the circle has a visit, a finding or a duty before anything has ended.
    fn count(&mut self, path: &str, role: Role, answer: &serde_json::Value) {
        let lists = [
            "/inspection/v1/visits",
            "/inspection/v1/findings",
            "/disclosure/v1/duties",
            "/referral/v1/referrals",
        ];
        let counted =
            lists.iter().any(|list| path.split('?').next().is_some_and(|path| path.ends_with(list)));
        if counted && answer["total"].as_u64().unwrap_or(0) != 0 {
            self.seal.leaks.push(format!("{} GET {path} 的总数", role.name()));
        }
    }
}

/// Everybody outside the circle, and nobody signed in.
async fn outsiders(cast: &Cast, kind: Kind) -> Result<Vec<Option<Person>>, Failure> {
    let mut people = vec![None, Some(cast.people.administrator().await?)];
    for role in [Role::Office, Role::Observer, Role::Auditor] {
        people.push(Some(cast.city(role).await?));
    }
    let [initiating, participant] = kind.departments().map(|place| cast.department(place));
    let third = cast.department(2);
    for (role, department) in [
        (Role::DepartmentIt, &initiating),
        (Role::Clerk, &participant),
        (Role::DepartmentIt, &participant),
        (Role::Clerk, &third),
        (Role::Leader, &third),
        (Role::Principal, &third),
        (Role::DepartmentIt, &third),
    ] {
        people.push(Some(cast.of(role, department).await?));
    }
    if let Some(colleague) = inspector_of(cast, &third).await? {
        people.push(Some(colleague));
    }
    Ok(people)
}

async fn inspector_of(cast: &Cast, department: &str) -> Result<Option<Person>, Failure> {
    let office = cast.city(Role::Office).await?;
    let path = format!("/api/pool/v1/inspectors?department={department}&limit=1");
    let found: Inspectors = cast.http.read(&office.token, &path).await?;
    let Some(inspector) = found.items.first() else { return Ok(None) };
    let part = Part::inspector(department, inspector.inspector);
    cast.people.admit(std::slice::from_ref(&part)).await?;
    Ok(Some(cast.people.who(&part).await?))
}

/// The operation's path with whatever could be asked for in it, searches included.
fn paths(cast: &Cast, pattern: &str, sealed: &Sealed<'_>) -> Vec<String> {
    let first: Vec<_> = sealed.visits.iter().take(3).collect();
    let visits = first.iter().map(|visit| visit.visit.to_string());
    let ids: Vec<_> = visits.chain([sealed.task.to_owned(), sealed.draw.to_owned()]).collect();
    let mut paths = vec![pattern.to_owned()];
    if pattern.contains("{service}") {
        let names = targets::all().iter().map(|module| module.name);
        paths = names.map(|name| pattern.replace("{service}", name)).collect();
    }
    paths = paths.iter().map(|path| path.replace("{region}", cast.region())).collect();
    if pattern.contains("{id}") {
        paths = paths.iter().flat_map(|path| ids.iter().map(move |id| path.replace("{id}", id))).collect();
    }
    // What is left holds a digest, a file or a tile: content that no one outside can name.
    paths.retain(|path| !path.contains('{'));
    if !pattern.contains('{') {
        let searches: Vec<_> =
            first.iter().map(|visit| format!("{pattern}?q={}", visit.object.object)).collect();
        paths.extend(searches);
    }
    if pattern.ends_with("/journal") {
        paths.iter_mut().for_each(|path| path.push_str("?limit=2000"));
    }
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_named_like_a_word_of_the_language_is_looked_for_by_its_code() {
        let drawn = vec![("91410481NA16WC8K3F", "无"), ("91350100M000100Y43", "秘密饭店")];
        let mut search = Search::new(drawn).unwrap();
        search.through("a sentence", "本部门无年度义务".as_bytes());
        assert!(search.seal.leaks.is_empty());
        search.through("its code", b"91410481NA16WC8K3F");
        search.through("a name", "秘密饭店".as_bytes());
        assert_eq!(search.seal.leaks, ["its code", "a name"]);
    }

    #[test]
    fn an_object_is_found_wherever_it_is_named_and_nowhere_else() {
        let mut search = Search::new(vec![("91350100M000100Y43", "秘密饭店")]).unwrap();
        search.through("code", br#"{"items":[{"object":"91350100M000100Y43"}]}"#);
        search.through("name", "舞钢市秘密饭店有限公司".as_bytes());
        search.through("neither", "舞钢市公开饭店 91350100M000100Y44".as_bytes());
        assert_eq!(search.seal.leaks, ["code", "name"]);
        assert_eq!(search.seal.answers, 3);
    }

    #[test]
    fn a_total_tells_where_nobody_may_know_of_a_visit() {
        let needles = AhoCorasick::new(["x"]).unwrap();
        let mut search = Search { needles, seal: Seal::default() };
        let total = |total: u64| serde_json::json!({"items": [], "total": total});
        search.count("/api/inspection/v1/visits?q=y", Role::Office, &total(1));
        search.count("/api/inspection/v1/visits", Role::Office, &total(0));
        search.count("/api/pool/v1/inspectors", Role::Office, &total(9));
        assert_eq!(search.seal.leaks.len(), 1);
    }
}
