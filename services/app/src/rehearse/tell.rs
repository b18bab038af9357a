//! Telling how far it is: a line per step, and on a terminal a count while it runs.

use std::{
    cell::{Cell, RefCell},
    io::{self, IsTerminal, Write},
    time::Duration,
};

use kernel::{MonotonicTimer, Timer};

use super::record::Stage;

#[derive(Debug)]
pub struct Teller {
    timer: MonotonicTimer,
    live: bool,
    begun: Cell<Duration>,
    stages: RefCell<Vec<Stage>>,
}

impl Default for Teller {
    fn default() -> Self {
        Self {
            timer: MonotonicTimer::start(),
            live: io::stdout().is_terminal(),
            begun: Cell::default(),
            stages: RefCell::default(),
        }
    }
}

impl Teller {
    /// What is done now, on a line that will be written over.
    pub fn progress(&self, name: &str, done: usize, all: usize) {
        if self.live {
            print!("\r  … {name} {done}/{all}\x1b[K");
            let _shown = io::stdout().flush();
        }
    }

    /// A step is done.
    pub fn done(&self, name: &str, result: String) {
        let now = self.timer.elapsed();
        let took = now.saturating_sub(self.begun.replace(now));
        let stage = Stage {
            name: name.to_owned(),
            result,
            took_ms: u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
        };
        let clear = if self.live { "\r\x1b[K" } else { "" };
        println!("{clear}{:>7.1} 秒  {}  {}", now.as_secs_f64(), padded(name, 24), stage.result);
        self.stages.borrow_mut().push(stage);
    }

    /// More about the step above.
    pub fn note(&self, text: &str) {
        println!("{:>12}{text}", "");
    }

    pub fn stages(&self) -> Vec<Stage> {
        self.stages.borrow().clone()
    }
}

/// Filled up to `columns` of a terminal, where a Chinese character takes two.
pub fn padded(text: &str, columns: usize) -> String {
    let width: usize = text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    format!("{text}{}", " ".repeat(columns.saturating_sub(width)))
}

#[cfg(test)]
mod tests {
    use super::padded;

    #[test]
    fn a_chinese_character_takes_two_columns() {
        assert_eq!(padded("抽取ab", 8), "抽取ab  ");
        assert_eq!(padded("很长的名称", 4), "很长的名称");
    }
}
