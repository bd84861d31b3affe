import { html, t, useState } from "./../kit.js";
import { Found, Search, useFound } from "./../search.js";

// Who has come: one click a person. Pressing once more takes it back.
export function CheckIn({ state, deed }) {
  const [left, onlyLeft] = useState(false);
  const rows = left ? state.rows.filter((row) => row.attendance === "expected") : state.rows;
  const found = useFound(rows);
  const words = Object.fromEntries(state.attendances);
  const choices = ["present", "late", "absent"];
  return html`<p class="counts">${state.attendances.map(([key, word]) => html`<span key=${key}>${word} <b>${state.counts[key]}</b></span>`)}</p>
    <div class="tools">
      <${Search} label=${t("Søk i deltakerne")} found=${found} />
      <button type="button" class="link" aria-pressed=${left} onClick=${() => onlyLeft(!left)}>${left ? t("Vis alle") : t("Vis bare dem som ventes ({n})", { n: state.counts.expected })}</button>
    </div>
    ${left && rows.length === 0 && html`<p class="empty">${t("Alle er sjekket inn.")}</p>`}
    <ul class="attending">${found.shown.map((row) => html`<li key=${row.id}>
      <span class="named"><b>${row.name}</b><span>${row.organisation || row.unit}</span></span>
      <span class="came" role="group" aria-label=${t("Oppmøte for {name}", row)}>${choices.map((choice) => html`<button type="button" class=${choice} aria-pressed=${row.attendance === choice} aria-label=${`${words[choice]}: ${row.name}`} onClick=${() => deed("check_in", { participant: row.id, attendance: row.attendance === choice ? "expected" : choice })}>${words[choice]}</button>`)}</span>
    </li>`)}</ul>
    <${Found} found=${found} />`;
}
