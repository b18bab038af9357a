//! Tiles, bundles and their paths.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use proptest::prelude::*;
use translog::{Bundle, LogError, Node, NodeTable, Resource, Tile, decode_bundle, encode_bundle, leaf_hash};

fn resource(path: &str) -> Result<Resource, LogError> {
    path.parse()
}

#[test]
fn paths_are_those_of_the_specification() {
    for (path, file) in [
        ("tile/0/000", Resource::Tile(Tile { level: 0, index: 0, width: 256 })),
        ("tile/0/x001/x234/067", Resource::Tile(Tile { level: 0, index: 1_234_067, width: 256 })),
        ("tile/1/x001/234.p/5", Resource::Tile(Tile { level: 1, index: 1234, width: 5 })),
        ("tile/entries/999.p/255", Resource::Bundle(Bundle { index: 999, width: 255 })),
        ("tile/entries/x001/000", Resource::Bundle(Bundle { index: 1000, width: 256 })),
    ] {
        assert_eq!(file.to_string(), path);
        assert_eq!(resource(path), Ok(file));
    }
}

#[test]
fn every_other_spelling_is_refused() {
    for path in [
        "",
        "tile",
        "tile/",
        "tile/0",
        "tile/0/",
        "/tile/0/000",
        "tile/0/0",
        "tile/0/0000",
        "tile/00/000",
        "tile/+1/000",
        "tile/8/000",
        "tile/64/000",
        "tile/-1/000",
        "tile/0/1000",
        "tile/0/x000/001",
        "tile/0/001/002",
        "tile/0/x001",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/05",
        "tile/0/000.p/+5",
        "tile/0/000.p/",
        "tile/0/000.p/5/6",
        "tile/0/000.p",
        "tile/0/../000",
        "tile/entries/00a",
        "tile/data/000",
        "tile/8/0/000",
        "tile/0/x018/x446/x744/x073/x709/x551/616",
        "tile/0/x999/x999/x999/x999/x999/x999/x999/x999/999",
    ] {
        assert_eq!(resource(path), Err(LogError::Path), "{path}");
    }
}

#[test]
fn a_log_of_70000_has_the_tiles_that_the_specification_counts() {
    let all = Resource::all(70_000);
    let tiles = |level| -> Vec<u16> {
        let tiles = all.iter().filter_map(|file| match file {
            Resource::Tile(tile) if tile.level == level => Some(tile.width),
            _ => None,
        });
        tiles.collect()
    };
    assert_eq!((tiles(0).len(), tiles(0).last()), (274, Some(&112)));
    assert_eq!(tiles(1), [256, 17]);
    assert_eq!(tiles(2), [1]);
    assert_eq!(all.len(), 274 + 2 + 1 + 274);
    let names = |size| Resource::all(size).iter().map(Resource::to_string).collect::<Vec<_>>();
    assert_eq!(names(256), ["tile/0/000", "tile/1/000.p/1", "tile/entries/000"]);
    assert_eq!(names(0), [""; 0]);
}

#[test]
fn a_file_fits_a_log_that_has_reached_it() {
    for (path, size, fits) in [
        ("tile/0/000.p/5", 4, false),
        ("tile/0/000.p/5", 5, true),
        ("tile/0/000.p/5", 900, true),
        ("tile/0/000", 255, false),
        ("tile/1/000.p/1", 255, false),
        ("tile/1/000.p/1", 256, true),
        ("tile/7/000.p/1", u64::MAX, true),
        ("tile/entries/001", 511, false),
        ("tile/entries/001", 512, true),
        ("tile/entries/x018/x446/x744/x073/x709/x551/615", u64::MAX, false),
    ] {
        assert_eq!(resource(path).unwrap().fits(size), fits, "{path} in {size}");
    }
}

#[test]
fn a_tile_holds_every_eighth_level() {
    let leaves: Vec<_> = (0..600_u32).map(|index| leaf_hash(&index.to_be_bytes())).collect();
    let nodes = NodeTable::from_leaf_hashes(leaves.iter().copied()).unwrap();
    let read = |node| nodes.get(node);
    let bottom = Tile::of(0, 2, 600).unwrap();
    assert_eq!(bottom.width, 88);
    assert_eq!(bottom.bytes(read).unwrap(), leaves[512..].iter().flat_map(|hash| hash.0).collect::<Vec<_>>());
    let top = Tile::of(1, 0, 600).unwrap();
    assert_eq!(top.nodes(), [Node { level: 8, index: 0 }, Node { level: 8, index: 1 }]);
    assert_eq!(top.bytes(read).unwrap().len(), 64);
    let beyond = Tile { level: 0, index: 2, width: 89 };
    assert_eq!(beyond.bytes(read), Err(LogError::MissingNode(Node { level: 0, index: 600 })));
    assert_eq!(Tile::of(2, 0, 600), None);
    let absurd = Tile { level: 255, index: u64::MAX, width: 1 };
    assert!(absurd.bytes(read).is_err());
}

#[test]
fn a_bundle_is_lengths_and_entries() {
    let bytes = encode_bundle([b"a".as_slice(), b"", b"bcd"]).unwrap();
    assert_eq!(bytes, b"\0\x01a\0\0\0\x03bcd");
    assert_eq!(decode_bundle(&bytes).unwrap(), [b"a".to_vec(), vec![], b"bcd".to_vec()]);
    assert_eq!(decode_bundle(&bytes[..bytes.len() - 1]), Err(LogError::Bundle));
    assert_eq!(decode_bundle(b"\0"), Err(LogError::Bundle));
    let long = vec![0; 65_536];
    assert_eq!(encode_bundle([long.as_slice()]), Err(LogError::EntryTooLong { bytes: 65_536 }));
    assert_eq!(Bundle::of(1, 300).unwrap().entries(), 256..300);
}

proptest! {
    #[test]
    fn every_file_has_one_path(level in 0_u8..=7, index in any::<u64>(), width in 1_u16..=256) {
        for file in [Resource::Tile(Tile { level, index, width }), Resource::Bundle(Bundle { index, width })] {
            prop_assert_eq!(resource(&file.to_string()), Ok(file));
        }
    }

    #[test]
    fn no_text_panics(path in "(tile/)?[x0-9./p+a-z]{0,40}", bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        if let Ok(file) = resource(&path) {
            prop_assert_eq!(file.to_string(), path);
        }
        if let Ok(entries) = decode_bundle(&bytes) {
            prop_assert_eq!(encode_bundle(entries.iter().map(Vec::as_slice)).unwrap(), bytes);
        }
    }
}
