"""Signs each request of schemathesis in as the first role that its operation does not refuse, and counts the requests."""

import atexit
import collections
import json
import os
import re
import threading

import requests
import schemathesis

URL = os.environ["SUIJI_FUZZ_URL"]
with open(os.environ["SUIJI_FUZZ_SESSIONS"], encoding="utf-8") as file:
    TOKENS = json.load(file)
NOWHERE = "0192f1c2-7b6e-7c3a-9d54-3f1a2b4c5d6e"

found = {}
sent = collections.Counter()
lock = threading.Lock()


def token_for(method, path):
    with lock:
        if (method, path) not in found:
            found[method, path] = probe(method, path)
        return found[method, path]


def probe(method, path):
    url = URL + re.sub(r"\{[^}]*\}", NOWHERE, path)
    for token in TOKENS:
        headers = {"authorization": f"Bearer {token}"}
        # A body of another media type changes nothing, whatever the operation would do with a right one.
        answer = requests.request(method, url, headers=headers, data=b"x", timeout=20)
        if answer.status_code != 401 and "role_not_allowed" not in answer.text:
            return token
    return None


@schemathesis.hook
def before_call(_context, case, _kwargs):
    sent[case.operation.label] += 1
    token = token_for(case.operation.method, case.operation.path)
    if token is not None:
        headers = case.headers or {}
        headers["Authorization"] = f"Bearer {token}"
        case.headers = headers


@atexit.register
def tell():
    if path := os.environ.get("SUIJI_FUZZ_COUNTS"):
        with open(path, "w", encoding="utf-8") as file:
            json.dump(sent, file)
