// The tables: who is connected, what has come in, and a message to them.
import { html, t, tn, Button, Field, Icon, toStep, useLayoutEffect, useRef, useState } from "./../kit.js";

function Status({ table }) {
  if (table.devices) return html`<span>${tn("Tilkoblet, {n} enhet", "Tilkoblet, {n} enheter", table.devices)}</span>`;
  if (table.gone) return html`<span class="late"><${Icon} name="offline" /> ${t("Uten nett siden {gone}", table)}</span>`;
  return html`<span class=${table.notes ? "second" : "late"}>${t("Ikke koblet til")}</span>`;
}

function Rows({ tables, live }) {
  const write = (n) => () => {
    window.samverkTable = n;
    window.dispatchEvent(new CustomEvent("samverk:table", { detail: n }));
    toStep("notes", "entry");
  };
  return html`<table class="at-tables"><thead><tr><th>${t("Bordene")}</th>${live && html`<th>${t("Status")}</th>`}<th class="number">${t("Innspill")}</th></tr></thead>
    <tbody>${tables.map((table) => html`<tr key=${table.number}><td>${t("Bord {n}", { n: table.number })}</td>${live && html`<td><${Status} table=${table} /></td>`}
      <td class="number">${live && !table.notes && !table.devices
        ? html`<button type="button" class="link" aria-label=${t("Skriv for bord {n}", { n: table.number })} onClick=${write(table.number)}>${t("Skriv for bordet")}</button>`
        : table.notes}</td></tr>`)}</tbody></table>`;
}

function Message({ stage, deed, close }) {
  const { message, notice } = stage.screen;
  const [text, write] = useState("");
  const [asked, ask] = useState(false);
  const place = useRef();
  const toText = () => place.current.querySelector("textarea").focus();
  useLayoutEffect(toText, []);
  const send = (to) => async () => {
    if (!text.trim()) return ask(true);
    const answer = await deed("message", { text, to });
    if (!answer.sorry) close();
    return undefined;
  };
  // The button goes with what it takes away, and would take the focus along.
  const takeAway = (to) => () => {
    toText();
    return deed("message", { text: "", to });
  };
  const standing = [[message, "tables", t("Hos bordene nå")], [notice, "projector", t("På storskjermen nå")]].filter(([words]) => words);
  return html`<div class="message" ref=${place} onKeyDown=${(event) => event.key === "Escape" && close()}>
    <div class="field textarea"><label for="melding">${t("Melding")}</label>
      <textarea id="melding" rows="2" maxlength="200" aria-describedby="melding-om" aria-invalid=${asked && !text.trim() ? "true" : undefined} value=${text} onInput=${(event) => write(event.target.value)}></textarea>
      <p id="melding-om" class=${asked && !text.trim() ? "wrong" : "hint"}>${asked && !text.trim() ? t("Skriv meldingen først.") : t("Kort, så den leses i et blikk.")}</p></div>
    <div class="deeds"><${Button} small onClick=${send("tables")}>${t("Til bordene")}<//><${Button} small onClick=${send("projector")}>${t("På storskjermen")}<//><${Button} small quiet onClick=${close}>${t("Avbryt")}<//></div>
    ${standing.map(([words, to, where]) => html`<p class="standing" key=${to}><span class="second">${where}: </span>${words} <button type="button" class="link" aria-label=${t("Ta bort: {text}", { text: words })} onClick=${takeAway(to)}>${t("Ta bort")}</button></p>`)}
  </div>`;
}

export function Tables({ state, deed }) {
  const [writing, write] = useState(false);
  const { stage } = state;
  const { tables, live } = stage;
  const opener = useRef();
  if (!tables.length) return html`<div class="tables"><p class="empty">${t("Bordene kommer her når deltakerne er delt i grupper.")}</p></div>`;
  const silent = tables.filter((table) => table.notes === 0);
  const close = () => {
    write(false);
    setTimeout(() => opener.current?.focus());
  };
  const half = Math.ceil(tables.length / 2);
  const standing = stage.screen.message || stage.screen.notice;
  return html`<div class="tables">
    ${tables.length <= 8 || live ? html`<${Rows} tables=${tables} live=${live} />` : html`<div class="halves"><${Rows} tables=${tables.slice(0, half)} /><${Rows} tables=${tables.slice(half)} /></div>`}
    ${!live && silent.length > 0 && html`<p><button type="button" class="link" onClick=${() => toStep("notes")}>${tn("Skriv for bordet som ikke har levert", "Skriv for de {n} bordene som ikke har levert", silent.length)}</button></p>`}
    ${writing ? html`<${Message} stage=${stage} deed=${deed} close=${close} />`
      : live && html`<p><button type="button" class="link" ref=${opener} onClick=${() => write(true)}>${standing ? t("Endre eller ta bort meldingen") : t("Send melding")}</button></p>`}
  </div>`;
}
