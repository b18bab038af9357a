//! Stopping: the first signal asks for a soft stop, which finishes what is under way; the second breaks off.

use std::io;

use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

/// The two tokens that everything running listens to. Hard implies soft.
#[derive(Clone, Debug)]
pub struct Shutdown {
    /// Take nothing new, finish what is under way.
    pub soft: CancellationToken,
    /// Drop what is under way.
    pub hard: CancellationToken,
}

impl Default for Shutdown {
    fn default() -> Self {
        let hard = CancellationToken::new();
        Self { soft: hard.child_token(), hard }
    }
}

impl Shutdown {
    pub fn new() -> Self {
        Self::default()
    }

    /// One that a hard stop reaches as well, and whose soft stop is asked for by itself: for who has to end last.
    pub fn last(&self) -> Self {
        Self { soft: self.hard.child_token(), hard: self.hard.clone() }
    }

    /// The first call asks for a soft stop, every later one for a hard stop.
    pub fn request(&self) {
        if self.soft.is_cancelled() {
            self.hard.cancel();
        }
        self.soft.cancel();
    }

    /// Listens for SIGTERM and SIGINT from now on; needs a running tokio.
    pub fn listen(&self) -> io::Result<()> {
        let (mut term, mut int) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
        let shutdown = self.clone();
        tokio::spawn(async move {
            loop {
                tokio::select! {
                    _ = term.recv() => {}
                    _ = int.recv() => {}
                }
                shutdown.request();
            }
        });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_request_is_soft_and_the_second_hard() {
        let shutdown = Shutdown::new();
        shutdown.request();
        assert!(shutdown.soft.is_cancelled() && !shutdown.hard.is_cancelled());
        shutdown.request();
        assert!(shutdown.hard.is_cancelled());
    }

    #[test]
    fn who_waits_for_a_soft_stop_also_hears_of_a_hard_one() {
        let shutdown = Shutdown::new();
        shutdown.hard.cancel();
        assert!(shutdown.soft.is_cancelled());
    }

    #[test]
    fn who_ends_last_goes_on_through_a_soft_stop_and_not_through_a_hard_one() {
        let shutdown = Shutdown::new();
        let last = shutdown.last();
        shutdown.request();
        assert!(!last.soft.is_cancelled());
        shutdown.request();
        assert!(last.soft.is_cancelled() && last.hard.is_cancelled());
    }

    #[tokio::test]
    async fn signals_to_the_process_are_requests() {
        let shutdown = Shutdown::new();
        shutdown.listen().unwrap();
        signal_this_process("TERM");
        shutdown.soft.cancelled().await;
        assert!(!shutdown.hard.is_cancelled());
        signal_this_process("INT");
        shutdown.hard.cancelled().await;
    }

    fn signal_this_process(name: &str) {
        let kill = format!("kill -{name} {}", std::process::id());
        assert!(std::process::Command::new("sh").args(["-c", &kill]).status().unwrap().success());
    }
}
