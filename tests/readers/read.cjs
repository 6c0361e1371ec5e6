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
const zotero = require('./zotero.cjs')

const [, , root, base] = process.argv
const read = (file) => fs.readFileSync(path.join(root, file), 'utf8')
const records = JSON.parse(read('datos/fichas.json'))
// The records of other observatories are in the tables, and cited where they are.
const own = records.filter((record) => record.estado !== 'externa')
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
  assert.equal(csl.length, own.length)
  csl.forEach((item, at) => {
    assert.equal(item.title, own[at].titulo)
    assert.equal(item.URL, own[at].url)
    assert.ok(item.URL.startsWith(base), item.URL)
  })
  compare(new Cite(csl).data, csl, 'CSL-JSON')
  compare(plugins.input.chain(read('datos/citas.bib'), { generateGraph: false }), csl, 'BibTeX')
  compare(plugins.input.chain(read('datos/citas.ris'), { generateGraph: false }), csl, 'RIS')
  for (const [at, record] of own.entries()) {
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
  for (const record of own) {
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

const block = (html) => JSON.parse(html.match(/<script type="application\/ld\+json">(.*?)<\/script>/s)[1])

const language = (folder) => folder.match(/^(en|pt)\//)?.[1]
const pagesOf = (record) => {
  const folder = record.url.slice(base.length)
  return ['', 'en/', 'pt/'].map((prefix) => `${prefix}${folder}index.html`).filter((file) => fs.existsSync(path.join(root, file)))
}

// What Zotero saves from each page is what its citation says, and nothing stands where it would be misread.
function head () {
  const csl = JSON.parse(read('datos/citas.json'))
  for (const [at, record] of own.entries()) {
    for (const file of pagesOf(record)) {
      const html = read(file)
      const saved = zotero.item(html)
      const cited = csl[at]
      const lang = language(file)
      assert.equal(saved.itemType, 'report')
      assert.equal(saved.title, lang ? saved.title : record.titulo)
      assert.ok(saved.title)
      const people = cited.author.filter((a) => a.family)
      assert.deepEqual(saved.creators, people.map((a) => ({ lastName: a.family, firstName: a.given ?? '' })), file)
      const institution = cited.author.find((a) => a.literal)?.literal ?? cited.publisher
      if (!lang) assert.equal(saved.institution, institution)
      assert.match(saved.date, /^\d{4}(\/\d\d){0,2}$/)
      assert.deepEqual(saved.date.split('/').map(Number), cited.issued['date-parts'][0])
      assert.equal(saved.reportNumber, cited.number)
      assert.equal(saved.language, lang ?? cited.language)
      if (!lang) assert.equal(saved.abstractNote, cited.abstract)
      assert.equal(saved.url, lang ? `${base}${lang}/${record.url.slice(base.length)}` : record.url)
      assert.ok(saved.seriesTitle && saved.rights && saved.reportType && saved.reportType !== 'Text')
      for (const trap of ['archiveLocation', 'journalAbbreviation', 'publicationTitle']) assert.equal(saved[trap], undefined, trap)
      tags(html, record, cited, saved)
      ok()
    }
  }
}

// The other tags that the reference of the field asks for, and where the page says that machines may go on.
function tags (html, record, cited, saved) {
  const metas = zotero.metas(html)
  const all = (name) => metas.filter(([known]) => known === name).map(([, content]) => content)
  assert.deepEqual(all('og:type'), ['article'])
  assert.deepEqual(all('og:title'), [saved.title])
  assert.deepEqual(all('og:url'), [saved.url])
  assert.equal(all('og:site_name').length, 1)
  assert.deepEqual(all('og:locale'), [saved.language])
  // Where the publisher is the author, a page in another language names it in that language.
  const ours = cited.author.length === 1 && cited.author[0].literal === cited.publisher
  assert.deepEqual(all('DCTERMS.creator'), ours ? all('DCTERMS.publisher') : names(cited.author))
  if (saved.language === cited.language) assert.deepEqual(all('DCTERMS.publisher'), [cited.publisher])
  for (const one of ['title', 'publisher', 'issued', 'type', 'language', 'identifier', 'license', 'rights', 'isPartOf', 'bibliographicCitation']) assert.equal(all(`DCTERMS.${one}`).length, 1, one)
  assert.deepEqual(all('DCTERMS.identifier'), [saved.url])
  assert.deepEqual(all('citation_keywords').join('').split('; ').filter(Boolean), all('DCTERMS.subject'))
  const links = zotero.links(html)
  const to = (rel, kind) => links.filter((link) => link.rel === rel && (!kind || link.type === kind)).map((link) => link.href)
  assert.deepEqual(to('canonical'), [saved.url])
  assert.deepEqual(to('cite-as'), [record.url])
  assert.deepEqual(to('schema.DCTERMS'), ['http://purl.org/dc/terms/'])
  assert.deepEqual(to('type'), ['https://schema.org/AboutPage', 'https://schema.org/Report'])
  assert.equal(to('license').length, 1)
  assert.equal(to('collection').length, 1)
  const folder = record.url.slice(base.length)
  const files = { 'application/x-bibtex': 'cita.bib', 'application/x-research-info-systems': 'cita.ris', 'application/vnd.citationstyles.csl+json': 'cita.json' }
  for (const [kind, name] of Object.entries(files)) assert.deepEqual(to('describedby', kind), [`${base}${folder}${name}`])
  assert.deepEqual(to('alternate', 'application/json'), [`${base}${folder}ficha.json`])
  const languages = links.filter((link) => link.hreflang)
  if (languages.length) {
    assert.equal(languages.length, pagesOf(record).length)
    for (const { hreflang, href } of languages) {
      const there = read(`${href.slice(base.length)}index.html`)
      assert.ok(there.startsWith(`<!doctype html>\n<html lang="${hreflang}">`), href)
      assert.ok(there.includes(`hreflang="${saved.language}" href="${saved.url}"`), 'the other language answers')
    }
  }
  assert.equal(html.includes('class="Z3988"'), false, 'COinS stand on lists only')
  assert.equal(block(html)['@graph'][0].name, saved.title)
}

// COinS on the first list of records: one for each of this observatory, with its address.
function coins () {
  const list = read(`${own[0].url.slice(base.length).split('/')[0]}/index.html`)
  const spans = [...list.matchAll(/<span class="Z3988" title="([^"]*)">/g)].map((m) => new URLSearchParams(zotero.unescape(m[1])))
  const listed = own.filter((record) => record.coleccion === own[0].coleccion)
  assert.equal(spans.length, Math.min(listed.length, 50))
  spans.forEach((span, at) => {
    assert.equal(span.get('ctx_ver'), 'Z39.88-2004')
    assert.equal(span.get('rft_val_fmt'), 'info:ofi/fmt:kev:mtx:dc')
    assert.equal(span.get('rft.type'), 'report')
    assert.equal(span.get('rft.title'), own[at].titulo)
    assert.equal(span.get('rft.identifier'), own[at].url)
    assert.ok(span.get('rft.creator') && /^\d{4}/.test(span.get('rft.date')))
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
