"""What the figures share: the machine they were taken on, processes that end with the measuring, and the table."""

import os
import pathlib
import platform
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
SUIJI = os.environ["SUIJI_BIN"]
HOME = pathlib.Path(os.environ["LOAD_HOME"])


class Processes:
    """Programs that run beside the measuring and are ended with it, the last one first."""

    def __init__(self):
        self.started = []

    def start(self, name, command, **more):
        log = open(HOME / f"{name}.log", "wb")
        process = subprocess.Popen(command, stderr=log, **({"stdout": log} | more))
        self.started.append((name, process))
        return process

    def check(self):
        for name, process in self.started:
            if process.poll() is not None:
                raise SystemExit(f"{name} ended with {process.returncode}:\n{tail(name)}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for _, process in reversed(self.started):
            process.terminate()
        for _, process in reversed(self.started):
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def tail(name, lines=20):
    return "\n".join((HOME / f"{name}.log").read_text(errors="replace").splitlines()[-lines:])


def until(what, ask, limit_s, pause_s=0.02):
    """Asks until there is an answer; gives up loudly."""
    end = time.monotonic() + limit_s
    while time.monotonic() < end:
        if answer := ask():
            return answer
        time.sleep(pause_s)
    raise SystemExit(f"waited {limit_s} s in vain for {what}")


def table(rows):
    print("\n| measured | value |\n|---|---|")
    for name, value in rows:
        print(f"| {name} | {value} |")
    print(f"\n{os.cpu_count()} cores, {platform.machine()}, Linux {platform.release()}, load before {LOAD_BEFORE:.1f}", flush=True)


# Others at work on the machine make every figure worse.
LOAD_BEFORE = os.getloadavg()[0]
