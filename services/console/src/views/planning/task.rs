//! 抽查任务 and its scheme (art. 12): what have the participants agreed, and what is still open?

mod answer;
mod defaults;
mod detail;
mod draft;
mod form;
mod list;
mod release;

use actix_web::web::{self as actix, ServiceConfig};
use contracts::api::planning::TaskView;

use crate::{desk::Desk, trouble::Trouble};

pub use detail::facts;

pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/tasks", actix::get().to(list::show))
        .route("/tasks/new", actix::get().to(draft::show))
        .route("/tasks/new", actix::post().to(draft::take))
        .route("/tasks/{id}", actix::get().to(detail::show))
        .route("/tasks/{id}", actix::post().to(answer::take))
        .route("/tasks/{id}/scheme", actix::get().to(draft::revise))
        .route("/tasks/{id}/scheme", actix::post().to(draft::revised))
        .route("/tasks/{id}/release", actix::get().to(release::show))
        .route("/tasks/{id}/release", actix::post().to(release::take));
}

pub async fn read(desk: &Desk, id: &str) -> Result<TaskView, Trouble> {
    super::plain(id)?;
    desk.get("planning", &format!("/v1/tasks/{id}")).await
}

/// Whether the department of whoever looks decides items in the task.
fn takes_part(desk: &Desk, task: &TaskView) -> bool {
    task.content.scheme.participants.iter().any(|one| desk.is_mine(Some(&one.department)))
}

fn initiates(desk: &Desk, task: &TaskView) -> bool {
    desk.is_mine(Some(&task.content.scheme.initiating))
}

/// Everything that a release needs is there.
fn is_ready(task: &TaskView) -> bool {
    let lacks = &task.lacks;
    let approved = lacks.approvals.is_empty() || task.content.scheme.emergency.is_some();
    task.state == "agreed" && lacks.agreement.is_empty() && lacks.libraries.is_empty() && approved
}
