//! A visit and its team, from the draw to the end, each act by the inspector whose it is.

use serde_json::{Value, json};
use testkit::Reply;

use crate::{
    city::{City, SCJG, WJW},
    drive::CLERK,
};

/// A city with one drawn visit.
pub struct Field {
    pub city: City,
    pub task: String,
    pub visit: String,
    pub team: Vec<Value>,
}

/// What is recorded of an item where nothing is wrong.
pub fn fine() -> Value {
    json!({"result": "no_problem", "object_status": "operating"})
}

/// The same with a finding that must be referred.
pub fn wrong() -> Value {
    json!({"result": "pending_followup", "object_status": "operating",
           "findings": [{"description": "涉嫌无证经营", "evidence": []}]})
}

impl Field {
    /// The city's own campaign up to the draw.
    pub async fn drawn() -> Self {
        let city = City::start().await;
        let catalogue = city.set_up().await;
        let task = city.release(&catalogue).await;
        Self::draws(city, task).await
    }

    pub async fn drawn_by(scheme: Value) -> Self {
        let city = City::start().await;
        let catalogue = city.set_up().await;
        Self::of(city, &catalogue, scheme).await
    }

    /// Releases and draws in a city that is set up.
    pub async fn of(city: City, catalogue: &Value, scheme: Value) -> Self {
        let task = city.released(catalogue, scheme).await;
        Self::draws(city, task).await
    }

    /// Draws for a released task.
    pub async fn draws(city: City, task: String) -> Self {
        let draw = city.draw().await;
        assert_eq!(draw["state"], "drawn", "{draw:#}");
        let visit = city.sees(CLERK, "inspection/v1/visits").await["items"][0].clone();
        let team = visit["team"].as_array().unwrap().clone();
        Self { city, task, visit: visit["visit"].as_str().unwrap().to_owned(), team }
    }

    /// Everybody on site, both items recorded, health's with a finding, all signed, ended.
    pub async fn ended() -> Self {
        let field = Self::drawn().await;
        field.check_in().await;
        field.record(SCJG, "scjg-01", fine()).await.expect(200);
        field.record(WJW, "wjw-01", wrong()).await.expect(200);
        field.sign().await;
        field.object_signs().await;
        field.end().await.expect(200);
        field
    }

    pub fn leader(&self) -> &Value {
        self.team.iter().find(|member| member["leader"] == true).unwrap()
    }

    pub fn of_department(&self, department: &str) -> Vec<&Value> {
        self.team.iter().filter(|member| member["department"] == department).collect()
    }

    /// An act in this visit; `step` is the end of its path.
    pub async fn act(&self, member: &Value, step: &str, body: Value) -> Reply {
        self.city.field(member, &format!("{}/{step}", self.visit), body).await
    }

    pub async fn check_in(&self) {
        for member in &self.team {
            self.act(member, "start", json!({})).await.expect(200);
        }
    }

    /// By the first inspector of the department.
    pub async fn record(&self, department: &str, item: &str, body: Value) -> Reply {
        let member = self.of_department(department)[0];
        self.act(member, &format!("items/{item}/result"), body).await
    }

    pub async fn sign(&self) {
        for member in &self.team {
            self.act(member, "signature", json!({})).await.expect(200);
        }
    }

    pub async fn object_signs(&self) {
        self.act(self.leader(), "object-signature", json!({"refused": false})).await.expect(200);
    }

    pub async fn end(&self) -> Reply {
        self.act(self.leader(), "end", json!({})).await
    }

    /// Evidence of the first inspector of market regulation; its digest.
    pub async fn evidence(&self) -> String {
        let member = self.of_department(SCJG)[0];
        let inspector = member["inspector"].as_str().unwrap().parse().unwrap();
        let token = self.city.app.inspector_token(crate::city::REGION, SCJG, inspector);
        let path = format!("/api/inspection/v1/visits/{}/evidence", self.visit);
        let kept = self.city.app.upload(&token, &path, "text/plain", "门上贴有停业告示").await.expect(201);
        kept["digest"].as_str().unwrap().to_owned()
    }

    /// The visit as the initiating clerk, who is of its circle, sees it.
    pub async fn view(&self) -> Value {
        self.city.sees(CLERK, &format!("inspection/v1/visits/{}", self.visit)).await
    }

    /// A department's duty to disclose.
    pub async fn duty(&self, who: crate::drive::As) -> Value {
        let path = format!("disclosure/v1/duties?department={}", who.1.unwrap());
        self.city.sees(who, &path).await["items"][0].clone()
    }
}
