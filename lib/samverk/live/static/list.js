// The list of notes. What arrives never moves focus, and never touches a note that is open.
import { tooLong } from "./entry.js";
import { noteForm, noteLine, withdrawnLine } from "./note.js";
import { h, t } from "./say.js";

const STAYS = 4000;
const LATE = 5;

export function list(desk, { isLive, changed }) {
  const rows = h("ul", { class: "notes" });
  const empty = h("p", { class: "empty" });
  const place = h("div", {}, empty, rows);
  const lines = new Map();
  const arrived = new Set();
  let known = null;
  let open = null;
  let undoable = null;
  let notes = [];
  let latest = [[], ""];

  const redraw = () => draw(...latest);

  function close(id, then = "mer") {
    open = null;
    changed();
    rows.querySelector(`[data-note="${CSS.escape(id)}"] [data-do="${then}"]`)?.focus();
  }

  function begin(note) {
    if (open) open = null;
    const id = note.id;
    const { line, text } = noteForm(note, {
      tooLong,
      close: () => close(id),
      save(fields) {
        if (Object.keys(fields).length) desk.change(id, fields);
        close(id);
      },
      withdraw() {
        undoable = id;
        if (!desk.isStored(id) && !desk.box.get(id)?.posted) desk.hold(id);
        else desk.change(id, { withdrawn: true });
        close(id, "angre");
      },
    });
    open = { id, line };
    changed();
    text.focus();
    text.setSelectionRange(text.value.length, text.value.length);
  }

  function restore(note) {
    undoable = null;
    desk.restore(note.id);
    close(note.id);
  }

  function settle(twin, keep) {
    const loser = keep === "first" ? twin.id : twin.twin;
    undoable = loser;
    desk.change(loser, { withdrawn: true });
    changed();
  }

  function lineOf(note) {
    if (open?.id === note.id) return open.line;
    const first = note.twin && notes.some((each) => each.id === note.twin && !each.withdrawn);
    const fresh = arrived.has(note.id);
    const key = JSON.stringify([{ ...note, waits: note.waits === null ? null : note.waits > LATE, nth: 0, revision: 0 }, fresh, first]);
    const old = lines.get(note.id);
    if (old?.key === key) return old.line;
    const line = note.withdrawn ? withdrawnLine(note, restore) : noteLine({ ...note, twin: first ? note.twin : "" }, desk, { open: begin, arrived: fresh, first, settle });
    const held = old?.line.contains(document.activeElement) && document.activeElement.dataset.do;
    if (held) requestAnimationFrame(() => line.querySelector(`[data-do="${held}"]`)?.focus());
    lines.set(note.id, { key, line });
    return line;
  }

  function welcome(fresh) {
    for (const id of fresh) {
      arrived.add(id);
      setTimeout(() => {
        arrived.delete(id);
        redraw();
      }, STAYS);
    }
  }

  function draw(all, emptyText) {
    latest = [all, emptyText];
    notes = all;
    const ids = desk.ids();
    if (known && isLive()) welcome(ids.filter((id) => !known.has(id) && !desk.isOwn(id)));
    if (isLive()) known = new Set(ids);
    const shown = all.filter((note) => !note.withdrawn || note.id === undoable || note.id === open?.id);
    const wanted = shown.map(lineOf);
    if (open && !wanted.includes(open.line)) wanted.unshift(open.line);
    for (const line of [...rows.children]) if (!wanted.includes(line)) line.remove();
    // Only what stands in the wrong place is moved: a moved field would lose its focus.
    wanted.forEach((line, nth) => {
      if (rows.children[nth] !== line) rows.insertBefore(line, rows.children[nth] ?? null);
    });
    empty.textContent = wanted.length ? "" : emptyText;
    empty.hidden = wanted.length > 0;
    for (const id of lines.keys()) if (!notes.some((note) => note.id === id)) lines.delete(id);
  }

  return {
    place, draw, redraw,
    isOpen: () => open !== null,
    reveal(id) {
      rows.querySelector(`[data-note="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "nearest" });
    },
  };
}
