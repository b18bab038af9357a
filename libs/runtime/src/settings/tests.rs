use std::{fs, path::Path};

use super::{read::Variables, *};

fn variables(pairs: &[(&str, &str)]) -> Option<Variables> {
    Some(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
}

fn file(text: &str) -> tempfile::NamedTempFile {
    let file = tempfile::Builder::new().suffix(".toml").tempfile().unwrap();
    fs::write(file.path(), text).unwrap();
    file
}

fn keys(error: SettingsError) -> Vec<String> {
    let SettingsError::Invalid(problems) = error else { panic!("{error}") };
    problems.into_iter().map(|problem| problem.key).collect()
}

/// The keys that `change` to sound settings breaks.
fn broken(change: impl FnOnce(&mut Settings)) -> Vec<String> {
    let mut settings = Settings::built_in().unwrap();
    change(&mut settings);
    settings.check().map_or_else(keys, |()| Vec::new())
}

#[test]
fn the_built_in_defaults_are_sound() {
    let settings = Settings::built_in().unwrap();
    settings.check().unwrap();
    assert_eq!(settings.server.listen.to_string(), "127.0.0.1:8100");
    assert_eq!(settings.database_url("draw").expose(), "sqlite://data/draw.sqlite");
    assert_eq!(settings.signing_key_file(), Path::new("data/draw-signing.key"));
}

#[test]
fn the_environment_wins_over_the_file_and_the_file_over_the_defaults() {
    let file = file("[server]\nlisten = \"0.0.0.0:9000\"\nworkers = 3\n[rehearsal]\nallowed = true\n");
    let environment = variables(&[
        ("SUIJI__SERVER__WORKERS", "5"),
        ("SUIJI__IDENTITY__SERVICE_SECRET", "007"),
        ("SUIJI__REGION", "410481"),
        ("SUIJI__BUS__KIND", "nats"),
        ("SUIJI_PASSWORD", "not a setting"),
        ("OTHER", "not ours"),
    ]);
    let settings = read::layers(Some(file.path()), environment).unwrap();
    assert_eq!(settings.server.listen.to_string(), "0.0.0.0:9000");
    assert_eq!(settings.server.workers, 5);
    assert_eq!(settings.server.shutdown_grace_s, 30);
    assert_eq!(settings.identity.service_secret.expose(), "007");
    assert_eq!(settings.region.as_str(), "410481");
    assert_eq!((settings.bus.kind, settings.rehearsal.allowed), (BusKind::Nats, true));
}

#[test]
fn flags_win_over_everything_and_are_checked() {
    let file = file("[server]\nlisten = \"0.0.0.0:9000\"\n");
    let settings =
        Settings::load(Some(file.path()), |s| s.server.listen = "127.0.0.1:1".parse().unwrap()).unwrap();
    assert_eq!(settings.server.listen.port(), 1);
    let refused = Settings::load(None, |s| s.identity.token_minutes = 0).unwrap_err();
    assert_eq!(keys(refused), ["identity.token_minutes"]);
}

#[test]
fn an_unknown_key_is_refused_by_its_path_and_origin() {
    let file = file("[server]\nlisen = \"0.0.0.0:9000\"\n[sever]\nport = 1\n");
    let error = read::layers(Some(file.path()), variables(&[("SUIJI__LOG__FORMAT", "json")])).unwrap_err();
    let text = error.to_string();
    assert!(text.contains("server.lisen：没有这个设置项（来自文件 "), "{text}");
    assert!(text.contains("listen、max_body_bytes、shutdown_grace_s、workers"), "{text}");
    assert!(
        text.contains("log.format：没有这个设置项（来自环境变量 SUIJI__LOG__FORMAT）；可用的有：bus、"),
        "{text}"
    );
    assert_eq!(keys(error), ["log.format", "server.lisen", "sever.port"]);
}

#[test]
fn a_value_of_the_wrong_type_is_refused_by_key_without_being_shown() {
    for (variable, key) in [
        ("SUIJI__SERVER__WORKERS", "server.workers"),
        ("SUIJI__SERVER__LISTEN", "server.listen"),
        ("SUIJI__REGION", "region"),
        ("SUIJI__REHEARSAL__ALLOWED", "rehearsal.allowed"),
        ("SUIJI__TELEMETRY__LOG_FORMAT", "telemetry.log_format"),
        ("SUIJI__DATABASE", "database"),
    ] {
        let error = read::layers(None, variables(&[(variable, "hunter2")])).unwrap_err();
        assert!(!error.to_string().contains("hunter2"), "{error}");
        assert_eq!(keys(error), [key]);
    }
}

#[test]
fn a_file_that_is_missing_or_malformed_is_named_but_not_quoted() {
    let missing = read::layers(Some(Path::new("/nowhere/suiji.toml")), variables(&[])).unwrap_err();
    assert!(missing.to_string().starts_with("无法读取文件 /nowhere/suiji.toml"), "{missing}");
    let file = file("[rehearsal]\ntoken = hunter2\n");
    let malformed = read::layers(Some(file.path()), variables(&[])).unwrap_err().to_string();
    assert!(malformed.contains("第 2 行") && !malformed.contains("hunter2"), "{malformed}");
}

#[test]
fn every_secret_is_masked_wherever_settings_are_shown() {
    let settings = read::layers(
        None,
        variables(&[
            ("SUIJI__DATABASE__URL", "postgres://suiji:hunter2@db/suiji_{service}"),
            ("SUIJI__DATABASE__ADMIN_URL", "postgres://owner:hunter2@db/suiji_{service}"),
            ("SUIJI__BUS__URL", "nats://draw:hunter2@nats"),
            ("SUIJI__BUS__PASSWORD", "hunter2"),
            ("SUIJI__IDENTITY__SERVICE_SECRET", "hunter2"),
            ("SUIJI__REHEARSAL__TOKEN", "hunter2"),
        ]),
    )
    .unwrap();
    let shown = format!("{}{settings:?}{}", settings.masked(), serde_json::to_string(&settings).unwrap());
    assert!(!shown.contains("hunter2"), "{shown}");
    let printed = settings.masked();
    assert!(printed.contains("url = \"postgres://suiji:***@db/suiji_{service}\"\n"), "{printed}");
    assert!(printed.contains("service_secret = \"***\"\n"), "{printed}");
    assert_eq!(settings.database_url("draw").expose(), "postgres://suiji:hunter2@db/suiji_draw");
}

#[test]
fn what_is_printed_can_be_read_again() {
    let mut settings = Settings::built_in().unwrap();
    settings.data.dir = "/var/lib/\"随机\"\\".into();
    settings.telemetry.log_format = LogFormat::Json;
    settings.rehearsal.allowed = true;
    let file = file(&settings.masked());
    assert_eq!(read::layers(Some(file.path()), variables(&[])).unwrap(), settings);
}

#[test]
fn the_defaults_hold_every_field_and_explain_it() {
    let fields = serde_json::to_value(Settings::built_in().unwrap()).unwrap();
    let mut expected: Vec<String> = Vec::new();
    for (section, value) in fields.as_object().unwrap() {
        match value.as_object() {
            Some(table) => expected.extend(table.keys().map(|key| format!("{section}.{key}"))),
            None => expected.push(section.clone()),
        }
    }
    expected.sort();
    let mut documented: Vec<_> = document::entries().into_iter().map(|entry| entry.key).collect();
    documented.sort();
    assert_eq!(documented, expected);
    for entry in document::entries() {
        assert!(entry.explanation.chars().count() > 4, "{} is not explained", entry.key);
    }
}

#[test]
fn a_secret_may_stand_in_a_file_but_not_in_two_places() {
    let secret = file("0123456789abcdef0123456789abcdef\n");
    let path = secret.path().to_str().unwrap();
    let mut settings = Settings::built_in().unwrap();
    settings.identity.service_secret_file = path.to_owned();
    settings.read_secret_files().unwrap();
    assert_eq!(settings.identity.service_secret.expose(), "0123456789abcdef0123456789abcdef");
    assert_eq!(keys(settings.read_secret_files().unwrap_err()), ["identity.service_secret_file"]);
}

#[test]
fn each_service_has_its_own_user_on_the_bus() {
    let password = file("hunter2\n");
    let mut settings = Settings::built_in().unwrap();
    assert_eq!(settings.bus_access("draw").unwrap().user, None);
    settings.bus.user = "{service}".into();
    settings.bus.password_file = password.path().to_str().unwrap().to_owned();
    let user = settings.bus_access("draw").unwrap().user.unwrap();
    assert_eq!(user, ("draw".to_owned(), Secret::new("hunter2")));
    settings.bus.password_file = "/nowhere/{service}".into();
    let unreadable = settings.bus_access("pool").unwrap_err().to_string();
    assert!(unreadable.contains("/nowhere/pool"), "{unreadable}");
}

#[test]
fn a_service_without_an_address_is_in_this_process() {
    let mut settings = Settings::built_in().unwrap();
    let bound = "0.0.0.0:8123".parse().unwrap();
    assert_eq!(settings.public_url("draw", bound), "http://127.0.0.1:8123");
    settings.services.draw = "http://draw:8080".into();
    assert_eq!(settings.service_url("draw", bound), "http://draw:8080");
    assert_eq!(settings.public_url("draw", bound), "http://draw:8080");
    settings.public.draw = "https://suiji.example.gov.cn".into();
    assert_eq!(settings.public_url("draw", bound), "https://suiji.example.gov.cn");
    assert_eq!(settings.service_url("pool", "[::1]:80".parse().unwrap()), "http://[::1]:80");
}

#[test]
fn a_data_directory_with_a_question_mark_stays_a_path() {
    let mut settings = Settings::built_in().unwrap();
    settings.data.dir = "/srv/a?b%".into();
    assert_eq!(settings.database_url("pool").expose(), "sqlite:///srv/a%3Fb%25/pool.sqlite");
    assert_eq!(settings.log_key_file(), Path::new("/srv/a?b%/draw-log.key"));
}

#[test]
fn each_rule_names_its_key() {
    assert_eq!(broken(|s| s.server.max_body_bytes = 1), ["server.max_body_bytes"]);
    assert_eq!(broken(|s| s.database.url = CredentialUrl::new("mysql://db")), ["database.url"]);
    assert_eq!(
        broken(|s| s.database.admin_url = CredentialUrl::new("postgres://db")),
        ["database.admin_url"]
    );
    assert_eq!(broken(|s| s.database.max_connections = 0), ["database.max_connections"]);
    assert_eq!(broken(|s| s.services.pool = "http://pool/".into()), ["services.pool"]);
    assert_eq!(broken(|s| s.public.pool = "pool:80".into()), ["public.pool"]);
    assert_eq!(broken(|s| s.identity.argon2_memory_kib = 8), ["identity.argon2_memory_kib"]);
    assert_eq!(broken(|s| s.identity.service_secret = Secret::new("short")), ["identity.service_secret"]);
    assert_eq!(broken(|s| s.draw.log_origin = "https://a+b".into()), ["draw.log_origin"]);
    assert_eq!(broken(|s| s.rehearsal.allowed = true), ["rehearsal.token"]);
    assert_eq!(broken(|s| s.telemetry.log_filter = "a=b=c".into()), ["telemetry.log_filter"]);
    assert_eq!(broken(|s| s.telemetry.otlp_endpoint = "localhost".into()), ["telemetry.otlp_endpoint"]);
    assert_eq!(broken(|s| s.retention.idempotency_days = 0), ["retention.idempotency_days"]);
}

#[test]
fn with_nats_the_services_need_a_common_secret() {
    let nats = |s: &mut Settings| s.bus.kind = BusKind::Nats;
    assert_eq!(broken(nats), ["identity.service_secret"]);
    let all = broken(|s| {
        nats(s);
        s.bus.url = CredentialUrl::new("http://nats");
        s.bus.replicas = 2;
        s.bus.password = Secret::new("hunter2");
    });
    assert_eq!(all, ["bus.url", "bus.replicas", "bus.user", "identity.service_secret"]);
}

#[test]
fn several_services_do_not_share_a_database() {
    let mut settings = Settings::built_in().unwrap();
    settings.check_targets(&["draw", "pool"]).unwrap();
    settings.database.url = CredentialUrl::new("postgres://db/suiji");
    settings.check_targets(&["draw"]).unwrap();
    assert_eq!(keys(settings.check_targets(&["draw", "pool"]).unwrap_err()), ["database.url"]);
}
