// The first panel: what a notebook without data is; else the frame of the page and no more.
import { panel, html, t, Button, inVoila, toStep, useEffect } from "./kit.js";

// On to the first step, which is drawn when it is first seen.
function toFirst(tries = 60) {
  const heading = document.querySelector("[data-heading]");
  if (heading) heading.focus();
  else if (tries) setTimeout(() => toFirst(tries - 1), 50);
}

function Start({ state, deed }) {
  useEffect(() => {
    window.samverkFrame = state.frame;
    window.dispatchEvent(new CustomEvent("samverk:frame", { detail: state.frame }));
  }, [JSON.stringify(state.frame)]);
  const where = state.where && html`<p class="late">${state.where}</p>`;
  if (state.problem) return html`<h2>${t("Verkstedet kan ikke åpnes")}</h2><p class="wrong">${state.problem}</p>${state.damaged && !state.external && html`<p class="gap">${t("Samverk kan åpne det som kan leses, og sier hva som mangler. Den skadde fila blir liggende.")}</p><p class="gap"><${Button} main onClick=${() => deed("repair")}>${t("Åpne det som kan leses")}<//></p>`}`;
  const mended = state.repaired && html`<p class="late overdue">${state.repaired}</p>`;
  const before = state.previous && html`<p class="late overdue">${state.previous}</p>`;
  const late = state.overdue && html`<p class="late overdue">${state.overdue} <button type="button" class="link" onClick=${() => toStep("privacy")}>${t("Gå til Personvern")}</button></p>`;
  if (!state.asks) {
    return inVoila() ? html`${where}${mended}${before}${late}` : html`<p class="second">${state.frame.theme
      ? html`<strong>${state.frame.theme}</strong> ${state.frame.place_and_date}`
      : t("Verkstedet er klart. Begynn med Om verkstedet.")}</p>${where}${mended}${before}${late}`;
  }
  const level = inVoila() ? "h1" : "h2";
  const begin = (deed) => deed.then((answer) => answer.sorry || toFirst());
  if (state.external) return html`<p>${t("Arrangøren har ikke begynt på verkstedet ennå.")}</p>`;
  const orphans = state.earlier.filter((each) => each.orphan && !each.problem);
  const kept = state.earlier.filter((each) => !each.problem);
  if (!state.earlier.length) {
    return html`<div class="welcome"><${level}>${t("Velkommen til et nytt verksted")}<//>
      <p>${t("Her planlegger, gjennomfører og oppsummerer dere dagen. Alt lagres mens du skriver.")}</p>${where}
      <${Button} main onClick=${() => begin(deed("begin"))}>${t("Begynn på nytt verksted")}<//></div>`;
  }
  return html`<${level}>${t("Hva er denne notatboka?")}<//>
    <p>${t("{notebook} har ingen data ennå. Velg én gang, så husker mappa det.", { notebook: state.notebook })}</p>
    ${where}
    <div class="choices">
      <section><h3>${t("Et nytt verksted")}</h3><p>${t("Begynn med blanke ark.")}</p>
        <${Button} main=${!kept.length} onClick=${() => begin(deed("begin"))}>${t("Begynn på nytt verksted")}<//></section>
      ${kept.length > 0 && html`<section><h3>${t("Det neste etter et tidligere verksted")}</h3>
        <p>${t("Dette følger aldri med: {what}", { what: state.left })}</p>
        <ul>${kept.map((each) => html`<li><${Button} onClick=${() => begin(deed("follow", { folder: each.folder }))}>${t("Neste etter {title}", { title: [each.title, each.date].filter(Boolean).join(", ") })}<//>${each.follows && html`<p class="second">${t("Følger med: {what}", { what: each.follows })}</p>`}</li>`)}</ul></section>`}
      ${orphans.length > 0 && html`<section><h3>${t("Et verksted under nytt navn")}</h3>
        <p>${t("Notatboka til disse finnes ikke lenger. Har den fått nytt navn, er det denne.")}</p>
        <ul>${orphans.map((each) => html`<li><${Button} onClick=${() => begin(deed("adopt", { folder: each.folder }))}>${t("Dette er {title}", { title: [each.title, each.date].filter(Boolean).join(", ") })}<//></li>`)}</ul></section>`}
      ${state.earlier.filter((each) => each.problem).map((each) => html`<p class="wrong">${each.title}: ${each.problem}</p>`)}
    </div>`;
}

export default panel(Start, { always: true });
