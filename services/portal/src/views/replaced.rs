//! 检查人员更换: how often drawn inspectors were replaced, by department and reason. Numbers of ended visits, no names.

use std::collections::BTreeMap;

use actix_web::web::{self as actix, ServiceConfig};
use contracts::api::draw::SubstitutionCounts;
use kernel::DepartmentId;
use pages::{Breadcrumb, Card, Cell, Column, EmptyState, PageHead, Row, Table};

use super::draws::HERE;
use crate::{
    place::{Asked, wrap},
    trouble::Page,
    words,
};

pub fn routes(config: &mut ServiceConfig) {
    config.route("/draws/replaced", actix::get().to(list));
}

async fn list(asked: Asked) -> Page {
    let place = asked.place().await?;
    let path = format!("/v1/substitutions/{}", place.code());
    let found: SubstitutionCounts = place.asked.get("draw", &path).await?;
    let mut counts = BTreeMap::<(&DepartmentId, &str), u64>::new();
    for item in &found.items {
        *counts.entry((&item.department, words::reason(item.reason))).or_default() += item.count;
    }
    let crumbs = Breadcrumb::to("检查人员更换").above("抽取公开", place.href(HERE, []));
    let head = PageHead::new("检查人员更换情况")
        .crumbs(crumbs)
        .lead("抽取产生的检查人员只能按规定的理由更换。这里只计已结束的检查，不含姓名。");
    let total = counts.values().sum::<u64>();
    let number = |count: u64| Cell::number(i64::try_from(count).unwrap_or(i64::MAX));
    let columns = [Column::head("部门"), Column::text("理由"), Column::number("次数")];
    let rows = counts.iter().map(|((department, reason), count)| {
        Row::new([Cell::of(place.department(department)), Cell::of(*reason), number(*count)])
    });
    let table = Table::new("各部门更换检查人员的次数", columns)
        .rows(rows)
        .total(Row::new([Cell::of("合计"), Cell::none(), number(total)]))
        .empty(EmptyState::new("已结束的检查没有更换过检查人员。", "有更换的，检查结束后出现在这里。"));
    wrap(&place.shell("检查人员更换情况", HERE), [head.into(), Card::bare(table).into()])
}
