"""From the start of `suiji up` to the answer that it is ready: on an empty data directory, and on one that is there."""

import time
import urllib.request

from machine import HOME, SUIJI, Processes, table, tail, until


def started(name, data):
    said = HOME / f"{name}.out"
    began = time.monotonic()
    with Processes() as processes, open(said, "wb") as out:
        processes.start(name, [SUIJI, "up", "--data", data, "--listen", "127.0.0.1:0"], stdout=out)

        def address():
            processes.check()
            return next((word for word in said.read_text().replace("：", " ").split() if word.startswith("http://")), None)

        url = until(f"{name} to say its address", address, 60, 0.005)
        until(f"{name} to be ready\n{tail(name)}", lambda: ready(url), 60, 0.005)
        return time.monotonic() - began


def ready(url):
    try:
        with urllib.request.urlopen(f"{url}/healthz/ready", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


def main():
    first = [started(f"up-{turn}", HOME / f"data-{turn}") for turn in range(3)]
    again = [started(f"up-{turn}", HOME / f"data-{turn}") for turn in range(3)]
    line = lambda times: " · ".join(f"{took:.2f} s" for took in times)
    table([("first start, empty directory (aim: 2 s)", line(first)), ("later start", line(again))])


main()
