// A participant's page: what the room is asked for now comes first; all of it can be left alone.
import { ballots, dots, scale } from "./ballots.js";
import { feed } from "./feed.js";
import { timeLeft } from "./head.js";
import { ask, outbox, shelf } from "./outbox.js";
import { h, icon, t, tell, tn } from "./say.js";
import { questions, wall } from "./wall.js";

const QUIET = 5;
const code = location.pathname.split("/").pop();
const address = `/api/room/${code}`;
const kept = shelf(`samverk:${code}:`);
let room = null;
let got = 0;
let over = "";
let awaySince = null;
let refused = "";

async function send({ want }, key) {
  const { status, value } = want.device
    ? await ask("PUT", `${address}/ballots/${want.device}`, want.body)
    : await ask("POST", `${address}/${want.to}`, want.body);
  if (status === 200 || status === 201) {
    if (votes.isTopic(key)) votes.stored(key, want.body[key]);
    if (want.joins || want.leaves) market.stored(want, value.revision);
    return {};
  }
  if (status === 0 || status === 408 || status === 429 || status >= 500) return { later: true };
  if (votes.isTopic(key)) {
    // The voting closed while this was on its way, or a measure was taken away.
    refused = value?.message ?? "";
    votes.back(key);
    return {};
  }
  if (want.joins || want.leaves || want.card) {
    // Taken back before it had been sent: nobody there knows of it.
    refused = want.leaves && !market.shows(want) ? "" : (value?.message ?? "");
    if (want.joins) market.refused(want);
    return want.card ? { refused } : {};
  }
  return { refused: value?.message ?? String(status) };
}

const box = outbox(`samverk:${code}:ut:`, send, () => draw());
const votes = ballots(kept, box);
const market = wall(kept, box);

const title = h("h1", {});
const now = h("p", {});
const left = h("p", { class: "left" });
const until = h("p", {});
const offline = h("div", { class: "offline in", hidden: true }, h("div", { class: "wide" }, icon("offline"),
  h("div", {}, h("strong", { "aria-hidden": "true" }, t("Uten nett – vi sender når du er tilkoblet")), t("Det du svarer, blir lagret her."))));
const gone = h("div", { class: "in", hidden: true });
const told = h("div", { class: "told in", hidden: true }, h("div", { class: "wide", role: "alert" }));
const intro = h("div", { class: "in" }, h("p", { class: "wide hint" }));
const status = h("p", { class: "status", role: "status" });
const places = h("div", {});
document.body.append(
  h("header", { class: "band in" }, h("div", { class: "wide" }, h("div", {}, title, now), h("div", { class: "time", role: "timer", "aria-live": "off" }, left, until))),
  h("main", {}, offline, told, gone, intro, places),
  h("footer", { class: "bottom in" }, h("div", { class: "wide foot second" }, status, h("span", {}, t("Ikke skriv om enkeltpersoner")),
    h("a", { href: "/personvern", target: "_blank", rel: "noopener" }, t("Hva lagres?")))));

const parts = [
  ["dots", t("Prikkavstemning"), dots(votes)],
  ["pulse", t("Temperaturmåling"), scale("pulse", votes, false)],
  ["evaluation", t("Evaluering"), scale("evaluation", votes, true)],
  ["questions", t("Spørsmål til sofasamtalen"), questions(kept, box)],
  ["wall", t("Prosjekttorg"), market],
].map(([key, name, view]) => ({
  key, view, asked: null,
  place: h("details", { class: "part in", "data-part": key, hidden: true }, h("summary", { class: "wide" }, h("h2", {}, name)), h("div", { class: "wide" }, view.place)),
}));

const line = feed(address, {
  since: () => room?.revision ?? null,
  whole: take,
  take,
  refused(_status, value) {
    over = value?.message ?? t("Koden gjelder ikke lenger.");
    draw();
  },
  alive(lives) {
    if (!lives) awaySince ??= performance.now();
    else if (awaySince !== null) {
      awaySince = null;
      box.soon();
    }
    drawStatus();
  },
});

function take(value) {
  over = "";
  room = value;
  got = performance.now();
  draw();
}

const isTyping = () => places.contains(document.activeElement) && document.activeElement.matches("textarea,input:not([type=radio])");

// What is asked for comes first. Nothing moves while somebody writes.
function arrange() {
  const isShown = ({ key }) => (votes.isTopic(key)
    ? room[key].result || votes.answer(key, room[key].round) !== null
    : room[key].open || room.questions.list.length > 0 || room.wall.projects.length > 0);
  for (const part of parts) {
    const asked = room.asks.includes(part.key);
    if (asked !== part.asked) {
      if (asked) part.place.open = true;
      part.asked = asked;
      part.row = room.row?.id;
      part.place.classList.toggle("asked", asked);
    }
    // What an earlier row asked for is folded away, unless somebody is in it.
    if (!asked && part.row !== room.row?.id && !part.place.contains(document.activeElement)) {
      part.place.open = false;
      part.row = room.row?.id;
    }
    part.place.hidden = !isShown(part) && !asked;
    part.view.draw(room);
  }
  const order = [...parts].sort((one, other) => other.asked - one.asked).map(({ place }) => place);
  if (!isTyping()) order.forEach((place, nth) => places.children[nth] !== place && places.insertBefore(place, places.children[nth] ?? null));
  tell(intro.firstChild, parts.some(({ place }) => !place.hidden)
    ? t("Alt her er frivillig. Prikker, temperaturmåling og evaluering er anonyme.")
    : t("Akkurat nå blir du ikke spurt om noe. Siden følger med av seg selv."));
}

function drawStatus() {
  const away = awaySince === null ? 0 : (performance.now() - awaySince) / 1000;
  const isAway = Math.max(box.failing, away) > QUIET && !over;
  offline.hidden = !isAway;
  const waiting = box.waiting;
  const anything = kept.keys().some((key) => ["dots", "pulse", "evaluation", "questions"].includes(key) && (kept.get(key)?.answer ?? kept.get(key)?.length));
  const said = refused || (waiting ? (isAway ? tn("{n} svar venter", "{n} svar venter", waiting) : "") : anything ? t("Alt er sendt") : "");
  const key = `${isAway}${said}`;
  if (status.dataset.said === key) return;
  status.dataset.said = key;
  status.className = isAway || refused ? "status late" : "status";
  status.replaceChildren(isAway ? h("span", { class: "hidden" }, t("Uten nett – vi sender når du er tilkoblet"), ". ") : "", said && !isAway && !refused ? icon("sent") : "", said);
}

function draw() {
  gone.hidden = !over;
  if (over) gone.replaceChildren(h("div", { class: "wide wrong", role: "alert" }, over));
  if (room) {
    tell(title, room.title || t("Samhandlingsverksted"));
    document.title = `${title.textContent} – Samverk`;
    tell(now, room.row ? t("Nå: {row}", { row: room.row.title }) : "");
    told.hidden = !room.message?.text;
    tell(told.firstChild, room.message?.text ? t("Fra prosessleder: {text}", room.message) : "");
    arrange();
    tick();
  } else {
    tell(title, t("Samhandlingsverksted"));
    tell(intro.firstChild, over ? "" : t("Henter det som skjer nå …"));
  }
  drawStatus();
}

function tick() {
  if (room) timeLeft({ left, until, spoken: null }, { clock: room.clock, next: null }, room.now + (performance.now() - got) / 1000);
}

document.addEventListener("pointerdown", () => (refused = ""));
setInterval(() => {
  tick();
  drawStatus();
}, 1000);
draw();
box.soon();
