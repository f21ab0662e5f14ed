// Keeps the place in a lesson, and tells when its end was read. Without this element a link leads to the place and a button says "read".

import { post } from "../lib/keeper.js";
import { Place, Sparsely } from "../lib/place.js";

const PAUSE = 4000; // between two words to the server about the place
const DWELL = 2500; // how long the end has to stay in sight
const READING_LINE = "-15% 0px -60% 0px"; // the part of the window where eyes are

export class ReadingPlace extends HTMLElement {
  #listening = null;
  #observers = [];
  #place = null;
  #kept = null;
  #dwell = null;

  connectedCallback() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.#kept = new Sparsely({ act: (block) => this.#send(this.dataset.placeUrl, { block }), pause: PAUSE, last: this.dataset.place });
    this.#return();
    this.#watchPlace();
    this.#watchEnd();
    document.addEventListener("visibilitychange", () => document.hidden && this.#kept.flush(), { signal });
    this.addEventListener("lesson-done", () => this.#showDone(), { signal });
  }

  disconnectedCallback() {
    this.#listening.abort();
    this.#kept.stop();
    clearTimeout(this.#dwell);
    for (const observer of this.#observers.splice(0)) observer.disconnect();
  }

  get blocks() {
    return [...this.querySelectorAll(".lesson-block")];
  }

  // Where the reader stopped, unless they ask for another place, the browser puts them back itself, or all has been read.
  #return() {
    const [how] = performance.getEntriesByType("navigation");
    if (location.hash || how?.type !== "navigate" || "done" in this.dataset) return;
    const block = this.blocks.findIndex((each) => each.id === this.dataset.place);
    if (block > 0) this.blocks[block].scrollIntoView({ behavior: "instant" });
  }

  #watchPlace() {
    this.#place = new Place(this.blocks.map((block) => block.id));
    this.#watch(this.blocks, { rootMargin: READING_LINE }, (entries) => {
      for (const { target, isIntersecting } of entries) this.#place.see(target.id, isIntersecting);
      this.#kept.put(this.#place.current);
      this.#pointLanguages(this.#place.current);
    });
  }

  // The same block in the other languages.
  #pointLanguages(block) {
    if (block) for (const link of document.querySelectorAll("a[hreflang]")) link.hash = block;
  }

  #watchEnd() {
    if (this.dataset.rule !== "read" || "done" in this.dataset) return;
    const end = this.querySelector(".lesson__end");
    this.#watch([end], {}, (entries) => {
      clearTimeout(this.#dwell);
      if (entries.at(-1).isIntersecting) this.#dwell = setTimeout(() => this.#read(), DWELL);
    });
  }

  async #read() {
    const answer = await this.#send(this.dataset.readingUrl, {});
    if (answer.done) this.#showDone();
  }

  // Said once, in the bar below; the page drawn anew says it by itself.
  #showDone() {
    const news = document.querySelector(".lesson-news");
    if (!news || news.childElementCount) return;
    const line = document.createElement("p");
    line.className = "lesson-done";
    line.textContent = news.dataset.done;
    news.append(line);
  }

  #watch(elements, options, told) {
    const observer = new IntersectionObserver(told, options);
    for (const element of elements) observer.observe(element);
    this.#observers.push(observer);
  }

  #send(url, fields) {
    const form = new FormData();
    form.set("csrfmiddlewaretoken", this.querySelector("[name=csrfmiddlewaretoken]").value);
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    return post(url, form);
  }
}
