// The template of the report: chosen, looked at, and told which layout serves which kind of slide.
import { html, t, Button, Field, File, useState } from "./../kit.js";

function Outline({ look, ratio }) {
  const box = ([left, top, width, height], kind) => html`<span class=${kind} style=${`left:${left * 100}%;top:${top * 100}%;width:${width * 100}%;height:${height * 100}%`}></span>`;
  return html`<span class="outline" style=${`aspect-ratio:${ratio}`} aria-hidden="true">${box(look.title, "title")}${box(look.matter, "matter")}</span>`;
}

function Look({ look, check, deed }) {
  return html`<li class=${look.stale ? "look stale" : "look"}>
    ${look.picture
      ? html`<img src=${look.picture} alt=${t("Slik blir lysbildet: {name}", look)} style=${`aspect-ratio:${check.ratio}`} />`
      : html`<${Outline} look=${look} ratio=${check.ratio} />`}
    <${Field} label=${look.name} kind="select" value=${look.layout} options=${check.layouts}
      save=${(layout) => deed("layout", { kind: look.kind, layout })} />
  </li>`;
}

export function Template({ state, deed }) {
  const [wrong, setWrong] = useState("");
  const bring = (name, content) => deed("template", { name }, [content]).then((answer) => {
    if (answer.sorry) answer.placed = true;
    setWrong(answer.sorry ?? "");
  });
  const choose = (value) => {
    setWrong("");
    return deed("set", { field: "template", value });
  };
  const { check } = state;
  const said = wrong || state.unusable;
  return html`<section><h2>${t("Mal for rapporten")}</h2><div class="deeds template">
      <${Field} label=${t("PowerPoint-mal")} kind="select" value=${state.template} options=${state.templates} save=${choose} />
      <${File} label=${t("Hent egen mal …")} accept=".pptx,.potx" onFile=${bring} />
      <${Button} busy=${!!state.busy} onClick=${() => deed("check")}>${t("Se hvordan det blir")}<//>
    </div>
    ${said && html`<p class="wrong" role="alert">${said}${state.unusable && state.template && html` <${Button} small onClick=${() => choose("")}>${t("Bruk den nøytrale malen")}<//>`}</p>`}
    ${check && html`<p class="second">${t("Hvert slags lysbilde bruker ett oppsett i malen. Velg et annet hvis det passer bedre.")}</p>
      <ul class="looks">${check.looks.map((look) => html`<${Look} key=${look.kind} look=${look} check=${check} deed=${deed} />`)}</ul>
      ${check.said.map((sentence) => html`<p class="late">${sentence}</p>`)}`}
  </section>`;
}
