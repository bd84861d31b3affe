// Hjelp: the guides, with a search through their headings and what stands under them.
import { panel, html, t, tn, Button, Field, Head, Summary, inVoila, useEffect, useMemo, useRef, useState } from "./kit.js";

const plain = (spans) => (spans ?? []).map((span) => (typeof span === "string" ? span : span[1])).join("");
const said = (block) => [plain(block.spans), ...(block.items ?? []).map(plain), ...(block.rows ?? []).flat().map(plain), block.text ?? "", block.alt ?? ""].join(" ");

function Spans({ spans, go, ask }) {
  return spans.map((span) => {
    if (typeof span === "string") return span;
    const [kind, text, target] = span;
    if (kind === "strong") return html`<strong>${text}</strong>`;
    if (kind === "code") return html`<code>${text}</code>`;
    if (kind === "picture") return html`<${Picture} source=${target} alt=${text} ask=${ask} />`;
    if (/^https?:/.test(target)) return `${text} (${target})`;
    return html`<button type="button" class="link" onClick=${() => go(target)}>${text}</button>`;
  });
}

// Pictures are fetched when they come near what is seen.
function Picture({ source, alt, ask }) {
  const [address, setAddress] = useState("");
  const place = useRef();
  useEffect(() => {
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      ask("picture", { source }).then((answer) => setAddress(answer.value ?? ""));
    }, { rootMargin: "200px" });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [source]);
  return html`<span class="picture" ref=${place}>${address ? html`<img src=${address} alt=${alt} />` : html`<span class="second">${alt}</span>`}</span>`;
}

function Block({ block, go, ask }) {
  const inside = (spans) => html`<${Spans} spans=${spans} go=${go} ask=${ask} />`;
  if (block.kind === "heading") {
    const level = `h${Math.min(6, Math.max(2, block.level) + (inVoila() ? 0 : 1))}`;
    return html`<${level} tabindex="-1" data-anchor=${block.id} class=${`level-${block.level}`}>${inside(block.spans)}<//>`;
  }
  if (block.kind === "ul") return html`<ul class="dots">${block.items.map((item) => html`<li>${inside(item)}</li>`)}</ul>`;
  if (block.kind === "ol") return html`<ol>${block.items.map((item) => html`<li>${inside(item)}</li>`)}</ol>`;
  if (block.kind === "code") return html`<pre tabindex="0"><code>${block.text}</code></pre>`;
  if (block.kind === "picture") return html`<p><${Picture} source=${block.source} alt=${block.alt} ask=${ask} /></p>`;
  if (block.kind === "table") {
    const [head, ...rows] = block.rows;
    const bare = head.every((cell) => !plain(cell));
    return html`<div class="scroll" tabindex="0" role="group" aria-label=${t("Tabell")}><table>${!bare && html`<thead><tr>${head.map((cell) => html`<th>${inside(cell)}</th>`)}</tr></thead>`}
      <tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${inside(cell)}</td>`)}</tr>`)}</tbody></table></div>`;
  }
  return html`<p>${inside(block.spans)}</p>`;
}

// A heading of the first levels and what stands under it.
function sections(blocks) {
  const found = [];
  for (const block of blocks) {
    if (block.kind === "heading" || !found.length) found.push({ head: block.kind === "heading" ? block : null, blocks: [] });
    found.at(-1).blocks.push(block);
  }
  return found.map((section) => ({ ...section, text: section.blocks.map(said).join(" ").toLowerCase() }));
}

function Help({ state, ask }) {
  const [name, setName] = useState(state.pages[0]?.[0] ?? "");
  const [blocks, setBlocks] = useState(state.first);
  const [query, setQuery] = useState("");
  const root = useRef();
  const parts = useMemo(() => sections(blocks), [blocks]);
  const words = query.trim().toLowerCase();
  const shown = words ? parts.filter((part) => part.text.includes(words)) : parts;
  const to = (anchor) => {
    setQuery("");
    setTimeout(() => {
      const place = root.current?.querySelector(`[data-anchor="${CSS.escape(anchor)}"]`);
      place?.focus();
      place?.scrollIntoView({ block: "start" });
    }, 50);
  };
  const open = (page, anchor = "") => ask("page", { name: page }).then((answer) => {
    if (!answer.value?.length) return;
    setName(page);
    setBlocks(answer.value);
    setQuery("");
    const first = answer.value.find((block) => block.kind === "heading");
    setTimeout(() => to(anchor || first?.id || ""), 50);
  });
  const go = (target) => {
    const [file, anchor = ""] = target.split("#");
    return file ? open(file.replace(/\.md$/, ""), anchor) : to(anchor);
  };
  if (!state.pages.length) return html`<div><${Head} state=${state} /><p class="empty">${t("Veilederen fulgte ikke med denne installasjonen.")}</p></div>`;
  return html`<div ref=${root}>
    <${Head} state=${state} />
    <${Summary} state=${state} />
    <div class="guides"><div class="deeds">${state.pages.map(([page, title]) => html`<${Button} key=${page} small aria-pressed=${page === name} class=${`button small ${page === name ? "chosen" : ""}`} onClick=${() => open(page)}>${title}<//>`)}</div>
      <${Field} label=${t("Søk i teksten")} value=${query} rest=${200} save=${setQuery} /></div>
    <p class="second" role="status">${words && tn("{n} del passer med «{query}».", "{n} deler passer med «{query}».", shown.length, { query })}</p>
    ${!words && html`<nav aria-label=${t("Innhold")}><ul class="contents">${parts.filter((part) => part.head?.level === 2 || part.head?.level === 3).map((part) => html`<li class=${`level-${part.head.level}`}><button type="button" class="link" onClick=${() => to(part.head.id)}>${plain(part.head.spans)}</button></li>`)}</ul></nav>`}
    <div class="guide" lang="nb">${shown.map((part) => part.blocks.map((block) => html`<${Block} block=${block} go=${go} ask=${ask} />`))}</div>
  </div>`;
}

export default panel(Help);
