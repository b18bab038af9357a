//! Where an object is: its division (GB/T 2260) from the region column or the address, the county before the city.

const PLACES: &[(&str, &str)] = &[
    ("410402", "新华区"),
    ("410403", "卫东区"),
    ("410404", "石龙区"),
    ("410411", "湛河区"),
    ("410421", "宝丰县"),
    ("410422", "叶县"),
    ("410423", "鲁山县"),
    ("410425", "郏县"),
    ("410481", "舞钢市"),
    ("410482", "汝州市"),
    ("410400", "平顶山"),
];

/// The division named in `region`, else in `address`; none where neither names one.
pub fn place(region: &str, address: &str) -> Option<&'static str> {
    let county =
        |text: &str| PLACES.iter().take(10).find(|(code, name)| text.contains(name) || text == *code);
    let city = |text: &str| PLACES.iter().skip(10).find(|(code, name)| text.contains(name) || text == *code);
    county(region)
        .or_else(|| county(address))
        .or_else(|| city(region))
        .or_else(|| city(address))
        .map(|(code, _)| *code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_county_is_found_before_the_city() {
        assert_eq!(place("平顶山", "鲁山县赵村乡赵村街"), Some("410423"));
        assert_eq!(place("平顶山市舞钢市", ""), Some("410481"));
        assert_eq!((place("410481", ""), place("平顶山", "姚电大道西段")), (Some("410481"), Some("410400")));
        assert_eq!(place("郑州", "中原区"), None);
    }
}
