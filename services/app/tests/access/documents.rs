//! What the OpenAPI documents list, and that access's table and the sources list the same.

use std::{collections::BTreeSet, path::Path};

use kernel::Role;
use runtime::Module;
use serde_json::Value;
use testkit::App;

use crate::city::{CONTEXTS, City, REGION, SCJG};

/// An operation of a document.
pub struct Listed {
    pub method: String,
    /// As OpenAPI writes it.
    pub path: String,
    pub document: Value,
}

impl Listed {
    pub fn table(&self) -> &'static access::Operation {
        access::operation(&self.method, &self.path).unwrap_or_else(|| panic!("{self} is not in the table"))
    }

    /// A path that is well-formed and leads to nothing.
    pub fn nowhere(&self) -> String {
        self.filled("0192f1c2-7b6e-7c3a-9d54-3f1a2b4c5d6e")
    }

    /// The path with this in place of each id.
    pub fn filled(&self, id: &str) -> String {
        let filled = self.path.replace("{id}", if self.is_object() { "91350100M000100Y43" } else { id });
        filled
            .replace("{digest}", &"a".repeat(64))
            .replace("{item}", "scjg-01")
            .replace("{region}", REGION)
            .replace("{file}", "receipt.json")
            .replace("{seq}", "9")
            .replace("{object}", "91350100M000100Y43")
            .replace("{level}", "0")
            .replace("{group}", "x001")
            .replace("{index}", "000")
            .replace("{rest}", "000")
    }

    /// Objects have a code for an id.
    pub fn is_object(&self) -> bool {
        self.path.starts_with("/api/pool/v1/objects/")
    }

    /// Whether the answer is for the services of the installation, not for a department's machine.
    fn for_services(&self) -> bool {
        self.path.contains("/v1/journal") || self.path.contains("/v1/artefacts/")
    }

    pub fn token(&self, app: &App, role: Role) -> String {
        if role == Role::System && self.for_services() {
            return app.service_token("referral");
        }
        let within = role.needs_department() || matches!(role, Role::System | Role::DrawParty);
        app.token(role, REGION, within.then_some(SCJG))
    }

    /// Roles that may call it, those with an account.
    pub fn allowed(&self) -> impl Iterator<Item = Role> {
        let table = self.table();
        signed_in().filter(|role| table.allows(*role))
    }
}

impl std::fmt::Display for Listed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

pub fn signed_in() -> impl Iterator<Item = Role> {
    Role::ALL.into_iter().filter(|role| *role != Role::Public)
}

pub fn modules() -> Vec<Module> {
    CONTEXTS.iter().map(|module| module()).chain([identity::module()]).collect()
}

/// Every operation of every document.
pub fn listed() -> Vec<Listed> {
    let mut all = Vec::new();
    for module in modules() {
        let document = web::openapi::finish(module.name, &(module.openapi)()).unwrap();
        for (path, item) in document["paths"].as_object().unwrap() {
            for (method, operation) in item.as_object().unwrap() {
                all.push(Listed {
                    method: method.to_uppercase(),
                    path: path.clone(),
                    document: operation.clone(),
                });
            }
        }
    }
    all
}

fn named(method: &str, path: &str) -> String {
    format!("{method} {path}")
}

#[test]
fn the_documents_and_the_table_list_the_same() {
    let listed: BTreeSet<_> = listed().iter().map(ToString::to_string).collect();
    let services: Vec<_> = modules().iter().map(|module| module.name).collect();
    let mut table = BTreeSet::new();
    for operation in access::table::all() {
        let of = |service: &str| named(operation.method, &operation.path.replace("{service}", service));
        table.extend(services.iter().map(|service| of(service)));
    }
    assert_eq!(listed.difference(&table).collect::<Vec<_>>(), Vec::<&String>::new(), "not in the table");
    assert_eq!(table.difference(&listed).collect::<Vec<_>>(), Vec::<&String>::new(), "in no document");
}

#[test]
fn every_reference_leads_somewhere() {
    for module in modules() {
        let document = web::openapi::finish(module.name, &(module.openapi)()).unwrap();
        let text = document.to_string();
        for rest in text.split("\"#/components/schemas/").skip(1) {
            let name = rest.split('"').next().unwrap();
            assert!(document["components"]["schemas"][name].is_object(), "{}: {name}", module.name);
        }
    }
}

#[test]
fn every_route_in_the_sources_is_in_a_document() {
    let listed: BTreeSet<_> = listed().iter().map(ToString::to_string).collect();
    let services = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut routes = 0;
    for module in modules() {
        for text in sources(&services.join(module.name).join("src/http")) {
            for (method, path) in text.lines().filter_map(route) {
                assert!(listed.contains(&named(&method, path)), "{method} {path} is in no document");
                routes += 1;
            }
        }
    }
    let shared = 8 * modules().len();
    assert_eq!(routes + shared, listed.len(), "a document lists what no source serves");
}

fn sources(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|file| file.is_file()).map(|file| std::fs::read_to_string(file).unwrap()).collect()
}

/// `#[post("/api/…")]`
fn route(line: &str) -> Option<(String, &str)> {
    let (method, rest) = line.trim().strip_prefix("#[")?.split_once("(\"/api/")?;
    let path = rest.strip_suffix("\")]")?;
    let start = line.len() - path.len() - "/api/".len() - "\")]".len();
    Some((method.to_uppercase(), &line[start..line.len() - "\")]".len()]))
}

/// Every service at once, accounts included.
pub async fn whole_city() -> City {
    City::of(&modules()).await
}
