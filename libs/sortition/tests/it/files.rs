//! Receipts on disk.

use sortition::receipt::{read_dir, write_dir};
use sortition::trust::Trust;
use sortition::verify::{Verdict, verify_dir};

use crate::world::{City, TODAY};

fn verdict(change: impl FnOnce(&std::path::Path)) -> Verdict {
    let dir = tempfile::tempdir().unwrap();
    write_dir(dir.path(), &City::new().draw().whole).unwrap();
    change(dir.path());
    verify_dir(dir.path(), &Trust::default(), TODAY)
}

#[test]
fn what_is_written_is_read_and_holds() {
    let dir = tempfile::tempdir().unwrap();
    let bundle = City::new().draw().whole;
    write_dir(&dir.path().join("7"), &bundle).unwrap();
    assert_eq!(read_dir(&dir.path().join("7")).unwrap(), bundle);
    assert_eq!(verdict(|_| {}).exit_code(), 0);
}

#[test]
fn a_directory_that_is_not_there_is_incomplete() {
    let verdict = verify_dir(std::path::Path::new("/nonexistent/draw"), &Trust::default(), TODAY);
    assert_eq!(verdict.exit_code(), 2);
    let empty = tempfile::tempdir().unwrap();
    let verdict = verify_dir(empty.path(), &Trust::default(), TODAY);
    assert!(matches!(verdict, Verdict::Incomplete { file, .. } if file == "receipt.json"));
}

#[test]
fn strangers_directories_and_giants_are_refused() {
    let stranger = verdict(|dir| std::fs::write(dir.join("a.txt"), "x").unwrap());
    assert_eq!((stranger.exit_code(), stranger.to_string().contains("a.txt")), (1, true));
    let nested = verdict(|dir| {
        std::fs::remove_file(dir.join("plan.json")).unwrap();
        std::fs::create_dir(dir.join("plan.json")).unwrap();
    });
    assert_eq!(nested.exit_code(), 1, "{nested}");
    let giant = verdict(|dir| {
        let file = std::fs::File::create(dir.join("entropy.json")).unwrap();
        file.set_len(1 << 17).unwrap();
    });
    assert!(giant.exit_code() == 1 && giant.to_string().contains("超过 65536 字节"), "{giant}");
}

#[cfg(unix)]
#[test]
fn a_link_is_not_followed() {
    let linked = verdict(|dir| {
        std::fs::remove_file(dir.join("pool.csv")).unwrap();
        std::os::unix::fs::symlink("/dev/zero", dir.join("pool.csv")).unwrap();
    });
    assert_eq!(linked.exit_code(), 1, "{linked}");
}

#[test]
fn spellings_of_other_systems_are_refused_with_their_place() {
    let crlf = verdict(|dir| {
        let text = std::fs::read_to_string(dir.join("result.csv")).unwrap();
        std::fs::write(dir.join("result.csv"), text.replace('\n', "\r\n")).unwrap();
    });
    assert_eq!(crlf.exit_code(), 1);
    let bom = verdict(|dir| {
        let text = std::fs::read_to_string(dir.join("receipt.json")).unwrap();
        std::fs::write(dir.join("receipt.json"), format!("\u{feff}{text}")).unwrap();
    });
    assert_eq!((bom.exit_code(), bom.to_string().contains("receipt.json")), (1, true));
}
