// A table's notes: what the server has, with what is written here and not yet sent laid over it.
import { ask, newId, outbox, shelf } from "./outbox.js";

const FIELDS = ["text", "what", "horizon", "field", "item", "owner", "first_step", "due", "partners"];
const MOST_KEPT = 500;
const MAY_CHANGE = ["text", "horizon", "owner", "first_step", "due", "partners", "field"];
const picked = (from, names) => Object.fromEntries(names.filter((name) => from[name] !== undefined).map((name) => [name, from[name]]));

// `changed()` is called after every change.
export function desk(code, changed) {
  const address = `/api/tables/${code}`;
  const kept = shelf(`samverk:${code}:`);
  const stored = new Map((kept.get("notes") ?? []).map((note) => [note.id, note]));
  const own = new Set(kept.get("own") ?? []);
  const seen = new Map();
  const held = new Map();
  let saving = null;

  const save = () => {
    clearTimeout(saving);
    // The copy must never take the room of what is not sent.
    saving = setTimeout(() => (stored.size > MOST_KEPT ? kept.remove("notes") : kept.put("notes", [...stored.values()])), 300);
  };
  const learn = (note) => {
    const old = stored.get(note.id);
    if (!old || old.revision <= note.revision) stored.set(note.id, note);
    save();
  };

  async function refusal({ status, value }) {
    if (status === 0 || status === 429 || status === 408 || status >= 500) return { later: true };
    if (status === 404) {
      // The code, or the note? Only a table that is there can say that a note is not.
      const whole = await ask("GET", address);
      if (whole.status !== 200) return { later: true };
    }
    return { refused: value?.message ?? String(status) };
  }

  // How an entry becomes what it is to be, one question at a time.
  async function send(entry, id) {
    const { want, base, posted } = entry;
    if (base === undefined) {
      if (!posted) {
        if (want.withdrawn) return {};
        entry = { ...entry, posted: picked(want, FIELDS) };
        box.keep(id, { posted: entry.posted });
      }
      const answer = await ask("POST", `${address}/notes`, { id, ...entry.posted });
      if (answer.status !== 200 && answer.status !== 201) {
        // What was refused was not stored: it may be written anew.
        const outcome = await refusal(answer);
        if (outcome.refused) box.keep(id, { posted: undefined });
        return outcome;
      }
      learn(answer.value.note);
      const more = Object.fromEntries(Object.entries(want).filter(([name, value]) => !box.same(value, entry.posted[name]) && (name === "withdrawn" ? value : MAY_CHANGE.includes(name))));
      const { text, revision } = answer.value.note;
      // Changed elsewhere while the answer was lost: no revision of theirs is what we wrote from.
      const from = text === entry.posted.text ? revision : 0;
      return Object.keys(more).length ? { again: { want: more, base: from } } : { base: from };
    }
    const place = `${address}/notes/${id}`;
    const text = want.text ?? stored.get(id)?.text;
    const answer = want.withdrawn
      ? await ask("DELETE", place)
      : await ask("PUT", place, { revision: base, ...picked(want, MAY_CHANGE), ...(want.withdrawn === false ? { text } : {}) });
    if (answer.status !== 200) return refusal(answer);
    learn(answer.value.note);
    if (answer.value.twin) {
      own.add(answer.value.twin.id);
      learn(answer.value.twin);
    }
    return { base: answer.value.note.revision };
  }

  const box = outbox(`samverk:${code}:ut:`, send, () => changed());

  return {
    address, box, kept,
    add(note) {
      const id = newId();
      own.add(id);
      kept.put("own", [...own]);
      box.put(id, { want: note });
      return id;
    },
    change(id, fields) {
      const entry = box.get(id);
      const note = stored.get(id);
      if (entry) box.put(id, { want: { ...entry.want, ...fields } });
      else if (note) box.put(id, { want: fields, base: note.revision });
      // It went to another table while it was open here: its words stay at this one.
      else if (fields.text) this.add({ what: "horizon", horizon: "now", ...fields });
    },
    // What was never sent is taken out of the outbox, and lies here until the page is closed.
    hold(id) {
      held.set(id, box.get(id));
      box.drop(id);
    },
    restore(id) {
      const entry = held.get(id);
      held.delete(id);
      if (entry) box.put(id, { want: entry.want });
      else if (box.get(id)?.base === undefined && !stored.has(id)) box.put(id, { want: { ...box.get(id).want, withdrawn: false } });
      else this.change(id, { withdrawn: false });
    },
    // Where an answer came whole, what it does not hold has moved to another table.
    whole(notes) {
      const there = new Set(notes.map((note) => note.id));
      for (const id of stored.keys()) if (!there.has(id)) stored.delete(id);
      notes.forEach(learn);
      save();
    },
    took(notes, gone) {
      notes.forEach(learn);
      for (const id of gone) stored.delete(id);
      save();
    },
    ids: () => [...stored.keys(), ...box.entries().map(([id]) => id)],
    // Whether something has lain here unsent for so many seconds.
    waitsLong: (seconds) => [...seen.values()].some((since) => performance.now() - since > seconds * 1000),
    isOwn: (id) => own.has(id),
    isStored: (id) => stored.has(id),
    get: (id) => stored.get(id),
    // Every note as it is to be, newest first. `waits`: seconds on this device, or null when sent.
    notes() {
      const now = performance.now();
      const waiting = new Map(box.entries());
      for (const id of seen.keys()) if (!waiting.has(id)) seen.delete(id);
      for (const id of waiting.keys()) if (!seen.has(id)) seen.set(id, now);
      const shown = [...stored.values()].map((note) => {
        const entry = waiting.get(note.id);
        return entry ? { ...note, ...entry.want, waits: (now - seen.get(note.id)) / 1000, refused: entry.refused, base: entry.base, changes: entry.base === undefined ? undefined : picked(entry.want, [...MAY_CHANGE, "withdrawn"]) } : { ...note, waits: null };
      });
      for (const [id, entry] of waiting) {
        if (stored.has(id) || entry.base !== undefined) continue;
        shown.push({ id, what: "horizon", owner: "", first_step: "", due: null, partners: [], field: "", twin: "", withdrawn: false, ...entry.want, created: Infinity, nth: entry.nth, waits: (now - seen.get(id)) / 1000, refused: entry.refused });
      }
      for (const [id, entry] of held) shown.push({ id, what: "horizon", partners: [], ...entry.want, withdrawn: true, created: Infinity, nth: entry.nth, waits: null });
      const order = (note) => [note.created, note.nth ?? 0];
      return shown.sort((one, other) => {
        const [a, b] = [order(one), order(other)];
        return a[0] === b[0] ? b[1] - a[1] || (one.twin === other.id ? 1 : other.twin === one.id ? -1 : 0) : b[0] - a[0];
      });
    },
    // Changes of notes that are not at this table any more: their words are still here.
    lost: () => box.entries().filter(([id, entry]) => entry.base !== undefined && !stored.has(id)),
  };
}
