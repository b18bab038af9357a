//! The public log of a region: appended in the transaction of the step that it records.

use ::store::{StoreError, Work, sql};
use kernel::RegionCode;
use sea_orm::{ConnectionTrait, FromQueryResult};
use translog::{Hash, LogSigner, LogState, Node, NodeTable, ProofFile, Resource};

use crate::keys::fault;

#[derive(FromQueryResult)]
struct Head {
    size: i64,
    state: String,
    last_open: String,
}

/// A region's log as a transaction holds it.
#[derive(Debug)]
pub struct Log {
    region: RegionCode,
    state: LogState,
    before: i64,
    pub last_open: String,
}

impl Log {
    pub async fn open<C: ConnectionTrait>(
        on: &C,
        region: &RegionCode,
        origin: &str,
    ) -> Result<Self, StoreError> {
        let text = "SELECT size, state, last_open FROM log_head WHERE region = ?";
        match sql::one::<Head, _>(on, text, vec![region.as_str().into()]).await? {
            Some(head) => Ok(Self {
                region: region.clone(),
                state: serde_json::from_str(&head.state)?,
                before: head.size,
                last_open: head.last_open,
            }),
            None => Ok(Self {
                region: region.clone(),
                state: LogState::new(origin).map_err(fault)?,
                before: -1,
                last_open: String::new(),
            }),
        }
    }

    /// The number of entries.
    pub fn size(&self) -> u64 {
        self.state.size()
    }

    /// Appends an entry and returns its place.
    pub async fn append(&mut self, work: &Work, entry: &[u8]) -> Result<u64, StoreError> {
        let appended = self.state.append(entry).map_err(fault)?;
        let text = "INSERT INTO log_entry (region, place, content) VALUES (?, ?, ?)";
        let values =
            vec![self.region.as_str().into(), appended.index.cast_signed().into(), entry.to_vec().into()];
        sql::execute(work.tx(), text, values).await.map_err(StoreError::on_conflict)?;
        for (node, hash) in &appended.nodes {
            let text = "INSERT INTO log_node (region, level, place, hash) VALUES (?, ?, ?, ?)";
            let values = vec![
                self.region.as_str().into(),
                i64::from(node.level).into(),
                node.index.cast_signed().into(),
                hash.to_string().into(),
            ];
            sql::execute(work.tx(), text, values).await.map_err(StoreError::on_conflict)?;
        }
        Ok(appended.index)
    }

    /// Saves the head; of two who append at once the second is told so.
    pub async fn save(&self, work: &Work) -> Result<(), StoreError> {
        let (size, state) = (self.state.size().cast_signed(), serde_json::to_string(&self.state)?);
        let region = self.region.as_str();
        let saved = if self.before < 0 {
            let text = "INSERT INTO log_head (region, size, state, last_open) VALUES (?, ?, ?, ?)";
            let values = vec![region.into(), size.into(), state.into(), self.last_open.as_str().into()];
            sql::execute(work.tx(), text, values).await.map_err(StoreError::on_conflict)?
        } else {
            let text = "UPDATE log_head SET size = ?, state = ?, last_open = ? WHERE region = ? AND size = ?";
            let values = vec![
                size.into(),
                state.into(),
                self.last_open.as_str().into(),
                region.into(),
                self.before.into(),
            ];
            sql::execute(work.tx(), text, values).await?
        };
        if saved == 1 { Ok(()) } else { Err(StoreError::SameTime) }
    }

    pub fn checkpoint(&self, signer: &LogSigner) -> Result<String, StoreError> {
        self.state.checkpoint(signer).map_err(fault)
    }

    /// The proof file of an entry under a checkpoint of the log as it stands.
    pub async fn proof(&self, work: &Work, place: u64, checkpoint: &str) -> Result<String, StoreError> {
        let size = self.state.size();
        let mut table: Vec<(Node, Hash)> = Vec::new();
        for node in translog::inclusion_nodes(place, size).map_err(fault)? {
            table.push((node, self.node(work, node).await?));
        }
        let table: NodeTable = table.into_iter().collect();
        let proof = translog::inclusion_proof(place, size, |node| table.get(node)).map_err(fault)?;
        Ok(ProofFile::new(proof, checkpoint).to_string())
    }

    async fn node(&self, work: &Work, node: Node) -> Result<Hash, StoreError> {
        #[derive(FromQueryResult)]
        struct Row {
            hash: String,
        }
        let text = "SELECT hash FROM log_node WHERE region = ? AND level = ? AND place = ?";
        let values =
            vec![self.region.as_str().into(), i64::from(node.level).into(), node.index.cast_signed().into()];
        let row = sql::one::<Row, _>(work.tx(), text, values).await?.ok_or(StoreError::NotFound)?;
        row.hash.parse().map_err(fault)
    }
}

/// The bytes of an immutable file of the log; a single range of rows.
pub async fn file<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
    file: Resource,
) -> Result<Vec<u8>, StoreError> {
    match file {
        Resource::Tile(tile) => {
            let nodes = tile.nodes();
            let Some(first) = nodes.first() else { return Err(StoreError::NotFound) };
            #[derive(FromQueryResult)]
            struct Row {
                place: i64,
                hash: String,
            }
            let text = "SELECT place, hash FROM log_node WHERE region = ? AND level = ? AND place >= ? AND place < ?";
            let end = first.index + nodes.len() as u64;
            let values = vec![
                region.as_str().into(),
                i64::from(first.level).into(),
                first.index.cast_signed().into(),
                end.cast_signed().into(),
            ];
            let mut table = NodeTable::default();
            for row in sql::all::<Row, _>(on, text, values).await? {
                let node = Node { level: first.level, index: row.place.unsigned_abs() };
                table.extend([(node, row.hash.parse::<Hash>().map_err(fault)?)]);
            }
            tile.bytes(|node| table.get(node)).map_err(fault)
        }
        Resource::Bundle(bundle) => {
            #[derive(FromQueryResult)]
            struct Row {
                content: Vec<u8>,
            }
            let text =
                "SELECT content FROM log_entry WHERE region = ? AND place >= ? AND place < ? ORDER BY place";
            let range = bundle.entries();
            let values = vec![
                region.as_str().into(),
                range.start.cast_signed().into(),
                range.end.cast_signed().into(),
            ];
            let rows = sql::all::<Row, _>(on, text, values).await?;
            translog::encode_bundle(rows.iter().map(|row| row.content.as_slice())).map_err(fault)
        }
    }
}

#[cfg(test)]
mod tests;
