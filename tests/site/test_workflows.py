"""The GitHub workflows, and Dependabot's updates of all dependencies."""

import re
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = ROOT / ".github" / "workflows"
CHECK = "./.github/workflows/check.yml"

PINNED = re.compile(r"uses: [\w.-]+(/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")
LOCAL = re.compile(r"uses: \./\.github/workflows/[\w-]+\.yml$")

#: The kinds of dependencies as Dependabot calls them, where it looks for them and what it finds.
ECOSYSTEMS = {
    "uv": ("/requirements", "dev.in"),
    "npm": ("/", "package-lock.json"),
    "github-actions": ("/", ".github/workflows/deploy.yml"),
}


def unpinned(workflow: str) -> list[str]:
    """Return the lines that use an action without its commit hash and version."""
    lines = [line.strip().removeprefix("- ") for line in workflow.splitlines()]
    used = [line for line in lines if re.match(r"['\"]?uses\b", line)]
    return [line for line in used if not (PINNED.match(line) or LOCAL.match(line))]


def needed(jobs: dict, name: str) -> set[str]:
    """Return the jobs that must have passed before this one starts."""
    needs = jobs[name].get("needs", [])
    direct = {needs} if isinstance(needs, str) else set(needs)
    return direct.union(*(needed(jobs, one) for one in direct))


def untested_deployments(workflow: str) -> list[str]:
    """Return the jobs that deploy without `make test` passed, or deploy other files."""
    jobs = yaml.safe_load(workflow)["jobs"]
    tests = {name for name, job in jobs.items() if job.get("uses") == CHECK and "if" not in job}
    return [
        name
        for name, job in jobs.items()
        if any("deploy-pages" in step.get("uses", "") for step in job.get("steps", []))
        and not (needed(jobs, name) & tests and deploys_only_tested_files(job))
    ]


def deploys_only_tested_files(job: dict) -> bool:
    """Return whether a job builds no files and does not start after a failure."""
    is_maker = any("run" in step or "checkout" in step.get("uses", "") for step in job["steps"])
    is_forced = any(word in str(job.get("if", "")) for word in ("always", "failure", "cancelled"))
    return not is_maker and not is_forced


def without_updates(dependabot: str) -> list[str]:
    """Return the ecosystems without an entry for the folder where they are pinned."""
    entries = yaml.safe_load(dependabot)["updates"]
    cared_for = {(entry["package-ecosystem"], entry["directory"]) for entry in entries}
    return [name for name, (folder, _) in ECOSYSTEMS.items() if (name, folder) not in cared_for]


def workflow(name: str) -> dict:
    return yaml.safe_load((WORKFLOWS / name).read_text())


every_workflow = pytest.mark.parametrize("name", sorted(path.name for path in WORKFLOWS.iterdir()))


@every_workflow
def test_every_action_is_pinned_by_its_commit_and_says_its_version(name):
    assert unpinned((WORKFLOWS / name).read_text()) == []


COMMIT = "3d3c42e5aac5ba805825da76410c181273ba90b1"


@pytest.mark.parametrize(
    "line",
    [
        "uses: actions/checkout@v7",
        "uses: actions/checkout@v7.0.1 # v7.0.1",
        "uses: actions/checkout@main",
        f"uses: actions/checkout@{COMMIT}",
        f"uses: actions/checkout@{COMMIT[:12]} # v7.0.1",
        f"uses: actions/checkout@{COMMIT} # v7",
        "uses: docker://alpine:3",
        "uses: owner/project/.github/workflows/check.yml@main",
        '"uses": actions/checkout@v7',
    ],
)
def test_an_action_by_tag_or_without_its_version_is_found(line):
    assert unpinned(f"steps:\n  - {line}\n") == [line]


def test_what_is_published_has_passed_the_tests():
    assert untested_deployments((WORKFLOWS / "deploy.yml").read_text()) == []


PUBLISH = "steps: [{uses: actions/deploy-pages@x}]"


@pytest.mark.parametrize(
    "jobs",
    [
        f"test: {{uses: {CHECK}}}\n  publish: {{{PUBLISH}}}",
        f"test: {{steps: [{{run: make docs}}]}}\n  publish: {{needs: test, {PUBLISH}}}",
        f"test: {{uses: {CHECK}, if: x}}\n  publish: {{needs: test, {PUBLISH}}}",
        f"test: {{uses: {CHECK}}}\n  publish: {{needs: test, if: always(), {PUBLISH}}}",
        f"test: {{uses: {CHECK}}}\n"
        "  publish: {needs: test, steps: [{run: make docs}, {uses: actions/deploy-pages@x}]}",
    ],
)
def test_a_deployment_of_untested_files_is_found(jobs):
    assert untested_deployments(f"jobs:\n  {jobs}\n") == ["publish"]


def test_a_deployment_may_wait_for_the_tests_by_way_of_another_job():
    jobs = (
        f"test: {{uses: {CHECK}}}\n  look: {{needs: [test]}}\n  publish: {{needs: look, {PUBLISH}}}"
    )
    assert untested_deployments(f"jobs:\n  {jobs}\n") == []


def test_the_check_runs_all_tests_and_hands_on_the_site_it_tested():
    steps = workflow("check.yml")["jobs"]["test"]["steps"]
    assert sum(step.get("run") == "make test" for step in steps) == 1
    assert not any("continue-on-error" in step for step in steps)
    assert [step["run"] for step in steps if "run" in step] == ["make test"]
    (upload,) = (step["with"] for step in steps if "upload-artifact" in step.get("uses", ""))
    fetched = workflow("deploy.yml")["jobs"]["publish"]["steps"][0]["with"]
    assert (upload["name"], upload["path"]) == (fetched["name"], "site")


def test_a_deployment_under_way_is_not_cancelled():
    assert workflow("deploy.yml")["concurrency"]["cancel-in-progress"] is False


@every_workflow
def test_a_workflow_may_only_do_what_one_of_its_jobs_names(name):
    found = workflow(name)
    assert found["permissions"] == {}
    for title, job in found["jobs"].items():
        writes = {scope for scope, right in job["permissions"].items() if right != "read"}
        assert writes <= ({"pages", "id-token"} if title == "publish" else set())


@every_workflow
def test_a_job_ends_by_itself_and_keeps_no_credentials(name):
    for job in workflow(name)["jobs"].values():
        assert "uses" in job or job["timeout-minutes"] <= 60
        for step in job.get("steps", []):
            if "actions/checkout@" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False


def test_what_is_pinned_is_kept_up_to_date():
    for folder, file in ECOSYSTEMS.values():
        assert (ROOT / folder.lstrip("/") / file).exists()
    assert without_updates((ROOT / ".github" / "dependabot.yml").read_text()) == []


@pytest.mark.parametrize("missing", ECOSYSTEMS)
def test_an_ecosystem_without_updates_is_found(missing):
    dependabot = yaml.safe_load((ROOT / ".github" / "dependabot.yml").read_text())
    updates = [one for one in dependabot["updates"] if one["package-ecosystem"] != missing]
    assert without_updates(yaml.safe_dump({"updates": updates})) == [missing]


def test_the_lock_shows_dependabot_how_it_was_compiled():
    head = "".join((ROOT / "requirements/dev.txt").read_text().splitlines(keepends=True)[:2])
    for option in ("--universal", "--python-version 3.12", "--generate-hashes"):
        assert option in head


def test_the_lock_holds_what_is_asked_for():
    lock = (ROOT / "requirements/dev.txt").read_text()
    versions = dict(re.findall(r"^([\w.-]+)==(\S+)", lock, re.MULTILINE))
    asked = (ROOT / "requirements/dev.in").read_text().splitlines()
    for line in asked:
        if line and not line.startswith("#"):
            requirement = Requirement(line)
            version = versions[canonicalize_name(requirement.name)]
            assert requirement.specifier.contains(version), line
