// A block whose form keeps itself. Without this element its button sends the form.

import { Keeper, post } from "../lib/keeper.js";

export class LessonForm extends HTMLElement {
  #keeper = null;
  #listening = null;

  connectedCallback() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.#keeper = new Keeper({ send: (fields) => post(this.form.action, fields), tell: (outcome) => this.#say(outcome) });
    this.form.addEventListener("submit", this, { signal });
    this.form.addEventListener("change", this, { signal });
    window.addEventListener("online", this, { signal });
    this.setUp(signal);
  }

  disconnectedCallback() {
    this.#listening.abort();
    this.#keeper.stop();
  }

  // For elements made from this one: more listeners, what a restored state shows.
  setUp() {}

  // What the form keeps.
  get fields() {
    return new FormData(this.form);
  }

  get form() {
    return this.querySelector("form");
  }

  handleEvent(event) {
    if (event.type === "submit") event.preventDefault();
    if (event.type === "online") this.#keeper.flush();
    else this.keep();
  }

  keep() {
    // Drawn outside a lesson (a preview), the form has no address and keeps nothing.
    if (this.form.getAttribute("action")) this.#keeper.put(this.fields);
  }

  #say({ saved, refused, retry }) {
    const line = this.querySelector(".lesson-saved__line");
    line.dataset.state = saved ? "saved" : retry ? "waiting" : "refused";
    if (saved) line.textContent = line.dataset.saved.replace("{time}", saved);
    else line.textContent = retry ? line.dataset.waiting : refused || line.dataset.refused;
  }
}
