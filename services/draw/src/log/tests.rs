//! A log of more than one tile, as the public reads it.

use ::store::Who;
use testkit::App;
use translog::{Bundle, Tile, decode_bundle, leaf_hash};

use super::*;

const SIZE: u64 = 300;

fn entry(index: u64) -> Vec<u8> {
    format!("entry {index}").into_bytes()
}

async fn long_log(app: &App) -> LogState {
    let region = "410481".parse().unwrap();
    let work = Work::begin(app.context("draw"), Who::system(&region), None).await.unwrap();
    let mut log = Log::open(work.tx(), &region, "suiji.local/draw/410481").await.unwrap();
    for index in 0..SIZE {
        assert_eq!(log.append(&work, &entry(index)).await.unwrap(), index);
    }
    log.save(&work).await.unwrap();
    let state = log.state.clone();
    work.commit().await.unwrap();
    state
}

async fn get(app: &App, file: Resource) -> Vec<u8> {
    let reply = app.get("", &format!("/api/draw/v1/log/410481/{file}")).await;
    assert_eq!(reply.status, 200, "{file}");
    reply.bytes
}

fn hashes(tile: &[u8]) -> Vec<Hash> {
    tile.chunks(32).map(|hash| Hash(hash.try_into().unwrap())).collect()
}

#[tokio::test]
async fn every_file_of_a_long_log_is_there_and_leads_to_its_root() {
    let app = App::start(&[crate::module()]).await;
    let state = long_log(&app).await;
    let files: Vec<_> = Resource::all(SIZE).iter().map(ToString::to_string).collect();
    let expected =
        ["tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/000", "tile/entries/001.p/44"];
    assert_eq!(files, expected);
    let mut leaves = Vec::new();
    for index in 0..2 {
        let tile = hashes(&get(&app, Resource::Tile(Tile::of(0, index, SIZE).unwrap())).await);
        let bundle = get(&app, Resource::Bundle(Bundle::of(index, SIZE).unwrap())).await;
        let entries = decode_bundle(&bundle).unwrap();
        assert_eq!(tile, entries.iter().map(|entry| leaf_hash(entry)).collect::<Vec<_>>());
        leaves.extend(tile);
    }
    assert_eq!(leaves.len() as u64, SIZE);
    let nodes = NodeTable::from_leaf_hashes(leaves).unwrap();
    let rebuilt = LogState::resume(state.origin(), SIZE, |node| nodes.get(node)).unwrap();
    assert_eq!(rebuilt.root(), state.root());
    let above = hashes(&get(&app, Resource::Tile(Tile::of(1, 0, SIZE).unwrap())).await);
    assert_eq!(above, [nodes.get(Node { level: 8, index: 0 }).unwrap()]);
}
