//! Paths of a log's immutable files, below its prefix (C2SP tlog-tiles).
//!
//! `tile/<L>/<N>[.p/<W>]` and `tile/entries/<N>[.p/<W>]`; N in groups of three digits, all but the last with an `x` before
//! them: `x001/x234/067`. The partial form is there only for widths below 256.

use std::fmt;
use std::str::FromStr;

use crate::tile::FULL;
use crate::{Bundle, LogError, Tile};

/// Beyond this level a tile would need more leaves than 64 bits count.
const TOP_LEVEL: u8 = 7;

/// One immutable file of a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Resource {
    Tile(Tile),
    Bundle(Bundle),
}

impl Resource {
    /// Whether a log of that size has it. A partial file stays valid when the log has grown past it.
    pub fn fits(&self, size: u64) -> bool {
        match *self {
            Self::Tile(tile) => {
                Tile::of(tile.level, tile.index, size).is_some_and(|all| tile.width <= all.width)
            }
            Self::Bundle(bundle) => {
                Bundle::of(bundle.index, size).is_some_and(|all| bundle.width <= all.width)
            }
        }
    }

    /// Every file that a client of a log of that size may need: for export, and for serving from a directory.
    pub fn all(size: u64) -> Vec<Self> {
        let level = |level| (0..).map_while(move |index| Tile::of(level, index, size)).map(Self::Tile);
        let tiles = (0..=TOP_LEVEL).flat_map(level);
        let bundles = (0..).map_while(|index| Bundle::of(index, size)).map(Self::Bundle);
        tiles.chain(bundles).collect()
    }

    fn index(&self) -> u64 {
        match self {
            Self::Tile(tile) => tile.index,
            Self::Bundle(bundle) => bundle.index,
        }
    }

    fn width(&self) -> u16 {
        match self {
            Self::Tile(tile) => tile.width,
            Self::Bundle(bundle) => bundle.width,
        }
    }
}

impl fmt::Display for Resource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tile(tile) => write!(f, "tile/{}/", tile.level)?,
            Self::Bundle(_) => write!(f, "tile/entries/")?,
        }
        write_index(f, self.index())?;
        if self.width() < FULL {
            write!(f, ".p/{}", self.width())?;
        }
        Ok(())
    }
}

fn write_index(f: &mut fmt::Formatter<'_>, index: u64) -> fmt::Result {
    let groups: Vec<u64> =
        std::iter::successors(Some(index), |rest| Some(rest / 1000).filter(|rest| *rest > 0)).collect();
    for (place, group) in groups.iter().enumerate().rev() {
        let end = if place == 0 { "" } else { "/" };
        let mark = if place == 0 { "" } else { "x" };
        write!(f, "{mark}{:03}{end}", group % 1000)?;
    }
    Ok(())
}

impl FromStr for Resource {
    type Err = LogError;

    fn from_str(path: &str) -> Result<Self, LogError> {
        let resource = read(path).ok_or(LogError::Path)?;
        // Read loosely, then compared: exactly one path is accepted for each file.
        if resource.to_string() == path { Ok(resource) } else { Err(LogError::Path) }
    }
}

fn read(path: &str) -> Option<Resource> {
    let (kind, rest) = path.strip_prefix("tile/")?.split_once('/')?;
    let (index, width) = match rest.split_once(".p/") {
        Some((index, width)) => (index, width.parse().ok().filter(|width| (1..FULL).contains(width))?),
        None => (rest, FULL),
    };
    let index = read_index(index)?;
    if kind == "entries" {
        return Some(Resource::Bundle(Bundle { index, width }));
    }
    let level = kind.parse().ok().filter(|level| *level <= TOP_LEVEL)?;
    Some(Resource::Tile(Tile { level, index, width }))
}

fn read_index(text: &str) -> Option<u64> {
    text.split('/').try_fold(0_u64, |index, group| {
        let group: u64 =
            group.strip_prefix('x').unwrap_or(group).parse().ok().filter(|group| *group < 1000)?;
        index.checked_mul(1000)?.checked_add(group)
    })
}
