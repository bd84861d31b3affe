// The texts that are sent out, one at a time, each with a button that copies it.
import { html, t, Button, Tabs, useEffect, useRef, useState } from "./../kit.js";

// Pages on the local network have no clipboard of their own: there the text is marked.
export async function copy(field) {
  if (navigator.clipboard && window.isSecureContext) {
    try {
      await navigator.clipboard.writeText(field.value);
      return true;
    } catch {
      // Refused by the browser: the older way may still be open.
    }
  }
  const before = document.activeElement;
  field.focus();
  field.select();
  const copied = document.execCommand("copy");
  if (copied) before?.focus();
  return copied;
}

export function Texts({ texts, chosen, choose }) {
  const [said, say] = useState("");
  const subject = useRef();
  const body = useRef();
  const shown = texts.find((text) => text.name === chosen) ?? texts[0];
  useEffect(() => say(""), [shown?.name]);
  if (!shown) return html`<p class="empty">${t("Det ligger ingen tekster i mappa templates/invitation.")}</p>`;
  const take = (field, done) => () => copy(field.current).then((copied) => say(copied ? done : t("Teksten er merket. Trykk Ctrl + C for å kopiere den.")));
  return html`<${Tabs} label=${t("Tekster")} value=${shown.name} onChange=${choose} tabs=${texts.map((text) => [text.name, text.title])} />
    <div class="letter">
      <div class="field"><label for="innkalling-emne">${t("Emne")}</label><input id="innkalling-emne" ref=${subject} readonly value=${shown.subject} /></div>
      <${Button} small onClick=${take(subject, t("Emnet er kopiert."))}>${t("Kopier emnet")}<//>
    </div>
    <div class="letter">
      <div class="field"><label for="innkalling-tekst">${shown.title}</label><textarea id="innkalling-tekst" data-target="text" ref=${body} readonly rows="12" value=${shown.text}></textarea></div>
      <${Button} small aria-label=${t("Kopier teksten: {title}", shown)} onClick=${take(body, t("Teksten er kopiert. Lim den inn der du vil ha den."))}>${t("Kopier teksten")}<//>
    </div>
    <p class="second copied" role="status">${said}</p>`;
}
