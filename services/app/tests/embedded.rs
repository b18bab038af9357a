//! `suiji up` as it is started and stopped by hand: one process for one directory, and a clock that never goes back.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should stop where it stands"
)]

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Output, Stdio},
};

use serde_json::json;

const SUIJI: &str = env!("CARGO_BIN_EXE_suiji");
const MARCH: &str = "2026-03-02T09:00:00+08:00";

fn up(data: &Path, clock: &str) -> Command {
    let mut command = Command::new(SUIJI);
    command.args(["up", "--listen", "127.0.0.1:0", "--clock", clock, "--data"]).arg(data);
    command
}

fn clock(data: &Path, by: &str) -> Output {
    Command::new(SUIJI).args(["clock", "advance", by, "--data"]).arg(data).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A running system: its address and the code for its first administrator.
struct Running(Child, String, String);

impl Running {
    fn start(data: &Path) -> Self {
        let mut child = up(data, MARCH).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let mut after = |mark: &str| lines.next().unwrap().rsplit_once(mark).unwrap().1.to_owned();
        let (base, code) = (after("就绪："), after("）："));
        Self(child, base, code)
    }

    /// Something that the system records.
    async fn open_administrator(&self) {
        let body = json!({"code": self.2, "login": "admin", "password": "long-enough-1", "region": "410481"});
        let path = format!("{}/api/identity/v1/first-administrator", self.1);
        runtime::telemetry::install_crypto();
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        assert_eq!(client.post(path).json(&body).send().await.unwrap().status(), 201);
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

#[tokio::test]
async fn one_directory_is_one_process_and_its_clock_goes_forward_alone() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    let first = Running::start(&data);
    first.open_administrator().await;
    let second = up(&data, MARCH).output().unwrap();
    assert!(!second.status.success() && said(&second).contains("正由另一个随机系统使用"), "{second:?}");
    assert!(clock(&data, "7d").status.success(), "the first one is still reached");
    assert!(said(&clock(&data, "2000d")).contains("一次最多向前拨动"));
    drop(first);
    let back = up(&data, MARCH).output().unwrap();
    assert!(!back.status.success() && said(&back).contains("--clock 不能早于此时"), "{back:?}");
    assert!(said(&back).contains("2026-03-02T09:00"), "{back:?}");
}

#[test]
fn what_cannot_be_used_is_named_in_chinese() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("file");
    std::fs::write(&file, "region = [\n").unwrap();
    let run = |arguments: &[&str]| said(&Command::new(SUIJI).args(arguments).output().unwrap());
    let file = file.to_str().unwrap();
    for (arguments, what) in [
        (&["up", "--data", file, "--listen", "127.0.0.1:0"][..], "已经存在，且不是目录"),
        (&["config", "check", "--config", file], "第 1 行第"),
        (&["config", "check", "--config", "/"], "是目录，不是文件"),
        (&["config", "check", "--config", "/no/such"], "没有这个文件或目录"),
        (&["draw", "verify", "/no/such", "--trust", file], "不是规定形状的 JSON"),
        (&["openapi", "nobody"], "可用的有：identity、planning"),
        (&["admin", "init", "--data", "/no/such"], "没有随机系统的数据"),
        (&["rehearse", "--objects", "/no/such"], "没有这个文件或目录"),
        (&["rehearse", "--objects", file, "--report", file], "已经存在，且不是目录"),
        (&["rehearse", "--objects", file, "--url", "nonsense", "--token", "x"], "不是合格的网址"),
        (&["rehearse", "--record", file], "不是演练记录"),
        (&["workday", "add", "2026-03-02", "10001"], "个工作日过多"),
    ] {
        let text = run(arguments);
        assert!(text.contains(what) && !text.contains("os error"), "{arguments:?}: {text}");
    }
}
