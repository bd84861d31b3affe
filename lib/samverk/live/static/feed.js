// The line from the server: what is new comes by itself, and a dead line is noticed.
import { ask } from "./outbox.js";

const SILENCE = 25000;
const POLL = 3000;
const ENDED = 20000;
const HIDDEN = 60000;
const LONGEST = 8000;

// `take(data)` gets events, `whole(value)` whole answers, `refused(status, value)` what ends it for
// now (an unknown code), `alive(lives)` whether the server is there. `since()`: a revision or null.
export function feed(address, { take, whole, refused, alive, since }) {
  let source = null;
  let last = performance.now();
  let wait = 1000;
  let timer = null;
  let unopened = 0;
  let polls = 0;
  let asking = false;
  let unknown = 0;
  let hiding = null;

  // The page may come from the phone's cache, in the language of yesterday.
  function speaks(value) {
    const key = "samverk:reloaded";
    if (!value?.language || value.language === document.documentElement.lang) return;
    try {
      if (sessionStorage.getItem(key) === value.language) return;
      sessionStorage.setItem(key, value.language);
    } catch {
      return;
    }
    location.reload();
  }

  // A server that has just started may not know its codes yet: it is asked once more at once.
  function ended(status, value) {
    unknown += 1;
    if (unknown > 1) refused(status, value);
    source?.close();
    source = null;
    clearTimeout(timer);
    timer = setTimeout(start, (unknown > 1 ? ENDED : POLL) * (0.8 + 0.4 * Math.random()));
  }

  const heard = () => {
    unknown = 0;
    last = performance.now();
    wait = 1000;
    alive(true);
  };

  function again() {
    source?.close();
    source = null;
    clearTimeout(timer);
    timer = setTimeout(start, polls ? POLL * (0.8 + 0.4 * Math.random()) : wait * (0.5 + Math.random()));
    wait = Math.min(wait * 1.7, LONGEST);
  }

  async function start() {
    clearTimeout(timer);
    timer = null;
    if (asking) return;
    if (since() === null || polls || unknown) {
      asking = true;
      const { status, value } = await ask("GET", address);
      asking = false;
      if (status === 404) return ended(status, value);
      if (status !== 200) {
        if (status === 0) alive(false);
        return again();
      }
      heard();
      speaks(value);
      whole(value);
      if (polls && --polls) return again();
    }
    open();
  }

  function open() {
    source?.close();
    last = performance.now();
    const line = (source = new EventSource(`${address}/feed?since=${since()}`));
    let opened = false;
    line.onopen = () => {
      opened = true;
      unopened = 0;
      heard();
    };
    line.addEventListener("beat", heard);
    line.onmessage = (event) => {
      heard();
      take(JSON.parse(event.data));
    };
    line.onerror = async () => {
      if (line !== source) return;
      line.close();
      source = null;
      // The answer itself tells whether the server is away, full, or knows the code no more.
      if (asking) return;
      asking = true;
      const { status, value } = await ask("GET", address);
      asking = false;
      if (source) return;
      if (status === 404) return ended(status, value);
      if (status === 200) {
        alive(true);
        whole(value);
      } else if (status === 0) alive(false);
      // A server that answers and takes no more lines is asked now and then instead.
      unopened = status === 200 && !opened ? unopened + 1 : 0;
      if (unopened >= 2) polls = 20;
      again();
    };
  }

  setInterval(() => {
    if (source && performance.now() - last > SILENCE) {
      alive(false);
      again();
    }
  }, 5000);
  const soon = () => {
    wait = 1000;
    if (!source) start();
    else if (performance.now() - last > 12000) again();
  };
  window.addEventListener("online", soon);
  window.addEventListener("offline", () => alive(false));
  window.addEventListener("pageshow", (event) => event.persisted && again());
  // A browser has few lines to one server: a page that nobody looks at gives its own up.
  document.addEventListener("visibilitychange", () => {
    clearTimeout(hiding);
    if (!document.hidden) return soon();
    hiding = setTimeout(() => {
      source?.close();
      source = null;
      clearTimeout(timer);
    }, HIDDEN);
  });
  start();
  return { soon };
}
