"""What the chart promises. Each test renders with the real helm; refused values are shown to be refused."""

import kubernetes_validate
import pytest
from rendering import CHART, SITES, TARGETS, VALUES, VERSIONS, helm, of_kind, pod_specs, render, rendered

every_values = pytest.mark.parametrize("values", VALUES)


@every_values
def test_lint_has_nothing_to_say(values):
    done = helm("lint", "--strict", str(CHART), *VALUES[values])
    assert done.returncode == 0, done.stdout + done.stderr


@every_values
@pytest.mark.parametrize("version", VERSIONS)
def test_kubernetes_knows_every_field(values, version):
    for thing in rendered(values):
        if thing["kind"] != "ServiceMonitor":  # a resource of the Prometheus operator, not of Kubernetes
            kubernetes_validate.validate(thing, version, strict=True)


def test_a_field_that_kubernetes_does_not_know_is_noticed():
    deployment = dict(of_kind(rendered("default"), "Deployment")["draw"], surprise=1)
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(deployment, VERSIONS[-1], strict=True)


@every_values
def test_every_service_has_a_deployment_and_a_service_that_finds_it(values):
    deployments, services = of_kind(rendered(values), "Deployment"), of_kind(rendered(values), "Service")
    everything = sorted(TARGETS + SITES)
    assert sorted(deployments) == sorted(services) == everything
    for target in everything:
        labels = deployments[target]["spec"]["template"]["metadata"]["labels"]
        assert services[target]["spec"]["selector"].items() <= labels.items()
        others = [deployments[other]["spec"]["template"]["metadata"]["labels"] for other in everything if other != target]
        assert not any(services[target]["spec"]["selector"].items() <= other.items() for other in others)


@every_values
def test_every_deployment_serves_its_own_target_with_probes_and_resources(values):
    for target, deployment in of_kind(rendered(values), "Deployment").items():
        pod = deployment["spec"]["template"]["spec"]
        (container,) = pod["containers"]
        assert container["args"] == ["serve", "--target", target, "--config", "/etc/suiji/suiji.toml"]
        assert container["livenessProbe"]["httpGet"]["path"] == "/healthz/live"
        assert container["readinessProbe"]["httpGet"]["path"] == "/healthz/ready"
        assert container["resources"]["requests"].keys() == {"cpu", "memory"}
        assert "memory" in container["resources"]["limits"]
        # The pause before draining must leave time to drain.
        assert pod["terminationGracePeriodSeconds"] >= container["lifecycle"]["preStop"]["sleep"]["seconds"] + 10


def service_pods(values):
    """Pods that keep data: the services and the migration, not the sites."""
    deployments = of_kind(rendered(values), "Deployment")
    (job,) = of_kind(rendered(values), "Job").values()
    return [thing["spec"]["template"]["spec"] for thing in [*(deployments[target] for target in TARGETS), job]]


@every_values
def test_a_site_is_given_addresses_and_no_secret(values):
    for site in SITES:
        (container,) = of_kind(rendered(values), "Deployment")[site]["spec"]["template"]["spec"]["containers"]
        env = {variable["name"]: variable for variable in container["env"]}
        assert {f"SUIJI__SERVICES__{target.upper()}" for target in TARGETS} <= env.keys()
        assert not [name for name, variable in env.items() if "valueFrom" in variable]
        assert env["SUIJI__SITE__HTTPS"]["value"] in ("true", "false")


@every_values
def test_no_pod_may_become_root_or_write_to_its_image(values):
    specs = pod_specs(rendered(values))
    assert len(specs) == len(TARGETS) + len(SITES) + 1
    for pod in specs:
        assert pod["securityContext"]["runAsNonRoot"] and pod["securityContext"]["runAsUser"] > 0
        assert pod["automountServiceAccountToken"] is False
        for container in pod["containers"]:
            security = container["securityContext"]
            assert security["readOnlyRootFilesystem"] and not security["allowPrivilegeEscalation"]
            assert security["capabilities"] == {"drop": ["ALL"]}


@every_values
def test_addresses_come_from_existing_secrets_only(values):
    assert not of_kind(rendered(values), "Secret")
    for pod in service_pods(values):
        env = {variable["name"]: variable for variable in pod["containers"][0]["env"]}
        assert len(env) == len(pod["containers"][0]["env"]), "a variable is set twice"
        for name in ("SUIJI__DATABASE__URL", "SUIJI__BUS__URL", "SUIJI__IDENTITY__SERVICE_SECRET"):
            assert "value" not in env[name] and env[name]["valueFrom"]["secretKeyRef"]["name"]


@every_values
def test_every_service_has_a_user_of_its_own_on_the_bus(values):
    def bus_key(pod):
        (variable,) = [it for it in pod["containers"][0]["env"] if it["name"] == "SUIJI__BUS__URL"]
        return variable["valueFrom"]["secretKeyRef"]["key"]

    for target in TARGETS:
        assert bus_key(of_kind(rendered(values), "Deployment")[target]["spec"]["template"]["spec"]) == target
    (job,) = of_kind(rendered(values), "Job").values()
    assert bus_key(job["spec"]["template"]["spec"]) == "migration"


@every_values
def test_all_services_share_the_secret_by_which_they_know_each_other(values):
    def secret(pod):
        (variable,) = [it for it in pod["containers"][0]["env"] if it["name"] == "SUIJI__IDENTITY__SERVICE_SECRET"]
        return str(variable["valueFrom"]["secretKeyRef"])

    assert len({secret(pod) for pod in service_pods(values)}) == 1


@every_values
def test_keys_that_replicas_share_are_files_of_a_secret(values):
    files = {
        "draw": {"SUIJI__DRAW__SIGNING_KEY_FILE": "signing.key", "SUIJI__DRAW__LOG_KEY_FILE": "log.key"},
        "identity": {"SUIJI__IDENTITY__TOKEN_KEY_FILE": "token.key"},
    }
    for target, deployment in of_kind(rendered(values), "Deployment").items():
        pod = deployment["spec"]["template"]["spec"]
        (container,) = pod["containers"]
        named = {it["name"]: it.get("value") for it in container["env"] if it["name"].endswith("_KEY_FILE")}
        assert named == {name: f"/etc/suiji/keys/{file}" for name, file in files.get(target, {}).items()}
        mounted = [it["mountPath"] for it in container["volumeMounts"] if it["name"] == "keys"]
        assert mounted == (["/etc/suiji/keys"] if named else [])
        assert bool(named) == any(volume.get("secret") for volume in pod["volumes"])


@pytest.mark.parametrize("target", ["draw", "identity"])
def test_no_service_starts_without_the_keys_that_its_replicas_share(target):
    done = helm("template", "suiji", str(CHART), "--set", f"targets.{target}.keysSecret=")
    assert done.returncode != 0
    assert f"targets.{target}.keysSecret" in done.stderr, done.stderr


def test_rehearsals_are_allowed_with_a_token_or_not_at_all():
    for values, allowed in (("default", "false"), ("production", "true")):
        for pod in service_pods(values):
            env = {variable["name"]: variable for variable in pod["containers"][0]["env"]}
            assert env["SUIJI__REHEARSAL__ALLOWED"]["value"] == allowed
            assert ("SUIJI__REHEARSAL__TOKEN" in env) == (allowed == "true")
            assert "value" not in env.get("SUIJI__REHEARSAL__TOKEN", {})


@every_values
def test_migration_runs_as_the_owner_before_the_services(values):
    (job,) = of_kind(rendered(values), "Job").values()
    (container,) = job["spec"]["template"]["spec"]["containers"]
    assert container["args"] == ["migrate", "--target", ",".join(TARGETS)]
    env = {variable["name"]: variable for variable in container["env"]}
    serving = of_kind(rendered(values), "Deployment")["draw"]["spec"]["template"]["spec"]["containers"][0]["env"]
    assert env["SUIJI__DATABASE__URL"] not in serving
    hook = job["metadata"].get("annotations", {}).get("helm.sh/hook")
    assert hook == (None if values == "minimal" else "pre-install,pre-upgrade")
    assert not job["spec"]["template"]["spec"]["volumes"][1:], "what a hook mounts must exist before the release does"


def test_only_draw_scales_by_itself_and_then_sets_no_count():
    for values in ("default", "production"):
        assert list(of_kind(rendered(values), "HorizontalPodAutoscaler")) == ["draw"]
        counted = {name for name, it in of_kind(rendered(values), "Deployment").items() if "replicas" in it["spec"]}
        assert counted == set(TARGETS + SITES) - {"draw"}
    assert not of_kind(rendered("minimal"), "HorizontalPodAutoscaler")


def test_ingress_sends_each_path_to_its_service():
    for values in ("default", "production"):
        (ingress,) = of_kind(rendered(values), "Ingress").values()
        (rule,) = ingress["spec"]["rules"]
        routes = {path["path"]: path["backend"]["service"]["name"] for path in rule["http"]["paths"]}
        sites = {"/": "suiji-console", "/portal": "suiji-portal"}
        assert routes == {f"/api/{target}": f"suiji-{target}" for target in TARGETS} | sites
        assert all(path["pathType"] == "Prefix" for path in rule["http"]["paths"])


def test_optional_objects_come_and_go_with_their_values():
    optional = {"Ingress", "NetworkPolicy", "PodDisruptionBudget", "HorizontalPodAutoscaler", "ServiceMonitor"}
    kinds = {values: {thing["kind"] for thing in rendered(values)} for values in VALUES}
    assert kinds["minimal"] & optional == set()
    assert kinds["default"] & optional == optional - {"ServiceMonitor"}
    assert kinds["production"] & optional == optional


def test_network_policy_covers_every_pod_of_the_release_and_no_other():
    (policy,) = of_kind(rendered("production"), "NetworkPolicy").values()
    selector = policy["spec"]["podSelector"]["matchLabels"]
    pods = [thing["spec"]["template"] for thing in rendered("production") if thing["kind"] in ("Deployment", "Job")]
    assert all(selector.items() <= pod["metadata"]["labels"].items() for pod in pods)
    assert selector["app.kubernetes.io/instance"] == "suiji"


def test_a_target_may_be_left_out_whole():
    things = render("--set", "targets.oversight.enabled=false")
    assert not [thing for thing in things if "oversight" in thing["metadata"]["name"]]
    assert "oversight" not in str(of_kind(things, "Ingress")) + str(of_kind(things, "Job"))


def test_a_changed_configuration_starts_the_pods_anew():
    def stamp(*arguments):
        return of_kind(render(*arguments), "Deployment")["draw"]["spec"]["template"]["metadata"]["annotations"]

    assert stamp("--set", "config=a") != stamp("--set", "config=b")
    assert stamp("--set", "config=a") == stamp("--set", "config=a")


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ("targets.darw.replicas=2", "darw"),
        ("targets.draw.replica=2", "replica"),
        ("targets.draw.replicas=0", "/targets/draw/replicas"),
        ("targets.draw.replicas=two", "/targets/draw/replicas"),
        ("defaults.terminationGracePeriodSeconds=1", "/defaults/terminationGracePeriodSeconds"),
        ("defaults.resources.limits.memory=lots", "/defaults/resources/limits/memory"),
        ("image.digest=sha256:abc", "/image/digest"),
        ("image.pullPolicy=Sometimes", "/image/pullPolicy"),
        ("secrets.database.key=", "/secrets/database/key"),
        ("secrets.password=geheim", "password"),
        ("telemetry.logFormat=xml", "/telemetry/logFormat"),
        ("networkPolicy.busPort=70000", "/networkPolicy/busPort"),
        ("region=pingdingshan", "/region"),
        ("surprise=1", "surprise"),
    ],
)
def test_a_wrong_value_is_refused_by_name(wrong, named):
    done = helm("template", "suiji", str(CHART), "--set", wrong)
    assert done.returncode != 0
    assert named in done.stderr, done.stderr
