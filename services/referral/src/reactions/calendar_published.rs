//! A new notice moves open deadlines, each change on the trail.

use ::store::{Unable, Work, copy::calendar, sql};
use contracts::events::planning::CalendarNotice;
use kernel::RegionCode;
use sea_orm::FromQueryResult;

use crate::domain::{Referral, clock};

pub async fn react(work: &mut Work, region: &RegionCode, published: CalendarNotice) -> Result<(), Unable> {
    calendar::keep(work, region, &published.notice).await?;
    let calendar = calendar::of_region(work.tx(), region).await?;
    let today = work.today();
    for id in open(work, region).await? {
        let Some(mut referral) = work.find::<Referral>(&id).await? else { continue };
        let due = clock::due(&calendar, referral.state.finding.formed_on);
        let events = referral.state.recompute(due, today);
        work.apply(&mut referral, &events).await?;
    }
    Ok(())
}

async fn open(work: &Work, region: &RegionCode) -> Result<Vec<String>, Unable> {
    #[derive(FromQueryResult)]
    struct Row {
        id: String,
    }
    let text =
        "SELECT id FROM referral WHERE region = ? AND state IN ('delivered', 'with_office') ORDER BY id";
    let rows = sql::all::<Row, _>(work.tx(), text, vec![region.as_str().into()]).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}
