"""From a result to the referral in the hands of the department that must act on it.

The system as it is operated: a process per service, each with its own database on Postgres and its own user of a NATS that puts
every message on disk before it acknowledges it. `suiji load` prepares visits and then forms results at a steady pace; a subscriber
per department, with that department's own NATS credentials, notes when each referral arrives.
"""

import json
import os
import re
import secrets
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.request

from machine import HOME, ROOT, SUIJI, Processes, table, tail, until
from subscriber import Subscriber, make_durable

sys.path.insert(0, str(ROOT / "tests/chart"))
from natsclient import Client  # noqa: E402

PER_SECOND = int(os.environ.get("SUIJI_LOAD_PER_SECOND", 50))
SECONDS = int(os.environ.get("SUIJI_LOAD_SECONDS", 60))
# Objects to draw, a few more than two results each need.
RATE = os.environ.get("SUIJI_LOAD_RATE", f"{PER_SECOND * SECONDS / 2 / 10_000 * 1.04:.2%}")
PASSWORD = secrets.token_hex(16)
PREPARE_S, ARRIVE_S = 1800, 60


def free_ports(number):
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports


class Nats:
    """A server that runs deploy/nats: the same configuration, the same users, departments added as an operator adds them."""

    def __init__(self, processes):
        self.port = free_ports(1)[0]
        self.users()
        config = (ROOT / "deploy/nats/nats.conf").read_text()
        config = re.sub(r'^listen:.*$', f'listen: "127.0.0.1:{self.port}"', config, flags=re.M)
        config = re.sub(r'^http:.*$', "", config, flags=re.M).replace('"/data"', json.dumps(str(HOME / "nats")))
        (HOME / "nats.conf").write_text(config)
        self.process = processes.start("nats", ["nats-server", "--config", HOME / "nats.conf"])
        until("NATS to listen", lambda: "Server is ready" in (HOME / "nats.log").read_text() or processes.check(), 20)

    def users(self, *departments):
        command = ["sh", ROOT / "deploy/nats/users.sh", *departments]
        users = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        # Passwords as values of the configuration: a running server's environment cannot be added to.
        names = sorted(set(re.findall(r"\$(NATS_\w+)", users)))
        values = "".join(f"{name}: {json.dumps(PASSWORD)}\n" for name in names)
        (HOME / "users.conf").write_text(values + users)

    def admit(self, departments):
        self.users(*departments)
        self.process.send_signal(signal.SIGHUP)
        until("NATS to know the departments", lambda: "Reloaded server configuration" in (HOME / "nats.log").read_text(), 20)


def start_services(processes, nats):
    # Those with an API of their own; the sites have none, and no database.
    names = list(json.loads(subprocess.run([SUIJI, "openapi"], capture_output=True, text=True, check=True).stdout))
    postgres = os.environ["SUIJI_TEST_POSTGRES"].rsplit("/", 1)[0]
    mark = secrets.token_hex(4)
    for name in names:
        sql = f"CREATE DATABASE load_{mark}_{name}"
        subprocess.run(["psql", "-qX", "-d", os.environ["SUIJI_TEST_POSTGRES"], "-c", sql], check=True)
    ports = dict(zip(names, free_ports(len(names))))
    services = "".join(f'{name} = "http://127.0.0.1:{port}"\n' for name, port in ports.items())
    config = HOME / "suiji.toml"
    config.write_text(
        f'[bus]\nkind = "nats"\nurl = "nats://127.0.0.1:{nats.port}"\nuser = "{{service}}"\npassword = "{PASSWORD}"\n'
        f'[database]\nurl = "{postgres}/load_{mark}_{{service}}"\n[data]\ndir = {json.dumps(str(HOME))}\n[services]\n{services}'
        f'[identity]\nservice_secret = "{secrets.token_hex(32)}"\n[rehearsal]\nallowed = true\ntoken = "{PASSWORD}"\n'
        '[telemetry]\nlog_filter = "warn"\n'
    )
    subprocess.run([SUIJI, "migrate", "--target", "all", "--config", config], check=True, timeout=120)
    for name, port in ports.items():
        listen = os.environ | {"SUIJI__SERVER__LISTEN": f"127.0.0.1:{port}"}
        processes.start(name, [SUIJI, "serve", "--target", name, "--config", config], env=listen)
    for name, port in ports.items():
        until(f"{name} to be ready", lambda: processes.check() or ready(port), 60, 0.1)
    return f"http://127.0.0.1:{ports[names[0]]}"


def ready(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz/ready", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


def show_walls(nats, departments):
    """Nothing is measured unless a department hears its own referrals, and another's are refused to it."""
    for own in departments:
        client = Client(nats.port, f"department-{own}", PASSWORD)
        if not client.may_subscribe(f"suiji.*.referral.*.*.{own}"):
            raise SystemExit(f"{own} may not read its own referrals")
        foreign = [other for other in departments if other != own]
        for subject in [f"suiji.*.referral.*.*.{other}" for other in foreign] + ["suiji.>", f"suiji.*.draw.*.*.{own}"]:
            if client.may_subscribe(subject):
                raise SystemExit(f"{own} may read {subject}")
        for other in foreign:
            if client.may_publish(f"$JS.API.CONSUMER.MSG.NEXT.SUIJI.department-{other}"):
                raise SystemExit(f"{own} may pull from the consumer of {other}")
        client.close()
    print(f"each of {len(departments)} departments reads its own referrals; every other subject and consumer is refused to it")


def carry_load(processes, nats, url):
    """Prepares and forms the results; returns by finding when its result was formed, and what the subscribers saw."""
    command = [SUIJI, "load", "--url", url, "--token", PASSWORD, "--objects", ROOT / "deploy/sample/objects.csv", "--rate", RATE]
    command += ["--per-second", str(PER_SECOND), "--seconds", str(SECONDS), "--out", HOME]
    load = processes.start("load", command, stdin=subprocess.PIPE, stdout=None)

    def written(name):
        if load.poll():
            raise SystemExit(f"the load ended with {load.returncode}: {tail('load')}")
        return (path := HOME / name).exists() and json.loads(path.read_text())

    departments = until("the visits to be prepared", lambda: written("departments.json"), PREPARE_S, 0.2)["departments"]
    nats.admit(departments)
    show_walls(nats, departments)
    subscribers = []
    for department in departments:
        make_durable(nats.port, PASSWORD, department)
        subscribers.append(Subscriber(nats.port, PASSWORD, department))
        subscribers[-1].start()
    load.stdin.write(b"go\n")
    load.stdin.close()
    formed = until("the results to be formed", lambda: written("formed.json"), SECONDS * 5 + PREPARE_S, 0.2)
    complete = lambda: sum(len(one.arrived) for one in subscribers) >= formed["results"] or any(one.failure for one in subscribers)
    end = time.monotonic() + ARRIVE_S
    while not complete() and time.monotonic() < end:
        time.sleep(0.2)
    for one in subscribers:
        one.close()
        if one.failure:
            raise SystemExit(f"{one.key}: {one.failure}")
    return formed, subscribers


def judge(formed, subscribers):
    at, results = formed["formed"], formed["results"]
    first, twice, disordered = {}, 0, 0
    for subscriber in subscribers:
        highest = 0
        for arrived_us, finding, delivery in subscriber.arrived:
            twice += finding in first
            first.setdefault(finding, arrived_us)
            disordered += delivery <= highest
            highest = max(highest, delivery)
    lost = results - len(at) + sum(finding not in first for finding in at)
    took_ms = sorted((first[finding] - formed_us) / 1000 for finding, formed_us in at.items() if finding in first)
    if len(took_ms) < 2:
        raise SystemExit("nothing arrived")
    share = lambda percent: statistics.quantiles(took_ms, n=1000, method="inclusive")[percent * 10 - 1]
    span_s = (max(at.values()) - min(at.values())) / 1e6
    table([
        ("results formed", f"{results:,} in {span_s:.1f} s, {len(at) / max(span_s, 0.001):.1f} per second (asked: {PER_SECOND})"),
        ("result to referral, p50", f"{share(50):.0f} ms"),
        ("p99 (aim: below 250 ms)", f"{share(99):.0f} ms"),
        ("max", f"{took_ms[-1]:.0f} ms"),
        ("lost (aim: 0)", lost),
        ("out of order (aim: 0)", disordered),
        ("delivered twice", twice),
    ])


def main():
    with Processes() as processes:
        nats = Nats(processes)
        url = start_services(processes, nats)
        formed, subscribers = carry_load(processes, nats, url)
        judge(formed, subscribers)


main()
