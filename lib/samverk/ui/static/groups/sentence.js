import { html, t, Button, useMemo, useRef, useState } from "./../kit.js";

const MOST = 6;
const plain = (text) => text.normalize("NFC").toLowerCase().trim();
const fits = (words, name) => {
  const rest = plain(name).split(/\s+/);
  return words.every((word) => {
    const at = rest.findIndex((part) => part.startsWith(word));
    rest.splice(0, at + 1);
    return at >= 0;
  });
};

// What each person is called in a rule: with the organisation where two share a name.
export function called(people) {
  const count = {};
  Object.values(people).forEach(([name]) => { count[plain(name)] = (count[plain(name)] ?? 0) + 1; });
  return Object.values(people).map(([name, organisation]) => (count[plain(name)] > 1 && organisation ? `${name} (${organisation})` : name)).sort((a, b) => a.localeCompare(b, "nb"));
}

// How the sentence can go on: [what is shown, the sentence then].
export function goesOn(text, names, parts) {
  const said = text.trimStart();
  if (!said || Object.entries(parts).some(([kind, end]) => kind !== "and" && said.includes(end.trim()))) return [];
  const cut = Math.max(said.lastIndexOf(parts.and) + parts.and.length, said.lastIndexOf(",") + 1, 0);
  const head = said.includes(parts.and) || said.includes(",") ? said.slice(0, cut) : "";
  const last = said.slice(head.length).trim();
  const whole = names.find((name) => plain(name) === plain(last));
  const before = head.split(new RegExp(`,|${parts.and}`)).filter((part) => part.trim()).length;
  if (whole) {
    const start = `${head}${head.endsWith(",") ? " " : ""}${whole}`;
    const ends = before > 0 ? ["apart", "together", "pinned"] : ["pinned"];
    return [
      ...(before > 0 ? [] : [[`${start}${parts.and}…`, `${start}${parts.and}`]]),
      ...ends.map((kind) => [`${start}${parts[kind]}${kind === "pinned" ? "…" : ""}`, `${start}${parts[kind]}`]),
    ];
  }
  const words = plain(last).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const begins = (name) => (plain(name).startsWith(words[0]) ? 0 : 1);
  return names.filter((name) => fits(words, name)).sort((a, b) => begins(a) - begins(b)).slice(0, MOST).map((name) => [name, `${head}${head.endsWith(",") ? " " : ""}${name}`]);
}

// The line where a rule is written; `editing` is the rule that the sentence takes the place of.
export function Sentence({ state, deed, editing, edit }) {
  const [text, setText] = useState("");
  const [shut, close] = useState(true);
  const [active, choose] = useState(-1);
  const [wrong, refuse] = useState("");
  const [before, remember] = useState(null);
  const field = useRef();
  const names = useMemo(() => called(state.people), [state.people]);
  if (before !== editing) {
    remember(editing);
    setText(editing ? editing[2] : "");
    refuse("");
    close(true);
  }
  const options = shut ? [] : goesOn(text, names, state.sentence);
  const write = (next) => {
    setText(next);
    choose(-1);
    close(false);
    refuse("");
  };
  const take = (next) => {
    write(next);
    field.current.focus();
  };
  const save = async () => {
    const [rule, people] = editing ?? ["", []];
    const answer = await deed("write_rule", { text, rule, people });
    if (answer.sorry) {
      answer.placed = true;
      return refuse(answer.sorry);
    }
    setText("");
    return edit(null);
  };
  const keys = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length) choose((active + step + options.length) % options.length);
    else if (event.key === "Enter") active >= 0 && options[active] ? take(options[active][1]) : save();
    else if (event.key === "Escape" && options.length) close(true);
    else if (event.key === "Escape" && editing) edit(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return html`<div class="field wide sentence">
    <label for="samverk-regel">${editing ? t("Endre regelen") : t("Ny regel")}</label>
    <div class="entry">
      <span class="combo"><input id="samverk-regel" ref=${field} type="text" autocomplete="off" role="combobox" aria-autocomplete="list" aria-expanded=${options.length > 0} aria-controls="samverk-regel-valg" aria-activedescendant=${active >= 0 && options[active] ? `samverk-regel-${active}` : undefined}
        aria-describedby="samverk-regel-om" aria-invalid=${wrong ? "true" : undefined} data-target="rule" value=${text} onInput=${(event) => write(event.target.value)} onKeyDown=${keys} onBlur=${() => close(true)} />
      <ul id="samverk-regel-valg" role="listbox" aria-label=${t("Slik kan regelen fortsette")} hidden=${!options.length}>${options.map(([shown, next], at) => html`<li id=${`samverk-regel-${at}`} role="option" key=${shown} aria-selected=${at === active} onMouseDown=${(event) => event.preventDefault()} onClick=${() => take(next)}>${shown}</li>`)}</ul></span>
      <${Button} onClick=${save}>${editing ? t("Lagre regelen") : t("Legg til regel")}<//>
      ${editing && html`<${Button} quiet onClick=${() => edit(null)}>${t("Avbryt")}<//>`}
    </div>
    <p id="samverk-regel-om" key=${wrong ? "wrong" : "hint"} role=${wrong ? "alert" : undefined} class=${wrong ? "wrong" : "hint"}>${wrong || t("«Kari og Ola skal ikke sitte sammen», «Kari og Ola skal sitte sammen» eller «Kari skal sitte i gruppe 2».")}</p>
  </div>`;
}
