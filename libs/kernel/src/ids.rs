//! Identifiers. `Id<K>` is a UUID v7 that knows what it names; codes are checked when made and cannot be invalid after.

use std::{borrow::Cow, fmt, marker::PhantomData, str::FromStr};

use serde::{Deserialize, Serialize};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{KnownFormat, Object, RefOr, Schema, SchemaFormat, Type},
};
use uuid::Uuid;

use crate::{Entropy, Moment};

/// A UUID v7 naming a thing of kind `K`. The kind exists at compile time only.
pub struct Id<K>(Uuid, PhantomData<fn() -> K>);

impl<K> Id<K> {
    /// A new id: `now` gives the time part, `entropy` the random part, so that tests repeat.
    pub fn new(now: Moment, entropy: &dyn Entropy) -> Self {
        let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
        let mut random = [0; 10];
        entropy.fill(&mut random);
        Self::from(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }
    pub fn uuid(self) -> Uuid {
        self.0
    }
}

impl<K> PartialSchema for Id<K> {
    fn schema() -> RefOr<Schema> {
        Object::builder()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Uuid)))
            .into()
    }
}
impl<K> ToSchema for Id<K> {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("Id")
    }
}

impl<K> From<Uuid> for Id<K> {
    fn from(uuid: Uuid) -> Self {
        Self(uuid, PhantomData)
    }
}
impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<K> Copy for Id<K> {}
impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<K> Eq for Id<K> {}
impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}
impl<K> std::hash::Hash for Id<K> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
impl<K> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
impl<K> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
impl<K> FromStr for Id<K> {
    type Err = uuid::Error;
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        Uuid::parse_str(s).map(Self::from)
    }
}
impl<K> Serialize for Id<K> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
impl<'de, K> Deserialize<'de> for Id<K> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Uuid::deserialize(deserializer).map(Self::from)
    }
}

/// A code that does not have the form its type demands.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{value}` is no {kind}")]
pub struct BadCode {
    pub kind: &'static str,
    pub value: String,
}

/// Declares one checked text code. A macro, since each code repeats a dozen trait lines and differs in one check.
macro_rules! code {
    ($(#[$doc:meta])* $name:ident, $kind:literal, $pattern:literal, $check:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
        #[serde(try_from = "String", into = "String")]
        #[schema(value_type = String, pattern = $pattern)]
        pub struct $name(String);

        impl $name {
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl TryFrom<String> for $name {
            type Error = BadCode;
            fn try_from(value: String) -> Result<Self, BadCode> {
                let check: fn(&str) -> bool = $check;
                if check(&value) { Ok(Self(value)) } else { Err(BadCode { kind: $kind, value }) }
            }
        }
        impl FromStr for $name {
            type Err = BadCode;
            fn from_str(value: &str) -> Result<Self, BadCode> {
                Self::try_from(value.to_owned())
            }
        }
        impl From<$name> for String {
            fn from(code: $name) -> String {
                code.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

code!(
    /// A region of the region tree: a six-digit GB/T 2260 code (行政区划代码), or `r` and five characters for a
    /// rehearsal region, which no real place can be mistaken for.
    RegionCode, "region code", "^([0-9]{6}|r[0-9a-z]{5})$",
    |s| s.len() == 6
        && (s.bytes().all(|b| b.is_ascii_digit())
            || (s.starts_with('r') && s.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_lowercase())))
);
code!(
    /// A department (部门) of one region: `<region>-<short name>`, such as `410481-scjg`. A valid subject token.
    DepartmentId, "department id", "^([0-9]{6}|r[0-9a-z]{5})-[a-z0-9]{2,16}$",
    |s| s.split_once('-').is_some_and(|(region, short)| {
        RegionCode::from_str(region).is_ok()
            && (2..=16).contains(&short.len())
            && short.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_lowercase())
    })
);
code!(
    /// An inspection object (检查对象): its unified social credit code, its 15-digit registration number, or an id
    /// `<department>:<number>` that the owning department gives to a product, project or conduct.
    ObjectId, "object id", "^[0-9A-Za-z:-]{1,64}$",
    |s| (1..=64).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_alphanumeric() || b == b':' || b == b'-')
);
code!(
    /// An inspection item (抽查事项) within a catalogue version, such as `scjg-07`.
    ItemCode, "item code", "^[0-9A-Za-z-]{1,40}$",
    |s| (1..=40).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
);

impl DepartmentId {
    pub fn region(&self) -> RegionCode {
        RegionCode(self.0[..6].to_owned())
    }
    /// The short name alone, `scjg` of `410481-scjg`: the same at every level.
    pub fn short(&self) -> &str {
        &self.0[7..]
    }
    pub fn of(region: &RegionCode, short: &str) -> Result<Self, BadCode> {
        Self::try_from(format!("{region}-{short}"))
    }
}

impl RegionCode {
    /// A rehearsal region is isolated: left out of the portal and of every statistic.
    pub fn is_rehearsal(&self) -> bool {
        self.0.starts_with('r')
    }
}

/// Kinds for `Id<K>`; none of them has a value.
pub mod kind {
    #[derive(Debug)]
    pub enum Account {}
    #[derive(Debug)]
    pub enum Inspector {}
    #[derive(Debug)]
    pub enum Event {}
    #[derive(Debug)]
    pub enum Plan {}
    #[derive(Debug)]
    pub enum CityPlan {}
    #[derive(Debug)]
    pub enum Proposal {}
    #[derive(Debug)]
    pub enum Catalogue {}
    #[derive(Debug)]
    pub enum Task {}
    #[derive(Debug)]
    pub enum Draw {}
    #[derive(Debug)]
    pub enum Visit {}
    #[derive(Debug)]
    pub enum Finding {}
    #[derive(Debug)]
    pub enum Referral {}
    #[derive(Debug)]
    pub enum Duty {}
    #[derive(Debug)]
    pub enum Import {}
}

pub type AccountId = Id<kind::Account>;
/// An inspector (执法检查人员).
pub type InspectorId = Id<kind::Inspector>;
pub type EventId = Id<kind::Event>;
/// An annual plan of one department (年度联合抽查计划).
pub type PlanId = Id<kind::Plan>;
/// The plan of all departments of a region (汇总计划).
pub type CityPlanId = Id<kind::CityPlan>;
/// An issue or proposal of a member department (意见建议).
pub type ProposalId = Id<kind::Proposal>;
/// A version of a catalogue of items (抽查事项清单).
pub type CatalogueId = Id<kind::Catalogue>;
/// A task (检查任务) with its scheme (抽查方案).
pub type TaskId = Id<kind::Task>;
pub type DrawId = Id<kind::Draw>;
/// One joint visit to one object.
pub type VisitId = Id<kind::Visit>;
/// A problem found at an item that needs follow-up (问题线索).
pub type FindingId = Id<kind::Finding>;
/// A referral (移送/转办).
pub type ReferralId = Id<kind::Referral>;
/// A duty of one department to disclose its results of one visit (公示).
pub type DutyId = Id<kind::Duty>;
pub type ImportId = Id<kind::Import>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_refuse_what_they_are_not() {
        assert!("410481".parse::<RegionCode>().is_ok());
        assert!("r7k2m9".parse::<RegionCode>().is_ok_and(|r| r.is_rehearsal()));
        for bad in ["41048", "4104811", "R7k2m9", "４１０４８１", ""] {
            assert!(bad.parse::<RegionCode>().is_err(), "{bad}");
        }
        let department: DepartmentId = "410481-scjg".parse().unwrap();
        assert_eq!((department.region().as_str(), department.short()), ("410481", "scjg"));
        for bad in ["410481", "410481-", "410481-SCJG", "410481-市场", "410481-a.b"] {
            assert!(bad.parse::<DepartmentId>().is_err(), "{bad}");
        }
        assert!(serde_json::from_str::<ObjectId>("\"a'b\"").is_err());
    }

    #[test]
    fn ids_sort_by_time() {
        let entropy = crate::SeededEntropy::new(1);
        let at = |secs| crate::time::moment(chrono::DateTime::from_timestamp(secs, 0).unwrap());
        assert!(Id::<kind::Task>::new(at(1), &entropy) < Id::<kind::Task>::new(at(2), &entropy));
    }
}
