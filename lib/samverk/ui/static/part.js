// The heading of a part of a panel: one level below the panel's own, which is h1 in Voilà.
import { html, inVoila } from "./kit.js";

export function Part({ small, children, ...rest }) {
  const level = inVoila() ? "h2" : "h3";
  return html`<${level} class=${`part ${small ? "small" : ""}`} ...${rest}>${children}<//>`;
}
