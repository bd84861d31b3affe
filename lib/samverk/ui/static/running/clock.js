// The clock of the row that is on. It speaks at 10, 5 and 1 minute, and is silent else.
import { html, t, tn } from "./../kit.js";

const two = (n) => String(n).padStart(2, "0");

function shown(left) {
  const minutes = Math.floor(-left / 60);
  if (left < -60) return { large: minutes, small: t("min over"), late: true };
  const whole = Math.max(0, Math.ceil(left));
  return { large: `${two(Math.floor(whole / 60))}:${two(whole % 60)}`, late: whole === 0 };
}

function spoken(left) {
  const at = [10, 5, 1].find((minutes) => left <= minutes * 60 && left > minutes * 60 - 15);
  return at ? tn("{n} minutt igjen", "{n} minutter igjen", at) : "";
}

function rest(state, late, left) {
  if (state.stopped !== null) return late ? t("klokka er stoppet") : t("igjen, klokka er stoppet");
  if (left < -60) return t("skulle slutte kl. {at}", { at: state.ends });
  return late ? t("tiden er ute") : t("igjen, til kl. {at}", { at: state.ends });
}

export function Clock({ state, now }) {
  const left = state.due - (state.stopped ?? now);
  const length = Math.max(60, state.due - (state.on.started ?? state.due - state.on.minutes * 60));
  const gone = Math.min(1, Math.max(0, 1 - left / length));
  const { large, small, late } = shown(left);
  return html`<div class=${late ? "clock late" : "clock"}>
      <span role="timer" class="large">${large}${small && html`<small> ${small}</small>`}</span> <span class="rest">${rest(state, late, left)}</span>
    </div>
    <div class="gone" aria-hidden="true"><span style=${`width:${(gone * 100).toFixed(2)}%`}></span></div>
    <p class="hidden" role="status">${state.stopped === null ? spoken(left) : ""}</p>`;
}
