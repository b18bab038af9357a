//! `Call`: who calls, whether the operation is theirs, and what the trail keeps. Every handler takes one, so no route
//! is reachable without a line in the access table.

use std::{future::Future, pin::Pin, sync::Arc};

use access::Reader;
use actix_web::{FromRequest, HttpRequest, dev::Payload, web::Data};
use kernel::{Actor, DepartmentId, Moment, RegionCode, Role};
use serde_json::{Value, json};
use store::{Context, Loaded, Who, Work, idempotency::Key, list, trace};

use crate::{Claims, Problem, Service, Services, problem::from_store, token::BadToken};

/// A request by somebody who may call this operation.
#[derive(Debug, Clone)]
pub struct Call {
    pub service: Arc<Service>,
    pub who: Who,
    /// The version the caller holds (If-Match).
    pub if_match: Option<u64>,
    /// Set where another service calls.
    pub peer: Option<String>,
    idempotency_key: Option<String>,
    line: String,
}

impl Call {
    pub fn actor(&self) -> &Actor {
        &self.who.actor
    }
    pub fn region(&self) -> &RegionCode {
        &self.who.actor.region
    }
    pub fn context(&self) -> &Context {
        &self.service.context
    }
    pub fn held(&self) -> &[Reader] {
        &self.who.held
    }

    /// The same call without what everybody may see: for views made for those concerned, of things of which only a part
    /// is public.
    #[must_use]
    pub fn as_concerned(mut self) -> Self {
        self.who.held.retain(|reader| !reader.is_open());
        self
    }

    /// The caller's department; a role without one is refused.
    pub fn department(&self) -> Result<&DepartmentId, Problem> {
        self.who.actor.department.as_ref().ok_or_else(|| Problem::new("role_not_allowed", Value::Null))
    }

    /// Whether the caller acts for `department`; the refusal names who should.
    pub fn for_department(&self, department: &DepartmentId) -> Result<(), Problem> {
        if self.who.actor.department.as_ref() == Some(department) {
            return Ok(());
        }
        Err(Problem::new("not_your_department", json!({"department": department})))
    }

    /// Begins the work of a command; `content` is the digest of the body that came with it.
    pub async fn begin(&self, content: &str) -> Result<Work, Problem> {
        let request = format!("{} {content}", self.line);
        let key = self.idempotency_key.clone().map(|key| Key { key, request });
        Work::begin(self.context(), self.who.clone(), key).await.map_err(from_store)
    }

    /// The same, with the reason that the act asks for.
    pub async fn begin_because(&self, content: &str, reason: &str) -> Result<Work, Problem> {
        let mut call = self.clone();
        call.who.reason = Some(reason.to_owned());
        call.begin(content).await
    }

    /// The same for field data: with the device's own time.
    pub async fn begin_at(&self, content: &str, occurred: Option<Moment>) -> Result<Work, Problem> {
        let mut call = self.clone();
        call.who.occurred = occurred.map(kernel::time::moment);
        call.begin(content).await
    }

    /// Reads one aggregate that the caller may see.
    pub async fn get<A: store::Aggregate>(&self, id: impl ToString) -> Result<Loaded<A>, Problem> {
        list::get(self.context(), id, self.held()).await.map_err(from_store)
    }
}

impl FromRequest for Call {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { admit(&request).await })
    }
}

async fn admit(request: &HttpRequest) -> Result<Call, Problem> {
    let services = request.app_data::<Data<Services>>().ok_or_else(|| Problem::fault("no services"))?;
    let service = services.of_path(request.path()).ok_or_else(Problem::not_found)?.clone();
    if request.query_string().contains("%00")
        || request.path().contains('\0')
        || request.path().contains("%00")
    {
        return Err(Problem::new("bad_request", json!({"detail": "不能含有空字符"})));
    }
    let pattern = request.match_pattern().unwrap_or_default();
    let operation = access::operation(request.method().as_str(), &pattern)
        .ok_or_else(|| Problem::new("role_not_allowed", Value::Null))?;
    let claims = match bearer(request)? {
        Some(token) => Some(believe(&service, token).await?),
        None if operation.is_public() => None,
        None => return Err(Problem::new("unauthenticated", Value::Null)),
    };
    let actor = claims.as_ref().map_or_else(public, Claims::actor);
    if !operation.allows(actor.role) {
        return Err(Problem::new("role_not_allowed", json!({"role": actor.role})));
    }
    Ok(Call {
        who: who(request, actor, claims.as_ref()),
        if_match: if_match(request)?,
        idempotency_key: idempotency_key(request)?,
        line: format!("{} {}", request.method(), request.uri()),
        peer: claims.and_then(|claims| claims.service),
        service,
    })
}

fn who(request: &HttpRequest, actor: Actor, claims: Option<&Claims>) -> Who {
    let mut who = Who::new(actor);
    let watched = claims.into_iter().flat_map(|claims| claims.watches.iter().cloned());
    who.held.extend(watched.map(Reader::Region));
    who.origin = request.peer_addr().map(|address| address.ip().to_string());
    // The request's own span, which continues the caller's trace; without spans the caller's, where it gave one.
    let callers = || header(request, "traceparent").and_then(trace::valid).map(str::to_owned);
    who.traceparent = trace::current_traceparent().or_else(callers);
    who
}

/// Nobody signed in.
fn public() -> Actor {
    let mut actor = Actor::system(nowhere());
    actor.role = Role::Public;
    actor
}

fn nowhere() -> RegionCode {
    // Six zeros are the code of the whole country in GB/T 2260; it always parses.
    "000000".parse().unwrap_or_else(|_| unreachable!("a constant"))
}

async fn believe(service: &Service, token: &str) -> Result<Claims, Problem> {
    let fetch = async || service.peers.token_keys().await;
    service.keys.believe(token, service.clock.now(), fetch).await.map_err(|bad| {
        let code = if bad == BadToken::NoKeys { "upstream_not_ready" } else { "token_invalid" };
        Problem::new(code, Value::Null)
    })
}

fn header<'a>(request: &'a HttpRequest, name: &str) -> Option<&'a str> {
    request.headers().get(name).and_then(|value| value.to_str().ok())
}

fn bearer(request: &HttpRequest) -> Result<Option<&str>, Problem> {
    let Some(value) = request.headers().get("authorization") else { return Ok(None) };
    // The scheme is written as one likes (RFC 9110, 11.1).
    let is_bearer = |scheme: &str| scheme.eq_ignore_ascii_case("bearer");
    let parts = value.to_str().ok().and_then(|value| value.split_once(' '));
    let token = parts.filter(|(scheme, _)| is_bearer(scheme)).map(|(_, token)| token.trim());
    token.map(Some).ok_or_else(|| Problem::new("token_invalid", Value::Null))
}

fn if_match(request: &HttpRequest) -> Result<Option<u64>, Problem> {
    let Some(value) = request.headers().get("if-match") else { return Ok(None) };
    let version = value.to_str().ok().and_then(|value| value.trim_matches('"').parse().ok());
    version.map(Some).ok_or_else(|| Problem::new("changed_meanwhile", Value::Null))
}

fn idempotency_key(request: &HttpRequest) -> Result<Option<String>, Problem> {
    let Some(value) = request.headers().get("idempotency-key") else { return Ok(None) };
    match value.to_str() {
        Ok(key) if (1..=128).contains(&key.len()) => Ok(Some(key.to_owned())),
        _ => Err(Problem::new("bad_request", json!({"detail": "幂等键应为 1 至 128 个可见字符"}))),
    }
}
