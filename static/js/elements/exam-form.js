// The exam's form: each change is sent at once, the line of state and the map of questions say what the server has.

import { AnswerQueue } from "../lib/answers.js";
import { SealedStore } from "../lib/sealed.js";
import { askState, sendAnswer } from "../lib/sending.js";
import { Watch } from "../lib/watch.js";

const TYPING = 600;
const PULSE = 20000;

export class ExamForm extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.state = this.querySelector("answer-state");
    this.clock = this.querySelector("exam-clock");
    this.watch = new Watch();
    this.leaving = new AbortController();
    const on = (target, name, listener) => target.addEventListener(name, (event) => this.ready.then(() => listener(event)), { signal: this.leaving.signal });
    this.ready = this.open();
    on(this.form, "change", (event) => this.put(event.target));
    on(this.form, "input", (event) => this.typed(event.target));
    this.form.addEventListener("submit", (event) => this.submit(event), { signal: this.leaving.signal });
    on(this, "exam-over", () => this.end());
    on(window, "online", () => this.queue.flush());
    on(document, "visibilitychange", () => this.wake());
    window.addEventListener("beforeunload", (event) => this.queue?.waiting.length && event.preventDefault(), { signal: this.leaving.signal });
    this.beating = setInterval(() => this.pulse(), PULSE);
    this.form.querySelector("[name=save]").hidden = true;
  }

  disconnectedCallback() {
    this.leaving.abort();
    clearInterval(this.beating);
  }

  // What earlier pages left on this device comes first: it is shown, and sent if it was not yet.
  async open() {
    const store = new SealedStore({ name: this.dataset.attempt, secret: this.dataset.secret });
    const entries = await store.load();
    const token = this.form.elements.csrfmiddlewaretoken.value;
    const send = (entry, age) => sendAnswer(`${this.dataset.url}answers/${entry.position}/`, token, entry, age);
    this.queue = new AnswerQueue({ send, store, tell: (news) => this.hear(news), entries });
    for (const question of this.form.querySelectorAll(".question")) {
      const position = Number(question.dataset.position);
      this.watch.know(position, Number(question.dataset.seconds));
      const newer = this.queue.know(position, Number(this.seq(question).value));
      if (newer) {
        this.seq(question).value = newer.seq;
        this.restore(newer, newer.answered ? "answered" : "empty");
      }
    }
    for (const entry of this.queue.waiting) this.restore(entry, "waiting");
    this.queue.flush();
  }

  wake() {
    this.watch.pause(document.hidden);
    this.pulse();
  }

  seq(question) {
    return question.querySelector("input[type=hidden][name^=seq]");
  }

  question(position) {
    return this.querySelector(`#q${position}`);
  }

  // The fields of one question as [part, value], as its form would send them.
  fields(question) {
    const name = `q${question.dataset.position}`;
    return [...new FormData(this.form)]
      .filter(([field, value]) => typeof value === "string" && (field === name || field.startsWith(`${name}.`)))
      .map(([field, value]) => [field.slice(name.length + 1), value]);
  }

  put(control) {
    clearTimeout(this.typing);
    this.typing = null;
    const question = control.closest(".question");
    if (!question || control.type === "file") return;
    const position = Number(question.dataset.position);
    this.queue.put(position, this.fields(question), this.watch.spent(position));
    if (!this.queue.closed) this.mark(position, "waiting");
  }

  typed(control) {
    if (control.type !== "text" && control.type !== "textarea") return;
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.put(control), TYPING);
    this.typingIn = control;
  }

  hear(news) {
    this.state.show(news);
    if (news.kind === "saved") {
      const question = this.question(news.position);
      if (question) this.seq(question).value = news.seq;
      if (!this.queue.waiting.some((entry) => entry.position === news.position)) this.mark(news.position, news.answered ? "answered" : "empty");
      this.clock?.set(news.seconds_left);
    }
    if (this.queue.closed) this.close(news);
  }

  // Asks now and then whether this device still holds the attempt, so that nobody writes on into the void.
  async pulse() {
    if (document.hidden || !this.queue || this.queue.closed || !navigator.onLine) return;
    const news = await askState(`${this.dataset.url}state/`);
    if (!news || this.queue.closed) return;
    this.clock?.set(news.seconds_left);
    if (!news.reason) return;
    this.queue.close();
    this.hear({ kind: "refused", count: 0, ...news });
  }

  // No more answers are taken here: the page says so, and leads to the result where there is one.
  close(news) {
    for (const control of this.form.querySelectorAll(".question :is(input, select, textarea, button)")) control.disabled = true;
    if (news.reason !== "held") window.location.assign(news.result);
    else this.querySelector("[data-held]").hidden = false;
    for (const link of this.querySelectorAll('.question-map [data-state="waiting"]')) this.mark(Number(link.dataset.position), "empty");
  }

  mark(position, state) {
    const link = this.querySelector(`.question-map [data-position="${position}"]`);
    link.dataset.state = state;
    link.setAttribute("aria-label", this.form.dataset[state].replace("{number}", position));
  }

  restore({ position, fields }, state) {
    this.mark(position, state);
    const question = this.question(position);
    if (!question) return; // on another page of the exam
    const name = `q${position}`;
    for (const control of question.querySelectorAll(`[name="${name}"], [name^="${name}."]`)) {
      const values = fields.filter(([part]) => part === control.name.slice(name.length + 1)).map(([, value]) => value);
      if (["radio", "checkbox"].includes(control.type)) control.checked = values.includes(control.value);
      else if (control.type !== "file") control.value = values[0] ?? "";
    }
    question.dispatchEvent(new CustomEvent("answer-restored", { bubbles: true }));
  }

  async submit(event) {
    event.preventDefault();
    const goto = event.submitter?.name === "goto" ? event.submitter.value : null;
    await this.ready;
    if (this.typing) this.put(this.typingIn);
    if (!(await this.queue.flush())) return;
    if (goto === null) return window.location.assign(this.form.dataset.finish);
    this.form.querySelector("[name=leave]").value = goto;
    this.form.submit();
  }

  async end() {
    if (this.typing) this.put(this.typingIn);
    await this.queue.flush();
    this.queue.close();
    this.querySelector("form[data-expired]").requestSubmit();
  }
}
