// Innkalling: what to do when, texts to copy, and files to send, hang up and print.
import { panel, html, t, Busy, Button, Cell, Confirm, Field, Head, Menu, Summary, Undo, focusOn, toStep, useState } from "./kit.js";
import { Part } from "./part.js";
import { Texts } from "./invitation/texts.js";

function Plan({ state, deed, showText }) {
  const texts = new Set(state.texts.map((text) => text.name));
  const dated = state.steps.some((step) => step.date);
  return html`<section><${Part}>${t("Nedtelling")}<//>
    <table class="rows countdown"><thead><tr><th><span class="hidden">${t("Gjort")}</span></th><th>${t("Hva")}</th><th>${t("Senest")}</th><th><span class="hidden">${t("Status")}</span></th></tr></thead>
    <tbody>${state.steps.map((step) => html`<tr key=${step.name} class=${step.done ? "ticked" : ""}>
      <td class="tick"><input type="checkbox" data-target=${`step-${step.name}`} checked=${step.done} aria-label=${t("{title}, gjort", step)} onChange=${(event) => deed("tick", { step: step.name, done: event.target.checked })} /></td>
      <td class="what">${step.title} ${texts.has(step.text) && html`<button type="button" class="link" aria-label=${t("Se teksten til {title}", step)} onClick=${() => showText(step.text)}>${t("Se teksten")}</button>`}</td>
      <td class="when">${dated ? html`<${Cell} kind="date" label=${t("Senest for {title}", step)} value=${step.date} shown=${step.shown} save=${(date) => deed("move", { step: step.name, date })} />` : t("Når datoen er satt")}</td>
      <td class="how">${step.done ? html`<span class="done">${t("Gjort {date}", { date: step.done_on })}</span>` : step.late ? html`<span class="late">${t("Skulle vært gjort")}</span>` : ""}
        ${step.moved && !step.done && html` <button type="button" class="link" aria-label=${t("Tilbake til foreslått dag for {title}", step)} onClick=${() => deed("move", { step: step.name, date: "" })}>${t("Foreslått dag")}</button>`}</td>
    </tr>`)}</tbody></table></section>`;
}

function Files({ title, hint, rows, make, making, target, all }) {
  const label = (kind, said) => (making === kind ? t("Lager …") : said);
  return html`<section data-target=${target} tabindex="-1"><${Part}>${title}<//>
    ${hint && html`<p class="second">${hint}</p>`}
    <ul class="files">${rows.map(([kind, name]) => html`<li key=${kind}><span>${name}</span>
      <${Button} small busy=${making === kind} aria-label=${t("Lag {name}", { name })} onClick=${() => make(kind)}>${label(kind, t("Lag"))}<//></li>`)}</ul>
    ${all && html`<div class="deeds all"><${Button} busy=${making === all[0]} onClick=${() => make(all[0])}>${label(all[0], all[1])}<//></div>`}
  </section>`;
}

function Invitation({ state, deed }) {
  const [text, setText] = useState(null);
  const [cancelling, cancel] = useState(false);
  const calendar = state.calendar;
  const [pressed, press] = useState("");
  const make = (kind, name = "make", args = { kind }) => {
    press(kind);
    return deed(name, args);
  };
  const making = state.busy ? pressed : "";
  const showText = (name) => {
    setText(name);
    setTimeout(() => focusOn("text"));
  };
  const go = (target) => (target.startsWith("about-") ? toStep("about", target) : focusOn(target));
  const main = calendar.changed ? t("Lag oppdatert kalenderfil") : t("Lag kalenderfila");
  return html`<div>
    <${Head} state=${state}>
      <${Undo} state=${state} deed=${deed} />
      <${Menu} label=${t("Mer")} items=${[
        { label: t("Lag alt til innkallingen i én zip-fil"), onClick: () => make("invitation_zip") },
        { label: t("Lag alt til utskrift i én zip-fil"), onClick: () => make("print_zip") },
        calendar.made && !calendar.cancelled && { label: t("Avlys verkstedet …"), danger: true, onClick: () => cancel(true) },
      ]} />
      <${Button} busy=${making === "poster"} onClick=${() => make("poster", "make", { kind: "poster_pdf" })}>${making === "poster" ? t("Lager …") : t("Lag plakaten")}<//>
      <${Button} main class="button main making" busy=${making === "calendar"} onClick=${() => make("calendar", "calendar", {})}>${making === "calendar" ? t("Lager …") : main}<//>
    <//>
    <${Summary} state=${state} go=${go} />
    <${Busy} state=${state} deed=${deed} />
    ${cancelling && html`<${Confirm} text=${t("Du får en kalenderfil som tar verkstedet ut av kalenderen til alle som åpner den. Ingenting sendes av seg selv.")} yes=${t("Lag avlysningen")} onNo=${() => cancel(false)} onYes=${() => { cancel(false); make("calendar", "calendar", { cancelled: true }); }} />`}
    ${calendar.told && html`<p class=${`announced ${calendar.changed ? "late" : "second"}`}>${calendar.told} ${calendar.changed && t("Verkstedet er endret siden da. Lag fila på nytt og send den, så flyttes dagen i kalenderen til dem som har den.")}</p>`}
    ${state.made && html`<p class="told announced">${state.made}</p>`}
    ${state.warnings.map((warning) => html`<p class="late">${warning}</p>`)}
    <${Plan} state=${state} deed=${deed} showText=${showText} />
    <section><${Part}>${t("Tekster")}<//>
      ${state.theme ? html`<${Texts} texts=${state.texts} chosen=${text} choose=${setText} />`
        : html`<p class="empty">${t("Skriv månedens tema i Om verkstedet først. Det skal stå på alt.")}</p>`}
      <div class="fields own">
        <${Field} label=${t("Ta med en linje om mat")} kind="check" value=${state.food} save=${(value) => deed("set", { field: "food", value })} />
        ${state.food && html`<${Field} label=${t("Linja om mat")} wide hint=${t("Står det ingenting her, blir det: {text}", { text: state.food_usual })} value=${state.food_text} save=${(value) => deed("set", { field: "food_text", value })} />`}
        <${Field} label=${t("Hvem kan svare på spørsmål?")} wide hint=${t("Navn, telefon eller e-postadresse. Står nederst i tekstene.")} value=${state.contact} save=${(value) => deed("set", { field: "contact", value })} />
      </div></section>
    <${Files} title=${t("Plakat")} hint=${t("Med QR-kode til påmeldingen. PowerPoint-fila kan du endre.")} rows=${state.files} make=${make} making=${making} />
    <${Files} title=${t("Til utskrift")} target="print" hint=${t("PDF, klar til å skrives ut i full størrelse. Navneskiltene passer til ark med ti etiketter på 80 × 50 mm (Avery L4785), eller kan klippes.")} rows=${state.prints} make=${make} making=${making} all=${["print_zip", t("Lag alt til utskrift")]} />
  </div>`;
}

export default panel(Invitation);
