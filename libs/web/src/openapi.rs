//! What every OpenAPI document gets besides its own: the operations that every service has, problems, the bearer scheme,
//! the headers of commands.

mod shared;

use serde_json::{Value, json};
use utoipa::openapi::OpenApi;

/// Statuses that any operation may answer with a problem.
const PROBLEMS: [(&str, &str); 10] = [
    ("400", "请求格式不正确"),
    ("401", "未登录或登录已失效"),
    ("403", "身份不符"),
    ("404", "没有找到，或无权查看"),
    ("405", "不支持这种操作方式"),
    ("409", "与当前状态不符，或同时有人办理"),
    ("412", "内容已被他人更新"),
    ("413", "内容过大"),
    ("415", "不支持的内容格式"),
    ("422", "填写有误"),
];

/// The finished document as JSON. `document` comes from a service's own list of endpoints.
pub fn finish(service: &str, document: &OpenApi) -> Result<Value, serde_json::Error> {
    let mut value = serde_json::to_value(document)?;
    value["info"] = json!({"title": format!("suiji {service}"), "version": env!("CARGO_PKG_VERSION"), "license": {"name": "Apache-2.0"}});
    value["components"]["securitySchemes"] =
        json!({"token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}});
    value["components"]["schemas"]["Problem"] = problem_schema();
    let Some(paths) = value["paths"].as_object_mut() else { return Ok(value) };
    paths.extend(shared::paths(service));
    for (path, item) in paths {
        let Some(item) = item.as_object_mut() else { continue };
        for (method, operation) in item {
            complete(&method.to_uppercase(), path, operation);
        }
    }
    Ok(value)
}

fn complete(method: &str, path: &str, operation: &mut Value) {
    let public = access::operation(method, path).is_some_and(access::Operation::is_public);
    if !public {
        operation["security"] = json!([{"token": []}]);
    }
    for (status, description) in PROBLEMS {
        operation["responses"][status] = json!({
            "description": description,
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
        });
    }
    if method != "GET" {
        let headers = [
            ("If-Match", "调用方所持版本（ETag）"),
            ("Idempotency-Key", "幂等键：同一账号、同一内容重复提交只办理一次"),
        ];
        let described = headers.map(|(name, description)| {
            json!({"name": name, "in": "header", "required": false, "description": description,
                   "schema": {"type": "string", "maxLength": 128}})
        });
        match operation["parameters"].as_array_mut() {
            Some(parameters) => parameters.extend(described),
            None => operation["parameters"] = json!(described),
        }
    }
}

fn problem_schema() -> Value {
    json!({
        "type": "object",
        "required": ["status", "code", "detail"],
        "properties": {
            "status": {"type": "integer"},
            "code": {"type": "string"},
            "detail": {"type": "string"},
            "article": {"type": "string"},
            "parameters": {"type": "object"},
            "trace": {"type": "string"}
        }
    })
}
