// Innspill: the form of the row that is on, with one line to write in.
import { panel, html, t, tn, Button, File, Head, Menu, Summary, Undo, focusOn, useEffect, useRef, useState } from "./kit.js";
import { isWriting, useArrived, useStill } from "./notes/entry.js";
import { Board } from "./notes/board.js";
import { Challenge, Goals, Perspectives, Sofa } from "./notes/plenum.js";
import { Closing, Dots, Presentations, Status, Wall } from "./notes/stage.js";
import { Part } from "./part.js";

const FORMS = {
  status: Status, goals: Goals, sofa: Sofa, perspective: Perspectives, challenge: Challenge, horizons: Board,
  presentations: Presentations, dots: Dots, wall: Wall, closing: Closing,
};

function Nothing({ state, deed }) {
  return html`<p>${t("Nå: {row}. Dette programpunktet samler ikke inn innspill.", state)}</p>
    <p class="gap"><${Button} main onClick=${() => deed("choose", { form: "horizons" })}>${t("Åpne tavla med tre horisonter")}<//></p>`;
}

const RESTORE = { goal: ["withdraw_goal", "goal"], project: ["withdraw_project", "project"] };

function Withdrawn({ state, deed }) {
  const restore = (each) => {
    const [name, key] = RESTORE[each.what] ?? [];
    if (state.withdrawn.length === 1) focusOn("trukne");
    return name ? deed(name, { [key]: each.id, withdrawn: false }) : deed("restore", { note: each.id });
  };
  return html`<section class="withdrawn"><${Part} tabindex="-1" data-target="trukne">${t("Trukket tilbake")}<//>
    ${!state.withdrawn.length && html`<p class="empty">${t("Ingenting er trukket tilbake.")}</p>`}
    <ul>${state.withdrawn.map((each) => html`<li key=${each.id}><span>${each.text}</span><${Button} quiet small aria-label=${t("Hent tilbake {text}", each)} onClick=${() => restore(each)}>${t("Hent tilbake")}<//></li>`)}</ul></section>`;
}

// What a table could not send, brought on a stick or in a message.
function FromTable({ ask, close }) {
  const [answer, setAnswer] = useState(null);
  const read = (name, content) => ask("read_table", { name }, [content]).then((told) => {
    told.placed = true;
    setAnswer(told);
  });
  return html`<section class="from-table"><${Part} tabindex="-1" data-target="bordfil">${t("Les inn fil fra et bord")}<//>
    <p>${t("Når nettet er borte for godt, kan bordsiden lagre alt i en fil. Samme fil kan leses inn flere ganger uten at noe kommer to ganger.")}</p>
    ${answer?.sorry && html`<p class="wrong" role="alert">${answer.sorry}</p>`}
    <div class="deeds"><${File} label=${t("Velg fil")} accept=".json,.xlsx" onFile=${read} /><${Button} onClick=${close}>${t("Lukk")}<//></div></section>`;
}

function Form({ state, deed, ask }) {
  const View = FORMS[state.form] ?? Nothing;
  const arrived = useArrived(state.notes);
  return html`<div class=${`form ${state.form}`}><${View} state=${state} deed=${deed} ask=${ask} arrived=${arrived} /></div>`;
}

function Notes({ state, deed, ask }) {
  const root = useRef();
  const kept = useRef(state);
  const [withdrawn, showWithdrawn] = useState(false);
  const [reading, setReading] = useState(false);
  // A row that starts does not take the form from somebody who is writing in it.
  const hold = kept.current.form !== state.form && isWriting(root.current);
  const shown = hold ? kept.current : state;
  kept.current = shown;
  useEffect(() => {
    if (hold) deed("choose", { form: shown.form });
  }, [hold]);
  useStill(root, shown);
  const elsewhere = state.row && state.row_form !== shown.form;
  const n = shown.withdrawn?.length ?? 0;
  const find = (note) => ask("find", { note }).then(() => requestAnimationFrame(() => focusOn(note)));
  const choose = (event) => deed("choose", { form: event.target.value === state.row_form ? null : event.target.value });
  return html`<div ref=${root}>
    <${Head} state=${state} count=${state.summary}>
      <${Undo} state=${state} deed=${deed} />
      <select class="button" aria-label=${t("Skjema")} value=${shown.form} onChange=${choose}>${state.forms.map(([key, name]) => html`<option value=${key} selected=${key === shown.form}>${state.row && key === state.row_form ? t("{name} (nå)", { name }) : name}</option>`)}</select>
      <${Menu} label=${t("Mer")} items=${[
        { label: withdrawn ? t("Skjul det som er trukket tilbake") : !n ? t("Vis det som er trukket tilbake") : tn("Vis {n} som er trukket tilbake", "Vis {n} som er trukket tilbake", n), onClick: () => { showWithdrawn(!withdrawn); if (!withdrawn) setTimeout(() => focusOn("trukne")); } },
        { label: t("Les inn fil fra et bord"), onClick: () => { setReading(true); setTimeout(() => focusOn("bordfil")); } },
        elsewhere && { label: t("Følg programmet"), onClick: () => deed("choose", { form: null }) },
        shown.form !== "horizons" && { label: t("Åpne tavla med tre horisonter"), onClick: () => deed("choose", { form: "horizons" }) },
      ]} />
      ${shown.form === "dots" && (shown.revealed
        ? html`<${Button} onClick=${() => deed("reveal", { revealed: false })}>${t("Skjul resultatet")}<//>`
        : html`<${Button} main onClick=${() => deed("reveal", { revealed: true })}>${t("Vis resultatet")}<//>`)}
    <//>
    <${Summary} state=${{ problems: state.problems }} go=${find} />
    ${reading && html`<${FromTable} ask=${ask} close=${() => setReading(false)} />`}
    ${elsewhere && html`<p class="elsewhere">${t("Nå er det {row}.", state)} <button type="button" class="link" onClick=${() => deed("choose", { form: null })}>${t("Vis skjemaet")}</button></p>`}
    ${!elsewhere && state.prompt && html`<p class="prompt">${state.prompt}</p>`}
    <${Form} key=${shown.form} state=${shown} deed=${deed} ask=${ask} />
    ${withdrawn && html`<${Withdrawn} state=${shown} deed=${deed} />`}
  </div>`;
}

export default panel(Notes);
