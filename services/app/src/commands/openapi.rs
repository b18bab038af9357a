//! `suiji openapi`: one service's document, or all of them by service.

use std::process::ExitCode;

use serde_json::{Map, Value};

use super::say;
use crate::{failure::Failure, targets};

pub fn run(service: Option<&str>) -> Result<ExitCode, Failure> {
    let document = match service {
        Some(name) => {
            let modules = targets::named(&[name.to_owned()])?;
            modules
                .first()
                .map_or(Ok(Value::Null), |module| web::openapi::finish(module.name, &(module.openapi)()))?
        }
        None => all()?,
    };
    say(&(serde_json::to_string_pretty(&document)? + "\n"))?;
    Ok(ExitCode::SUCCESS)
}

fn all() -> Result<Value, Failure> {
    let mut documents = Map::new();
    for module in targets::all() {
        documents.insert(module.name.to_owned(), web::openapi::finish(module.name, &(module.openapi)())?);
    }
    Ok(Value::Object(documents))
}
