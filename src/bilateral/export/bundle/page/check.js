// The checks of verify.py, on the data that this page carries.

const FORMAT = 1;
const PARTS = ["entries", "mentions", "sources", "judgements"];

async function check(report) {
  const bundle = { manifest: JSON.parse(held("manifest")), spans: 0, unseen: 0 };
  if (bundle.manifest.bundle !== FORMAT) report(`the bundle is of format ${bundle.manifest.bundle}; this page knows ${FORMAT}`);
  for (const part of PARTS) {
    if (await sha256(new TextEncoder().encode(held(part))) !== bundle.manifest.files[`${part}.jsonl`].sha256)
      report(`${part}: its SHA-256 is not the manifest's`);
    bundle[part] = held(part).split("\n").slice(0, -1).map((row) => JSON.parse(row));
  }
  bundle.sources = new Map(bundle.sources.map((row) => [row.address, new Source(row)]));
  bundle.mentions = new Map(bundle.mentions.map((row) => [row.id, row]));
  for (const source of bundle.sources.values())
    if (!await source.hashes()) report(`source ${source.address}: its text does not hash to its address`);
  for (const mention of bundle.mentions.values()) checkMention(bundle, mention, report);
  for (const entry of bundle.entries) checkEntry(bundle, entry, report);
  return bundle;
}

function held(part) {
  return document.getElementById(`data-${part}`).textContent;
}

class Source {
  constructor(row) {
    Object.assign(this, row);
    this.places = row.text === undefined ? null : utf16Places(row.text);
  }

  async hashes() {
    return this.text === undefined || await sha256(new TextEncoder().encode(this.text)) === this.address;
  }

  get length() {
    return this.places ? this.places.length - 1 : this.text.length;
  }

  // Spans count code points; the strings of JavaScript count UTF-16 units. Null where there are no such characters.
  cut(start, end) {
    if (!(start >= 0 && start <= end && end <= this.length)) return null;
    return this.places ? this.text.slice(this.places[start], this.places[end]) : this.text.slice(start, end);
  }
}

// The place in UTF-16 units of each code point, and of the end; null where both count alike.
function utf16Places(text) {
  if (!/[\ud800-\udfff]/.test(text)) return null;
  const places = [];
  let place = 0;
  for (const point of text) {
    places.push(place);
    place += point.length;
  }
  places.push(place);
  return Uint32Array.from(places);
}

function* spansIn(value) {
  if (value === null || typeof value !== "object") return;
  if (!Array.isArray(value) && Object.keys(value).sort().join() === "end,start,text") yield value;
  for (const part of Object.values(value)) yield* spansIn(part);
}

function stands(bundle, span, sources) {
  const there = sources.filter((source) => source.text !== undefined);
  if (!there.length) {
    bundle.unseen += 1;
    return true;
  }
  bundle.spans += 1;
  return there.some((source) => source.cut(span.start, span.end) === span.text);
}

function checkMention(bundle, mention, report) {
  const source = bundle.sources.get(mention.article);
  if (!source) return report(`mention ${mention.id}: its source is missing`);
  const itself = { start: mention.start, end: mention.end, text: mention.quotation };
  for (const span of [itself, ...spansIn(mention.fields)])
    if (!stands(bundle, span, [source]))
      report(`mention ${mention.id}: [${span.start}, ${span.end}) does not read “${span.text.slice(0, 80)}”`);
}

function checkEntry(bundle, entry, report) {
  const own = entry.mentions.map((id) => bundle.mentions.get(id));
  const rest = own.filter((one) => one && one.entry === entry.id && bundle.sources.has(one.article));
  if (!own.length || rest.length < own.length) return report(`entry ${entry.id}: a mention that it rests on is missing`);
  const sources = [...new Set(rest.map((one) => one.article))].map((address) => bundle.sources.get(address));
  const families = new Set(sources.map((source) => source.family)).size;
  if (families !== entry.families || sources.length !== entry.articles)
    report(`entry ${entry.id}: it rests on ${families} families and ${sources.length} articles, and says ${entry.families} and ${entry.articles}`);
  for (const span of spansIn(entry.fields))
    if (!stands(bundle, span, sources))
      report(`entry ${entry.id}: no source of it reads “${span.text.slice(0, 80)}” at [${span.start}, ${span.end})`);
}
