// What every module here is written with: preact, and the words of the language.
import { h, render, Fragment } from "./vendor/preact.js";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "./vendor/hooks.js";
import htm from "./vendor/htm.js";

export { Fragment, render, useEffect, useLayoutEffect, useMemo, useRef, useState };
export const html = htm.bind(h);

let words = {};
let spoken = "nb";
// All panels share the words of the language; each brings its own.
export const learn = (language, more) => {
  if (language !== spoken) [spoken, words] = [language, {}];
  Object.assign(words, more);
};
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
export const t = (text, values = {}) => filled(words[text] ?? text, values);
export const tn = (one, many, n, values = {}) =>
  filled(n === 1 ? (words[`1 ${one}`] ?? one) : (words[many] ?? many), { n, ...values });

export const inVoila = () => document.body.hasAttribute("data-voila");
