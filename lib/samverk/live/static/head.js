// The top of a table's page: which group it is, how long is left, and who is in it.
import { clock, h, t, tell, tn, two } from "./say.js";

const SPOKEN = [10, 5, 1];
const ROLES = () => ({ chair: t("Ordstyrer"), timekeeper: t("Tidtaker"), secretary: t("Sekretær"), presenter: t("Legger fram") });

export function band() {
  const name = h("h1", {});
  const where = h("p", {});
  const left = h("p", { class: "left" });
  const until = h("p", {});
  const spoken = h("p", { class: "hidden", "aria-live": "polite" });
  const named = ({ group, table }) => (group ? t("Gruppe {n}", { n: group }) : table ? t("Bord {n}", { n: table }) : t("Bordet"));
  return {
    place: h("header", { class: "band in" }, h("div", { class: "wide" }, h("div", {}, name, where), h("div", { class: "time", role: "timer", "aria-live": "off" }, left, until), spoken)),
    name: named,
    left, until, spoken,
    draw(table) {
      tell(name, named(table));
      tell(where, [table.room, table.table && t("bord {n}", { n: table.table })].filter(Boolean).join(", "));
    },
  };
}

// What is left in the server's clock: whole minutes until the last five.
export function timeLeft({ left, until, spoken }, { clock: running, next }, now) {
  const { ends_at: end, stopped } = running ?? {};
  if (!end) {
    tell(left, "");
    tell(until, next ? t("Neste: {title} kl. {at}", next) : "");
    return;
  }
  const seconds = Math.round(end - (stopped ?? now));
  const minutes = Math.ceil(seconds / 60);
  if (seconds <= -60) tell(left, t("{n} min over", { n: Math.floor(-seconds / 60) }));
  else if (seconds <= 300) tell(left, `${Math.floor(Math.max(seconds, 0) / 60)}:${two(Math.max(seconds, 0) % 60)}`);
  else tell(left, t("{n} min", { n: minutes }));
  if (stopped) tell(until, t("klokka er stoppet"));
  else if (seconds < 0) tell(until, t("skulle vært ferdig kl. {time}", { time: clock(end) }));
  else tell(until, t("igjen, til kl. {time}", { time: clock(end) }));
  if (spoken && !stopped && SPOKEN.includes(minutes) && seconds % 60 === 0) tell(spoken, tn("{n} minutt igjen", "{n} minutter igjen", minutes));
}

export function people() {
  const names = h("ul", { class: "people" });
  const place = h("details", { hidden: true }, h("summary", {}, t("Hvem er i gruppa, og hvem gjør hva?")), names);
  let drawn = "";
  return {
    place,
    draw(members) {
      const now = JSON.stringify(members);
      if (now === drawn) return;
      drawn = now;
      place.hidden = !members.length;
      names.replaceChildren(...members.map(({ name, organisation, roles }) => h("li", {}, name,
        h("span", { class: "second" }, [organisation, ...roles.map((role) => ROLES()[role] ?? role)].filter(Boolean).join(" · ")))));
    },
  };
}
