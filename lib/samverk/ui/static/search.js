// Finding rows in a long table, which shows no more than a hundred until it is asked to.
import { html, t, useState } from "./kit.js";

const MOST = 100;
const WORDS = /[^\s\d]+\s+\d+|\S+/g; // "gruppe 2" is one thing, and is not "gruppe 21"
const holds = (text, word) => (/\s\d+$/.test(word) ? new RegExp(`${word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/, " ")}(?!\\d)`).test(text) : text.includes(word));
const hay = (row) => [row.name, row.organisation, row.unit, row.field, row.role, row.more].join(" ").toLowerCase();

// What is found of `rows`, and how many of it are shown.
export function useFound(rows) {
  const [sought, seek] = useState("");
  const [all, showAll] = useState(false);
  const words = sought.toLowerCase().match(WORDS) ?? [];
  const hits = words.length ? rows.filter((row) => words.every((word) => holds(hay(row), word))) : rows;
  return { sought, seek, hits, shown: all ? hits : hits.slice(0, MOST), showAll, total: rows.length };
}

export function Search({ label, found }) {
  return html`<input type="search" class="search" aria-label=${label} placeholder=${label} value=${found.sought} onInput=${(event) => found.seek(event.target.value)} />`;
}

export function Found({ found }) {
  if (found.sought && !found.hits.length) return html`<p class="empty" role="status">${t("Ingen treff på «{sought}».", found)}</p>`;
  if (found.shown.length === found.hits.length) return null;
  return html`<p class="second found">${t("Viser {shown} av {hits}.", { shown: found.shown.length, hits: found.hits.length })} <button type="button" class="link" onClick=${() => found.showAll(true)}>${t("Vis alle")}</button></p>`;
}
