import { html, t, Field, inVoila, useState } from "./../kit.js";

const SHOWN = 12;

function Bars({ title, rows }) {
  const [all, showAll] = useState(false);
  const shown = all ? rows : rows.slice(0, SHOWN);
  const most = Math.max(...rows.map(([, n]) => n), 1);
  return html`<section><table class="bars"><caption>${title}</caption>
    <thead class="hidden"><tr><th>${title}</th><th>${t("Deltakere")}</th><td></td></tr></thead>
    <tbody>${shown.map(([name, n]) => html`<tr key=${name}><th scope="row">${name}</th><td class="number">${n}</td><td class="length"><span style=${`width:${(n / most) * 100}%`}></span></td></tr>`)}</tbody></table>
    ${shown.length < rows.length && html`<button type="button" class="link" onClick=${() => showAll(true)}>${t("Vis alle {n}", { n: rows.length })}</button>`}
  </section>`;
}

// The cross-section, and who should be there and is not.
export function Sections({ state, deed }) {
  const lines = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);
  return html`<div class="sections">${state.sections.map((section) => html`<${Bars} key=${section.title} ...${section} />`)}</div>
    <${inVoila() ? "h2" : "h3"}>${t("Hvem burde være med?")}<//>
    ${state.expected.length > 0 && state.missing.length === 0 && html`<p>${t("Alle som er ventet, er representert.")}</p>`}
    <${Field} label=${t("Enheter og organisasjoner som bør delta")} kind="textarea" wide hint=${t("Én på hver linje, skrevet som i deltakerlista.")} value=${state.expected.join("\n")} target="expected" save=${(text) => deed("expect", { units: lines(text) })} />`;
}
