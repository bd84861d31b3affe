import { html, t, Button, Field, inVoila, toStep, useState } from "./../kit.js";

function AddRule({ people, deed }) {
  const [kind, setKind] = useState("apart");
  const [chosen, choose] = useState(["", ""]);
  const sorted = Object.entries(people).sort(([, a], [, b]) => a[0].localeCompare(b[0], "nb"));
  const set = (at, who) => {
    const next = chosen.map((each, n) => (n === at ? who : each)).filter((each, n) => each || n < 2);
    choose(next.every(Boolean) ? [...next, ""] : next);
  };
  const add = () => deed("add_rule", { rule: kind, people: chosen.filter(Boolean) }).then((answer) => answer.sorry || choose(["", ""]));
  return html`<div class="entry add-rule" role="group" aria-label=${t("Ny regel")}>
    ${chosen.map((who, at) => html`<select key=${at} aria-label=${t("Deltaker {n} i regelen", { n: at + 1 })} value=${who} onChange=${(event) => set(at, event.target.value)}>
      <option value="">${at < 2 ? t("Velg deltaker") : t("Og flere …")}</option>${sorted.map(([id, [name, organisation]]) => html`<option value=${id} selected=${id === who}>${organisation ? `${name}, ${organisation}` : name}</option>`)}</select>`)}
    <select aria-label=${t("Hva som skal gjelde")} value=${kind} onChange=${(event) => setKind(event.target.value)}><option value="apart">${t("skal ikke sitte sammen")}</option><option value="together">${t("skal sitte sammen")}</option></select>
    <${Button} onClick=${add}>${t("Legg til regel")}<//>
  </div>`;
}

// The wishes and the rules. What is set here holds from the next division on.
export function Rules({ state, deed, close }) {
  const { wish } = state;
  const set = (field) => (value) => deed("wish", { field, value });
  const weigh = (field) => (value) => deed("weigh", { field, weight: Number(value) });
  const sizes = [["size", t("Antall i hver gruppe")], ["number", t("Antall grupper")]];
  return html`<section class="wishes" aria-label=${t("Ønsker og regler")}>
    <div class="fields">
      <${Field} label=${t("Bestem")} kind="select" value=${wish.by} options=${sizes} target="wishes" save=${set("by")} />
      ${wish.by === "size" ? html`<${Field} key="size" label=${t("Antall i hver gruppe")} kind="number" min="1" value=${wish.size} save=${set("size")} />` : html`<${Field} key="number" label=${t("Antall grupper")} kind="number" min="1" value=${wish.number} save=${set("number")} />`}
      <${Field} label=${t("Runder i løpet av dagen")} kind="number" min="1" hint=${t("Nye grupper i hver runde.")} value=${wish.rounds} save=${set("rounds")} />
      <${Field} label=${t("Bland organisasjonene")} kind="select" value=${wish.mix_organisation} options=${state.weights} save=${weigh("mix_organisation")} />
      <${Field} label=${t("Bland fagfeltene")} kind="select" value=${wish.mix_field} options=${state.weights} save=${weigh("mix_field")} />
      <${Field} label=${t("Unngå at de som har møttes, havner sammen igjen")} kind="check" value=${wish.avoid_met} save=${(value) => deed("weigh", { field: "avoid_met", weight: value ? 10 : 0 })} />
    </div>
    <p class="second">${state.planned} ${state.rooms} <button type="button" class="link" onClick=${() => toStep("about", "about-venue")}>${t("Endre sted og rom")}</button></p>
    <${inVoila() ? "h2" : "h3"}>${t("Regler")}<//>
    ${state.rules.length + state.locks.length === 0 && html`<p class="empty">${t("Ingen regler ennå. Lås en plass med L når gruppene er laget.")}</p>`}
    <ul class="rule-list">
      ${state.rules.map(([rule, people, text]) => html`<li key=${text}><span>${text}</span><${Button} small quiet aria-label=${t("Fjern regelen: {text}", { text })} onClick=${() => deed("remove_rule", { rule, people })}>${t("Fjern")}<//></li>`)}
      ${state.locks.map(([participant, round, , text]) => html`<li key=${text}><span>${text}</span><${Button} small quiet aria-label=${t("Lås opp: {text}", { text })} onClick=${() => deed("lock", { participant, locked: false, round })}>${t("Lås opp")}<//></li>`)}
    </ul>
    ${Object.keys(state.people).length > 1 && html`<${AddRule} people=${state.people} deed=${deed} />`}
    ${close && html`<p class="second">${t("Reglene gjelder fra neste gang du deler inn.")} <button type="button" class="link" onClick=${close}>${t("Skjul reglene")}</button></p>`}
  </section>`;
}
