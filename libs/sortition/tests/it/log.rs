//! A public log in memory, written from the C2SP documents alone.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signer as _, SigningKey};
use sortition::encoding::{Hex, sha256};
use sortition::merkle;
use sortition::note::VKey;

pub struct Log {
    origin: String,
    key: SigningKey,
    entries: Vec<Vec<u8>>,
}

impl Log {
    /// A log that holds something else already.
    pub fn new(origin: &str, key: u8) -> Self {
        let entries = (0..5).map(|i: u32| format!("earlier entry {i}").into_bytes()).collect();
        Self { origin: origin.to_owned(), key: SigningKey::from_bytes(&[key; 32]), entries }
    }

    pub fn vkey(&self) -> VKey {
        VKey::of_log(&self.origin, &self.key.verifying_key().to_bytes()).unwrap()
    }

    /// Appends and gives the index.
    pub fn append(&mut self, entry: Vec<u8>) -> usize {
        self.entries.push(entry);
        self.entries.len() - 1
    }

    pub fn checkpoint(&self) -> String {
        let root = merkle::root(&self.entries);
        format!("{}\n{}\n{}\n", self.origin, self.entries.len(), STANDARD.encode(root))
    }

    /// The tlog-proof of an entry in the log as it stands, with cosignatures by these witnesses.
    pub fn proof(&self, index: usize, witnesses: &[&Witness]) -> String {
        let text = self.checkpoint();
        let mut signatures =
            line(&self.origin, 1, &self.key, self.key.sign(text.as_bytes()).to_bytes().to_vec());
        witnesses.iter().for_each(|w| signatures.push_str(&w.cosign(&text)));
        let path = merkle::inclusion_path(&self.entries, index).unwrap();
        let path: String = path.iter().map(|hash| format!("{}\n", STANDARD.encode(hash))).collect();
        format!("c2sp.org/tlog-proof@v1\nindex {index}\n{path}\n{text}\n{signatures}")
    }
}

pub struct Witness {
    pub name: String,
    pub key: SigningKey,
    pub time: u64,
}

impl Witness {
    pub fn vkey(&self) -> String {
        let mut material = vec![4];
        material.extend(self.key.verifying_key().to_bytes());
        format!("{}+{}+{}", self.name, hex::encode(id(&self.name, &material)), STANDARD.encode(&material))
    }

    fn cosign(&self, text: &str) -> String {
        let message = format!("cosignature/v1\ntime {}\n{text}", self.time);
        let mut bytes = self.time.to_be_bytes().to_vec();
        bytes.extend(self.key.sign(message.as_bytes()).to_bytes());
        line(&self.name, 4, &self.key, bytes)
    }
}

fn line(name: &str, kind: u8, key: &SigningKey, signature: Vec<u8>) -> String {
    let mut material = vec![kind];
    material.extend(key.verifying_key().to_bytes());
    let mut bytes = id(name, &material).to_vec();
    bytes.extend(signature);
    format!("— {name} {}\n", STANDARD.encode(bytes))
}

fn id(name: &str, material: &[u8]) -> [u8; 4] {
    let Hex([a, b, c, d, ..]) = sha256(&[name.as_bytes(), b"\n", material].concat());
    [a, b, c, d]
}
