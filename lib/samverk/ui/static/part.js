// The heading of a part of a panel: one level below the panel's own, which is h1 in Voilà; two where it stands `under` another part.
import { html, inVoila } from "./kit.js";

export function Part({ small, under, children, ...rest }) {
  const level = `h${(inVoila() ? 2 : 3) + (under ? 1 : 0)}`;
  return html`<${level} class=${`part ${small ? "small" : under ? "under" : ""}`} ...${rest}>${children}<//>`;
}
