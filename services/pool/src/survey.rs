//! What a file of inspectors names, for one who sets up a city to rehearse in: its departments and their items.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::intake::{self, Field};

/// By department, by item: how many inspectors can be sent today.
pub type Departments = BTreeMap<String, BTreeMap<String, usize>>;

/// # Errors
/// In Chinese, where the file is no table or lacks the column of departments.
pub fn departments(file: &[u8], today: NaiveDate) -> Result<Departments, String> {
    let said = |refusal: crate::domain::Refusal| match web::Problem::from(refusal) {
        web::Problem::Refused(details) => details.detail,
        web::Problem::Replayed(_) => String::new(),
    };
    let sheet = intake::read(file).map_err(said)?;
    let mut found = Departments::new();
    intake::each_row(&sheet, &[(Field::Department, "所属部门")], |row| {
        let Some((department, items)) = intake::can_be_sent(&row, today) else { return };
        let known = found.entry(department).or_default();
        for item in items.into_iter().filter(|item| item != "*") {
            *known.entry(item).or_default() += 1;
        }
    })
    .map_err(said)?;
    found.remove("");
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_on_leave_or_uncertified_cannot_be_sent() {
        let file = "姓名,执法证号,证件有效期至,所属部门,执法事项,状态\n甲,1,2027-01-01,市监局,食品、药品,在岗\n\
                    乙,2,2020-01-01,市监局,食品,\n丙,3,2027-01-01,市监局,食品,休假\n丁,4,2027-01-01,市监局,食品,\n";
        let found = departments(file.as_bytes(), NaiveDate::from_ymd_opt(2026, 3, 2).unwrap()).unwrap();
        assert_eq!(found["市监局"], [("食品".to_owned(), 2), ("药品".to_owned(), 1)].into());
        let none = departments("姓名,执法证号\n甲,1\n".as_bytes(), NaiveDate::default());
        assert!(none.is_err_and(|text| text.contains("所属部门")));
    }
}
