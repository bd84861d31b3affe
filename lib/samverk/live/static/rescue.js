// When the server is away for good: everything on the screen, or as a file that Innspill reads.
import { h, t } from "./say.js";

const PARTS = () => [
  ["now", t("Strakstiltak")], ["stretch", t("Strekkmål")], ["dream", t("Drøm")], ["question", t("Spørsmål")],
  ["perspective", t("Slik ser vi det")], ["draft", t("Utkast til utfordringsbilde")], ["presentation", t("Merknad til framlegget")],
];
const part = (note) => (note.what === "horizon" ? note.horizon : note.what);
const KEPT = ["id", "what", "horizon", "text", "owner", "first_step", "due", "partners", "field", "item", "twin", "withdrawn", "base", "changes"];

export function rescue(desk, table, changed) {
  const page = h("section", { class: "all in", hidden: true });
  let open = false;
  let drawn = "";

  const file = () => ({
    samverk: "innspill", version: 1, table: table.table ?? 0, group: table.group ?? "", title: table.title ?? "",
    notes: desk.notes().filter((note) => !note.withdrawn || note.waits !== null).map((note) =>
      Object.fromEntries(KEPT.filter((key) => note[key] !== undefined && note[key] !== "" && note[key] !== null).map((key) => [key, note[key]]))),
  });
  function load() {
    const address = URL.createObjectURL(new Blob([JSON.stringify(file(), null, 1)], { type: "application/json" }));
    const link = h("a", { href: address, download: t("innspill-bord-{n}.json", { n: table.table ?? 0 }) });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  }
  function show() {
    open = true;
    changed();
    page.querySelector("h2").focus();
  }
  function hide() {
    open = false;
    changed();
  }

  const made = {
    page,
    isOpen: () => open,
    show: (kind) => h("button", { type: "button", class: kind, onclick: show }, t("Vis alt på skjermen")),
    load: (kind) => h("button", { type: "button", class: kind, onclick: load }, t("Last ned som fil")),
    draw(notes) {
      made.links.hidden = !notes.length;
      page.hidden = !open;
      if (!open) return;
      const standing = notes.filter((note) => !note.withdrawn);
      const now = JSON.stringify(standing.map((note) => [note.text, note.waits === null, note.owner]));
      if (now === drawn && page.firstChild) return;
      drawn = now;
      const unsent = (note) => note.waits !== null && h("span", { class: "late" }, ` (${t("ikke sendt")})`);
      page.replaceChildren(h("div", { class: "wide" },
        h("h2", { tabindex: "-1" }, t("Alt fra dette bordet")),
        h("p", { class: "hint" }, t("Ta et bilde av skjermen, les det opp, eller last ned fila og gi den til arrangøren. Fila leses inn i steget Innspill.")),
        PARTS().map(([key, name]) => {
          const own = standing.filter((note) => part(note) === key);
          return own.length > 0 && [h("h3", {}, name), h("ul", {}, own.map((note) => h("li", {}, note.field ? `${note.field}: ` : "", note.text, note.owner ? ` (${t("Ansvarlig: {owner}", note)})` : "", unsent(note))))];
        }),
        h("div", { class: "deeds field" }, made.load("button main"), h("button", { type: "button", class: "button", onclick: hide }, t("Tilbake")))));
    },
  };
  made.links = h("p", { class: "deeds field second" }, made.show("link"), made.load("link"));
  return made;
}
