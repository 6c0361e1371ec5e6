"""Tables, vocabularies, maps, feeds and deposits read by the programs that researchers use."""

import csv
import json
import math
import subprocess
import sys
from pathlib import Path

import feedparser
import frictionless
import networkx
import openpyxl
import pyarrow.parquet as parquet
from lxml import etree
from rdflib import Graph
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, SKOS
from rocrate.rocrate import ROCrate
from shapely.geometry import shape

root, base = Path(sys.argv[1]), sys.argv[2]
data = root / "datos"
here = Path(__file__).parent
passed = 0


def ok(count=1):
    global passed
    passed += count


def rows(name):
    with open(data / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def package():
    descriptor = json.loads((data / "datapackage.json").read_text("utf-8"))
    labels = {m["value"]: m["label"] for m in descriptor["resources"][0]["schema"]["missingValues"]}
    assert set(labels) == {"", "sin-informacion", "no-existe", "no-aplica", "sin-relevar"}, labels
    # Version 2 labels missing values; this reader knows version 1, where they are plain.
    for resource in descriptor["resources"]:
        schema = resource["schema"]
        schema.pop("$schema")
        schema["missingValues"] = [m["value"] for m in schema["missingValues"]]
    descriptor.pop("$schema")
    report = frictionless.Package(descriptor, basepath=str(data)).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note", "message"])[:5]
    assert len(report.tasks) == len(descriptor["resources"])
    for task in report.tasks:
        assert task.stats.get("rows", 0) == len(rows(task.name)), task.name
        ok()
    return descriptor


def tables(descriptor):
    book = openpyxl.load_workbook(data / "observatorio.xlsx", read_only=True)
    for resource in descriptor["resources"]:
        name = resource["name"]
        kinds = {f["name"]: f["type"] for f in resource["schema"]["fields"]}
        written = rows(name)
        columns = parquet.read_table(data / f"{name}.parquet").to_pylist()
        sheet = list(book[name].iter_rows(values_only=True))
        assert list(sheet[0]) == list(kinds), name
        assert len(columns) == len(written) == len(sheet) - 1, name
        for line, in_parquet, in_book in zip(written, columns, sheet[1:]):
            for place, (column, kind) in enumerate(kinds.items()):
                told = plain(line[column], kind)
                assert same(told, in_parquet[column], absent=None), (name, column, told, in_parquet[column])
                assert same(told, in_book[place], absent=told), (name, column, told, in_book[place])
        ok()
        if (data / f"{name}.json").exists() and name != "fichas":
            assert json.loads((data / f"{name}.json").read_text("utf-8")) == columns, name
            ok()


ABSENCES = {"sin-informacion", "no-existe", "no-aplica", "sin-relevar"}


def plain(text, kind):
    """The value of a CSV cell: its type, and without the apostrophe that disarms a formula."""
    assert not text.startswith(("=", "+", "@", "\t")) and (kind != "string" or not text.startswith("-")), text
    if text == "" or text in ABSENCES:
        return text or None
    if kind == "integer":
        return int(text)
    if kind == "number":
        return float(text)
    if kind == "boolean":
        return text == "true"
    return text[1:] if text[0] == "'" and text[1:2] in "=+-@\t" else text


def same(told, read, absent):
    if told in ABSENCES:
        return read == absent or read == told
    if isinstance(told, float):
        return math.isclose(told, read)
    if isinstance(told, str):
        return told.replace("\r\n", "\n")[:32767] == (read or "").replace("\r\n", "\n")[:32767]
    return told == read


def records():
    listed = json.loads((data / "fichas.json").read_text("utf-8"))
    lines = [json.loads(line) for line in (data / "fichas.ndjson").read_text("utf-8").splitlines()]
    assert listed == lines and len(listed) == len(rows("fichas"))
    answers = {(r["ficha"], r["campo"]): r for r in rows("campos")}
    for record in listed:
        for field, answer in record["campos"].items():
            row = answers[f"{record['coleccion']}/{record['slug']}", field]
            assert row["ausencia"] == answer.get("ausencia", ""), (record["slug"], field)
            assert bool(row["nota"]) == ("nota" in answer)
        ok()


def places():
    for feature in json.loads((data / "fichas.geojson").read_text("utf-8"))["features"]:
        point = shape(feature["geometry"])
        assert point.is_valid and -180 <= point.x <= 180 and -90 <= point.y <= 90
        row = next(r for r in rows("fichas") if r["ficha"] == feature["id"])
        pair = next((row[c], row[c[:-3] + "lon"]) for c in row if c.endswith("_lat"))
        assert (point.y, point.x) == (float(pair[0]), float(pair[1]))
        ok()


def vocabularies():
    graph = Graph().parse(data / "vocabularios.ttl")
    assert isomorphic(graph, Graph().parse(root / "vocabularios.nq", format="nt")), "Turtle and JSON-LD differ"
    terms = rows("terminos")
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert len(concepts) == len(terms) == len({t["url"] for t in terms})
    for concept in concepts:
        labels = [label.language for label in graph.objects(concept, SKOS.prefLabel)]
        assert labels and len(labels) == len(set(labels)), concept
        assert len(list(graph.objects(concept, SKOS.inScheme))) == 1
        seen, above = set(), concept
        while above is not None:
            assert above not in seen, f"{concept} is broader than itself"
            seen.add(above)
            above = graph.value(above, SKOS.broader)
        for narrower in graph.objects(concept, SKOS.narrower):
            assert (narrower, SKOS.broader, concept) in graph
        preferred = set(graph.objects(concept, SKOS.prefLabel))
        assert preferred.isdisjoint(graph.objects(concept, SKOS.altLabel)), concept
        ok()


def network():
    for file in data.glob("*.graphml"):
        graph = networkx.read_graphml(file)
        assert set(graph.nodes) <= {row["actor"] for row in rows("actores")}, "nodes that are no actors"
        ok()


def crate():
    deposit = ROCrate(str(data))
    assert deposit.name and deposit.license and deposit.root_dataset["datePublished"]
    listed = {entity.id for entity in deposit.get_by_type("File")}
    there = {str(p.relative_to(data)) for p in data.rglob("*") if p.is_file()} - {"ro-crate-metadata.json", "index.html"}
    assert listed <= there, listed - there
    ok(len(listed))


def xsd(name, *files):
    for file in files:
        subprocess.run(["xmllint", "--noout", "--nonet", "--schema", here / name, root / file], check=True, capture_output=True)
        ok()


def found():
    index = etree.parse(root / "sitemap.xml").getroot()
    nested = index.tag.endswith("sitemapindex")
    parts = [loc.text[len(base):] for loc in index.iter("{*}loc")] if nested else ["sitemap.xml"]
    if nested:
        xsd("siteindex.xsd", "sitemap.xml")
    xsd("sitemap.xsd", *parts)
    for part in parts:
        urls = [url.findtext("{*}loc") for url in etree.parse(root / part).getroot()]
        assert 0 < len(urls) <= 50_000 and len(set(urls)) == len(urls)
        for url in urls:
            assert url.startswith(base), url
            path = url[len(base):]
            assert (root / path / "index.html").exists() or (root / path).is_file(), url
    assert f"Sitemap: {base}sitemap.xml" in (root / "robots.txt").read_text()
    description = etree.parse(root / "opensearch.xml").getroot()
    assert description.find("{*}Url").get("template").startswith(base)
    feeds = list(root.rglob("atom.xml"))
    assert feeds
    for file in feeds:
        feed = feedparser.parse(file.read_bytes())
        assert not feed.bozo, (file, feed.get("bozo_exception"))
        assert feed.feed.title and feed.feed.updated_parsed and feed.feed.id
        assert len({entry.id for entry in feed.entries}) == len(feed.entries)
        for entry in feed.entries:
            assert entry.title and entry.updated_parsed and entry.link.startswith(base)
        ok()


def harvested():
    for file in sorted(root.glob("oai*.xml")):
        xsd("oai-static.xsd", file.name)
        document = etree.parse(file)
        listed = document.findall(".//{*}record")
        assert 1 <= len(listed) <= 5000
        ids = [record.findtext(".//{*}identifier") for record in listed]
        assert len(set(ids)) == len(ids)


descriptor = package()
tables(descriptor)
records()
places()
vocabularies()
network()
crate()
found()
harvested()
print(f"{passed} passed, 0 failed")
