//! A visit and a finding. Pure.

mod finding;
mod visit;

pub use finding::Finding;
pub use visit::{
    Added, Changes, Correction, MeasureTaken, Member, Noted, NoticeGiven, Part, Preparation, Schedule,
    Substitution, SubstitutionAsk, Visit, Wish,
};
