// What stands round the clock: the script, how the day went, and the pages for others.
import { html, t, Button } from "./../kit.js";
import { Part } from "./../part.js";

export function Script({ row }) {
  const parts = [[t("Manus"), row.script], [t("Oppgave til bordene"), row.prompt], [t("Metode"), row.method], [t("Materiell"), row.material], [t("Ansvarlig"), row.owner]].filter(([, text]) => text);
  return html`<details class="part"><summary>${t("Manus")}</summary>
    ${parts.length ? html`<dl>${parts.map(([name, text]) => html`<dt>${name}</dt><dd>${text}</dd>`)}</dl>` : html`<p class="empty">${t("Dette programpunktet har ikke manus. Skriv det i Program.")}</p>`}</details>`;
}

export function Principles({ cards }) {
  if (!cards.length) return null;
  return html`<details class="part"><summary>${t("Prinsippkort")}</summary>
    <ul class="principles">${cards.map(([title, text]) => html`<li><strong>${title}</strong><span>${text}</span></li>`)}</ul></details>`;
}

function late(row) {
  if (row.late === null || row.late === 0) return "";
  return row.late > 0 ? t("{n} min etter", { n: row.late }) : t("{n} min før", { n: -row.late });
}

export function Actuals({ state }) {
  if (!state.begun) return null;
  return html`<details class="part" open=${state.phase === "done"}><summary>${t("Planlagt og faktisk tid")}</summary>
    <table class="rows actuals"><thead><tr><th>${t("Programpunkt")}</th><th>${t("Planlagt")}</th><th class="number">${t("Min")}</th><th>${t("Faktisk")}</th><th class="number">${t("Min")}</th><th>${t("Begynte")}</th></tr></thead>
      <tbody>${state.actuals.map((row) => html`<tr><th scope="row">${row.title}</th><td data-label=${t("Planlagt")}>${row.planned}</td><td class="number" data-label=${t("Planlagte min")}>${row.planned_minutes}</td>
        <td data-label=${t("Faktisk")}>${row.start ? `${row.start}–${row.end || t("nå")}` : t("ikke startet")}</td><td class="number" data-label=${t("Faktiske min")}>${row.minutes ?? ""}</td><td data-label=${t("Begynte")} class=${row.late > 0 ? "late" : ""}>${row.start ? late(row) || t("i tide") : ""}</td></tr>`)}</tbody></table></details>`;
}

export function Serving({ state, deed }) {
  const serving = state.serving;
  if (!serving) return null;
  const links = serving.addresses;
  if (links) {
    return html`<section class="serving"><${Part}>${t("Sidene for bordene, storskjermen og medarrangørene")}<//>
      <p>${t("Medarrangørene bruker denne lenken:")} <a href=${links.co_organiser_url} target="_blank" rel="noopener">${links.co_organiser_url}</a></p>
      <p class="hint">${t("Lenken er nøkkelen. Sidene stopper når denne notatboka lukkes.")}</p>
      <div class="deeds"><${Button} onClick=${() => deed("stop_serving")}>${t("Stopp sidene")}<//></div></section>`;
  }
  if (serving.port) return html`<p class="serving second">${t("Sidene for bordene, storskjermen og medarrangørene kjører alt, på port {port}. Lenken til medarrangørene står der de ble startet.", serving)}</p>`;
  return html`<section class="serving"><${Part}>${t("Sidene for bordene, storskjermen og medarrangørene")}<//>
    <p>${t("Bordene og deltakerne skriver på telefon, storskjermen viser klokka, og medarrangører følger med i nettleseren.")}</p>
    <div class="deeds"><${Button} onClick=${() => deed("serve")}>${t("Start sidene")}<//></div></section>`;
}
