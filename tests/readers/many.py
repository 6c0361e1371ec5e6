"""A site with more pages than a sitemap holds and more records than a static repository does: both are split where
their protocols ask, and every part is valid.

    many.py ATALAYA FOLDER
"""

import subprocess
import sys
from pathlib import Path

from lxml import etree

atalaya, folder = sys.argv[1], Path(sys.argv[2])
here, base = Path(__file__).parent, "https://muchas.example.org/"
TERMS, RECORDS = 17_000, 5_200
SITE = """
[site]
title = { es = "Muchas", en = "Many", pt = "Muitas" }
languages = ["es", "en", "pt"]
email = "datos@muchas.example.org"
date = 2026-11-20

[[taxonomy]]
id = "tema"
file = "content/temas.yaml"

[[collection]]
id = "practicas"
folder = "content/fichas"

[collection.roles]
title = "titulo"

[[collection.table]]
file = "content/tabla.csv"
columns = { titulo = "nombre", tema = "tema" }

[[collection.field]]
id = "titulo"
kind = "line"

[[collection.field]]
id = "tema"
kind = "terms"
taxonomy = "tema"
"""


def write():
    (folder / "content/fichas").mkdir(parents=True, exist_ok=True)
    (folder / "site.toml").write_text(SITE)
    (folder / "content/temas.yaml").write_text("".join(f"- {{ id: tema-{n}, etiqueta: Tema {n} }}\n" for n in range(TERMS)))
    rows = (f"Práctica número {n},tema-{n}\n" for n in range(RECORDS))
    (folder / "content/tabla.csv").write_text("nombre,tema\n" + "".join(rows))


def export(name):
    out = folder / name
    command = [atalaya, "export", name, "--site", folder, "--out", out, "--base-url", base]
    subprocess.run(command, check=True, capture_output=True)
    return out


def valid(schema, *files):
    for file in files:
        subprocess.run(["xmllint", "--noout", "--nonet", "--schema", here / schema, file], check=True, capture_output=True)


def sitemap():
    out = export("sitemap")
    valid("siteindex.xsd", out / "sitemap.xml")
    named = [loc.text for loc in etree.parse(out / "sitemap.xml").getroot().iter("{*}loc")]
    parts = sorted(out.glob("sitemap-*.xml"))
    assert sorted(named) == sorted(base + part.name for part in parts) and len(parts) > 1
    valid("sitemap.xsd", *parts)
    urls = [loc.text for part in parts for loc in etree.parse(part).getroot().iter("{*}loc")]
    assert len(set(urls)) == len(urls) > 50_000, len(urls)
    assert all(len(etree.parse(part).getroot()) <= 50_000 and part.stat().st_size < 50 << 20 for part in parts)
    return len(parts)


def repositories():
    parts = sorted(export("oai-pmh").glob("oai*.xml"))
    valid("oai-static.xsd", *parts)
    records = [record for part in parts for record in etree.parse(part).findall(".//{*}record")]
    ids = {record.findtext(".//{*}identifier") for record in records}
    assert len(ids) == len(records) == RECORDS and len(parts) == 2
    own = {etree.parse(part).findtext(".//{*}baseURL") for part in parts}
    assert own == {base + part.name for part in parts}
    return len(parts)


write()
print(f"{sitemap() + repositories()} passed, 0 failed")
