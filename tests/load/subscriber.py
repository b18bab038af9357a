"""A department's own system, as far as reading its referrals goes: its own NATS user, its own durable consumer, nothing of Suiji's."""

import json
import socket
import threading
import time

STREAM = "SUIJI"


class Connection:
    """As much of the NATS protocol as a pull consumer takes."""

    def __init__(self, port, user, password):
        self.inbox = f"_INBOX.{user}"
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.reading = self.socket.makefile("rb")
        self.reading.readline()  # INFO
        options = {"user": user, "pass": password, "verbose": False, "pedantic": False, "headers": True, "no_responders": True}
        self.send(f"CONNECT {json.dumps(options)}")
        self.send(f"SUB {self.inbox}.> 1")

    def send(self, *lines):
        self.socket.sendall("".join(line + "\r\n" for line in lines).encode())

    def ask(self, subject, body):
        """Publishes with the inbox as the place for answers."""
        text = json.dumps(body)
        self.send(f"PUB {subject} {self.inbox}.answer {len(text.encode())}", text)

    def next(self):
        """The next message: its reply subject where it has one, its headers, its body."""
        while True:
            line = self.reading.readline()
            if not line:
                raise ConnectionError("the server hung up")
            if line.startswith(b"PING"):
                self.send("PONG")
            elif line.startswith(b"-ERR"):
                raise PermissionError(line.decode().strip())
            elif line.startswith((b"MSG", b"HMSG")):
                kind, *words = line.decode().split()
                size, head = int(words[-1]), int(words[-2]) if kind == "HMSG" else 0
                reply = words[2] if len(words) == (5 if kind == "HMSG" else 4) else None
                payload = self.reading.read(size + 2)[:size]
                return reply, payload[:head], payload[head:]

    def close(self):
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()


def make_durable(port, password, key):
    """What users.sh tells the operator to do: the migration user makes the department's consumer, with the department's filter."""
    connection = Connection(port, "migration", password)
    durable = f"department-{key}"
    config = {"durable_name": durable, "filter_subject": f"suiji.*.referral.*.*.{key}", "deliver_policy": "all", "ack_policy": "explicit"}
    connection.ask(f"$JS.API.CONSUMER.DURABLE.CREATE.{STREAM}.{durable}", {"stream_name": STREAM, "config": config})
    _, _, answer = connection.next()
    connection.close()
    if "error" in (said := json.loads(answer)):
        raise SystemExit(f"{durable} was not made: {said['error']}")


class Subscriber(threading.Thread):
    """Reads a department's referrals as they come and notes when each arrived."""

    def __init__(self, port, password, key):
        super().__init__(daemon=True)
        self.key, self.arrived, self.failure, self.over = key, [], None, False
        self.connection = Connection(port, f"department-{key}", password)

    def run(self):
        try:
            self.pull()
            while True:
                reply, head, body = self.connection.next()
                now_us = time.time_ns() // 1000
                if reply is None:
                    self.ended(head)
                    continue
                self.connection.send(f"PUB {reply} 4", "+ACK")
                self.note(now_us, json.loads(body))
        except Exception as failure:  # noqa: BLE001 - told by whoever started the thread
            if not self.over:
                self.failure = failure

    def pull(self):
        self.connection.ask(f"$JS.API.CONSUMER.MSG.NEXT.{STREAM}.department-{self.key}", {"batch": 5000, "expires": 300 * 10**9})

    def ended(self, head):
        """A request that is used up or too old is made again."""
        if b" 408" in head or b" 409" in head:
            self.pull()
        elif b" 100" not in head:
            raise ConnectionError(head.decode())

    def note(self, now_us, event):
        if event["type"] == "suiji.referral.delivered.v1":
            data = event["data"]
            self.arrived.append((now_us, data["finding"], data["delivery"]))

    def close(self):
        self.over = True
        self.connection.close()
