//! Unified social credit code (统一社会信用代码, GB 32100-2015): 18 characters, the last a check character.

/// The alphabet; a character's value is its place (no I, O, S, V, Z).
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
/// Weight of position i (1 to 17): 3^(i-1) mod 31.
const WEIGHTS: [u32; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/// Why a code is refused. It is reported to the one who sent it and never repaired.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadUscc {
    #[error("统一社会信用代码应为 18 位，实为 {0} 位")]
    Length(usize),
    #[error("统一社会信用代码第 {position} 位“{character}”不在字符集内")]
    Character { position: usize, character: char },
    #[error("统一社会信用代码校验位应为 {expected}，实为 {found}")]
    CheckDigit { expected: char, found: char },
}

/// The check character for the first 17 characters: 31 − (Σ Ci·Wi mod 31), 31 written as 0.
pub fn check_character(first17: &str) -> Result<char, BadUscc> {
    let mut sum = 0;
    for (index, character) in first17.chars().enumerate() {
        let weight = WEIGHTS.get(index).ok_or(BadUscc::Length(first17.chars().count() + 1))?;
        sum += value(index + 1, character)? * weight;
    }
    let check = (31 - sum % 31) % 31;
    Ok(char::from(ALPHABET[check as usize]))
}

/// Accepts a well-formed code with a right check character.
pub fn check(code: &str) -> Result<(), BadUscc> {
    let length = code.chars().count();
    if length != 18 {
        return Err(BadUscc::Length(length));
    }
    for (index, character) in code.chars().enumerate() {
        value(index + 1, character)?;
    }
    let expected = check_character(&code[..17])?;
    let found = code.chars().next_back().unwrap_or_default();
    if found == expected { Ok(()) } else { Err(BadUscc::CheckDigit { expected, found }) }
}

fn value(position: usize, character: char) -> Result<u32, BadUscc> {
    ALPHABET
        .iter()
        .position(|&known| char::from(known) == character)
        .and_then(|at| u32::try_from(at).ok())
        .ok_or(BadUscc::Character { position, character })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_example_checks() {
        assert_eq!(check("91350100M000100Y43"), Ok(()));
    }

    #[test]
    fn each_kind_of_fault_is_named() {
        assert_eq!(check("91350100M000100Y4"), Err(BadUscc::Length(17)));
        assert_eq!(check("91350100M000100Y44"), Err(BadUscc::CheckDigit { expected: '3', found: '4' }));
        assert_eq!(check("9135010OM000100Y43"), Err(BadUscc::Character { position: 8, character: 'O' }));
        assert_eq!(check("９1350100M000100Y43"), Err(BadUscc::Character { position: 1, character: '９' }));
    }
}
