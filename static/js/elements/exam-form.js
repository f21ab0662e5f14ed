// The exam's form: each change is sent at once, the line of state and the map of questions say what the server has.

import { AnswerQueue, TabStore } from "../lib/answers.js";

const TYPING = 600;

export class ExamForm extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.state = this.querySelector("answer-state");
    this.clock = this.querySelector("exam-clock");
    this.queue = new AnswerQueue({
      send: (entry) => this.send(entry),
      store: new TabStore(`answers-${this.dataset.attempt}`),
      tell: (news) => this.hear(news),
    });
    this.leaving = new AbortController();
    const on = (target, name, listener) => target.addEventListener(name, listener, { signal: this.leaving.signal });
    on(this.form, "change", (event) => this.put(event.target));
    on(this.form, "input", (event) => this.typed(event.target));
    on(this.form, "submit", (event) => this.submit(event));
    on(this, "exam-over", () => this.end());
    on(window, "online", () => this.queue.flush());
    on(window, "beforeunload", (event) => this.queue.waiting.length && event.preventDefault());
    this.form.querySelector("[name=save]").hidden = true;
    for (const question of this.form.querySelectorAll(".question")) {
      this.queue.know(Number(question.dataset.position), Number(this.seq(question).value));
    }
    for (const entry of this.queue.waiting) this.restore(entry);
    this.queue.flush();
  }

  disconnectedCallback() {
    this.leaving.abort();
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
      .filter(([field]) => field === name || field.startsWith(`${name}.`))
      .map(([field, value]) => [field.slice(name.length + 1), value]);
  }

  put(control) {
    clearTimeout(this.typing);
    this.typing = null;
    const question = control.closest(".question");
    if (!question) return;
    this.queue.put(Number(question.dataset.position), this.fields(question));
    if (!this.queue.closed) this.mark(question.dataset.position, "waiting");
  }

  typed(control) {
    if (control.type !== "text") return;
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.put(control), TYPING);
    this.typingIn = control;
  }

  async send({ position, seq, fields }) {
    try {
      const response = await fetch(this.question(position).dataset.url, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.form.elements.csrfmiddlewaretoken.value },
        body: JSON.stringify({ seq, fields }),
        keepalive: true,
      });
      if (response.status >= 500) return { retry: true };
      const data = await response.json();
      if (response.status === 401) return { retry: true, message: data.message };
      return response.ok ? { ok: true, ...data } : { ...data };
    } catch {
      return { retry: true };
    }
  }

  hear(news) {
    this.state.show(news);
    if (news.kind === "saved") {
      const question = this.question(news.position);
      this.seq(question).value = news.seq;
      if (!this.queue.waiting.some((entry) => entry.position === news.position)) this.mark(news.position, news.answered ? "answered" : "empty");
      this.clock?.set(news.seconds_left);
    }
    if (this.queue.closed) this.close(news);
  }

  // No more answers are taken here: the page says so, and leads to the result where there is one.
  close(news) {
    for (const control of this.form.querySelectorAll(".question :is(input, select, button)")) control.disabled = true;
    if (news.reason !== "held") window.location.assign(news.result);
    else this.querySelector("[data-held]").hidden = false;
    for (const link of this.querySelectorAll('.question-map a[data-state="waiting"]')) this.mark(link.hash.slice(2), "empty");
  }

  mark(position, state) {
    const link = this.querySelector(`.question-map a[href="#q${position}"]`);
    link.dataset.state = state;
    link.setAttribute("aria-label", this.form.dataset[state].replace("{number}", position));
  }

  restore({ position, fields }) {
    const question = this.question(position);
    const name = `q${position}`;
    for (const control of question.querySelectorAll(`[name="${name}"], [name^="${name}."]`)) {
      const values = fields.filter(([part]) => part === control.name.slice(name.length + 1)).map(([, value]) => value);
      if (["radio", "checkbox"].includes(control.type)) control.checked = values.includes(control.value);
      else control.value = values[0] ?? "";
    }
    this.mark(position, "waiting");
  }

  async submit(event) {
    event.preventDefault();
    if (this.typing) this.put(this.typingIn);
    if (await this.queue.flush()) window.location.assign(this.form.dataset.finish);
  }

  async end() {
    if (this.typing) this.put(this.typingIn);
    await this.queue.flush();
    this.querySelector("form[data-expired]").requestSubmit();
  }
}
