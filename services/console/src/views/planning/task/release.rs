//! 下达: what the draw will follow becomes fixed.

use actix_web::web::Path;
use contracts::api::planning::TaskView;
use serde_json::json;

use super::{facts, read};
use crate::{
    desk::Desk,
    fields::Fields,
    trouble::Page,
    views::planning::{
        act::{self, Final, Refused, sure},
        version_of,
    },
};

pub async fn show(desk: Desk, id: Path<String>) -> Page {
    let task = read(&desk, &id).await?;
    page(&desk, &task, None).await
}

async fn page(desk: &Desk, task: &TaskView, refused: Option<Refused>) -> Page {
    let catalogue = version_of(desk, task.content.catalogue).await?;
    let page = Final {
        title: "下达检查任务",
        here: "/tasks",
        back: (task.content.scheme.title.clone(), format!("/tasks/{}", task.task)),
        lead: "下达后，方案和名录版本固定，参与部门即可办理；随后由发起部门开启随机抽取。",
        what: facts(desk, task, catalogue.as_ref()).into(),
        fields: Vec::new(),
        sentence: "我已核对方案和名录，下达后不可更改",
        verb: "下达任务",
        version: task.version,
    };
    page.show(desk, refused)
}

pub async fn take(desk: Desk, id: Path<String>, fields: Fields) -> Page {
    let task = read(&desk, &id).await?;
    if let Err(refused) = sure(&fields) {
        return page(&desk, &task, Some(refused)).await;
    }
    match act::send(&desk, &format!("/v1/tasks/{id}/release"), &json!({}), &fields).await? {
        Ok(_) => desk.done(&format!("/tasks/{id}"), "已下达检查任务，可以开启随机抽取"),
        Err(refused) => page(&desk, &task, Some(refused)).await,
    }
}
