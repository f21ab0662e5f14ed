// A case, one step at a time. Without this element all steps stand below each other and links lead from one to the next.

import { LessonForm } from "./lesson-form.js";

export class LessonCase extends LessonForm {
  #path = []; // what was replied, in order: "STEP-REPLY", as the server keeps it

  setUp(signal) {
    this.form.hidden = false;
    this.addEventListener("toggle", (event) => this.#reply(event.target), { signal, capture: true });
    this.addEventListener("click", (event) => this.#click(event), { signal });
    signal.addEventListener("abort", () => this.#putBack());
    this.#restore();
  }

  get fields() {
    const fields = super.fields;
    for (const reply of this.#path) fields.append("path", reply);
    return fields;
  }

  get steps() {
    return [...this.querySelectorAll(".case__step")];
  }

  // One step on view; the others are away on the screen and there on paper.
  #show(step) {
    for (const each of this.steps) each.toggleAttribute("data-away", each !== step);
    this.querySelector(".case__restart").hidden = this.#path.length === 0;
  }

  #replyNamed(name) {
    return this.querySelector(`.case__reply[data-reply="${CSS.escape(name)}"]`);
  }

  #reply(reply) {
    if (!reply.matches(".case__reply") || !reply.open) return;
    const step = reply.closest(".case__step");
    for (const other of step.querySelectorAll(".case__reply[open]")) other.open = other === reply;
    if (this.#path.at(-1) === reply.dataset.reply) return;
    const at = this.#path.findIndex((name) => this.#replyNamed(name)?.closest(".case__step") === step);
    if (at >= 0) this.#path.length = at; // another reply to a step already seen: what followed it is undone
    this.#path.push(reply.dataset.reply);
    this.#show(step);
    reply.querySelector(".case__feedback").focus();
    this.keep();
  }

  #click(event) {
    const next = event.target.closest(".case__next");
    if (next) this.#go(event, this.querySelector(next.hash));
    if (event.target.closest(".case__restart")) this.#restart();
  }

  #go(event, step) {
    event.preventDefault();
    for (const reply of step.querySelectorAll("[open]")) reply.open = false;
    this.#show(step);
    step.focus();
  }

  #restart() {
    this.#path = [];
    this.#close();
    const [first] = this.steps;
    this.#show(first);
    first.focus();
    this.keep();
  }

  #restore() {
    const { path = [] } = JSON.parse(this.dataset.state || "{}");
    this.#path = path.filter((name) => this.#replyNamed(name)); // a newer edition may have other replies
    const last = this.#path.length ? this.#replyNamed(this.#path.at(-1)) : null;
    if (last) last.open = true;
    this.#show(last?.closest(".case__step") ?? this.steps[0]);
  }

  #close() {
    for (const reply of this.querySelectorAll(".case__reply[open]")) reply.open = false;
  }

  #putBack() {
    for (const step of this.steps) step.removeAttribute("data-away");
    this.form.hidden = true;
  }
}
