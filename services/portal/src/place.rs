//! Where a page stands: the region it tells of, the names there, what was asked for, and the frame around it.

use std::collections::BTreeMap;

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::StatusCode, web::Data};
use chrono::{Datelike, NaiveDate};
use contracts::{
    api::planning::{Departments, Regions},
    events::planning::Region,
};
use futures_util::future::{Ready, ready};
use kernel::{DepartmentId, RegionCode};
use pages::{Html, Link, PublicShell};
use serde::{Deserialize, de::DeserializeOwned};
use web::{Ground, Problem};

use crate::trouble::{Page, Trouble};

pub const NAV: [(&str, &str); 7] = [
    ("检查结果", "/portal"),
    ("抽查计划", "/portal/plans"),
    ("抽取公开", "/portal/draws"),
    ("统计", "/portal/figures"),
    ("事项与标准", "/portal/items"),
    ("开放数据", "/portal/open"),
    ("企业入口", "/portal/enterprise"),
];
/// Longer words are cut: no name or code is longer.
const LONGEST: usize = 100;

/// What the portal stands on.
#[derive(Debug)]
pub struct Portal(pub Ground);

/// A page of a list as the services answer it.
#[derive(Debug, Deserialize)]
pub struct Listed<T> {
    pub items: Vec<T>,
    pub total: u64,
    pub next: Option<String>,
}

/// A request: who asks is nobody's matter, what is asked stands in the address.
#[derive(Debug, Clone)]
pub struct Asked {
    portal: Data<Portal>,
    query: BTreeMap<String, String>,
}

impl Asked {
    /// A field of the address, empty where it is absent.
    pub fn text(&self, name: &str) -> &str {
        self.query.get(name).map_or("", String::as_str)
    }

    /// The same, where something was given.
    pub fn given(&self, name: &str) -> Option<&str> {
        Some(self.text(name)).filter(|text| !text.is_empty())
    }

    /// A year within what the services know; anything else was not asked for.
    pub fn year(&self) -> Option<i32> {
        self.given("year")?.parse().ok().filter(|year| (2020..=2100).contains(year))
    }

    pub fn today(&self) -> NaiveDate {
        self.portal.0.clock.today()
    }

    pub fn ground(&self) -> &Ground {
        &self.portal.0
    }

    /// Reads from a service as the public.
    pub async fn get<T: DeserializeOwned>(&self, service: &str, path: &str) -> Result<T, Trouble> {
        Ok(self.portal.0.upstream.get(None, service, path).await?)
    }

    /// Reads a file from a service as the public.
    pub async fn file(&self, service: &str, path: &str) -> Result<(String, Vec<u8>), Trouble> {
        Ok(self.portal.0.upstream.file(None, service, path).await?)
    }

    /// The region that the address names, or the first one.
    pub async fn place(self) -> Result<Place, Trouble> {
        let named = self.given("region").map(ToOwned::to_owned);
        Place::of(self, named.as_deref()).await
    }

    /// The region of what is shown, whatever the address names.
    pub async fn place_in(self, region: &RegionCode) -> Result<Place, Trouble> {
        Place::of(self, Some(region.as_str())).await
    }
}

impl FromRequest for Asked {
    type Error = Trouble;
    type Future = Ready<Result<Self, Trouble>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let pairs = form_urlencoded::parse(request.query_string().as_bytes());
        let query = pairs.map(|(name, value)| (name.into_owned(), clean(&value))).collect();
        let portal = request.app_data::<Data<Portal>>().cloned();
        let portal = portal.ok_or_else(|| Problem::fault("no ground under the portal").into());
        ready(portal.map(|portal| Asked { portal, query }))
    }
}

/// What a person typed: full-width letters and figures become plain ones, marks that cannot be seen go.
fn clean(value: &str) -> String {
    let narrow = |c: char| match c {
        '\u{3000}' => ' ',
        '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' => {
            char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c)
        }
        other => other,
    };
    let unseen = |c: &char| c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}');
    let typed: String = value.chars().filter(|c| !unseen(c)).take(LONGEST).map(narrow).collect();
    typed.trim().to_owned()
}

/// A region with the names of its departments.
#[derive(Debug)]
pub struct Place {
    pub asked: Asked,
    pub region: Region,
    regions: Vec<Region>,
    departments: Vec<(DepartmentId, String)>,
}

impl Place {
    async fn of(asked: Asked, named: Option<&str>) -> Result<Self, Trouble> {
        let mut regions = asked.get::<Regions>("planning", "/v1/regions").await?.items;
        regions.retain(|region| !region.rehearsal);
        let mut known = regions.iter();
        let region = match named {
            Some(named) => {
                known.find(|region| region.region.as_str() == named).ok_or_else(Trouble::not_found)
            }
            None => known.next().ok_or(Trouble::Empty),
        };
        let region = region?.clone();
        let path = format!("/v1/departments?{}", query([("region", region.region.as_str())]));
        let departments = asked.get::<Departments>("planning", &path).await?.items;
        let departments = departments.into_iter().map(|known| (known.department, known.name)).collect();
        Ok(Self { asked, region, regions, departments })
    }

    pub fn code(&self) -> &str {
        self.region.region.as_str()
    }

    pub fn departments(&self) -> impl Iterator<Item = (&str, &str)> {
        self.departments.iter().map(|(id, name)| (id.as_str(), name.as_str()))
    }

    /// The name of a department; the code of one that is of another region.
    pub fn department(&self, id: &DepartmentId) -> String {
        let known = self.departments.iter().find(|(known, _)| known == id);
        known.map_or_else(|| id.to_string(), |(_, name)| name.clone())
    }

    /// An address within the portal, with the region where it is not the first.
    pub fn href<'a>(&'a self, path: &str, pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
        let region = Some(("region", self.code())).filter(|_| !self.is_first());
        let query = query(pairs.into_iter().filter(|(_, value)| !value.is_empty()).chain(region));
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }

    pub fn is_first(&self) -> bool {
        self.regions.first().is_some_and(|first| first.region == self.region.region)
    }

    /// The years that can be chosen, the present one first.
    pub fn years(&self) -> impl Iterator<Item = i32> {
        let now = self.asked.today().year();
        (now - 2..=now).rev()
    }

    /// The frame of a page that stands under `here` in the navigation.
    pub fn shell(&self, title: &str, here: &str) -> PublicShell {
        let name = format!("{}部门联合“双随机、一公开”公示", self.region.name);
        let mut shell = PublicShell::new(title, name).home(self.href("/portal", []));
        for (words, path) in NAV {
            shell = shell.nav(words, self.href(path, []), path == here);
        }
        if !self.is_first() {
            shell = shell.keep("region", self.code());
        }
        if self.regions.len() > 1 {
            shell = shell.foot(self.others());
        }
        shell
            .foot("各项结果由所列部门负责。对结果有异议的，可向该部门提出。")
            .foot("本页由系统自动生成，只含已依法公开的内容。")
    }

    /// The regions to choose from.
    fn others(&self) -> Html {
        let one = |region: &Region| {
            let words = if region.region == self.region.region {
                format!("{}（当前）", region.name)
            } else {
                region.name.clone()
            };
            let to = format!("/portal?{}", query([("region", region.region.as_str())]));
            Html::all([Html::from(" "), Link::new(words, to).into()])
        };
        Html::all(std::iter::once(Html::from("区划：")).chain(self.regions.iter().map(one)))
    }
}

/// A whole page.
pub fn page(shell: &PublicShell, body: &impl askama::Template) -> Page {
    Ok(web::site::html(StatusCode::OK, shell.page(body)?))
}

/// A page made of components alone.
pub fn wrap(shell: &PublicShell, parts: impl IntoIterator<Item = Html>) -> Page {
    Ok(web::site::html(StatusCode::OK, shell.wrap(&Html::all(parts))?))
}

/// A query of these pairs.
pub fn query<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// A segment of a path, whatever it holds.
pub fn segment(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_becomes_plain_and_short() {
        assert_eq!(clean("　９１３５Ａ\u{200b}\n店 "), "9135A店");
        assert_eq!(clean(&"长".repeat(500)).chars().count(), LONGEST);
    }

    #[test]
    fn an_address_carries_anything() {
        assert_eq!(query([("q", "甲&乙=")]), "q=%E7%94%B2%26%E4%B9%99%3D");
        assert_eq!(segment("a/../b c?"), "a%2F..%2Fb%20c%3F");
    }
}
