// The organisations and who has met whom; one of them can be looked at alone.
import { html, t, tn, Field, useState } from "./../kit.js";
import { Pictures } from "./picture.js";

function Rows({ found, one, look }) {
  const rows = found.rows.map((row, at) => ({ ...row, at }));
  return html`<table class="rows bodies"><caption class="hidden">${t("Organisasjonene og hvem de har møtt")}</caption>
    <thead><tr><th scope="col">${t("Organisasjon")}</th><th scope="col" class="number">${t("Deltakere")}</th><th scope="col" class="number">${t("Har møtt")}</th><th scope="col">${t("Har ikke sittet med")}</th><th scope="col" class="number">${t("Har ikke møtt noen herfra")}</th></tr></thead>
    <tbody>${rows.map((row) => html`<tr key=${row.name} class=${row.at === one ? "selected" : ""}>
      <th scope="row"><span class="place">${row.at + 1}.</span> <button type="button" class="link" aria-pressed=${row.at === one ? "true" : "false"} onClick=${() => look(row.at === one ? null : row.at)}>${row.name}</button>${row.seen && html`<span class="second">${t("Ikke sett siden {when}", { when: row.seen })}</span>`}</th>
      <td class="number" data-label=${t("Deltakere")}>${row.people}</td>
      <td class="number" data-label=${t("Har møtt")}>${t("{met} av {of}", row)}</td>
      <td data-label=${t("Har ikke sittet med")}>${row.unmet.length ? row.unmet.length > 4 ? tn("{n} organisasjon", "{n} organisasjoner", row.unmet.length) : row.unmet.join(", ") : "–"}</td>
      <td class="number" data-label=${t("Har ikke møtt noen herfra")}>${row.strangers === null || row.strangers === undefined ? "–" : !row.strangers ? t("Ingen") : tn("{n} deltaker", "{n} deltakere", row.strangers)}</td></tr>`)}</tbody></table>`;
}

// What one organisation has met, in words.
function One({ found, one }) {
  const name = (n) => found.rows[n].name;
  const ties = found.ties.filter(([a, b]) => a === one || b === one).sort((x, y) => y[2] - x[2]);
  const met = ties.map(([a, b, pairs]) => `${name(a === one ? b : a)}${pairs ? ` (${tn("{n} par", "{n} par", pairs)})` : ""}`);
  const { unmet } = found.rows[one];
  return html`<p class="verdict one">${t("{name} har møtt {met} av {of} organisasjoner.", found.rows[one])}</p>
    ${met.length > 0 && html`<p>${t("Har møtt: {names}.", { names: met.join(", ") })}</p>`}
    ${unmet.length > 0 && html`<p>${t("Har ikke sittet med: {names}.", { names: unmet.join(", ") })}</p>`}`;
}

// Every two organisations, with how many of their people have met.
function Ties({ found }) {
  const [all, showAll] = useState(false);
  const name = (n) => found.rows[n].name;
  const ties = [...found.ties].sort((x, y) => y[2] - x[2]);
  const n = ties.length;
  return html`<p class="gap"><button type="button" class="link" aria-expanded=${all} onClick=${() => showAll(!all)}>${tn("Vis hvor mange som har møttes, {n} par av organisasjoner", "Vis hvor mange som har møttes, {n} par av organisasjoner", n)}</button></p>
    ${all && html`<table class="rows ties"><caption class="hidden">${t("Par av organisasjoner og hvor mange av deltakerne som har møttes")}</caption>
      <thead><tr><th scope="col">${t("Organisasjoner")}</th><th scope="col" class="number">${t("Par som har møttes")}</th><th scope="col">${t("Første gang")}</th></tr></thead>
      <tbody>${ties.map(([a, b, pairs, , first]) => html`<tr key=${`${a}-${b}`}><th scope="row">${t("{a} og {b}", { a: name(a), b: name(b) })}</th><td class="number" data-label=${t("Par som har møttes")}>${pairs || t("vises ikke")}</td><td data-label=${t("Første gang")}>${first}</td></tr>`)}</tbody></table>`}`;
}

export function Network({ found }) {
  const [one, look] = useState(null);
  const touches = (shape) => [shape["data-from"], shape["data-to"], shape["data-body"]].includes(one);
  const near = (shape) => shape["data-body"] !== undefined && found.ties.some(([a, b]) => (a === one && b === shape["data-body"]) || (b === one && a === shape["data-body"]));
  const mark = one === null ? undefined : (shape) => `${shape.class}${touches(shape) || near(shape) ? "" : " pale"}${shape["data-body"] === one ? " chosen" : ""}`;
  const options = [["", t("Alle organisasjoner")], ...found.rows.map((row, at) => [String(at), row.name])];
  return html`<section class="network">
    <div class="fields"><${Field} label=${t("Vis")} kind="select" value=${one === null ? "" : String(one)} options=${options} save=${(value) => look(value === "" ? null : Number(value))} /></div>
    <${Pictures} wide=${found.wide} narrow=${found.narrow} mark=${mark} />
    <p class="second key">${t("Større sirkel: flere deltakere. Tykkere strek: flere har møttes.")} ${found.series && t("Stiplet: møttes først på dette verkstedet.")} ${t("Prikket: har ikke sittet sammen ennå.")}</p>
    <div role="status">${one !== null && html`<${One} found=${found} one=${one} />`}</div>
    ${found.away.map((sentence) => html`<p class="late">${sentence}</p>`)}
    <${Rows} found=${found} one=${one} look=${look} />
    <${Ties} found=${found} />
    <p class="second">${t("Et par er to deltakere som har sittet i samme gruppe. Der en organisasjon har hatt én eller to deltakere, vises ikke hvor mange de er eller hvor mange de har møtt.")}${found.joined > 0 && ` ${tn("«Andre» er {n} organisasjon med få deltakere.", "«Andre» er {n} organisasjoner med få deltakere.", found.joined)}`}</p>
  </section>`;
}
