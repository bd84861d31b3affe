// Questions that wait to be let through, and what the room votes on.
import { html, t, tn, Button, Field, toStep } from "./../kit.js";
import { Part } from "./../part.js";

function Questions({ stage, deed }) {
  const { waiting, questions } = stage;
  return html`<div class="questions">
    ${waiting.length > 0 && html`<${Part} under>${t("Venter på deg")}<//><ul>${waiting.map((one) => html`<li key=${one.id}><span>${one.text}</span>
      <${Button} small aria-label=${t("Vis i salen: {text}", one)} onClick=${() => deed("let_through", { note: one.id })}>${t("Vis i salen")}<//>
      <${Button} small quiet aria-label=${t("Avvis: {text}", one)} onClick=${() => deed("turn_down", { note: one.id })}>${t("Avvis")}<//></li>`)}</ul>`}
    ${questions.length > 0 && html`<${Part} under>${t("Vises i salen")}<//><ul>${questions.map((one) => html`<li key=${one.id}><span>${one.text}</span>
      <${Button} small quiet aria-label=${t("Ta bort: {text}", one)} onClick=${() => deed("turn_down", { note: one.id })}>${t("Ta bort")}<//></li>`)}</ul>`}
    ${!waiting.length && !questions.length && html`<p class="empty">${t("Ingen spørsmål fra salen ennå.")}</p>`}
  </div>`;
}

function standing(one, stage) {
  const counted = stage.present < (one.ballots ?? 0) ? tn("{n} har svart", "{n} har svart", one.ballots)
    : tn("{n} av {present} har svart", "{n} av {present} har svart", one.ballots, stage);
  const how = one.told ? t("Resultatet vises") : !one.open ? t("Stengt") : one.asks ? t("Åpen på telefonene") : t("Ikke åpnet");
  return [how, one.topic && (one.ballots || one.asks) ? counted : ""].filter(Boolean).join(", ");
}

function Row({ one, stage, deed }) {
  const what = one.what;
  const name = (label) => `${label}: ${one.title}`;
  const begin = one.topic && !one.open ? t("Begynn på nytt") : t("Åpne");
  return html`<tr><th scope="row">${one.title}</th><td data-label=${t("Status")}>${standing(one, stage)}</td><td class="deeds-cell">
    ${one.asks ? html`<${Button} small aria-label=${name(t("Steng"))} onClick=${() => deed("close_room", { what })}>${t("Steng")}<//>`
      : html`<${Button} small aria-label=${name(begin)} onClick=${() => deed("ask_room", { what })}>${begin}<//>`}
    ${one.topic && html`<${Button} small aria-label=${name(one.told ? t("Skjul resultatet") : t("Vis resultatet"))} onClick=${() => deed("reveal", { topic: what, revealed: !one.told })}>${one.told ? t("Skjul resultatet") : t("Vis resultatet")}<//>`}
  </td></tr>`;
}

export function Asking({ state, deed }) {
  const { stage } = state;
  const waiting = stage.waiting.length;
  return html`<details class="part"><summary>${t("Spørsmål og avstemning")}${waiting > 0 && html` <span class="late">${tn("{n} spørsmål venter", "{n} spørsmål venter", waiting)}</span>`}</summary>
    <${Questions} stage=${stage} deed=${deed} />
    <table class="rows asking"><thead><tr><th>${t("Spør salen")}</th><th>${t("Status")}</th><th><span class="hidden">${t("Valg")}</span></th></tr></thead>
      <tbody>${stage.asking.map((one) => html`<${Row} key=${one.what} one=${one} stage=${stage} deed=${deed} />`)}</tbody></table>
    <div class="controls"><${Field} label=${t("Prikker til hver")} kind="select" value=${String(stage.each)} options=${["3", "4", "5"].map((n) => [n, n])} save=${(n) => deed("each", { dots: Number(n) })} />
      <p class="hint">${stage.measures ? tn("{n} tiltak å velge mellom.", "{n} tiltak å velge mellom.", stage.measures) : t("Ingen tiltak å stemme over ennå.")} <button type="button" class="link" onClick=${() => toStep("notes")}>${t("Skriv inn håndsopprekning i Innspill")}</button></p></div>
  </details>`;
}
