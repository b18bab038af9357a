//! The desk of whoever looks at a page: who they are, what they ask the services, and the frame around what they see.

use std::sync::Arc;

use actix_web::{
    FromRequest, HttpRequest, HttpResponse, cookie::Cookie, dev::Payload, http::StatusCode, web::Data,
};
use chrono::NaiveDate;
use contracts::{api::identity::MeView, events::identity::Grant};
use futures_util::future::LocalBoxFuture;
use kernel::{Entropy, Role};
use pages::{Html, Icon, Shell, Who};
use serde::{Serialize, de::DeserializeOwned};
use web::{Problem, upstream::Command};
use workdays::Calendar;

use crate::{
    fields,
    known::{Names, Waiting},
    nav,
    session::{self, COOKIE, Person, Sessions, Ticket},
    trouble::{Page, Trouble},
};

/// What was done is told once, on the page that comes next.
const SAID: &str = "said";

/// A signed-in request.
#[derive(Debug, Clone)]
pub struct Desk {
    pub sessions: Data<Sessions>,
    pub person: Person,
    ticket: Ticket,
    /// Where the page is, with its query.
    pub path: String,
    /// The query alone.
    pub query: crate::fields::Fields,
    said: Option<String>,
    names: Arc<Names>,
    waiting: Arc<Waiting>,
}

impl Desk {
    pub fn role(&self) -> Role {
        self.person.grant.role
    }

    pub fn grant(&self) -> &Grant {
        &self.person.grant
    }

    /// The department that the person acts for; empty where the role has none.
    pub fn department(&self) -> &str {
        self.person.grant.department.as_ref().map_or("", |department| department.as_str())
    }

    pub fn is_mine(&self, department: Option<&kernel::DepartmentId>) -> bool {
        department.is_some() && department == self.person.grant.department.as_ref()
    }

    /// Names of departments and regions.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// Names have changed by what this person did; the next page asks for them anew.
    pub fn renamed(&self) {
        self.sessions.known.renamed(self.grant().region.as_str());
    }

    /// What waits for this person in this role.
    pub fn waiting(&self) -> &Waiting {
        &self.waiting
    }

    /// The region's working-day calendar.
    pub async fn calendar(&self) -> Result<Arc<Calendar>, Trouble> {
        let (known, ground) = (&self.sessions.known, &self.sessions.ground);
        Ok(known.calendar(ground, &self.person.token, self.grant().region.as_str()).await?)
    }

    /// The person as identity knows them, by name.
    pub async fn me(&self) -> Result<MeView, Trouble> {
        self.get("identity", "/v1/me").await
    }

    pub fn today(&self) -> NaiveDate {
        self.sessions.ground.clock.today()
    }

    /// A key that makes a form safe to send twice.
    pub fn form_key(&self) -> String {
        hex::encode(&Entropy::bytes32(&*self.sessions.ground.entropy)[..16])
    }

    /// Reads from a service. A token that has ended since is renewed once.
    pub async fn get<T: DeserializeOwned>(&self, service: &str, path: &str) -> Result<T, Trouble> {
        let upstream = &self.sessions.ground.upstream;
        match upstream.get(Some(&self.person.token), service, path).await {
            Err(problem) if ended(&problem) => {
                let person = self.renewed().await?;
                Ok(upstream.get(Some(&person.token), service, path).await?)
            }
            answer => Ok(answer?),
        }
    }

    /// Reads a file from a service: its type and bytes.
    pub async fn file(&self, service: &str, path: &str) -> Result<(String, Vec<u8>), Trouble> {
        let upstream = &self.sessions.ground.upstream;
        match upstream.file(Some(&self.person.token), service, path).await {
            Err(problem) if ended(&problem) => {
                let person = self.renewed().await?;
                Ok(upstream.file(Some(&person.token), service, path).await?)
            }
            answer => Ok(answer?),
        }
    }

    /// Sends a command. A refusal of the business comes back for the form to show; whoever is not signed in any more is told
    /// to be.
    pub async fn send<T: DeserializeOwned>(
        &self,
        service: &str,
        path: &str,
        body: &impl Serialize,
        command: &Command<'_>,
    ) -> Result<Result<T, Box<web::problem::Details>>, Trouble> {
        let upstream = &self.sessions.ground.upstream;
        let mut sent = upstream.send(Some(&self.person.token), service, path, body, command).await;
        if sent.as_ref().err().is_some_and(ended) {
            let person = self.renewed().await?;
            sent = upstream.send(Some(&person.token), service, path, body, command).await;
        }
        self.answered(sent)
    }

    /// Sends a file as a command; a refusal comes back as from [`send`](Self::send).
    pub async fn upload<T: DeserializeOwned>(
        &self,
        service: &str,
        path: &str,
        (kind, bytes): (&str, Vec<u8>),
        command: &Command<'_>,
    ) -> Result<Result<T, Box<web::problem::Details>>, Trouble> {
        let upstream = &self.sessions.ground.upstream;
        let file = (kind, bytes.clone());
        let mut sent = upstream.upload(Some(&self.person.token), service, path, file, command).await;
        if sent.as_ref().err().is_some_and(ended) {
            let person = self.renewed().await?;
            sent = upstream.upload(Some(&person.token), service, path, (kind, bytes), command).await;
        }
        self.answered(sent)
    }

    fn answered<T>(
        &self,
        sent: Result<T, Problem>,
    ) -> Result<Result<T, Box<web::problem::Details>>, Trouble> {
        self.sessions.known.done(&session::key(&self.ticket));
        match sent {
            Ok(answer) => Ok(Ok(answer)),
            Err(Problem::Refused(details)) if details.status < 500 && details.status != 401 => {
                Ok(Err(details))
            }
            Err(problem) => Err(problem.into()),
        }
    }

    async fn renewed(&self) -> Result<Person, Trouble> {
        self.sessions.renew(&self.ticket).await.map_err(|_| Trouble::SignIn(self.path.clone(), None))
    }

    /// The frame of a page that stands under `here` in the navigation.
    pub fn shell(&self, title: &str, here: &str) -> Shell {
        let shell = Shell::new(title)
            .place(self.place())
            .nav(nav::of(self.role(), here, &self.waiting))
            .who(self.who())
            .search("/search", "");
        match &self.said {
            Some(said) => shell.said(said.clone()),
            None => shell,
        }
    }

    fn who(&self) -> Who {
        let grant = self.grant();
        let of_region = || self.names.region(&grant.region);
        let name =
            grant.department.as_ref().map_or_else(of_region, |department| self.names.department(department));
        let who = Who::new(name, self.role().name()).link("我的角色", Icon::User, "/roles");
        who.logout("/sign-out", Vec::<(String, String)>::new())
    }

    /// `舞钢市部门联合“双随机、一公开”监管`.
    fn place(&self) -> String {
        format!("{}部门联合“双随机、一公开”监管", self.names.region(&self.grant().region))
    }

    /// The page itself.
    pub fn page(&self, shell: &Shell, body: &impl askama::Template) -> Page {
        self.answer(StatusCode::OK, shell.page(body)?)
    }

    /// The page made of components alone.
    pub fn wrap(&self, shell: &Shell, body: &Html) -> Page {
        self.answer(StatusCode::OK, shell.wrap(body)?)
    }

    /// A page with its status; what was said is said once.
    pub fn answer(&self, status: StatusCode, page: String) -> Page {
        let mut response = web::site::html(status, page);
        if self.said.is_some() {
            let gone =
                Cookie::build(SAID, "").path("/").max_age(actix_web::cookie::time::Duration::ZERO).finish();
            response.add_cookie(&gone).map_err(|error| Problem::fault(&error.to_string()))?;
        }
        Ok(response)
    }

    /// After something was done: the page that comes next, which says so.
    pub fn done(&self, next: &str, said: &str) -> Page {
        let encoded = crate::fields::query(&[("s", said)]);
        let cookie = Cookie::build(SAID, encoded)
            .path("/")
            .http_only(true)
            .max_age(actix_web::cookie::time::Duration::seconds(60));
        Ok(see_other(next, &[cookie.finish()]))
    }
}

/// A redirect that a browser follows with GET.
pub fn see_other(next: &str, cookies: &[Cookie<'_>]) -> HttpResponse {
    let mut response = HttpResponse::SeeOther();
    response.insert_header((actix_web::http::header::LOCATION, next));
    for cookie in cookies {
        response.cookie(cookie.clone());
    }
    response.finish()
}

fn ended(problem: &Problem) -> bool {
    problem.status() == 401
}

/// The ticket that a request brings.
pub fn ticket(request: &HttpRequest) -> Option<Ticket> {
    Ticket::read(request.cookie(COOKIE)?.value())
}

impl FromRequest for Desk {
    type Error = Trouble;
    type Future = LocalBoxFuture<'static, Result<Self, Trouble>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let sent = fields::is_form(request).then(|| fields::sent(request, payload));
        let request = request.clone();
        Box::pin(async move {
            // Whoever is sent to sign in takes along what they were sending.
            let draft = || async {
                match &sent {
                    Some(sent) => sent.clone().await,
                    None => None,
                }
            };
            let path = request.uri().path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string);
            let sessions = request.app_data::<Data<Sessions>>().cloned();
            let sessions = sessions.ok_or_else(|| Problem::fault("no sessions"))?;
            let Some(ticket) = ticket(&request) else { return Err(Trouble::SignIn(path, draft().await)) };
            let person = match sessions.person(&ticket).await {
                Ok(person) => person,
                Err(problem) if matches!(problem.status(), 401 | 403) => {
                    return Err(Trouble::SignIn(path, draft().await));
                }
                Err(problem) => return Err(problem.into()),
            };
            let said = request.cookie(SAID).map(|cookie| {
                crate::fields::Fields::read(cookie.value().as_bytes()).text("s").chars().take(200).collect()
            });
            let query = crate::fields::Fields::read(request.query_string().as_bytes());
            let (known, ground, grant) = (&sessions.known, &sessions.ground, &person.grant);
            let names = known.names(ground, &person.token, grant.region.as_str()).await?;
            let waiting = known.waiting(ground, &person.token, grant.role, session::key(&ticket)).await;
            Ok(Desk { sessions, person, ticket, path, query, said, names, waiting })
        })
    }
}
