//! Where an object is: its division (GB/T 2260) from the region column or the address, the county before the city. The
//! divisions are data (`data/places.tsv`).

/// The table: code, name, short name; counties before the city they belong to.
const TABLE: &str = include_str!("../../../data/places.tsv");

/// Why a place is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoPlace {
    /// A code that no division here has.
    WrongCode,
    Unnamed,
}

struct Division {
    code: &'static str,
    name: &'static str,
    short: &'static str,
}

fn divisions() -> impl Iterator<Item = Division> {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut parts = line.split('\t');
        Some(Division { code: parts.next()?, name: parts.next()?, short: parts.next()? })
    })
}

/// The division that `region` names by code or name, else `address` by name. Where both name one, a county goes before
/// its city, and the region before the address.
pub fn place(region: &str, address: &str) -> Result<&'static str, NoPlace> {
    let leading: String = region.chars().take_while(char::is_ascii_digit).collect();
    if leading.len() >= 6 {
        return divisions()
            .find(|division| leading.starts_with(division.code))
            .map(|division| division.code)
            .ok_or(NoPlace::WrongCode);
    }
    let is_city = |division: &Division| division.code.ends_with("00");
    let named = |city: bool, text: &str, short: bool| {
        divisions()
            .filter(|division| is_city(division) == city)
            .find(|division| text.contains(if short { division.short } else { division.name }))
            .map(|division| division.code)
    };
    // Short names only in the region column: in an address they may be a road.
    named(false, region, true)
        .or_else(|| named(false, address, false))
        .or_else(|| named(true, region, true))
        .or_else(|| named(true, address, false))
        .ok_or(NoPlace::Unnamed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_county_is_found_before_the_city() {
        assert_eq!(place("平顶山", "鲁山县赵村乡赵村街"), Ok("410423"));
        assert_eq!(place("平顶山市舞钢市", ""), Ok("410481"));
        assert_eq!(place("舞钢", ""), Ok("410481"));
        assert_eq!(place("平顶山", "姚电大道西段"), Ok("410400"));
        assert_eq!(place("", "平顶山市新华区中兴路"), Ok("410402"));
    }

    #[test]
    fn a_code_is_taken_as_it_is_or_refused() {
        assert_eq!(place("410481", "鲁山县"), Ok("410481"));
        assert_eq!(place("410481100000", ""), Ok("410481"));
        assert_eq!(place("999999", "舞钢市"), Err(NoPlace::WrongCode));
    }

    #[test]
    fn nothing_is_guessed() {
        assert_eq!(place("郑州", "中原区"), Err(NoPlace::Unnamed));
        assert_eq!(place("", "新华路8号"), Err(NoPlace::Unnamed));
    }
}
