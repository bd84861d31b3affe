// Who could work together by the project wall, and what came of it.
import { html, inVoila, t, Cell } from "./../kit.js";

const Part = (props) => (inVoila() ? html`<h2 ...${props} />` : html`<h3 ...${props} />`);

function Asked({ rows, outcomes, deed, title }) {
  const set = (row, field) => (value) => deed("answer", { pairing: row.id, field, value });
  return html`<table class="rows wall"><caption class="hidden">${title}</caption>
    <thead><tr><th scope="col">${t("Samarbeid")}</th><th scope="col">${t("Fra")}</th><th scope="col">${t("Ble det noe?")}</th><th scope="col">${t("Hva kom ut av det?")}</th></tr></thead>
    <tbody>${rows.map((row) => html`<tr key=${row.id}>
      <th scope="row">${row.what}<span class="second">${row.who}</span></th>
      <td class="time" data-label=${t("Fra")}>${row.when}</td>
      <td data-label=${t("Ble det noe?")}><${Cell} kind="select" label=${t("Ble det noe av {what}?", row)} value=${row.outcome} options=${outcomes} target=${`${row.id}-outcome`} save=${set(row, "outcome")} /></td>
      <td data-label=${t("Hva kom ut av det?")}><${Cell} kind="textarea" label=${t("Hva kom ut av {what}?", row)} value=${row.said} empty=${t("Skriv en setning")} target=${`${row.id}-said`} save=${set(row, "said")} /></td>
    </tr>`)}</tbody></table>`;
}

export function Wall({ found, deed }) {
  return html`<section class="wall" data-target="relations-wall" tabindex="-1">
    ${found.asked.length > 0 && html`<p>${t("Disse ville snakke sammen etter prosjekttorget. Spør i rommet, og skriv svaret her. Det står i rapporten.")}</p>
      <${Asked} rows=${found.asked} outcomes=${found.outcomes} deed=${deed} title=${t("Ble det noe av det?")} />`}
    ${found.now.length > 0 && html`<${Part}>${t("Fra dette verkstedet")}<//>
      <p class="second">${t("Neste verksted spør om det ble noe av disse. Bare organisasjonene følger med, ikke navn.")}</p>
      <ul class="plain">${found.now.map((row) => html`<li key=${row.id}>${row.what}<span class="second">${row.who}</span></li>`)}</ul>`}
    ${found.before.length > 0 && html`<${Part}>${t("Tidligere")}<//>
      <${Asked} rows=${found.before} outcomes=${found.outcomes} deed=${deed} title=${t("Tidligere")} />`}
  </section>`;
}
