//! What a referral is shown with: the days that are worked, and what departments are called.

use ::store::{
    StoreError,
    copy::{
        calendar,
        department::{self, DepartmentRow},
    },
};
use chrono::NaiveDate;
use kernel::RegionCode;
use sea_orm::ConnectionTrait;
use workdays::Calendar;

#[derive(Debug)]
pub struct Around {
    pub calendar: Calendar,
    pub today: NaiveDate,
    departments: Vec<DepartmentRow>,
}

impl Around {
    pub async fn of<C: ConnectionTrait>(
        on: &C,
        region: &RegionCode,
        today: NaiveDate,
    ) -> Result<Self, StoreError> {
        let calendar = calendar::of_region(on, region).await?;
        let mut departments = department::of_region(on, region).await?;
        // The longest first: one code may begin another.
        departments.sort_by_key(|row| std::cmp::Reverse(row.id.len()));
        Ok(Self { calendar, today, departments })
    }

    /// A sentence with the departments' names in place of their codes.
    pub fn told(&self, text: &str) -> String {
        self.departments.iter().fold(text.to_owned(), |text, row| text.replace(&row.id, &row.name))
    }
}
