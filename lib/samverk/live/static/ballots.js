// What a participant answers: dots, the pulse, the evaluation. Each topic has a random key of its
// own for each round of voting, so that nothing ties the answers to each other or to a person.
import { newId } from "./outbox.js";
import { h, t, tell, tn } from "./say.js";

const TOPICS = ["dots", "pulse", "evaluation"];

export function ballots(kept, box) {
  const mine = (topic, round) => {
    const known = kept.get(topic);
    if (known?.round === round) return known;
    const fresh = { round, device: newId(), answer: null };
    kept.put(topic, fresh);
    if (known) box.drop(topic);
    return fresh;
  };
  return {
    answer: (topic, round) => mine(topic, round).answer,
    give(topic, round, answer) {
      const own = { ...mine(topic, round), answer };
      kept.put(topic, own);
      box.put(topic, { want: { device: own.device, body: { [topic]: answer } } });
    },
    stored: (topic, answer) => kept.put(topic, { ...kept.get(topic), stored: answer }),
    // Where the answer was refused, the one before it still counts, under the same key.
    back(topic) {
      const known = kept.get(topic);
      kept.put(topic, { ...known, answer: known?.stored ?? null });
    },
    isTopic: (key) => TOPICS.includes(key),
  };
}

export function dots(votes) {
  const left = h("p", { class: "label", "aria-live": "polite" });
  const rows = h("ul", { class: "measures" });
  const said = h("p", { class: "second" });
  const place = h("div", {}, left, rows, said);
  let drawn = "";

  function draw({ dots: vote, present }) {
    const there = new Set(vote.measures.map((measure) => measure.id));
    const given = Object.fromEntries(Object.entries(votes.answer("dots", vote.round) ?? {}).filter(([id]) => there.has(id)));
    const used = Object.values(given).reduce((sum, n) => sum + n, 0);
    const free = Math.max(0, vote.each - used);
    tell(left, vote.result ? t("Resultatet er vist.") : !vote.open ? t("Avstemningen er lukket.")
      : tn("Du har {n} prikk igjen av {each}.", "Du har {n} prikker igjen av {each}.", free, vote));
    tell(said, [t("{n} har stemt.", { n: vote.ballots }), present ? t("{present} er møtt.", { present }) : ""].join(" ").trim());
    const now = JSON.stringify([vote, given]);
    if (now === drawn) return;
    drawn = now;
    const at = document.activeElement?.dataset.step;
    const most = Math.max(1, ...Object.values(vote.result ?? {}));
    const order = vote.result ? [...vote.measures].sort((one, other) => (vote.result[other.id] ?? 0) - (vote.result[one.id] ?? 0)) : vote.measures;
    const give = (measure, by) => {
      const next = { ...given, [measure.id]: (given[measure.id] ?? 0) + by };
      if (!next[measure.id]) delete next[measure.id];
      if (by > 0 && !free) return tell(left, t("Du har brukt alle prikkene. Ta tilbake en først."));
      votes.give("dots", vote.round, next);
    };
    rows.replaceChildren(...order.map((measure) => {
      const own = given[measure.id] ?? 0;
      const step = (by, sign, name) => h("button", { type: "button", hidden: by < 0 && !own, "aria-label": name, "data-step": `${measure.id}${sign}`, onclick: () => give(measure, by) }, sign);
      return h("li", { class: measure.horizon },
        h("div", { class: "words" }, h("span", { class: "dot" }), `${measure.number}. ${measure.text}`,
          vote.result && h("div", { class: "bar" }, bar((vote.result[measure.id] ?? 0) / most))),
        vote.result ? h("strong", {}, String(vote.result[measure.id] ?? 0))
          : vote.open ? h("div", { class: "step" }, step(-1, "−", t("Ta tilbake en prikk fra «{text}»", measure)),
            h("span", { class: own ? "count given" : "count" }, h("span", { "aria-hidden": "true" }, String(own)), h("span", { class: "hidden" }, tn("{n} prikk", "{n} prikker", own))), step(1, "+", t("Gi en prikk til «{text}»", measure)))
            : own > 0 && h("span", { class: "second" }, tn("{n} prikk", "{n} prikker", own)));
    }));
    if (!vote.measures.length) rows.replaceChildren(h("li", { class: "empty" }, t("Ingen tiltak å stemme på ennå.")));
    if (at) {
      const again = rows.querySelector(`[data-step="${CSS.escape(at)}"]`);
      (again?.hidden ? again.parentElement.lastChild : again)?.focus();
    }
  }
  return { place, draw };
}

function bar(part) {
  const mark = h("i", {});
  mark.style.width = `${Math.round(part * 100)}%`;
  return mark;
}

// A question answered from 1 to 5; the evaluation takes words too.
export function scale(topic, votes, withText) {
  const legend = h("legend", {});
  const choices = h("div", { class: "scores" }, [1, 2, 3, 4, 5].map((n) => h("label", {},
    h("input", { type: "radio", name: topic, value: String(n), onchange: () => answer(n) }), h("span", {}, String(n)))));
  const ends = h("p", { class: "second ends" }, h("span", {}, t("1: lite")), h("span", {}, t("5: mye")));
  const back = h("button", { type: "button", class: "button small quiet", onclick: () => answer(null) }, t("Ta tilbake svaret"));
  const words = withText && h("textarea", { id: `${topic}-ord`, rows: 2, onchange: () => answer(current().score) });
  const said = h("p", { class: "second" });
  const given = h("p", { class: "second" });
  const place = h("div", {}, h("fieldset", {}, legend, choices, ends),
    words && h("div", { class: "field" }, h("label", { for: words.id }, t("Vil du si noe mer?")), words),
    h("div", { class: "deeds" }, given, back), said);
  let vote = null;
  const current = () => {
    const own = votes.answer(topic, vote.round);
    return withText ? { score: own?.score ?? null, text: own?.text ?? "" } : { score: own ?? null };
  };
  function answer(score) {
    if (score === null && words) words.value = "";
    votes.give(topic, vote.round, withText ? { score, text: words.value.trim().slice(0, 8000) } : score);
  }
  function draw(room) {
    vote = room[topic];
    const own = current();
    tell(legend, vote.question);
    for (const input of choices.querySelectorAll("input")) {
      input.checked = Number(input.value) === own.score;
    }
    choices.hidden = ends.hidden = !vote.open;
    if (words && document.activeElement !== words) words.value = own.text;
    if (words) words.parentElement.hidden = !vote.open;
    back.hidden = !vote.open || (own.score === null && !own.text);
    tell(given, own.score === null ? "" : t("Du har svart {n}.", { n: own.score }));
    tell(said, vote.result
      ? t("{n} svar, {mean} i snitt. Fordelt fra 1 til 5: {counts}.", { n: vote.result.counts.reduce((a, b) => a + b, 0), mean: vote.result.mean, counts: vote.result.counts.join(", ") })
      : [vote.open ? "" : t("Det tas ikke imot flere svar."), t("{n} har svart.", { n: vote.ballots }), room.present ? t("{present} er møtt.", room) : "", t("Svarene vises ikke før minst fem har svart.")].filter(Boolean).join(" "));
  }
  return { place, draw };
}
