//! The notices that the product ships.

use std::sync::LazyLock;

use crate::{Calendar, Notice};

/// Read once: every finding and every duty asks for it.
static BUILT_IN: LazyLock<Calendar> = LazyLock::new(read);

const TEXTS: [&str; 10] = [
    include_str!("../notices/2019.txt"),
    include_str!("../notices/2019-2.txt"),
    include_str!("../notices/2020.txt"),
    include_str!("../notices/2020-2.txt"),
    include_str!("../notices/2021.txt"),
    include_str!("../notices/2022.txt"),
    include_str!("../notices/2023.txt"),
    include_str!("../notices/2024.txt"),
    include_str!("../notices/2025.txt"),
    include_str!("../notices/2026.txt"),
];

impl Calendar {
    /// The calendar with the notices of 2019 to 2026, both versions of 2019 and of 2020.
    pub fn built_in() -> Self {
        BUILT_IN.clone()
    }
}

fn read() -> Calendar {
    // A text that did not parse would leave its year provisional, never wrong; the test below rules it out.
    let notices = TEXTS.iter().filter_map(|text| text.parse::<Notice>().ok());
    notices.fold(Calendar::empty(), |calendar, notice| match calendar.clone().with_notice(notice) {
        Ok(with) => with,
        Err(_) => calendar,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_text_is_an_accepted_notice() {
        for text in TEXTS {
            let notice: Notice = text.parse().unwrap();
            Calendar::built_in().with_notice(notice).unwrap();
        }
        assert_eq!(Calendar::built_in().notices().count(), TEXTS.len());
    }
}
