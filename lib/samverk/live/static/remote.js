// The remote: big buttons for whoever walks among the tables.
import { el, left } from "./draw.js";
import { feed } from "./feed.js";
import { ask } from "./outbox.js";
import { clock, h, t, tell, tn } from "./say.js";

const API = `/api/remote/${location.pathname.split("/").pop()}`;
let state = null;
let ahead = 0;
let quiet = 0;
let proposed = "";
const moment = () => Date.now() / 1000 + ahead;

const VIEWS = () => [["", t("Følg programmet")], ["start", t("Velkommen")], ["now", t("Klokka")], ["groups", t("Gruppene")], ["delivered", t("Hvem har levert")],
  ["questions", t("Spørsmål")], ["votes", t("Avstemning")], ["pulse", t("Temperaturmåling")], ["evaluation", t("Evaluering")], ["principles", t("Prinsippkort")], ["join", t("QR-koder")], ["end", t("Takk for i dag")]];

const said = h("p", { id: "said", role: "status" });
const net = h("p", { id: "net", role: "status", hidden: true });
const over = h("p", { class: "over" });
const title = h("h1");
const time = h("p", { class: "left", role: "timer" });
const rest = h("p", { class: "second" });
const main = h("main", { class: "in wide" });
document.body.append(h("header", { class: "band in" }, h("div", { class: "wide" }, h("div", null, over, title), h("div", { class: "time" }, time, rest))), net, main);

// One press after the other, each with what it meant when it was pressed.
let last = Promise.resolve();
const send = (deed, more = {}, done = "") => (last = last.then(() => deliver(deed, more, done)));

async function deliver(deed, more, done) {
  tell(said, "");
  said.classList.remove("wrong");
  const slow = setTimeout(() => tell(said, t("Sender …")), 800);
  const { status, value } = await ask("POST", API, { deed, ...more });
  clearTimeout(slow);
  said.classList.toggle("wrong", status !== 200);
  if (status === 200) {
    whole(value);
    tell(said, done);
  } else tell(said, value?.message ?? t("Fikk ikke kontakt med maskinen. Prøv igjen."));
  return status === 200;
}

const button = (kind, attributes, text) => h("button", { type: "button", class: `button ${kind}`, ...attributes }, text);
const next = button("main huge", { onclick: () => send("next", { row: state.row?.id ?? "" }) });
const more = button("huge", { onclick: () => send("more", { minutes: 5 }, t("5 minutter lagt til.")) }, t("+5 minutter"));
const stop = button("huge", { onclick: () => send(state.clock.stopped === null ? "stop" : "start") });
const black = button("huge", { onclick: () => send("black", { on: !state.black }) });
const reveal = button("huge", { onclick: () => send("reveal", { on: !state.revealed }) });

// Chosen in the notebook, which knows who has met.
const SERIES = () => [["relations", t("Hvem kjenner hvem")], ["trend", t("Fra verksted til verksted")]];
const view = h("select", { id: "view", onchange: () => send("show", { view: view.value }) });
const shows = h("div", { class: "field" }, h("label", { for: "view" }, t("Storskjermen viser")), view);

const before = button("", { onclick: () => card(-1) }, t("Forrige kort"));
const after = button("", { onclick: () => card(1) }, t("Neste kort"));
const cards = h("div", { class: "pair" }, before, after);
// Pressed again before the answer has come, it goes on from where the first press leads.
let wanted = null;
const card = async (step) => {
  const mine = Math.max(0, (wanted ?? state.card) + step);
  wanted = mine;
  await send("show", { view: "principles", card: mine });
  if (wanted === mine) wanted = null;
};

const group = h("select", { id: "group" });
const minutes = h("select", { id: "minutes" }, [2, 3, 5, 10].map((n) => h("option", { value: String(n), selected: n === 3 }, tn("{n} minutt", "{n} minutter", n))));
const groups = h("section", null, h("h2", null, t("Gruppene legger fram")),
  h("div", { class: "pair" }, h("div", { class: "field" }, h("label", { for: "group" }, t("Gruppe")), group), h("div", { class: "field" }, h("label", { for: "minutes" }, t("Tid")), minutes)),
  button("", { onclick: () => send("group", { number: Number(group.value), minutes: Number(minutes.value) }, t("Gruppe {n} vises.", { n: group.value })) }, t("Vis gruppa og start tiden")));

const text = h("textarea", { id: "text", rows: "2", maxlength: "200", "aria-describedby": "said" });
const where = (to) => async () => {
  if (!text.value.trim()) {
    tell(said, t("Skriv meldingen først."));
    said.classList.add("wrong");
    return text.focus();
  }
  if (await send("message", { text: text.value, to }, to === "tables" ? t("Sendt til bordene.") : t("Vises på storskjermen."))) text.value = "";
  return undefined;
};
const sent = h("div", { class: "sent" });
const message = h("section", null, h("h2", null, t("Melding")),
  h("div", { class: "field" }, h("label", { for: "text" }, t("Det du vil si")), text),
  h("div", { class: "pair" }, button("", { onclick: where("tables") }, t("Til bordene")), button("", { onclick: where("projector") }, t("På storskjermen"))), sent);

main.append(h("div", { class: "large" }, next, h("div", { class: "pair" }, more, stop), h("div", { class: "pair" }, black, reveal)), said, shows, cards, groups, message);

function options(select, list, value) {
  if (document.activeElement === select) return;
  const has = JSON.stringify(list);
  if (select.dataset.has !== has) {
    select.dataset.has = has;
    select.replaceChildren(...list.map(([key, name]) => h("option", { value: key }, name)));
  }
  select.value = value;
}

function whole(answer) {
  state = answer;
  ahead = answer.now - Date.now() / 1000;
  const { row, clock: time_, voting, presenting } = state;
  tell(over, state.title);
  tell(title, row ? row.title : state.finished ? t("Dagen er avsluttet") : t("Dagen har ikke begynt"));
  tell(next, state.next ? (row ? t("Neste: {title}", state.next) : t("Start: {title}", state.next)) : t("Avslutt dagen"));
  next.hidden = state.finished;
  more.hidden = stop.hidden = !row;
  tell(stop, time_.stopped === null ? t("Stopp klokka") : t("La klokka gå"));
  tell(black, state.black ? t("Slå på skjermen") : t("Svart skjerm"));
  black.setAttribute("aria-pressed", String(state.black));
  tell(reveal, state.revealed ? t("Skjul resultatet") : t("Vis resultatet"));
  options(view, [...VIEWS(), ...SERIES().filter(([key]) => key === state.chosen), ...(state.chosen === "group" ? [["group", t("Gruppe {n}", { n: state.group })]] : [])], state.chosen);
  cards.hidden = state.shows !== "principles";
  groups.hidden = !presenting.length;
  const comes = String(following());
  // What is chosen stays while other things change.
  const stays = comes === proposed && presenting.includes(Number(group.value));
  options(group, presenting.map((n) => [String(n), t("Gruppe {n}", { n })]), stays ? group.value : comes);
  proposed = comes;
  const shown = [[state.message, "tables", t("Hos bordene")], [state.notice, "projector", t("På storskjermen")]].filter(([words]) => words);
  sent.replaceChildren(...shown.map(([words, to, place]) => h("div", { class: "standing" }, h("p", null, h("span", { class: "second" }, `${place}: `), words),
    button("small", { "aria-label": t("Ta bort: {text}", { text: words }), onclick: () => send("message", { text: "", to }) }, t("Ta bort")))));
  document.title = `${title.textContent} – ${t("Fjernkontroll")}`;
  tick();
}

// The group that comes after the one that is shown.
function following() {
  if (state.shows !== "group") return state.presenting[0];
  return state.presenting[state.presenting.indexOf(state.group) + 1] ?? state.presenting[0];
}

function tick() {
  if (!state) return;
  const { ends_at: ends, stopped } = state.clock;
  if (ends === null) {
    tell(time, "");
    tell(rest, "");
  } else {
    const { shown, over: late, out } = left(ends, stopped, moment());
    tell(time, late ? tn("{n} min over", "{n} min over", late) : shown);
    time.classList.toggle("late", Boolean(late));
    tell(rest, stopped !== null ? t("klokka er stoppet") : out ? t("tiden er ute") : late ? "" : t("til kl. {at}", { at: clock(ends) }));
  }
  const away = quiet && Date.now() - quiet > 5000;
  net.hidden = !away;
  tell(net, away ? t("Ingen kontakt med maskinen. Det du ser, er fra kl. {at}.", { at: clock(quiet / 1000) }) : "");
}

function refused() {
  state = null;
  document.body.replaceChildren(el("main.in.wide.gone", el("h1", t("Koden gjelder ikke lenger")), el("p", t("Hent en ny adresse i Gjennomføring."))));
}

function alive(lives) {
  if (lives) quiet = 0;
  else quiet ||= Date.now();
  tick();
}

feed(API, { take: whole, whole, refused, alive, since: () => state?.revision ?? null });
setInterval(tick, 250);
