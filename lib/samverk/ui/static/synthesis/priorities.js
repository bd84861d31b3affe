// What comes first: dots and hands, and value against ease as figures and as a picture.
import { html, t, tn, Button, Field, Keys, focusOn, useRef, useState } from "./../kit.js";
import { Picture, figure } from "./picture.js";


export function Priorities({ state, deed }) {
  const [at, setAt] = useState(null);
  const byId = new Map(state.measures.map((measure) => [measure.id, measure]));
  const table = useRef();
  const order = useRef(state.order);
  // Rows keep their places while somebody writes in them.
  if (!table.current?.contains(document.activeElement) || order.current.length !== state.order.length) order.current = state.order;
  const rows = order.current.map((id) => byId.get(id)).filter(Boolean);
  const loose = rows.filter((measure) => !measure.drawn);
  if (!rows.length) return html`<p class="empty">${t("Ingen tiltak å prioritere ennå. Lag dem under Tiltak.")}</p>`;
  const reveal = (revealed) => deed("reveal", { revealed });
  const next = () => focusOn(`${loose[0].value === null ? "verdi" : "lett"}-${loose[0].id}`);
  return html`<div class="toolbar"><p>${loose.length ? tn("{n} tiltak er ikke plassert i bildet ennå.", "{n} tiltak er ikke plassert i bildet ennå.", loose.length) : t("Alle tiltak er plassert i bildet.")} ${state.revealed ? t("Prikkene er vist.") : t("Prikkene er skjult.")}</p>
      <div class="deeds">
        ${state.revealed && html`<${Button} onClick=${() => reveal(false)}>${t("Skjul prikkene")}<//>`}
        ${!state.revealed && html`<${Button} main=${!loose.length} onClick=${() => reveal(true)}>${t("Vis resultatet")}<//>`}
        ${loose.length > 0 && html`<${Button} main onClick=${next}>${t("Plasser neste tiltak")}<//>`}
      </div></div>
    <div class="priorities">
      <div class="picture"><${Picture} measures=${rows} horizons=${state.horizons} deed=${deed} at=${at} setAt=${setAt} />
        <${Keys} keys=${[["Tab", t("neste tiltak")], [["←", "→", "↑", "↓"], t("flytter et halvt trinn")]]} /></div>
      <table class="rows figures" ref=${table}><thead><tr><th class="number">${t("Nr.")}</th><th>${t("Tiltak")}</th><th>${t("Hender")}</th>${state.revealed && html`<th class="number">${t("Prikker")}</th>`}<th>${t("Verdi")}</th><th>${t("Hvor lett er det?")}</th></tr></thead>
        <tbody>${rows.map((measure) => html`<tr key=${measure.id} class=${at === measure.id ? "selected" : ""}>
          <td class="number" data-label=${t("Nr.")}>${measure.number}</td>
          <th scope="row"><span><span class=${`dot ${measure.horizon}`}></span>${measure.text}</span></th>
          <td class="narrow" data-label=${t("Hender")}><${Field} kind="number" hideLabel label=${t("Hender for tiltak {number}", measure)} min="0" value=${measure.hands} save=${(n) => deed("hands", { measure: measure.id, n })} /></td>
          ${state.revealed && html`<td class="number" data-label=${t("Prikker")}><strong>${measure.dots}</strong></td>`}
          <td class="narrow" data-label=${t("Verdi")}><${Field} hideLabel inputmode="decimal" label=${t("Verdi av tiltak {number}, fra 1 til 5", measure)} value=${figure(measure.value)} target=${`verdi-${measure.id}`} onFocus=${() => setAt(measure.id)} save=${(text) => deed("figure", { measure: measure.id, axis: "value", text })} /></td>
          <td class="narrow" data-label=${t("Hvor lett er det?")}><${Field} hideLabel inputmode="decimal" label=${t("Hvor lett tiltak {number} er, fra 1 til 5", measure)} value=${figure(measure.ease)} target=${`lett-${measure.id}`} onFocus=${() => setAt(measure.id)} save=${(text) => deed("figure", { measure: measure.id, axis: "ease", text })} /></td></tr>`)}</tbody></table>
    </div>`;
}
