"""Every file of a site against the schemas that the program writes for it, by an independent validator; and files that
are wrong, which must not pass.

    schemas.py ATALAYA SITE FOLDER
"""

import fnmatch
import json
import subprocess
import sys
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


for line in told.stdout.splitlines():
    path, _, patterns = line.partition(": ")
    schema = json.loads(Path(path).read_text())
    Draft7Validator.check_schema(schema)
    validator = Draft7Validator(schema)
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

for failure in failed:
    print(failure, file=sys.stderr)
print(f"{passed} passed, {len(failed)} failed")
sys.exit(bool(failed))
