//! The public log as a stranger reads it: a signed checkpoint, and tiles from which everything can be computed again.

use serde_json::Value;
use translog::{
    Bundle, Checkpoint, Hash, LogKey, NodeTable, Resource, Tile, consistency_proof, decode_bundle,
    inclusion_proof, leaf_hash,
};

use crate::city::{self, City, LOG, REGION};

async fn file(city: &City, resource: Resource) -> Vec<u8> {
    let reply = city.app.get("", &format!("{LOG}/{resource}")).await;
    assert_eq!(reply.status, 200, "{resource}");
    reply.bytes
}

async fn checkpoint(city: &City, key: &LogKey) -> Checkpoint {
    let note = String::from_utf8(city.app.get("", &format!("{LOG}/checkpoint")).await.bytes).unwrap();
    Checkpoint::open(&note, "suiji.test/draw/410481", std::slice::from_ref(key)).unwrap()
}

/// The leaves, from the one tile that a small log has.
async fn leaves(city: &City, size: u64) -> Vec<Hash> {
    let bytes = file(city, Resource::Tile(Tile::of(0, 0, size).unwrap())).await;
    bytes.chunks(32).map(|hash| Hash(hash.try_into().unwrap())).collect()
}

async fn log_key(city: &City) -> LogKey {
    let receipt = city::receipt(city, "", &format!("/api/draw/v1/receipts/{REGION}/1")).await;
    let receipt: Value = serde_json::from_slice(&receipt["receipt.json"]).unwrap();
    receipt["log_key"].as_str().unwrap().parse().unwrap()
}

#[tokio::test]
async fn the_root_follows_from_the_tiles_and_every_entry_from_the_root() {
    let mut city = City::start().await;
    city.drawn().await;
    let key = log_key(&city).await;
    let before = checkpoint(&city, &key).await;
    city.next_task(|_| ()).await;
    city.drawn().await;
    let now = checkpoint(&city, &key).await;
    assert_eq!((before.size, now.size), (4, 8));
    let leaves = leaves(&city, now.size).await;
    let nodes = NodeTable::from_leaf_hashes(leaves.iter().copied()).unwrap();
    let entries =
        decode_bundle(&file(&city, Resource::Bundle(Bundle::of(0, now.size).unwrap())).await).unwrap();
    assert_eq!(entries.len(), 8);
    for (index, entry) in (0..).zip(&entries) {
        let proof = inclusion_proof(index, now.size, |node| nodes.get(node)).unwrap();
        assert_eq!(proof.verify(now.root, leaf_hash(entry)), Ok(()), "entry {index}");
    }
    let grown = consistency_proof(before.size, now.size, |node| nodes.get(node)).unwrap();
    assert_eq!(grown.verify(before.root, now.root), Ok(()));
    // What was served of the shorter log is served for good.
    let old = file(&city, Resource::Tile(Tile::of(0, 0, before.size).unwrap())).await;
    assert_eq!(old.len(), 32 * 4);
    assert_eq!(&old[..32], leaves[0].0.as_slice());
}

#[tokio::test]
async fn tiles_may_be_kept_for_good_and_checkpoints_for_seconds() {
    let city = City::start().await;
    city.committed().await;
    let cached = async |path: &str| {
        let response =
            city.app.request(reqwest::Method::GET, "", &format!("{LOG}/{path}")).send().await.unwrap();
        (response.status().as_u16(), response.headers()["cache-control"].to_str().unwrap().to_owned())
    };
    for path in ["tile/0/000.p/2", "tile/0/000.p/1", "tile/entries/000.p/2"] {
        assert_eq!(cached(path).await, (200, "public, max-age=31536000, immutable".to_owned()), "{path}");
    }
    assert_eq!(cached("checkpoint").await, (200, "public, max-age=5".to_owned()));
    // Not there yet, and so not to be remembered as absent.
    for path in [
        "tile/0/000",
        "tile/0/000.p/3",
        "tile/1/000.p/1",
        "tile/0/001.p/1",
        "tile/0/x001/000",
        "tile/9/000.p/1",
        "tile/0/0.p/1",
    ] {
        assert_eq!(cached(path).await, (404, "no-store".to_owned()), "{path}");
    }
}

#[tokio::test]
async fn each_region_has_a_log_of_its_own() {
    let city = City::start().await;
    city.committed().await;
    let elsewhere = city.app.get("", "/api/draw/v1/log/410482/tile/0/000.p/1").await;
    assert_eq!(elsewhere.refused(404), "not_found");
}
