// Gjennomføring: what is on, a clock that ticks here, and the way back to the plan.
import { panel, html, t, tn, Busy, Button, Confirm, Field, Icon, Menu, Undo, inVoila, toStep, useNow, useState } from "./kit.js";
import { Clock } from "./running/clock.js";
import { Late } from "./running/late.js";
import { Actuals, Script, Principles, Serving } from "./running/around.js";
import { Asking } from "./running/asking.js";
import { Network, Pages } from "./running/network.js";
import { Paper } from "./running/paper.js";
import { Screen } from "./running/screen.js";
import { Tables } from "./running/tables.js";

function Heading({ over, title }) {
  const level = inVoila() ? "h1" : "h2";
  return html`<${level} class="now-title" tabindex="-1" id="tittel-running" data-heading><span class="hidden">${t("Gjennomføring.")} </span><span class="over">${over} </span>${title}<//>`;
}

function Next({ row, first }) {
  if (!row) return html`<p class="next">${t("Dette er det siste programpunktet.")}</p>`;
  return html`<p class="next"><span class="second">${first ? t("Først") : t("Neste")}</span> <strong>${row.title}</strong>, ${tn("{n} min", "{n} min", row.minutes)}${row.place && `, ${row.place}`}</p>`;
}

function Another({ state, deed, close }) {
  const [item, choose] = useState(state.following?.id ?? state.rows[0]?.[0] ?? "");
  const start = () => deed("start", { item }).then((answer) => answer.sorry || close());
  return html`<div class="another" onKeyDown=${(event) => event.key === "Escape" && close()}>
    <${Field} label=${t("Programpunkt som skal starte nå")} kind="select" value=${item} options=${state.rows} save=${choose} />
    <div class="deeds"><${Button} onClick=${start}>${t("Start dette")}<//><${Button} quiet onClick=${close}>${t("Avbryt")}<//></div>
  </div>`;
}

function Main({ state, deed }) {
  const next = state.following;
  if (state.phase === "empty") return html`<${Button} main onClick=${() => toStep("agenda")}>${t("Lag programmet")}<//>`;
  if (state.phase === "done") return html`<${Button} main onClick=${() => toStep("synthesis")}>${t("Gå til Sammenfatning")}<//>`;
  if (!next) return html`<${Button} main onClick=${() => deed("finish")}>${t("Avslutt dagen")}<//>`;
  const start = () => deed("start", { item: next.id });
  return html`<${Button} main onClick=${start}>${state.phase === "on" ? t("Start neste: {title}", { title: next.short }) : t("Start: {title}", { title: next.short })}<//>`;
}

function More({ state, deed, want }) {
  return html`<${Menu} quiet label=${t("Mer")} target="running-more" items=${[
    state.phase === "on" && { label: t("−5 minutter"), onClick: () => deed("add_minutes", { minutes: -5 }) },
    state.rows.length > 0 && { label: t("Start et annet programpunkt"), onClick: () => want("another") },
    state.phase === "on" && state.following && { label: t("Avslutt dagen"), onClick: () => deed("finish") },
    !state.external && { label: t("Hold generalprøve"), onClick: () => deed("rehearse") },
    state.begun && { label: t("Begynn dagen på nytt"), danger: true, onClick: () => want("again") },
  ]} />`;
}

function Checks({ state }) {
  return html`<div class="checks">
    <p>${t("Før dere begynner: Prøv lyd og projektor, og legg fram bordskilt og materiell.")}</p>
    ${state.checks.map((check) => html`<p><button type="button" class="link" onClick=${() => toStep(check.step, check.target)}>${check.text}</button></p>`)}
  </div>`;
}

const headings = (state) => ({
  on: [t("Nå"), state.on?.title],
  before: [t("Før dagen"), state.begins],
  empty: [t("Før dagen"), t("Programmet er tomt")],
  done: [t("Etter dagen"), t("Dagen er avsluttet")],
}[state.phase]);

function Running({ state, deed }) {
  const now = useNow(state.now);
  const [wants, want] = useState(null);
  const [over, title] = headings(state);
  const on = state.phase === "on";
  const stopped = state.stopped !== null;
  return html`<div class="running">
    <div class="above">
      <div class="current">
        <div class="title-line"><${Heading} over=${over} title=${title} /><${Undo} state=${state} deed=${deed} /></div>
        ${on && html`<${Clock} state=${state} now=${now} />`}
        ${on && html`<${Next} row=${state.following} />`}
        ${state.phase === "before" && html`<${Next} first row=${state.following} />`}
        <div class="deeds">
          <${Main} state=${state} deed=${deed} />
          ${on && html`<${Button} onClick=${() => deed("add_minutes", { minutes: 5 })}>${t("+5 minutter")}<//>
            <${Button} onClick=${() => deed(stopped ? "start_clock" : "stop_clock")}>${stopped ? t("La klokka gå") : t("Stopp klokka")}<//>`}
          <${More} state=${state} deed=${deed} want=${want} />
        </div>
        ${wants === "another" && html`<${Another} state=${state} deed=${deed} close=${() => want(null)} />`}
        ${wants === "again" && html`<${Confirm} text=${t("Tidene for når hvert programpunkt startet og sluttet, blir borte. Innspillene blir stående.")} yes=${t("Begynn dagen på nytt")} onNo=${() => want(null)} onYes=${() => { deed("begin_again"); want(null); }} />`}
        <${Busy} state=${state} deed=${deed} />
        ${state.told && html`<p class="told">${state.told}</p>`}
        ${(state.phase === "before" || state.phase === "empty") && html`<${Checks} state=${state} />`}
      </div>
      <${Tables} state=${state} deed=${deed} />
    </div>
    <${Late} state=${state} deed=${deed} />
    <${Screen} state=${state} deed=${deed} />
    ${on && html`<${Script} row=${state.on} />`}
    <${Principles} cards=${state.principles} />
    <${Asking} state=${state} deed=${deed} />
    <${Actuals} state=${state} />
    <${Network} state=${state} deed=${deed} />
    <${Pages} state=${state} deed=${deed} />
    <${Paper} state=${state} deed=${deed} />
    <${Serving} state=${state} deed=${deed} />
  </div>`;
}

export default panel(Running);
