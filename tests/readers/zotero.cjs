// What Zotero makes of a page, by the rules of its translators for embedded metadata and for RDF in the head: which tag
// decides the type, which tags fill which field, and how a name is taken apart.
'use strict'

const unescape = (text) => text.replace(/&#x([0-9a-f]+);/gi, (_, n) => String.fromCodePoint(parseInt(n, 16)))
  .replace(/&#(\d+);/g, (_, n) => String.fromCodePoint(Number(n)))
  .replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&amp;/g, '&')

/** Every `<meta>` of a page, as name and content. */
const metas = (html) => [...html.matchAll(/<meta (?:name|property)="([^"]+)" content="([^"]*)">/g)]
  .map((found) => [found[1], unescape(found[2])])

/** Every `<link>` of a page, as its attributes. */
const links = (html) => [...html.matchAll(/<link ([^>]*)>/g)].map((found) => Object.fromEntries(
  [...found[1].matchAll(/([a-z]+)="([^"]*)"/g)].map((pair) => [pair[1], unescape(pair[2])])))

const HIGHWIRE = { journal_title: 'journalArticle', technical_report_institution: 'report', conference_title: 'conferencePaper', conference: 'conferencePaper', book_title: 'bookSection', dissertation_institution: 'thesis' }

/** The type, by the order in which the tags count. */
function type (all) {
  const own = all('z:itemType')[0] ?? all('z.itemType')[0]
  if (own) return own
  if (all('og:type')[0] === 'website') return 'webpage'
  const dc = all('DC.type')[0] ?? all('DCTERMS.type')[0]
  if (['report', 'webpage', 'book'].includes(dc)) return dc
  const highwire = Object.keys(HIGHWIRE).find((key) => all(`citation_${key}`).length)
  return highwire ? HIGHWIRE[highwire] : 'journalArticle'
}

/** A name with a comma is family and given; without one its last word is taken for the family. */
function creator (name) {
  const comma = name.indexOf(',')
  if (comma >= 0) return { lastName: name.slice(0, comma).trim(), firstName: name.slice(comma + 1).trim() }
  const words = name.split(' ')
  return { lastName: words.pop(), firstName: words.join(' ') }
}

/** The item that Zotero would save. */
function item (html) {
  const found = metas(html)
  const all = (name) => found.filter(([known]) => known.toLowerCase() === name.toLowerCase()).map(([, content]) => content)
  const one = (...names) => names.map((name) => all(name)[0]).find((value) => value !== undefined)
  const title = one('citation_title', 'DCTERMS.title', 'og:title')
  return {
    itemType: type(all),
    title,
    creators: all('citation_author').flatMap((names) => names.split(';')).map(creator),
    date: one('citation_publication_date', 'citation_date', 'DCTERMS.issued'),
    institution: one('citation_technical_report_institution', 'citation_publisher', 'DCTERMS.publisher'),
    reportNumber: one('citation_technical_report_number'),
    seriesTitle: one('citation_series_title'),
    reportType: one('DCTERMS.type'),
    language: one('citation_language', 'DCTERMS.language'),
    abstractNote: one('citation_abstract', 'DCTERMS.abstract', 'og:description'),
    url: one('citation_public_url', 'citation_abstract_html_url', 'citation_fulltext_html_url'),
    rights: one('DCTERMS.rights', 'DCTERMS.license'),
    // Where these go is not where they belong: no ficha may have them.
    archiveLocation: one('DCTERMS.coverage', 'DC.coverage'),
    journalAbbreviation: one('DCTERMS.alternative', 'DC.alternative'),
    publicationTitle: one('DC.source', 'DCTERMS.source', 'citation_journal_title')
  }
}

module.exports = { item, links, metas, unescape }
