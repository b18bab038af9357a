"""As much of the NATS protocol as it takes to ask a server what a user may do."""

import json
import socket


class Client:
    def __init__(self, port, user, password):
        self.stream = socket.create_connection(("127.0.0.1", port), timeout=10).makefile("rwb")
        self.stream.readline()  # INFO
        self.send("CONNECT " + json.dumps({"user": user, "pass": password, "verbose": False, "pedantic": False}))
        assert not self.refusals(), f"{user} is not let in"

    def send(self, line):
        self.stream.write(line.encode() + b"\r\n")

    def refusals(self):
        """What the server has refused since the last call: it answers a ping after everything before it."""
        self.send("PING")
        self.stream.flush()
        errors = []
        while (line := self.stream.readline()) != b"PONG\r\n":
            assert line, "the server hung up"
            if line.startswith(b"-ERR"):
                errors.append(line.decode().strip())
        return errors

    def may_publish(self, subject):
        self.send(f"PUB {subject} 0\r\n")
        return not self.refusals()

    def may_subscribe(self, subject):
        self.send(f"SUB {subject} 1")
        allowed = not self.refusals()
        self.send("UNSUB 1")
        return allowed

    def close(self):
        self.stream.close()
