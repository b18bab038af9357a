//! A walk through a year's results, one page of the service at a time.

use actix_web::web::Bytes;
use contracts::api::disclosure::PublicResult;
use futures_util::{Stream, stream};

use crate::{
    place::{Listed, Place, query},
    trouble::Trouble,
};

const ROWS: &str = "500";

/// How far the walk has come.
#[derive(Debug)]
pub struct Walk {
    pub place: Place,
    pub year: i32,
    step: Step,
    /// Results written before this page.
    pub before: usize,
}

#[derive(Debug)]
enum Step {
    First(Listed<PublicResult>),
    /// The page after this id is still to be read.
    After(String),
    Foot,
    Done,
}

/// What writes a part: it knows the walk and, of a page, its results.
type Part = fn(&Walk) -> String;
type PageOf = fn(&Walk, &[PublicResult]) -> Result<String, Trouble>;

impl Walk {
    pub async fn begin(place: Place, year: i32) -> Result<Self, Trouble> {
        let first = read(&place, year, None).await?;
        Ok(Self { place, year, step: Step::First(first), before: 0 })
    }

    /// Head, pages, foot. A page that cannot be read breaks the answer off, so that half of it is not taken for all.
    pub fn stream(
        self,
        head: Part,
        page: PageOf,
        foot: Part,
    ) -> impl Stream<Item = Result<Bytes, Trouble>> + 'static {
        stream::try_unfold(self, move |mut walk| async move {
            let text = match std::mem::replace(&mut walk.step, Step::Done) {
                Step::First(first) => format!("{}{}", head(&walk), walk.write(first, page)?),
                Step::After(after) => {
                    let next = read(&walk.place, walk.year, Some(&after)).await?;
                    walk.write(next, page)?
                }
                Step::Foot => foot(&walk),
                Step::Done => return Ok(None),
            };
            Ok(Some((Bytes::from(text), walk)))
        })
    }

    fn write(&mut self, found: Listed<PublicResult>, page: PageOf) -> Result<String, Trouble> {
        let text = page(self, &found.items)?;
        self.before += found.items.len();
        self.step = found.next.map_or(Step::Foot, Step::After);
        Ok(text)
    }
}

async fn read(place: &Place, year: i32, after: Option<&str>) -> Result<Listed<PublicResult>, Trouble> {
    let year = year.to_string();
    let pairs = [("region", place.code()), ("year", year.as_str()), ("limit", ROWS)];
    let pairs = pairs.into_iter().chain(after.map(|after| ("after", after)));
    place.asked.get("disclosure", &format!("/v1/results?{}", query(pairs))).await
}
