//! The draw: opened, frozen, promised, committed, revealed, drawn (rule 7, draw protocol).

use std::collections::BTreeMap;

use contracts::api::draw::DrawView;
use kernel::{Entropy, Role};
use serde_json::json;
use sortition::{commit::party_commit, encoding::Hash};

use super::{
    set_up::{PARTIES, party_of},
    task::Kind,
};
use crate::{
    failure::Failure,
    rehearse::{
        cast::{Cast, Page},
        people::Person,
        wait::until,
    },
};

/// Carries the task's draw to its end.
pub async fn draw(cast: &Cast, kind: Kind, task: &str) -> Result<DrawView, Failure> {
    let initiating = cast.department(kind.departments()[0]);
    let clerk = cast.of(Role::Clerk, &initiating).await?;
    let requested = until("抽取服务收到任务", async || {
        let path = format!("/api/draw/v1/draws?parent={task}");
        let page: Page<DrawView> = cast.http.read(&clerk.token, &path).await?;
        Ok(page.items.into_iter().next())
    })
    .await?;
    let id = requested.draw.to_string();
    let path = |verb: &str| format!("/api/draw/v1/draws/{id}/{verb}");
    // As soon as the pool's snapshot has come.
    cast.command_when(&clerk, &path("opening"), &json!({}), &["snapshot_missing"]).await?;
    let frozen = stage(cast, &clerk, &id, "frozen").await?;
    let shares = promise(cast, kind, &frozen, &path("commitments")).await?;
    cast.command(&clerk, &path("commit"), &json!({})).await?;
    for (party, share) in &shares {
        let person = cast.people.who(&party_of(cast, party)).await?;
        let body = json!({"party": party, "share": Hash::from(*share).to_string()});
        cast.command(&person, &path("reveals"), &body).await?;
    }
    stage(cast, &clerk, &id, "drawn").await
}

async fn promise(
    cast: &Cast,
    kind: Kind,
    draw: &DrawView,
    path: &str,
) -> Result<BTreeMap<&'static str, [u8; 32]>, Failure> {
    let mut shares = BTreeMap::new();
    if kind == Kind::Operator {
        return Ok(shares);
    }
    let open: Hash = draw.open.as_deref().unwrap_or_default().parse()?;
    for party in PARTIES {
        let share = cast.http.chance().bytes32();
        let person = cast.people.who(&party_of(cast, party)).await?;
        let body = json!({"party": party, "commitment": party_commit(&open, party, &share).to_string()});
        cast.command(&person, path, &body).await?;
        shares.insert(party, share);
    }
    Ok(shares)
}

async fn stage(cast: &Cast, clerk: &Person, id: &str, stage: &str) -> Result<DrawView, Failure> {
    until(&format!("抽取进入“{stage}”"), async || {
        let view: DrawView = cast.http.read(&clerk.token, &format!("/api/draw/v1/draws/{id}")).await?;
        if let Some(obstacle) = &view.obstacle {
            return Err(Failure(format!("不能抽取：{obstacle}")));
        }
        Ok((view.state == stage).then_some(view))
    })
    .await
}

/// The whole receipt, as the auditor reads it.
pub async fn receipt(cast: &Cast, draw: &DrawView) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let auditor = cast.city(Role::Auditor).await?;
    let path = |file: &str| format!("/api/draw/v1/draws/{}/receipt/{file}", draw.draw);
    let mut files = BTreeMap::new();
    let first = cast.http.look(&auditor.token, &path("receipt.json")).await?;
    if first.status != 200 {
        return Err(Failure(format!("审计人员读取抽取凭证被拒绝（{}）", first.code())));
    }
    let names = first.json()["files"].as_object().map(|files| files.keys().cloned().collect::<Vec<_>>());
    files.insert("receipt.json".to_owned(), first.bytes);
    for name in names.unwrap_or_default() {
        let reply = cast.http.look(&auditor.token, &path(&name)).await?;
        if reply.status == 200 {
            files.insert(name, reply.bytes);
        }
    }
    Ok(files)
}
