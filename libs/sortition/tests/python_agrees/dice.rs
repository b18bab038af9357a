//! Reproducible variety for the generated cases, and the one way to call Python.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use sha2::{Digest, Sha256};

/// A stream of numbers that is the same in every run.
pub struct Dice {
    state: [u8; 32],
}

impl Dice {
    pub fn new(case: u32) -> Self {
        Self { state: Sha256::digest(case.to_be_bytes()).into() }
    }

    pub fn bytes(&mut self) -> [u8; 32] {
        self.state = Sha256::digest(self.state).into();
        self.state
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: u32) -> u32 {
        let bytes = self.bytes();
        u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) % bound
    }

    pub fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }
}

/// Runs `python3` in this crate's directory, so that it can import `verify`.
pub fn python(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new("python3")
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("python3 is installed");
    child.stdin.take().expect("piped").write_all(input).expect("python reads its input");
    child.wait_with_output().expect("python ends")
}
