//! The rules that types cannot hold.

use tracing_subscriber::EnvFilter;

use super::{Bus, BusKind, Draw, Identity, Problem, Services, Settings};

/// Every broken rule.
pub(super) fn problems(settings: &Settings) -> Vec<Problem> {
    let mut rules = Rules::default();
    server(&mut rules, settings);
    database(&mut rules, settings);
    bus(&mut rules, &settings.bus);
    addresses(&mut rules, "services", &settings.services);
    addresses(&mut rules, "public", &settings.public);
    identity(&mut rules, &settings.identity, settings.bus.kind);
    draw(&mut rules, &settings.draw);
    rest(&mut rules, settings);
    rules.broken
}

/// Several services on one database would find each other's tables.
pub(super) fn shared_database(settings: &Settings, services: &[&str]) -> Vec<Problem> {
    let mut rules = Rules::default();
    let database = &settings.database;
    for (key, url) in [("database.url", &database.url), ("database.admin_url", &database.admin_url)] {
        let apart = services.len() < 2 || url.is_empty() || url.expose().contains("{service}");
        rules.require(apart, key, "一个进程运行多个服务时必须含 {service}，使每个服务各用一个库");
    }
    rules.broken
}

#[derive(Default)]
struct Rules {
    broken: Vec<Problem>,
}

impl Rules {
    fn require(&mut self, holds: bool, key: &str, message: &str) {
        if !holds {
            self.broken.push(Problem::new(key, message));
        }
    }
}

fn server(rules: &mut Rules, settings: &Settings) {
    let server = &settings.server;
    rules.require(server.workers <= 1024, "server.workers", "不得超过 1024");
    rules.require(
        (65_536..=1_073_741_824).contains(&server.max_body_bytes),
        "server.max_body_bytes",
        "应在 64 KB 至 1 GB 之间",
    );
    rules.require(server.shutdown_grace_s <= 3600, "server.shutdown_grace_s", "不得超过 3600 秒");
    rules.require(!settings.data.dir.as_os_str().is_empty(), "data.dir", "不得为空");
}

fn database(rules: &mut Rules, settings: &Settings) {
    let database = &settings.database;
    let engine = |url: &str| {
        ["sqlite://", "postgres://", "postgresql://"].into_iter().position(|scheme| url.starts_with(scheme))
    };
    let (url, admin) = (engine(database.url.expose()), engine(database.admin_url.expose()));
    rules.require(url.is_some(), "database.url", "应以 sqlite:// 或 postgres:// 开头");
    let same_engine = admin.is_some() && (admin == Some(0)) == (url == Some(0));
    rules.require(
        database.admin_url.is_empty() || same_engine,
        "database.admin_url",
        "应与 database.url 是同一种数据库",
    );
    rules.require(
        (1..=1000).contains(&database.max_connections),
        "database.max_connections",
        "应在 1 至 1000 之间",
    );
}

fn bus(rules: &mut Rules, bus: &Bus) {
    if bus.kind == BusKind::Embedded {
        return;
    }
    let url = bus.url.expose();
    let nats = url.starts_with("nats://") || url.starts_with("tls://");
    rules.require(nats, "bus.url", "应以 nats:// 或 tls:// 开头");
    rules.require([1, 3, 5].contains(&bus.replicas), "bus.replicas", "应为 1、3 或 5");
    let twice = !bus.password.is_empty() && !bus.password_file.is_empty();
    rules.require(!twice, "bus.password_file", "与 bus.password 只能填一个");
    let nameless = bus.user.is_empty() && !(bus.password.is_empty() && bus.password_file.is_empty());
    rules.require(!nameless, "bus.user", "填了密码就必须填用户名");
}

fn addresses(rules: &mut Rules, section: &str, urls: &Services) {
    for (name, url) in urls.iter().filter(|(_, url)| !url.is_empty()) {
        let sound = is_http(url) && !url.ends_with('/');
        rules.require(sound, &format!("{section}.{name}"), "应以 http:// 或 https:// 开头，且不带末尾的斜线");
    }
}

fn identity(rules: &mut Rules, identity: &Identity, bus: BusKind) {
    let issuer = &identity.issuer;
    rules.require(
        !issuer.is_empty() && !issuer.contains(char::is_whitespace),
        "identity.issuer",
        "不得为空或含空白",
    );
    rules.require(
        (1..=60).contains(&identity.token_minutes),
        "identity.token_minutes",
        "应在 1 至 60 分钟之间",
    );
    rules.require(
        (1..=72).contains(&identity.session_hours),
        "identity.session_hours",
        "应在 1 至 72 小时之间",
    );
    // The embedded mode generates its own; several processes must be given the same one.
    let secret = &identity.service_secret;
    let may_be_unset = bus == BusKind::Embedded && secret.is_empty();
    rules.require(
        may_be_unset || secret.expose().chars().count() >= 32,
        "identity.service_secret",
        "至少 32 个字符；使用 NATS 时必填",
    );
    rules.require(!identity.token_key_file.is_empty(), "identity.token_key_file", "不得为空");
    rules.require(identity.argon2_memory_kib >= 19_456, "identity.argon2_memory_kib", "不得低于 19456");
    rules.require((2..=64).contains(&identity.argon2_passes), "identity.argon2_passes", "应在 2 至 64 之间");
    rules.require((1..=64).contains(&identity.argon2_lanes), "identity.argon2_lanes", "应在 1 至 64 之间");
}

fn draw(rules: &mut Rules, draw: &Draw) {
    // It is the key name of the signed notes, which may hold neither white space nor `+`.
    let origin = &draw.log_origin;
    rules.require(
        !origin.is_empty()
            && !origin.contains(|c: char| c.is_whitespace() || c == '+')
            && !origin.contains("://"),
        "draw.log_origin",
        "应形如 suiji.example.gov.cn/draw，不带 https://，不含空白和加号",
    );
    rules.require(!draw.signing_key_file.is_empty(), "draw.signing_key_file", "不得为空");
    rules.require(!draw.log_key_file.is_empty(), "draw.log_key_file", "不得为空");
    rules.require(
        draw.log_key_file != draw.signing_key_file,
        "draw.log_key_file",
        "不得与 draw.signing_key_file 相同",
    );
}

fn rest(rules: &mut Rules, settings: &Settings) {
    let (rehearsal, telemetry) = (&settings.rehearsal, &settings.telemetry);
    rules.require(
        !rehearsal.allowed || rehearsal.token.expose().chars().count() >= 16,
        "rehearsal.token",
        "允许演练时必填，至少 16 个字符",
    );
    rules.require(
        EnvFilter::builder().parse(&telemetry.log_filter).is_ok(),
        "telemetry.log_filter",
        "无法解读，应形如 info 或 info,store=debug",
    );
    rules.require(
        telemetry.otlp_endpoint.is_empty() || is_http(&telemetry.otlp_endpoint),
        "telemetry.otlp_endpoint",
        "应以 http:// 或 https:// 开头",
    );
    rules.require(
        (1..=3650).contains(&settings.retention.idempotency_days),
        "retention.idempotency_days",
        "应在 1 至 3650 天之间",
    );
}

fn is_http(url: &str) -> bool {
    ["http://", "https://"].into_iter().any(|scheme| url.len() > scheme.len() && url.starts_with(scheme))
}
