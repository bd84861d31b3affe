// The day without a network: a sheet and a file for each group.
import { html, t, tn, Button, File } from "./../kit.js";

export function Paper({ state, deed }) {
  if (!state.stage.tables.length) return null;
  return html`<details class="part paper"><summary>${t("Papir og fil")}</summary>
    <p>${t("Uten nett kan gruppene skrive på ark, eller i en fil som leses inn her. Samme fil kan leses inn flere ganger uten at noe kommer to ganger.")}</p>
    <div class="deeds"><${Button} onClick=${() => deed("sheets")}>${t("Last ned gruppeark (PDF)")}<//><${Button} onClick=${() => deed("group_files")}>${t("Last ned gruppefiler")}<//>
      <${File} label=${t("Les inn utfylt fil")} accept=".xlsx" onFile=${(name, content) => deed("read_group_file", { name }, [content])} /></div>
  </details>`;
}
