import { html, t, tn, Button, inVoila, useState } from "./../kit.js";

const MOST = 8;

// A repair that is not taken yet: who moves and where, who gets a place, who has not come.
export function Repair({ repair, deed }) {
  const [all, showAll] = useState(false);
  const Part = inVoila() ? "h2" : "h3";
  const shown = all ? repair.rows : repair.rows.slice(0, MOST);
  return html`<section class="proposal" aria-labelledby="samverk-reparasjon">
    <${Part} id="samverk-reparasjon">${t("Forslag til reparasjon")}<//>
    <p role="status">${repair.text}</p>
    <table class="compact"><thead><tr><th>${t("Deltaker")}</th><th><span class="hidden">${t("Hva")}</span></th><th class="number">${t("Gruppe nå")}</th><th class="number">${t("Gruppe etter")}</th></tr></thead>
      <tbody>${shown.map(([what, name, before, after]) => html`<tr key=${`${what} ${name}`}><th scope="row" class="strong">${name}</th><td>${what}</td><td class="number">${before}</td><td class="number"><b>${after}</b></td></tr>`)}</tbody></table>
    ${shown.length < repair.rows.length && html`<p><button type="button" class="link" onClick=${() => showAll(true)}>${t("Vis alle {n}", { n: repair.rows.length })}</button></p>`}
    ${repair.roles.length > 0 && (repair.roles.length <= MOST
      ? html`<p class="second">${repair.roles.join(" · ")}</p>`
      : html`<details><summary>${tn("{n} rolle får ny person", "{n} roller får ny person", repair.roles.length)}</summary><ul>${repair.roles.map((role) => html`<li>${role}</li>`)}</ul></details>`)}
    <div class="deeds"><${Button} main onClick=${() => deed("mend")}>${t("Ta forslaget i bruk")}<//><${Button} onClick=${() => deed("leave")}>${t("La gruppene stå")}<//></div>
  </section>`;
}
