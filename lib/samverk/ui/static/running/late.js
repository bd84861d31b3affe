// How late it is, and the ways to take the time back: open from five minutes, asked for before.
import { html, t, tn, Button, useState } from "./../kit.js";

function Proposal({ proposal, all, deed }) {
  const use = () => deed("replan", { minutes: proposal.minutes, dropped: proposal.dropped });
  const nothing = proposal.kind === "nothing";
  return html`<tr class=${nothing ? "nothing" : ""}>
    <th scope="row">${proposal.title}</th>
    ${proposal.starts.filter(([, , , brief]) => all || brief).map(([title, at, moved]) => html`<td data-label=${title} class=${moved ? "new" : "same"}>${at}</td>`)}
    <td data-label=${t("Slutt")} class=${proposal.late ? "too-late" : "same end"}>${proposal.end}</td>
    <td class="use">${!nothing && html`<${Button} small aria-label=${t("Bruk denne: {title}", proposal)} onClick=${use}>${t("Bruk denne")}<//>`}</td>
  </tr>`;
}

export function Late({ state, deed }) {
  const [asked, ask] = useState(false);
  const [all, showAll] = useState(false);
  if (!state.behind) return null;
  const told = tn("Vi ligger {n} min etter", "Vi ligger {n} min etter", state.behind);
  if (!state.opens && !asked) {
    return html`<p class="little-late"><span class="late">${told}</span> <button type="button" class="link" onClick=${() => ask(true)}>${t("Se forslag til ny plan")}</button></p>`;
  }
  const starts = state.proposals[0]?.starts ?? [];
  const titles = starts.filter(([, , , brief]) => all || brief);
  return html`<section class="behind" aria-labelledby="etter">
    <h2 id="etter" class="late">${told}</h2>
    <p>${state.proposals.length > 1
      ? t("Velg hvordan vi tar det igjen. Låste tider flyttes ikke. Nye tider står med fet skrift.")
      : t("Ingen forslag holder de låste tidene og slutten av dagen. Kort ned eller dropp noe i Program.")}</p>
    <div class="scroll"><table class=${titles.length <= 4 ? "rows few" : "rows"}><thead><tr><th>${t("Forslag")}</th>${titles.map(([title]) => html`<th>${title}</th>`)}<th>${t("Slutt")}</th><th><span class="hidden">${t("Velg")}</span></th></tr></thead>
      <tbody>${state.proposals.map((proposal) => html`<${Proposal} key=${proposal.title} proposal=${proposal} all=${all} deed=${deed} />`)}</tbody></table></div>
    ${titles.length < starts.length && html`<p><button type="button" class="link" onClick=${() => showAll(true)}>${t("Vis tidene for alle de {n} programpunktene", { n: starts.length })}</button></p>`}
  </section>`;
}
