// A private answer, kept when the learner pauses in typing or leaves.

import { LessonForm } from "./lesson-form.js";

const PAUSE = 1500;

export class LessonReflection extends LessonForm {
  #timer = null;

  setUp(signal) {
    this.form.addEventListener("input", () => this.#later(), { signal });
    document.addEventListener("visibilitychange", () => document.hidden && this.#now(), { signal });
    signal.addEventListener("abort", () => clearTimeout(this.#timer));
  }

  // A change that a pause has kept already is not kept again.
  handleEvent(event) {
    if (event.type === "change") this.#now();
    else super.handleEvent(event);
  }

  keep() {
    clearTimeout(this.#timer);
    this.#timer = null;
    super.keep();
  }

  #later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.keep(), PAUSE);
  }

  #now() {
    if (this.#timer) this.keep();
  }
}
