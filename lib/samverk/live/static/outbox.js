// What is written lies here, on the device, until the server has answered that it is stored.
const LONGEST_WAIT = 8000;
const PATIENCE = 15000;

const jitter = (wait) => wait * (0.5 + Math.random());
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

// Asks until there is an answer or patience ends; never throws. `status` 0: nobody answered.
export async function ask(method, address, body) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(address, {
      method, signal: stop.signal, cache: "no-store", credentials: "omit",
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
    });
    const text = await answer.text();
    let value = null;
    try {
      value = JSON.parse(text);
    } catch {}
    // Something else that answers in the server's place, such as a guest network's login page.
    if (answer.ok && value === null && answer.status !== 204) return { status: 0, value: null };
    return { status: answer.status, value };
  } catch {
    return { status: 0, value: null };
  } finally {
    clearTimeout(timer);
  }
}

// A shelf in localStorage, one key an entry, so that two tabs never write over each other.
// Where there is none (full, or forbidden), the page's memory has to do.
export function shelf(prefix) {
  const memory = new Map();
  let store = null;
  try {
    store = window.localStorage;
    store.getItem(prefix);
  } catch {
    store = null;
  }
  return {
    get lasts() {
      return store !== null && memory.size === 0;
    },
    put(key, value) {
      try {
        store.setItem(prefix + key, JSON.stringify(value));
        memory.delete(key);
      } catch {
        memory.set(key, value);
      }
    },
    get(key) {
      if (memory.has(key)) return memory.get(key);
      try {
        return JSON.parse(store.getItem(prefix + key));
      } catch {
        return null;
      }
    },
    remove(key) {
      memory.delete(key);
      try {
        store.removeItem(prefix + key);
      } catch {}
    },
    keys() {
      const found = new Set(memory.keys());
      try {
        for (let n = 0; n < store.length; n++) {
          const key = store.key(n);
          if (key.startsWith(prefix)) found.add(key.slice(prefix.length));
        }
      } catch {}
      return [...found];
    },
  };
}

// The outbox of a page. An entry says how its thing is to be, not what to do; so it can be sent
// any number of times. `send(entry, key)` gives { later } to try again, { refused: sentence },
// { again: fields } when more is to be asked, else it is done; `changed()` is called when
// something else than before is waiting.
export function outbox(prefix, send, changed) {
  const lying = shelf(prefix);
  const busy = new Set();
  let wait = 1000;
  let timer = null;
  let failing = null;

  const entries = () =>
    lying.keys().map((key) => [key, lying.get(key)]).filter(([, entry]) => entry && typeof entry === "object")
      .sort(([, one], [, other]) => (one.nth ?? 0) - (other.nth ?? 0));

  function later() {
    clearTimeout(timer);
    timer = setTimeout(run, jitter(wait));
    wait = Math.min(wait * 1.7, LONGEST_WAIT);
  }

  // Sends one entry until it lies here no more; false when it has to wait.
  async function one(key) {
    if (busy.has(key)) return true;
    busy.add(key);
    try {
      for (;;) {
        const entry = lying.get(key);
        if (!entry || entry.refused) return true;
        const outcome = await send(entry, key);
        if (outcome.later) return false;
        failing = null;
        wait = 1000;
        const now = lying.get(key);
        if (!now) return true;
        // Written in again while it was on its way: what is newer goes too.
        const newer = now.version !== entry.version;
        if (outcome.refused && !newer) lying.put(key, { ...now, refused: outcome.refused });
        else if (outcome.again) lying.put(key, { ...now, ...outcome.again, want: { ...outcome.again.want, ...(newer ? now.want : {}) } });
        else if (!newer) lying.remove(key);
        else if (outcome.base !== undefined) lying.put(key, { ...now, base: outcome.base });
        changed();
      }
    } finally {
      busy.delete(key);
    }
  }

  async function run() {
    clearTimeout(timer);
    timer = null;
    const waiting = entries().filter(([, entry]) => !entry.refused).map(([key]) => key);
    if (!waiting.length) return;
    // The first one finds out whether anybody answers; then the rest go a few at a time.
    let sent = await one(waiting[0]);
    for (let n = 1; n < waiting.length && sent; n += 4) {
      sent = (await Promise.all(waiting.slice(n, n + 4).map(one))).every(Boolean);
    }
    if (!sent) {
      failing ??= performance.now();
      later();
    }
    changed();
  }

  const soon = () => {
    wait = 1000;
    run();
  };
  window.addEventListener("online", soon);
  window.addEventListener("pageshow", soon);
  document.addEventListener("visibilitychange", () => document.hidden || soon());

  return {
    put(key, entry) {
      const before = lying.get(key);
      lying.put(key, {
        ...before, ...entry, refused: undefined, version: (before?.version ?? 0) + 1,
        nth: before?.nth ?? entries().reduce((most, [, each]) => Math.max(most, each.nth ?? 0), 0) + 1,
      });
      changed();
      // While nobody answers, what is new waits for the next try.
      if (failing === null) run();
      else if (timer === null) later();
    },
    // Remembers something about an entry that is no change of it.
    keep(key, more) {
      const before = lying.get(key);
      if (before) lying.put(key, { ...before, ...more });
    },
    drop(key) {
      lying.remove(key);
      changed();
    },
    get: (key) => lying.get(key),
    entries,
    soon,
    get waiting() {
      return entries().filter(([, entry]) => !entry.refused).length;
    },
    // Seconds that sending has failed without a break; 0 while it goes well.
    get failing() {
      return failing === null ? 0 : (performance.now() - failing) / 1000;
    },
    get lasts() {
      return lying.lasts;
    },
    same,
  };
}
