//! The city that a rehearsal is held in, as its files give it: departments and their items from the file of inspectors, or
//! three departments of its own where there is none.

use std::path::Path;

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::failure::Failure;

/// Fewer than so many inspectors are a slip of the pen rather than a department.
const ENOUGH: usize = 2;
/// Inspectors that each department of its own has.
const OWN_INSPECTORS: usize = 16;
/// The department that draws up the catalogue (市场监管部门, art. 6); the best staffed where none is named so.
pub const MARKET_REGULATION: &str = "scjg";
const OWN: [(&str, &str); 3] = [
    ("市场监督管理局（演练）", "食品安全监督检查"),
    ("卫生健康委员会（演练）", "公共场所卫生监督检查"),
    ("应急管理局（演练）", "安全生产监督检查"),
];

/// A department (部门) with the items that its inspectors may enforce, the best staffed first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Department {
    pub short: String,
    pub name: String,
    pub items: Vec<String>,
    /// Inspectors who can be sent for the first item.
    pub strength: usize,
}

impl Department {
    pub fn id(&self, region: &str) -> String {
        format!("{region}-{}", self.short)
    }
    /// Code of its item at `index`.
    pub fn code(&self, index: usize) -> String {
        format!("{}-{:02}", self.short, index + 1)
    }
}

#[derive(Debug)]
pub struct Town {
    /// The best staffed first: it initiates, the second takes part, the third is competent for what the first finds.
    pub departments: Vec<Department>,
    pub objects: Vec<u8>,
    pub inspectors: Vec<u8>,
}

impl Town {
    /// Reads the files.
    pub fn read(objects: &Path, inspectors: Option<&Path>, today: NaiveDate) -> Result<Self, Failure> {
        let read = |path: &Path| std::fs::read(path).map_err(|e| Failure::at(path, &e));
        let objects = read(objects)?;
        let inspectors = match inspectors {
            Some(path) => read(path)?,
            None => own_inspectors(today).into_bytes(),
        };
        let named = pool::survey::departments(&inspectors, today).map_err(Failure)?;
        let mut departments: Vec<_> = named
            .into_iter()
            .filter_map(|(name, items)| {
                let mut items: Vec<_> = items.into_iter().collect();
                items.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
                let strength = items.first()?.1;
                if strength < ENOUGH {
                    return None;
                }
                let items = items.into_iter().map(|(item, _)| item).collect();
                Some(Department { short: String::new(), name, items, strength })
            })
            .collect();
        departments.sort_by_key(|department| std::cmp::Reverse(department.strength));
        let lead = departments.iter().position(|department| department.name.contains("市场监督管理"));
        for (index, department) in departments.iter_mut().enumerate() {
            let leads = index == lead.unwrap_or_default();
            department.short =
                if leads { MARKET_REGULATION.to_owned() } else { format!("d{:02}", index + 1) };
        }
        let town = Self { departments, objects, inspectors };
        town.check()?;
        Ok(town)
    }

    /// Three departments at least, and the two that inspect can send two inspectors each and replace one.
    fn check(&self) -> Result<(), Failure> {
        let able = self.departments.iter().take(2).all(|department| department.strength >= 3);
        if self.departments.len() < 3 || !able {
            let need = "演练需要三个以上部门，其中两个部门各有三名以上可派出的持证执法人员（在岗、证件有效、执法事项明确）";
            return Err(Failure(need.to_owned()));
        }
        Ok(())
    }

    /// The catalogue's entries: each department's first items, a matter each.
    pub fn catalogue(&self, region: &str) -> Vec<Value> {
        let kinds = [
            "enterprise",
            "individual_business",
            "cooperative",
            "other_body",
            "product",
            "project",
            "conduct",
        ];
        let mut entries = Vec::new();
        for department in &self.departments {
            for (index, name) in department.items.iter().take(5).enumerate() {
                let code = department.code(index);
                entries.push(json!({
                    "item": code, "name": name, "department": department.id(region),
                    "legal_basis": "演练事项，不作为执法依据", "object_kinds": kinds, "matter": code,
                    "guide": format!("{name}：查验证照、现场查看、询问负责人"), "guide_version": "1"
                }));
            }
        }
        entries
    }

    /// Who is competent for which matter (谁审批、谁监管，谁主管、谁监管): what the first department finds goes to the third.
    pub fn rules(&self, region: &str) -> Vec<Value> {
        let mut rules = Vec::new();
        for (place, department) in self.departments.iter().enumerate() {
            let competent =
                if place == 0 { self.departments.get(2).unwrap_or(department) } else { department };
            for index in 0..department.items.len().min(5) {
                rules.push(json!({"department": competent.id(region), "matter": department.code(index)}));
            }
        }
        rules
    }
}

fn own_inspectors(today: NaiveDate) -> String {
    let until = today + chrono::TimeDelta::days(730);
    let mut text = "姓名,执法证号,证件有效期至,所属部门,执法事项\n".to_owned();
    for (place, (department, item)) in OWN.iter().enumerate() {
        for number in 1..=OWN_INSPECTORS {
            text += &format!(
                "演练检查员{}{number:02},YL{place}{number:04},{until},{department},{item}\n",
                place + 1
            );
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(inspectors: &str) -> Result<Town, Failure> {
        let dir = tempfile::tempdir().unwrap();
        let (objects, people) = (dir.path().join("objects.csv"), dir.path().join("inspectors.csv"));
        std::fs::write(&objects, "企业名称,统一社会信用代码\n").unwrap();
        std::fs::write(&people, inspectors).unwrap();
        let inspectors = if inspectors.is_empty() { None } else { Some(people.as_path()) };
        Town::read(&objects, inspectors, NaiveDate::from_ymd_opt(2026, 3, 2).unwrap())
    }

    #[test]
    fn a_town_of_its_own_has_three_departments_and_a_rule_for_each_matter() {
        let town = read("").unwrap();
        assert_eq!(town.departments.len(), 3);
        assert_eq!((town.catalogue("r00001").len(), town.rules("r00001").len()), (3, 3));
        let third = town.departments[2].id("r00001");
        assert_eq!(town.rules("r00001")[0]["department"], third.as_str());
    }

    #[test]
    fn too_small_a_town_is_refused_in_words() {
        let row = "姓名,执法证号,证件有效期至,所属部门,执法事项\n甲,1,2027-01-01,市监局,食品\n";
        assert!(read(row).is_err_and(|failure| failure.0.contains("三个以上部门")));
    }
}
