// The projector: draws what the server says is shown, and lets the clock tick here.
import { el, left } from "./draw.js";
import { feed } from "./feed.js";
import { clock, h, t, tell, tn } from "./say.js";
import { VIEWS, top } from "./views.js";

const place = (id) => document.getElementById(id);
const smallest = 0.74;
let state = null;
let drawn = "";
let ahead = 0;
let calm = 0;
const moment = () => Date.now() / 1000 + ahead;

const overflows = () => {
  const view = place("view");
  return view.scrollHeight > view.clientHeight + 1 || view.scrollWidth > view.clientWidth + 1;
};
const fit = (part, of = "--fit") => document.documentElement.style.setProperty(of, part.toFixed(3));

// What is too much for the screen is drawn a little smaller, the clock last; the rest of a list
// is counted.
function squeeze() {
  const count = (list, more) => {
    const rest = list.nextElementSibling?.matches(".rest") ? list.nextElementSibling : el("p.rest", { "data-n": 0 });
    list.after(rest);
    rest.dataset.n = Number(rest.dataset.n) + more;
    tell(rest, tn("og {n} til", "og {n} til", Number(rest.dataset.n)));
  };
  for (const list of place("view").querySelectorAll("[data-more]")) {
    if (Number(list.dataset.more)) count(list, Number(list.dataset.more));
  }
  for (const of of ["--fit", "--clock"]) fit(1, of);
  for (const of of ["--fit", "--clock"]) {
    for (let part = 1; overflows() && part > smallest; ) fit((part -= 0.04), of);
  }
  while (overflows()) {
    const list = [...place("view").querySelectorAll("ul,ol")].filter((each) => !each.matches(".codes") && each.children.length > 1)
      .sort((one, other) => other.getBoundingClientRect().bottom - one.getBoundingClientRect().bottom)[0];
    if (!list) return;
    list.lastElementChild.remove();
    count(list, 1);
  }
}

function draw() {
  const { now, revision, notes, ...rest } = state;
  const shown = state.shows === "group" ? notes.filter((note) => note.table === state.group) : [];
  const wanted = JSON.stringify([rest, shown, innerWidth, innerHeight]);
  if (wanted === drawn) return;
  drawn = wanted;
  const name = state.black ? "black" : VIEWS[state.shows] ? state.shows : "now";
  const [view, foot] = state.black ? [] : VIEWS[name](state);
  document.body.dataset.view = name;
  document.title = name === "black" ? t("Storskjerm") : `${state.theme || state.title || t("Storskjerm")} – Samverk`;
  place("view").replaceChildren(...[view].filter(Boolean));
  place("foot").replaceChildren(...[foot].filter(Boolean));
  place("top").replaceChildren(...(name === "black" || state.notice ? [] : top(state, moment())));
  tell(place("message"), name === "black" ? "" : state.notice);
  for (const bar of document.querySelectorAll("[data-part]")) bar.firstElementChild.style.width = `${100 * bar.dataset.part}%`;
  tick();
  squeeze();
}

function late(minutes) {
  return tn("{n} min over", "{n} min over", minutes);
}

function tick() {
  const at = moment();
  for (const timer of document.querySelectorAll("[data-due]")) {
    const { shown, over, out } = left(Number(timer.dataset.due), timer.dataset.stopped === undefined ? null : Number(timer.dataset.stopped), at);
    const below = timer.nextElementSibling;
    tell(timer, shown ?? "00:00");
    const said = timer.dataset.stopped !== undefined ? t("Klokka er stoppet") : over ? late(over) : out ? t("Tiden er ute") : "";
    tell(below, said);
    below.hidden = !said;
    const bar = timer.closest(".now")?.querySelector(".bar");
    if (bar) bar.hidden = Boolean(said);
  }
  const bar = document.querySelector(".now .bar span");
  if (bar && state.row) {
    const { ends_at: ends, stopped } = state.clock;
    const begun = state.row.started ?? ends - state.row.minutes * 60;
    bar.style.width = `${100 * Math.min(1, Math.max(0, ((stopped ?? at) - begun) / Math.max(60, ends - begun)))}%`;
  }
  const time = document.querySelector("#top .at");
  if (time) tell(time, t("kl. {at}", { at: clock(at) }));
  tell(place("net"), calm && document.body.dataset.view !== "black" && Date.now() - calm > 10000 ? t("Ikke oppdatert siden kl. {at}", { at: clock(calm / 1000) }) : "");
}

// An address that only this machine knows is no way in for others.
const reached = (join) => (join && !/^(127\.|localhost|\[::1\])/.test(join.address) ? join : null);

function whole(answer) {
  state = { ...answer, join: reached(answer.join) };
  ahead = answer.now - Date.now() / 1000;
  draw();
}

// The feed brings the view where it has changed, and the notes that have.
function take({ view, notes, ...rest }) {
  const changed = new Map((notes ?? []).map((note) => [note.id, note]));
  const kept = state.notes.map((note) => changed.get(note.id) ?? note);
  const known = new Set(kept.map((note) => note.id));
  whole({ ...state, ...view, ...rest, notes: [...kept, ...[...changed.values()].filter((note) => !known.has(note.id))] });
}

function refused() {
  state = null;
  drawn = "";
  document.body.dataset.view = "refused";
  for (const id of ["top", "foot", "message", "net"]) place(id).replaceChildren();
  place("view").replaceChildren(el("section.plain", el("h1", t("Koden gjelder ikke lenger")), el("p.empty", t("Åpne storskjermen på nytt fra Gjennomføring."))));
}

function alive(lives) {
  if (lives) calm = 0;
  else calm ||= Date.now();
}

feed(`/api/projector/${location.pathname.split("/").pop()}`, { take, whole, refused, alive, since: () => state?.revision ?? null });
setInterval(() => state && tick(), 250);
addEventListener("resize", () => state && draw());

// On the laptop itself the screen stays awake; a page over plain http may not ask for that.
const awake = () => document.visibilityState === "visible" && navigator.wakeLock?.request("screen").catch(() => {});
addEventListener("visibilitychange", awake);
awake();

const larger = h("button", { type: "button", id: "whole", onclick: () => document.documentElement.requestFullscreen?.() }, t("Fullskjerm"));
document.body.append(larger);
let idle = 0;
addEventListener("pointermove", () => {
  clearTimeout(idle);
  larger.classList.add("seen");
  idle = setTimeout(() => larger.classList.remove("seen"), 3000);
});
