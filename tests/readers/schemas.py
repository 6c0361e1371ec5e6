"""Every file of a site against the schemas that the program writes for it, by an independent validator; and files that
are wrong, which must not pass.

    schemas.py ATALAYA SITE FOLDER
"""

import copy
import fnmatch
import json
import subprocess
import sys
import tomllib
from pathlib import Path

import yaml
from jsonschema import Draft7Validator

atalaya, site, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
told = subprocess.run([atalaya, "schema", "--site", site, "--out", folder], capture_output=True, text=True, check=True)
passed, failed = 0, []


def tree(text):
    """The text as a tree in which every value is text, as the program reads it."""
    return yaml.load(text, yaml.BaseLoader)


def head(text):
    """The front matter of a ficha in Markdown."""
    return text.lstrip("\ufeff").split("\n---", 1)[0].removeprefix("---")


def check(validator, name, value, good=True):
    global passed
    errors = list(validator.iter_errors(value))
    if bool(errors) == good:
        where = errors[0].json_path + ": " + errors[0].message[:200] if errors else "it passes"
        failed.append(f"{name}: {where}")
    else:
        passed += 1


def plain(value):
    """A tree of TOML in which a day is text, as editors of text hand it to a validator."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def wrong(good, *path, **change):
    """The same with something else at a place; a key that becomes None goes."""
    value = copy.deepcopy(good)
    at = value
    for step in path:
        at = at[step]
    at.update(change)
    for key in [key for key, new in change.items() if new is None]:
        del at[key]
    return value


def declaration(validator, file):
    """The declaration passes, and no declaration does that is wrong at some place."""
    good = plain(tomllib.loads(file.read_text()))
    check(validator, file, good)
    for table in [(), ("site",), ("taxonomy", 0), ("collection", 0), ("collection", 0, "roles"), ("collection", 0, "field", 0)]:
        check(validator, f"{file}, an unknown key in {table}", wrong(good, *table, qqqq="x"), good=False)
    check(validator, f"{file}, no title", wrong(good, "site", title=None), good=False)
    check(validator, f"{file}, a taxonomy without a file", wrong(good, "taxonomy", 0, file=None), good=False)
    check(validator, f"{file}, no such kind", wrong(good, "collection", 0, "field", 0, kind="fecha"), good=False)
    check(validator, f"{file}, an id in capitals", wrong(good, "taxonomy", 0, id="Tema Uno"), good=False)
    check(validator, f"{file}, a path out of the site", wrong(good, "taxonomy", 0, file="/etc/passwd"), good=False)
    check(validator, f"{file}, an address without a slug", wrong(good, "collection", 0, address="x"), good=False)
    check(validator, f"{file}, a flag in words", wrong(good, "collection", 0, "field", 0, required="sí"), good=False)
    check(validator, f"{file}, a language in words", wrong(good, "site", languages=["español"]), good=False)


for line in told.stdout.splitlines():
    path, _, patterns = line.partition(": ")
    schema = json.loads(Path(path).read_text())
    Draft7Validator.check_schema(schema)
    validator = Draft7Validator(schema)
    if patterns == "site.toml":
        declaration(validator, site / "site.toml")
        continue
    files = [p for p in site.rglob("content/**/*.y*ml") if any(fnmatch.fnmatch(str(p.relative_to(site)), q.replace("/**/", "/*").replace("**", "*")) for q in patterns.split(", "))]
    for file in files:
        check(validator, file, tree(file.read_text()))
    if schema["type"] != "object":
        check(validator, f"{path}, a key nobody knows", [{"id": "x", "etiketa": "X"}], good=False)
        check(validator, f"{path}, no id", [{"nota": "x"}], good=False)
        continue
    fichas = site.glob(patterns.split(", ")[0].replace("*.yaml", "*.md"))
    good = None
    for ficha in fichas:
        if ficha.suffixes[-2:-1] in ([".en"], [".pt"]):
            continue
        value = tree(head(ficha.read_text()))
        check(validator, ficha, value)
        good = good or value
    if good:
        check(validator, f"{path}, a key nobody knows", {**good, "titluo": "x"}, good=False)
        terms = [k for k, s in schema["properties"].items() if isinstance(s, dict) and "markdownEnumDescriptions" in json.dumps(s)]
        for key in terms[:3]:
            check(validator, f"{path}, {key}: a term nobody knows", {**good, key: "no-such-term"}, good=False)

if not any(line.endswith(": site.toml") for line in told.stdout.splitlines()):
    failed.append("no schema of site.toml")
for failure in failed:
    print(failure, file=sys.stderr)
print(f"{passed} passed, {len(failed)} failed")
sys.exit(bool(failed))
