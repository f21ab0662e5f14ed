// The trainer's list: a mark is kept on the device until the server has it. Without this script each button sends its form.

import { Outbox, sendMark } from "../lib/outbox.js";

export class AttendanceList extends HTMLElement {
  connectedCallback() {
    const name = this.dataset.store;
    const store = {
      read: () => JSON.parse(localStorage.getItem(name) ?? "[]"),
      write: (marks) => (marks.length ? localStorage.setItem(name, JSON.stringify(marks)) : localStorage.removeItem(name)),
    };
    const token = this.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    const send = (mark, age) => sendMark(mark, age, token);
    this.outbox = new Outbox({ store, send, tell: (mark, answer) => this.show(mark, answer) });
    this.leaving = new AbortController();
    this.addEventListener("submit", (event) => this.mark(event), { signal: this.leaving.signal });
    window.addEventListener("online", () => this.outbox.flush(), { signal: this.leaving.signal });
    for (const mark of this.outbox.waiting) this.show(mark, { retry: true });
    this.outbox.flush();
    this.late = setTimeout(() => this.askReasons(), Number(this.dataset.lateIn) * 1000);
  }

  disconnectedCallback() {
    this.leaving.abort();
    this.outbox.stop();
    clearTimeout(this.late);
  }

  mark(event) {
    const form = event.target;
    if (!form.matches("[data-mark]")) return;
    event.preventDefault();
    const mark = { url: form.getAttribute("action"), reason: form.elements.reason?.value ?? "" };
    this.show(mark, { retry: true });
    this.outbox.put(mark);
  }

  // From now on a mark is late: each asks for a reason, also where the page cannot be loaded again.
  askReasons() {
    for (const reason of this.querySelectorAll("[name=reason]")) {
      reason.disabled = false;
      reason.required = true;
      reason.hidden = reason.form.querySelector("button").hidden;
    }
  }

  show(mark, answer) {
    const form = this.querySelector(`form[action="${CSS.escape(mark.url)}"]`);
    if (!form) return;
    const there = answer.marked && answer.holds;
    for (const field of form.querySelectorAll("button, [name=reason]:enabled")) field.hidden = Boolean(there || answer.retry);
    form.querySelector("[data-word]").textContent = this.say(answer);
  }

  say(answer) {
    if (answer.retry) return this.dataset.waits;
    if (answer.refused) return answer.refused;
    return answer.holds ? `${this.dataset.marked} ${answer.marked}` : this.dataset.withdrawn;
  }
}
