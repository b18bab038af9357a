"""Opens the first administrator and one account with a grant of every role; prints its session as JSON."""

import json
import os
import sys

import requests

URL = os.environ["SUIJI_FUZZ_URL"] + "/api/identity/v1/"
PASSWORD = "fuzzing-0123456789"
WITHIN = ["clerk", "leader", "principal", "inspector", "department_it", "system", "draw_party"]
ALONE = ["office", "observer", "auditor", "administrator", "representative"]


def ask(path, body, token=None):
    headers = {"authorization": f"Bearer {token}"} if token else {}
    answer = requests.post(URL + path, json=body, headers=headers, timeout=20)
    if answer.status_code >= 300:
        sys.exit(f"{path}: {answer.status_code} {answer.text}")
    return answer.json()


def main():
    first = {"code": sys.argv[1], "login": "admin", "password": PASSWORD, "name": "管理员", "region": "410481"}
    ask("first-administrator", first)
    token = ask("sessions", {"login": "admin", "password": PASSWORD})["token"]
    grants = [{"role": role, "department": "410481-scjg"} for role in WITHIN] + [{"role": role} for role in ALONE]
    for grant in grants:
        if grant["role"] == "inspector":
            grant["inspector"] = "0192f1c2-7b6e-7c3a-9d54-3f1a2b4c5d6e"
    accounts = [
        {"login": f"fuzz.{grant['role']}", "name": "张三", "password": PASSWORD, "grants": [grant]} for grant in grants
    ]
    ask("accounts", {"accounts": accounts}, token)
    sessions = [ask("sessions", {"login": account["login"], "password": PASSWORD}) for account in accounts]
    json.dump([session["token"] for session in sessions], sys.stdout)


if __name__ == "__main__":
    main()
