// Program: an editable table of the rows, with a picture of the day above it.
import { panel, html, t, Button, Confirm, Field, Head, Icon, Keys, Menu, Undo, focusOn, useState } from "./kit.js";
import { DayBar } from "./agenda/daybar.js";
import { Row, toTitle } from "./agenda/row.js";

// "Det mangler ansvarlig for A, B og C.": each name leads to its cell; more than three are opened.
function Owners({ missing }) {
  const [all, showAll] = useState(false);
  if (!missing.length) return null;
  if (missing.length > 3 && !all) return html` <button type="button" class="link" onClick=${() => showAll(true)}>${t("Det mangler ansvarlig for {n} programpunkter", { n: missing.length })}</button>.`;
  const between = (n) => (n === 0 ? "" : n === missing.length - 1 ? ` ${t("og")} ` : ", ");
  return html` ${t("Det mangler ansvarlig for")} ${missing.map(([target, title], n) => html`${between(n)}<button type="button" class="link" onClick=${() => focusOn(target)}>${title}</button>`)}.`;
}

function Standing({ state }) {
  // The sentence on the end of the day says already how late or early it is.
  const others = state.problems.filter((problem) => (problem.target ? !problem.target.endsWith("-owner") : !state.rows.length));
  return html`<div class="summary programme"><p>${state.summary}<${Owners} missing=${state.without_owner} /></p>
    ${others.length > 0 && html`<ul class="problems">${others.map((problem) => html`<li>${problem.target ? html`<button type="button" class="link" onClick=${() => focusOn(problem.target)}>${problem.text}</button>` : problem.text}</li>`)}</ul>`}</div>`;
}

function Table({ state, deed, add }) {
  const [open, setOpen] = useState(null);
  return html`<table class="rows agenda"><thead><tr><th><span class="hidden">${t("Dra")}</span></th><th>${t("Kl.")}</th><th class="number">${t("Min")}</th><th>${t("Programpunkt")}</th><th>${t("Samler inn")}</th><th>${t("Ansvarlig")}</th><th>${t("Lås")}</th><th><span class="hidden">${t("Mer")}</span></th></tr></thead>
    <tbody>${state.rows.map((row, index) => html`<${Row} key=${row.id} row=${row} index=${index} count=${state.rows.length} state=${state} deed=${deed} add=${add} open=${open === row.id} setOpen=${setOpen} />`)}</tbody></table>
    <${Keys} keys=${[["Enter", t("endrer")], [["Alt", "↑", "↓"], t("flytter raden")], [["Ctrl", "Z"], t("angrer")]]} />`;
}

function Agenda({ state, deed, ask }) {
  const [wants, want] = useState(null);
  const add = (after = "") => ask("add", { after }).then((answer) => answer.value && toTitle(answer.value));
  const use = (name) => (state.rows.length ? want(name) : deed("use", { name }));
  const keys = (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "z" && !event.target.matches("input,textarea,select")) {
      event.preventDefault();
      deed("undo");
    }
  };
  const [first, second] = state.programmes;
  const filled = state.rows.length > 0;
  const span = () => {
    want("span");
    setTimeout(() => focusOn("span-start"));
  };
  const spanned = () => {
    want(null);
    focusOn("agenda-more");
  };
  return html`<div onKeyDown=${keys}>
    <${Head} state=${state}>
      <${Undo} state=${state} deed=${deed} />
      <${Menu} label=${t("Mer")} target="agenda-more" items=${[
        ...state.programmes.slice(filled ? 0 : 2).map(([name, title]) => ({ label: t("Bruk «{title}»", { title }), onClick: () => use(name) })),
        filled && { label: t("Endre start og slutt"), onClick: span },
        { label: t("Legg til programpunkt"), onClick: () => add() },
      ]} />
      ${!filled && second && html`<${Button} onClick=${() => use(second[0])}>${t("Bruk «{title}»", { title: second[1] })}<//>`}
      ${filled || !first ? html`<${Button} main onClick=${() => add()}><${Icon} name="plus" />${t("Legg til programpunkt")}<//>` : html`<${Button} main onClick=${() => use(first[0])}>${t("Bruk «{title}»", { title: first[1] })}<//>`}
    <//>
    <${Standing} state=${state} />
    ${state.last && html`<div class="last-time"><p>${state.last}</p><p class="deeds"><${Button} small onClick=${() => deed("take_last")}>${t("Bruk tidene fra sist")}<//><${Button} small onClick=${() => deed("leave_last")}>${t("Behold planen")}<//></p></div>`}
    ${state.template_problems.map((problem) => html`<p class="wrong">${problem}</p>`)}
    ${wants && wants !== "span" && html`<${Confirm} text=${t("Programmet du har nå, blir byttet ut. Du kan angre etterpå.")} yes=${t("Bytt program")} onNo=${() => want(null)} onYes=${() => { deed("use", { name: wants }); want(null); }} />`}
    ${wants === "span" && html`<div class="fields span">
      <${Field} label=${t("Dagen starter kl.")} target="span-start" value=${state.start} rest=${0} save=${(start) => deed("span", { start, end: state.end })} />
      <${Field} label=${t("Dagen slutter kl.")} value=${state.end} rest=${0} save=${(end) => deed("span", { start: state.start, end })} />
      <div class="field"><${Button} onClick=${spanned}>${t("Ferdig")}<//></div>
    </div>`}
    ${filled && html`<${DayBar} rows=${state.rows} span=${state.span} today=${state.today} /><${Table} state=${state} deed=${deed} add=${add} />`}
  </div>`;
}

export default panel(Agenda);
