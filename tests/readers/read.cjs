// Citations read by citation-js, JSON-LD by jsonld; the tags in the head of each page by Zotero's rules.
'use strict'
const assert = require('node:assert/strict')
const fs = require('node:fs')
const path = require('node:path')
const { Cite, plugins } = require('@citation-js/core')
require('@citation-js/plugin-bibtex')
require('@citation-js/plugin-csl')
require('@citation-js/plugin-ris')
const jsonld = require('jsonld')

const [, , root, base] = process.argv
const read = (file) => fs.readFileSync(path.join(root, file), 'utf8')
const records = JSON.parse(read('datos/fichas.json'))
let passed = 0
const ok = () => { passed += 1 }

const names = (authors) => (authors ?? []).map((a) => a.literal ?? [a.family, a.given].filter(Boolean).join(', '))
const year = (item) => item.issued?.['date-parts']?.[0]?.[0]
// RIS takes a name apart at its first comma, so institutions are written there without one.
const withoutCommas = (list) => list.map((name) => name.replace(/, /g, ' – '))

function compare (items, expected, format) {
  assert.equal(items.length, expected.length, `${format}: number of entries`)
  items.forEach((item, at) => {
    const known = expected[at]
    assert.equal(item.title, known.title, `${format}: title`)
    const people = (known.author ?? []).every((a) => a.family)
    const authors = format === 'RIS' && !people ? withoutCommas(names(known.author)) : names(known.author)
    assert.deepEqual(names(item.author), authors, `${format}: authors of ${known.title}`)
    assert.equal(Number(year(item)), year(known), `${format}: year`)
    assert.equal(item.URL, known.URL, `${format}: address`)
    assert.equal(item.type, 'report', `${format}: type`)
    ok()
  })
}

function citations () {
  const csl = JSON.parse(read('datos/citas.json'))
  assert.equal(csl.length, records.length)
  csl.forEach((item, at) => {
    assert.equal(item.title, records[at].titulo)
    assert.equal(item.URL, records[at].url)
    assert.ok(item.URL.startsWith(base), item.URL)
  })
  compare(new Cite(csl).data, csl, 'CSL-JSON')
  compare(plugins.input.chain(read('datos/citas.bib'), { generateGraph: false }), csl, 'BibTeX')
  compare(plugins.input.chain(read('datos/citas.ris'), { generateGraph: false }), csl, 'RIS')
  for (const [at, record] of records.entries()) {
    const folder = record.url.slice(base.length)
    compare(plugins.input.chain(read(`${folder}cita.bib`), { generateGraph: false }), [csl[at]], 'BibTeX')
    compare(plugins.input.chain(read(`${folder}cita.ris`), { generateGraph: false }), [csl[at]], 'RIS')
    assert.deepEqual(JSON.parse(read(`${folder}cita.json`)), [csl[at]])
    assert.deepEqual(JSON.parse(read(`${folder}ficha.json`)), record)
  }
}

const contexts = { 'https://schema.org': { '@context': { '@vocab': 'https://schema.org/', id: '@id', type: '@type' } } }
const documentLoader = async (url) => {
  const document = contexts[url.replace(/\/$/, '')]
  assert.ok(document, `no context known for ${url}`)
  return { contextUrl: null, document, documentUrl: url }
}
const expand = (document) => jsonld.expand(document, { documentLoader, base })
const has = (node, ...properties) => properties.forEach((p) => {
  assert.ok(node[`https://schema.org/${p}`]?.length, `${node['@id']} lacks ${p}`)
})
const ofType = (graph, type) => graph.find((node) => (node['@type'] ?? []).includes(`https://schema.org/${type}`))

async function linkedData () {
  for (const record of records) {
    const folder = record.url.slice(base.length)
    const graph = await expand(block(read(`${folder}index.html`)))
    const report = ofType(graph, 'Report')
    has(report, 'name', 'author', 'publisher', 'datePublished', 'inLanguage', 'license', 'about', 'isPartOf', 'url')
    assert.equal(report['@id'], record.url)
    const project = ofType(graph, 'Project')
    assert.equal(report['https://schema.org/about'][0]['@id'], project['@id'])
    has(project, 'name')
    const trail = ofType(graph, 'BreadcrumbList')['https://schema.org/itemListElement']
    assert.equal(trail.length, 3)
    ok()
  }
  const data = block(read('datos/index.html'))
  const [dataset] = await expand(data)
  has(dataset, 'name', 'description', 'license', 'creator', 'distribution', 'url')
  const described = data.description
  assert.ok(described.length >= 50 && described.length <= 5000)
  for (const file of data.distribution) assert.ok(fs.existsSync(path.join(root, file.contentUrl.slice(base.length))), file.contentUrl)
  const skos = await jsonld.toRDF(JSON.parse(read('datos/vocabularios.jsonld')), { format: 'application/n-quads', base })
  fs.writeFileSync(path.join(root, 'vocabularios.nq'), skos)
  ok()
}

const unescape = (text) => text.replace(/&#x([0-9a-f]+);/gi, (_, n) => String.fromCodePoint(parseInt(n, 16)))
  .replace(/&#(\d+);/g, (_, n) => String.fromCodePoint(Number(n)))
  .replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&amp;/g, '&')
const block = (html) => JSON.parse(html.match(/<script type="application\/ld\+json">(.*?)<\/script>/s)[1])

// The rules of Zotero's translators for embedded metadata, one by one.
function head () {
  for (const [at, record] of records.entries()) {
    const html = read(`${record.url.slice(base.length)}index.html`)
    const metas = [...html.matchAll(/<meta (?:name|property)="([^"]+)" content="([^"]*)">/g)].map((m) => [m[1], unescape(m[2])])
    const all = (name) => metas.filter(([known]) => known === name).map(([, content]) => content)
    assert.deepEqual(all('z:itemType'), ['report'])
    assert.deepEqual(all('og:type'), ['article'])
    assert.deepEqual(all('citation_title'), [record.titulo])
    assert.equal(all('citation_technical_report_institution').length, 1)
    assert.match(all('citation_publication_date')[0], /^\d{4}(\/\d\d){0,2}$/)
    const csl = JSON.parse(read('datos/citas.json'))[at]
    assert.deepEqual(all('citation_author'), names(csl.author.filter((a) => a.family)))
    assert.deepEqual(all('DCTERMS.creator'), names(csl.author))
    for (const name of ['DCTERMS.coverage', 'DCTERMS.alternative', 'DC.source', 'citation_journal_title']) assert.deepEqual(all(name), [])
    assert.notEqual(all('DCTERMS.type')[0], 'Text')
    assert.equal(all('citation_public_url')[0], record.url)
    for (const rel of ['canonical', 'cite-as', 'license', 'describedby', 'collection', 'type', 'schema.DCTERMS']) assert.ok(html.includes(`<link rel="${rel}"`), rel)
    assert.equal(html.includes('class="Z3988"'), false, 'COinS stand on lists only')
    assert.equal(block(html)['@graph'][0].name, record.titulo)
    ok()
  }
}

// COinS on the first list of records: as many as records, each with its address.
function coins () {
  const list = read(`${records[0].url.slice(base.length).split('/')[0]}/index.html`)
  const spans = [...list.matchAll(/<span class="Z3988" title="([^"]*)">/g)].map((m) => new URLSearchParams(unescape(m[1])))
  assert.equal(spans.length, Math.min(records.length, 50))
  spans.forEach((span, at) => {
    assert.equal(span.get('rft.title'), records[at].titulo)
    assert.equal(span.get('rft.identifier'), records[at].url)
    assert.equal(span.get('rft_val_fmt'), 'info:ofi/fmt:kev:mtx:dc')
    ok()
  })
}

async function main () {
  citations()
  await linkedData()
  head()
  coins()
  console.log(`${passed} passed, 0 failed`)
}
main().catch((error) => { console.error(error); process.exit(1) })
