// What the reader sees. All text of articles is put in as text, never as markup.

const PAGE = 100, FAULTS = 50, AROUND = 160;

async function main() {
  const faults = [];
  let bundle = null;
  try {
    bundle = await check((fault) => faults.push(fault));
  } catch (error) {
    faults.push(`the data of this page cannot be read: ${error.message}`);
  }
  showVerdict(bundle, faults);
  if (bundle) showEntries(bundle);
}

function showVerdict(bundle, faults) {
  const state = faults.length ? "fails" : bundle.unseen ? "unseen" : "holds";
  const words = {
    fails: `${faults.length} things do not hold. Do not rely on this bundle.`,
    unseen: `Nothing contradicts this bundle, but ${bundle && bundle.unseen} spans cannot be checked: the texts were left out.`,
    holds: `All holds: ${bundle && bundle.spans} spans stand in ${bundle && bundle.sources.size} texts where they are said to stand.`,
  };
  document.documentElement.dataset.state = state;
  document.getElementById("verdict").textContent = words[state];
  document.getElementById("faults").append(...faults.slice(0, FAULTS).map((fault) => made("li", fault)));
  if (!bundle) return;
  const { counts, scope, made_by: maker } = bundle.manifest;
  const asked = Object.entries(scope).filter(([, value]) => value !== null).map(([name, value]) => `${name}: ${value}`);
  document.getElementById("scope").textContent =
    `${counts.entries} entries on ${counts.mentions} mentions in ${counts.sources} sources. Made by ${maker} (${asked.join("; ")}).`;
}

function made(name, text, kind) {
  const element = document.createElement(name);
  if (text !== undefined) element.textContent = text;
  if (kind) element.className = kind;
  return element;
}

function showEntries(bundle) {
  const list = document.getElementById("entries"), more = document.getElementById("more");
  const filter = document.getElementById("filter"), shown = document.getElementById("shown");
  const sorted = [...bundle.entries].sort((a, b) => (a.day || "9999").localeCompare(b.day || "9999"));
  let found = sorted, count = 0;
  const next = () => {
    list.append(...found.slice(count, count + PAGE).map((entry) => entryItem(bundle, entry)));
    count = Math.min(found.length, count + PAGE);
    more.hidden = count === found.length;
    shown.textContent = `${count} of ${found.length} shown`;
  };
  more.addEventListener("click", next);
  filter.addEventListener("input", () => {
    const words = filter.value.toLowerCase();
    found = sorted.filter((entry) => `${entry.label} ${entry.day}`.toLowerCase().includes(words));
    count = 0;
    list.replaceChildren();
    next();
  });
  next();
}

function entryItem(bundle, entry) {
  const item = made("li"), details = made("details");
  const when = entry.when || entry.day || "undated";
  const count = `${entry.families} ${entry.families === 1 ? "source" : "sources"}, ${entry.articles} ${entry.articles === 1 ? "article" : "articles"}`;
  details.append(made("summary", `${when}  ${entry.label} (${[entry.status, count].filter(Boolean).join(", ")})`));
  // The words are put in when they are asked for: a bundle may hold many.
  details.addEventListener("toggle", () => {
    if (details.childElementCount > 1) return;
    details.append(...entry.mentions.map((id) => bundle.mentions.get(id)).filter(Boolean).map((one) => quote(bundle, one)));
    details.append(...disagreements(entry), made("p", `entry ${entry.id}`, "small"));
  });
  item.append(details);
  return item;
}

function quote(bundle, mention) {
  const block = made("blockquote"), source = bundle.sources.get(mention.article);
  const [before, after] = source && source.text !== undefined ? around(source, mention) : ["", ""];
  block.append(made("span", before, "around"), made("mark", mention.quotation), made("span", after, "around"));
  const told = source ? [source.outlet || source.name, source.published, source.title, source.url] : ["the source is missing"];
  block.append(made("cite", told.filter(Boolean).join(", ")), made("span", `mention ${mention.id}, characters ${mention.start} to ${mention.end}`, "small"));
  return block;
}

function around(source, mention) {
  const [from, to] = [Math.max(0, mention.start - AROUND), Math.min(source.length, mention.end + AROUND)];
  return [source.cut(from, mention.start) || "", source.cut(mention.end, to) || ""];
}

function disagreements(entry) {
  return Object.entries(entry.disagreement).map(([name, values]) =>
    made("p", `sources differ on ${name}: ${values.map((one) => `${JSON.stringify(one.value)} (${one.families.length})`).join(" / ")}`, "small"));
}

main();
