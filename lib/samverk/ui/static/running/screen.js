// What the projector shows: followed by itself, or chosen here.
import { html, t, tn, Button, Field, Icon, useNow, useState } from "./../kit.js";
import { Part } from "./../part.js";

const two = (n) => String(n).padStart(2, "0");
const rest = (seconds) => (seconds <= 0 ? t("tiden er ute") : t("{left} igjen", { left: `${two(Math.floor(seconds / 60))}:${two(Math.ceil(seconds) % 60)}` }));

function Order({ screen, deed }) {
  const [sorting, sort] = useState(false);
  const move = (at, step) => {
    const order = [...screen.order];
    [order[at], order[at + step]] = [order[at + step], order[at]];
    deed("present", { order });
  };
  if (!sorting) return html`<p><button type="button" class="link" onClick=${() => sort(true)}>${t("Endre rekkefølgen")}</button></p>`;
  return html`<ol class="order">${screen.order.map((n, at) => html`<li key=${n}><span>${t("Gruppe {n}", { n })} <span class="second">${screen.presenters[n]}</span></span>
    <${Button} small quiet aria-label=${t("Gruppe {n} tidligere", { n })} onClick=${() => at > 0 && move(at, -1)}>${t("Opp")}<//>
    <${Button} small quiet aria-label=${t("Gruppe {n} senere", { n })} onClick=${() => at < screen.order.length - 1 && move(at, 1)}>${t("Ned")}<//></li>`)}</ol>
    <p><button type="button" class="link" onClick=${() => sort(false)}>${t("Ferdig")}</button></p>`;
}

function Groups({ screen, deed, now }) {
  const [minutes, give] = useState("3");
  const on = screen.order.indexOf(screen.group);
  const next = screen.order[on + 1] ?? (on < 0 ? screen.order[0] : undefined);
  const show = (number) => deed("show_group", { number: Number(number), minutes: Number(minutes) });
  const name = (n) => [t("Gruppe {n}", { n }), screen.presenters[n]].filter(Boolean).join(", ");
  return html`<div class="presenting">
    <${Field} label=${t("Gruppe som legger fram")} kind="select" value=${String(screen.group)} options=${[...(on < 0 ? [[String(screen.group), t("Velg gruppe")]] : []), ...screen.order.map((n) => [String(n), name(n)])]} save=${show} />
    <${Field} label=${t("Minutter til hver")} kind="select" value=${minutes} options=${["2", "3", "4", "5", "7", "10"].map((n) => [n, n])} save=${give} />
    <div class="deeds">${next !== undefined && html`<${Button} small onClick=${() => show(next)}>${t("Neste: gruppe {n}", { n: next })}<//>`}
      ${screen.due ? html`<span class="second">${rest(screen.due - (screen.stopped ?? now))}</span><${Button} small quiet onClick=${() => deed("timer", { minutes: 0 })}>${t("Ta bort tiden")}<//>` : null}</div>
    <${Order} screen=${screen} deed=${deed} />
  </div>`;
}

function Cards({ screen, cards, deed }) {
  const show = (card) => deed("show", { view: "principles", card });
  const at = Math.min(screen.card, cards.length - 1);
  return html`<div class="deeds cards"><span class="second">${t("Kort {n} av {of}: {title}", { n: at + 1, of: cards.length, title: cards[at]?.[0] ?? "" })}</span>
    <${Button} small onClick=${() => show(Math.max(0, at - 1))}>${t("Forrige kort")}<//><${Button} small onClick=${() => show(Math.min(cards.length - 1, at + 1))}>${t("Neste kort")}<//></div>`;
}

export function Screen({ state, deed }) {
  const { screen, pages, live, devices } = state.stage;
  const now = useNow(state.now);
  if (!live) return null;
  const choose = (view) => (view === "group" ? deed("show_group", { number: screen.group || screen.order[0] }) : deed("show", { view }));
  return html`<section class="stage" aria-labelledby="storskjerm"><div class="line">
      <${Part} id="storskjerm">${t("Storskjerm")}<//>
      <p class="second">${screen.black ? t("Skjermen er svart.") : devices.projector ? tn("Vises på {n} skjerm.", "Vises på {n} skjermer.", devices.projector) : t("Ikke åpnet ennå.")}</p>
    </div>
    <div class="controls">
      <${Field} label=${t("Storskjermen viser")} hideLabel kind="select" value=${screen.shows} options=${screen.views} save=${choose} />
      <${Button} aria-pressed=${screen.black ? "true" : "false"} onClick=${() => deed("black", { on: !screen.black })}>${screen.black ? t("Slå på skjermen") : t("Svart skjerm")}<//>
      ${pages && html`<a class="button quiet" href=${pages.projector} target="_blank" rel="noopener">${t("Åpne storskjermen")}</a>`}
    </div>
    ${screen.shows === "group" && html`<${Groups} screen=${screen} deed=${deed} now=${now} />`}
    ${screen.shows === "principles" && state.principles.length > 0 && html`<${Cards} screen=${screen} cards=${state.principles} deed=${deed} />`}
  </section>`;
}
