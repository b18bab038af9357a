"""What lies in deploy/ for those who do not use the chart: compose, NATS with its users, the proxy."""

import json
import os
import pathlib
import re
import subprocess
import time

import pytest
import yaml
from natsclient import Client
from rendering import ROOT, SITES, TARGETS

DEPLOY = ROOT / "deploy"
DEPARTMENT = "410481-ecology"
PASSWORD = "for-the-test"


def users_conf(*departments):
    command = ["sh", str(DEPLOY / "nats/users.sh"), *departments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def connect(tmp_path_factory):
    """Opens connections to a server that runs deploy/nats/nats.conf, with one department besides the services."""
    home = tmp_path_factory.mktemp("nats")
    config = (DEPLOY / "nats/nats.conf").read_text()
    config = re.sub(r"0\.0\.0\.0:\d+", "127.0.0.1:-1", config).replace("/data", str(home / "data"))
    (home / "nats.conf").write_text(config)
    (home / "users.conf").write_text(users_conf(DEPARTMENT))
    names = re.findall(r"\$(NATS_\w+)", users_conf(DEPARTMENT))
    command = ["nats-server", "--config", str(home / "nats.conf"), "--ports_file_dir", str(home), "--log", str(home / "log")]
    server = subprocess.Popen(command, env=dict.fromkeys(names, PASSWORD) | {"PATH": os.environ["PATH"]})
    clients = []
    try:
        port = chosen_port(home, server)

        def open_as(user):
            clients.append(Client(port, user, PASSWORD))
            return clients[-1]

        yield open_as
    finally:
        for client in clients:
            client.close()
        server.terminate()
        server.wait()


def chosen_port(home: pathlib.Path, server):
    for _ in range(200):
        for path in home.glob("*.ports"):
            if text := path.read_text():
                return int(json.loads(text)["nats"][0].rsplit(":", 1)[1])
        assert server.poll() is None, (home / "log").read_text()
        time.sleep(0.05)
    raise AssertionError((home / "log").read_text())


@pytest.mark.parametrize("service", TARGETS)
def test_a_service_publishes_its_own_events_only(connect, service):
    client = connect(service)
    assert client.may_publish(f"suiji.410400.{service}.something.v1._")
    for other in set(TARGETS) - {service}:
        assert not client.may_publish(f"suiji.410400.{other}.something.v1._")
        assert not client.may_publish(f"$JS.API.CONSUMER.MSG.NEXT.SUIJI.{other}")


def test_a_service_reads_through_its_consumer_and_not_past_it(connect):
    client = connect("draw")
    assert client.may_subscribe("_INBOX.draw.1")
    assert client.may_publish("$JS.API.CONSUMER.MSG.NEXT.SUIJI.draw")
    assert not client.may_subscribe("suiji.>")
    for others in ("_INBOX.>", "_INBOX.referral.1"):
        assert not client.may_subscribe(others), "what a consumer delivers arrives in an inbox"
    assert not client.may_publish("$JS.API.STREAM.PURGE.SUIJI")
    assert not client.may_publish("$JS.API.STREAM.DELETE.SUIJI")


def test_a_department_hears_its_own_referrals_and_nothing_else(connect):
    client = connect(f"department-{DEPARTMENT}")
    assert client.may_subscribe(f"suiji.*.referral.*.*.{DEPARTMENT}")
    assert client.may_publish(f"$JS.API.CONSUMER.MSG.NEXT.SUIJI.department-{DEPARTMENT}")
    for subject in ("suiji.>", "_INBOX.>", "suiji.*.referral.>", "suiji.*.referral.*.*.410481-tax", f"suiji.*.draw.*.*.{DEPARTMENT}"):
        assert not client.may_subscribe(subject)
    assert not client.may_publish(f"suiji.410400.referral.accepted.v1.{DEPARTMENT}")


def test_the_migration_sets_up_the_stream(connect):
    client = connect("migration")
    assert client.may_publish("$JS.API.STREAM.CREATE.SUIJI")
    assert not client.may_publish("suiji.410400.draw.opened.v1._")


def test_the_committed_users_are_what_the_script_writes():
    assert (DEPLOY / "nats/users.conf").read_text() == users_conf()
    assert sorted(re.findall(r'user: "(.+?)"', users_conf())) == sorted([*TARGETS, "migration"])


def test_nats_puts_messages_on_disk_before_it_acknowledges_them():
    assert re.search(r"^\s*sync_interval: always$", (DEPLOY / "nats/nats.conf").read_text(), re.MULTILINE)


def test_compose_runs_every_service_with_its_own_user():
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    serving = {name: it for name, it in compose["services"].items() if it.get("command", [""])[0] == "serve"}
    assert sorted(serving) == sorted(TARGETS + SITES)
    for name, it in serving.items():
        assert it["command"] == ["serve", "--target", name]
        if name in SITES:
            assert {f"SUIJI__SERVICES__{target.upper()}" for target in TARGETS} <= it["environment"].keys()
            assert not [key for key in it["environment"] if "DATABASE" in key or "BUS" in key or "SECRET" in key]
            continue
        assert it["environment"]["SUIJI__BUS__URL"].startswith(f"nats://{name}:")
        assert it["environment"]["SUIJI__SERVICES__" + name.upper()] == f"http://{name}:8080"
        assert f"NATS_{name.upper()}_PASSWORD" in compose["services"]["nats"]["environment"]


def test_compose_keeps_the_keys_that_are_made_at_the_first_start():
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    home = re.search(r"^WORKDIR (/var.*)$", (DEPLOY / "Dockerfile").read_text(), re.MULTILINE)[1]
    for name in ("draw", "identity"):
        (volume,) = compose["services"][name]["volumes"]
        kept, place = volume.split(":")
        assert place == home and kept in compose["volumes"]


def test_compose_gives_every_process_the_secrets_that_the_settings_ask_for():
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    for name, it in compose["services"].items():
        if it.get("command", [""])[0] in ("serve", "migrate") and name not in SITES:
            needed = {"SUIJI__IDENTITY__SERVICE_SECRET", "SUIJI__REHEARSAL__ALLOWED", "SUIJI__REHEARSAL__TOKEN"}
            assert needed <= it["environment"].keys(), name


@pytest.mark.parametrize("path", ["front.conf", "postgres/init.sh", "nats/users.sh"])
def test_every_list_of_services_is_whole(path):
    text = (DEPLOY / path).read_text()
    assert [target for target in TARGETS if not re.search(rf"\b{target}\b", text)] == []


def test_every_alert_says_what_is_wrong_and_what_to_do():
    groups = yaml.safe_load((DEPLOY / "prometheus/alerts.yaml").read_text())["groups"]
    alerts = [rule for group in groups for rule in group["rules"]]
    assert len({alert["alert"] for alert in alerts}) == len(alerts) > 0
    for alert in alerts:
        assert alert["labels"]["severity"] in ("critical", "warning")
        assert alert["annotations"].keys() == {"summary", "action"}
        assert re.search(r"suiji", alert["expr"])
