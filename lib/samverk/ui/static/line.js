// The comm of one panel: numbered deeds out, answers and states in.
export class Line {
  constructor(model) {
    this.model = model;
    this.waiting = new Map();
    this.number = 0;
    this.listeners = new Set();
    this.receive = (message, buffers) => {
      if (message.re === undefined) return;
      if (message.re === "background") this.listeners.forEach((listener) => listener(message));
      if (message.re === "background" && message.file) saveFile(message.file, buffers[0]);
      const asked = this.waiting.get(message.re);
      this.waiting.delete(message.re);
      this.alive();
      asked?.done({ ...message, buffers });
      this.tell();
    };
    model.on("msg:custom", this.receive);
  }
  send(deed, args = {}, buffers = []) {
    const re = `${Date.now()}-${this.number++}`;
    return new Promise((done) => {
      this.waiting.set(re, { done, since: Date.now(), quiet: deed === "ping" });
      this.model.send({ re, deed, args }, undefined, buffers);
      this.tell();
    });
  }
  pending() {
    return [...this.waiting.values()].filter((asked) => !asked.quiet);
  }
  tell() {
    const pending = this.pending().length;
    window.dispatchEvent(new CustomEvent("samverk:pending", { detail: { panel: this.model, pending } }));
    this.listeners.forEach((listener) => listener());
  }
  alive() {
    window.dispatchEvent(new CustomEvent("samverk:alive"));
  }
  close() {
    this.model.off("msg:custom", this.receive);
  }
}

export function saveFile({ name, type }, content) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}
