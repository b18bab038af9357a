//! Evidence: how it is sent from the phone, and how it is looked at again.

use actix_web::{
    HttpResponse,
    http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY},
    web::Path,
};
use contracts::{
    api::inspection::{EvidenceFileView, EvidenceView},
    events::inspection::EvidenceKind as Kind,
};
use kernel::ItemCode;
use pages::{Card, Evidence, EvidenceKind, EvidenceTile, Html, formats};
use web::{problem::Details, upstream::Command};

use super::{Case, words};
use crate::{
    desk::Desk,
    fields::query,
    trouble::{Page, Trouble},
    upload::File,
};

/// A file with what is said of it.
#[derive(Debug)]
pub struct Sending<'a> {
    pub kind: Option<Kind>,
    pub item: Option<&'a ItemCode>,
    pub caption: &'a str,
}

/// Sends files one after another; the digests of what arrived, and the first refusal.
pub async fn send(
    desk: &Desk,
    id: &str,
    key: &str,
    files: Vec<File>,
    about: &Sending<'_>,
) -> Result<(Vec<String>, Option<Box<Details>>), Trouble> {
    let mut sent = Vec::new();
    for (index, file) in files.into_iter().enumerate() {
        let name: String = file.name.chars().take(200).collect();
        let mut pairs = vec![("file_name", name.as_str())];
        let kind = about.kind.map(|kind| words::code(&kind)).unwrap_or_default();
        if !kind.is_empty() {
            pairs.push(("kind", &kind));
        }
        if let Some(item) = about.item {
            pairs.push(("item", item.as_str()));
        }
        if !about.caption.is_empty() {
            pairs.push(("caption", about.caption));
        }
        let path = format!("/v1/visits/{id}/evidence?{}", query(&pairs));
        let key = format!("{key}-{index}");
        let command = Command { key: &key, version: None };
        let content = (file.media_type.as_str(), file.bytes);
        match desk.upload::<EvidenceView>("inspection", &path, content, &command).await? {
            Ok(view) => sent.push(view.digest),
            Err(details) => return Ok((sent, Some(details))),
        }
    }
    Ok((sent, None))
}

/// The tiles of some of the visit's files.
pub fn card<'a>(case: &Case, title: &str, files: impl Iterator<Item = &'a EvidenceFileView>) -> Card {
    let tiles: Vec<_> = files.map(|file| tile(case, file)).collect();
    let count = tiles.len() as u64;
    let body =
        if tiles.is_empty() { Html::text("还没有证据。") } else { Html::of(&Evidence::new(tiles)) };
    Card::new(title, body).count(count)
}

fn tile(case: &Case, file: &EvidenceFileView) -> EvidenceTile {
    let (kind, word) = match file.kind {
        Kind::Photo => (EvidenceKind::Photo, "照片"),
        Kind::Recording => (EvidenceKind::Video, "录音录像"),
        Kind::Signature => (EvidenceKind::Paper, "签字"),
        Kind::Paper => (EvidenceKind::Paper, "书面材料"),
        Kind::Other => (EvidenceKind::Paper, "文件"),
    };
    let name = [&file.caption, &file.file_name].into_iter().find(|text| !text.is_empty());
    let who = file.by.map(|by| case.name(by).to_owned()).unwrap_or_default();
    let when = file.at.map(formats::clock).unwrap_or_default();
    let href = case.href(&format!("/evidence/{}", file.digest));
    let tile = EvidenceTile::new(
        kind,
        name.cloned().unwrap_or_else(|| word.to_owned()),
        [who, when, formats::size(file.bytes)].join(" "),
    )
    .link(href.clone());
    if file.media_type.starts_with("image/") { tile.picture(href) } else { tile }
}

/// A piece of evidence as it was taken; each look is noted by inspection. It is shown by its own type and never run.
pub async fn show(desk: Desk, path: Path<(String, String)>) -> Page {
    let (id, digest) = path.into_inner();
    let case = Case::read(&desk, &id).await?;
    if !case.visit.evidence_files.iter().any(|file| file.digest == digest) {
        return Err(Trouble::not_found());
    }
    let (kind, bytes) = desk.file("inspection", &format!("/v1/visits/{id}/evidence/{digest}")).await?;
    Ok(HttpResponse::Ok()
        .content_type(kind)
        .insert_header((CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"))
        .insert_header((CONTENT_DISPOSITION, "inline"))
        .insert_header((CACHE_CONTROL, "private, max-age=600"))
        .body(bytes))
}
