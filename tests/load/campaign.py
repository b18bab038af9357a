"""A whole rehearsal on the sample in one process: every department, draw, visit, referral and disclosure, every rule checked."""

import os
import re
import subprocess
import threading
import time

from machine import HOME, ROOT, SUIJI, table

LIMIT_S = 900
# Of the sample's active objects about 500, the size that the aims are set for.
RATE = os.environ.get("SUIJI_LOAD_RATE", "5.2%")


def main():
    shim, counts, log = HOME / "syncs.so", HOME / "syncs", HOME / "rehearsal.log"
    subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", shim, ROOT / "tests/load/syncs.c", "-ldl"], check=True)
    # The rehearsal keeps its databases below TMPDIR.
    environment = os.environ | {"LD_PRELOAD": str(shim), "SYNCS_FILE": str(counts), "TMPDIR": str(HOME)}
    command = [SUIJI, "rehearse", "--objects", ROOT / "deploy/sample/objects.csv", "--rate", RATE, "--seed", "1"]
    began = time.monotonic()
    with open(log, "wb") as out:
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=out)
    watch = threading.Timer(LIMIT_S, process.kill)
    watch.start()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    watch.cancel()
    said = log.read_text()
    print(said)
    if process.returncode:
        raise SystemExit(f"the rehearsal ended with {process.returncode} after {wall:.0f} s")
    syncs, sync_us = map(int, counts.read_text().split())
    visits = sum(map(int, re.findall(r"(\d+) 户检查完毕", said)))
    table([
        ("objects, visits", f"{len((ROOT / 'deploy/sample/objects.csv').read_bytes().splitlines()) - 1:,} rows, {visits}"),
        ("wall time (aim: below 90 s)", f"{wall:.1f} s"),
        ("peak memory (aim: below 300 MB)", f"{usage.ru_maxrss / 1024:.0f} MB"),
        ("processor time", f"{usage.ru_utime + usage.ru_stime:.1f} s"),
        ("syncs (fsync and fdatasync)", f"{syncs:,}, {sync_us / 1e6:.1f} s in them, {sync_us / max(syncs, 1):.0f} µs each"),
    ])


main()
