// The small forms that open below the tools: a heading, a measure, a link.
import { html, t, tn, Button, useLayoutEffect, useRef, useState } from "./../kit.js";

function useFirst() {
  const root = useRef();
  useLayoutEffect(() => root.current.querySelector("input,textarea,select").focus(), []);
  return root;
}

const keys = (save, cancel) => (event) => {
  if (event.key === "Escape") cancel();
  else if (event.key === "Enter" && !event.shiftKey && !event.target.matches("button,select")) {
    event.preventDefault();
    save();
  }
};

// What is refused is said in the form, which stays as it is.
function useSaving(save) {
  const [wrong, setWrong] = useState("");
  const send = (...args) => save(...args).then((answer) => {
    if (!answer?.sorry) return;
    answer.placed = true;
    setWrong(answer.sorry);
  });
  return [send, wrong && html`<p class="wrong" role="alert">${wrong}</p>`];
}

export function Line({ label, button, save, cancel }) {
  const [text, setText] = useState("");
  const root = useFirst();
  const [send, wrong] = useSaving(save);
  return html`<div class="small-form entry" ref=${root} onKeyDown=${keys(() => send(text), cancel)}>
    <input aria-label=${label} placeholder=${label} value=${text} onInput=${(event) => setText(event.target.value)} autocomplete="off" />
    <${Button} onClick=${() => send(text)}>${button}<//><${Button} quiet onClick=${cancel}>${t("Avbryt")}<//>${wrong}</div>`;
}

export function LinkMeasure({ state, save, cancel }) {
  const [id, setId] = useState(state.measures[0].id);
  const root = useFirst();
  return html`<div class="small-form entry" ref=${root} onKeyDown=${keys(() => {}, cancel)}>
    <select aria-label=${t("Tiltak")} value=${id} onChange=${(event) => setId(event.target.value)}>${state.measures.map((measure) => html`<option value=${measure.id}>${measure.number}. ${measure.text}</option>`)}</select>
    <${Button} onClick=${() => save(state.measures.find((measure) => measure.id === id))}>${t("Knytt til tiltaket")}<//><${Button} quiet onClick=${cancel}>${t("Avbryt")}<//></div>`;
}

export function MakeMeasure({ sources, state, save, cancel }) {
  const [text, setText] = useState(sources[0]?.text ?? "");
  const [horizon, setHorizon] = useState(sources.find((note) => note.horizon)?.horizon ?? "now");
  const root = useFirst();
  const [put, wrong] = useSaving(save);
  const send = () => put({ text, horizon });
  return html`<div class="small-form making" ref=${root} onKeyDown=${keys(send, cancel)}>
    <label for="nytt-tiltak">${t("Tiltaket med dine ord")}</label>
    <textarea id="nytt-tiltak" rows="2" value=${text} onInput=${(event) => setText(event.target.value)}></textarea>
    ${wrong}
    <p class="hint">${tn("Vokser ut av {n} innspill. Teksten der endres ikke.", "Vokser ut av {n} innspill. Tekstene der endres ikke.", sources.length)}</p>
    <div class="entry"><select aria-label=${t("Horisont")} value=${horizon} onChange=${(event) => setHorizon(event.target.value)}>${state.horizons.map(([key, name]) => html`<option value=${key}>${name}</option>`)}</select>
      <${Button} onClick=${send}>${t("Lagre tiltaket")}<//><${Button} quiet onClick=${cancel}>${t("Avbryt")}<//></div></div>`;
}
