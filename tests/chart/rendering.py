"""Renders the chart with helm and finds objects in what comes out."""

import functools
import pathlib
import subprocess

import yaml

ROOT = pathlib.Path(__file__).parents[2]
CHART = ROOT / "helm" / "suiji"
# The lowest that Chart.yaml admits and the newest that kubernetes-validate knows.
VERSIONS = ["1.30", "1.37"]
VALUES = {
    "default": [],
    "minimal": ["--values", str(ROOT / "tests/chart/values/minimal.yaml")],
    "production": ["--values", str(ROOT / "tests/chart/values/production.yaml")],
}
# One crate, one target; `app` is the executable itself. A site is a target without database, events and API.
CRATES = sorted(path for path in (ROOT / "services").iterdir() if path.is_dir() and path.name != "app")
SITES = [path.name for path in CRATES if "fn site()" in (path / "src/lib.rs").read_text()]
TARGETS = [path.name for path in CRATES if path.name not in SITES]


def helm(*arguments):
    command = ["helm", *arguments, "--kube-version", VERSIONS[-1] + ".0"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def render(*arguments):
    """The objects as a list; fails with helm's words if helm does."""
    done = helm("template", "suiji", str(CHART), *arguments)
    assert done.returncode == 0, done.stderr
    return [thing for thing in yaml.safe_load_all(done.stdout) if thing]


@functools.cache
def rendered(values):
    return render(*VALUES[values])


def of_kind(things, kind):
    """By name, without the release's prefix."""
    found = [thing for thing in things if thing["kind"] == kind]
    return {thing["metadata"]["name"].removeprefix("suiji-"): thing for thing in found}


def pod_specs(things):
    return [thing["spec"]["template"]["spec"] for thing in things if thing["kind"] in ("Deployment", "Job")]
