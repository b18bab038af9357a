//! A drawn visit and the people around it.

use kernel::{InspectorId, Role};
use serde_json::{Value, json};
use testkit::Reply;

use crate::city::{City, REGION, SCJG, WJW};

pub struct Scene {
    pub city: City,
    pub id: String,
    pub team: Vec<Value>,
}

impl Scene {
    /// A visit by two inspectors of each department, still sealed, on 2 March 2026.
    pub async fn drawn() -> Self {
        let city = City::start().await;
        let catalogue = city.set_up().await;
        city.release(&catalogue).await;
        Self::of(city).await
    }

    /// The same where the object must be told.
    pub async fn to_be_told() -> Self {
        let city = City::start().await;
        let catalogue = city.set_up().await;
        city.release_with(&catalogue, json!({"policy": "given"})).await;
        Self::of(city).await
    }

    /// The same in a city whose task is released.
    pub async fn of(city: City) -> Self {
        city.draw().await;
        let visit = city.get(Role::Clerk, Some(SCJG), "inspection/v1/visits").await["items"][0].clone();
        let id = visit["visit"].as_str().unwrap().to_owned();
        Self { city, id, team: visit["team"].as_array().unwrap().clone() }
    }

    pub fn leader(&self) -> &Value {
        self.team.iter().find(|member| member["leader"] == true).unwrap()
    }

    /// The first member of a department who does not lead.
    pub fn member(&self, department: &str) -> &Value {
        let plain = |member: &&Value| member["department"] == department && member["leader"] != true;
        self.team.iter().find(plain).unwrap()
    }

    pub async fn act(&self, member: &Value, step: &str, body: Value) -> Reply {
        self.city.field(member, &format!("{}/{step}", self.id), body).await
    }

    pub fn token(&self, member: &Value) -> String {
        let text = |name: &str| member[name].as_str().unwrap().to_owned();
        let inspector: InspectorId = text("inspector").parse().unwrap();
        self.city.app.inspector_token(REGION, &text("department"), inspector)
    }

    /// Uploads a file; returns its digest.
    pub async fn evidence(&self, member: &Value, media_type: &str, content: &str) -> String {
        let path = format!("/api/inspection/v1/visits/{}/evidence", self.id);
        let reply = self.city.app.upload(&self.token(member), &path, media_type, content.to_owned()).await;
        self.city.app.drain().await;
        reply.expect(201)["digest"].as_str().unwrap().to_owned()
    }

    /// Everybody on site, each item recorded without a problem, every inspector's signature.
    pub async fn inspect(&self) {
        for member in &self.team {
            self.act(member, "start", json!({})).await.expect(200);
        }
        let fine = json!({"result": "no_problem", "object_status": "operating"});
        for (department, item) in [(SCJG, "scjg-01"), (WJW, "wjw-01")] {
            let path = format!("items/{item}/result");
            self.act(self.member(department), &path, fine.clone()).await.expect(200);
        }
        for member in &self.team {
            self.act(member, "signature", json!({})).await.expect(200);
        }
    }

    /// The visit as the initiating clerk sees it.
    pub async fn view(&self) -> Value {
        self.city.get(Role::Clerk, Some(SCJG), &format!("inspection/v1/visits/{}", self.id)).await
    }
}
