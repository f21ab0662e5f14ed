// A video that goes on where the learner stopped and tells the server how much of it was seen.

import { Keeper, post } from "../lib/keeper.js";
import { secondsSeen } from "../lib/watching.js";

const EVERY = 10;

export class LessonVideo extends HTMLElement {
  #keeper = null;
  #listening = null;
  #state = {};
  #sentAt = 0;

  connectedCallback() {
    this.#state = JSON.parse(this.dataset.state || "{}");
    this.#keeper = new Keeper({ send: (fields) => post(this.dataset.url, fields), tell: (outcome) => this.#told(outcome) });
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    for (const name of ["loadedmetadata", "timeupdate", "pause", "ended"]) this.video.addEventListener(name, this, { signal });
    document.addEventListener("visibilitychange", this, { signal });
    window.addEventListener("online", this, { signal });
    if (this.video.readyState > 0) this.#resume();
  }

  disconnectedCallback() {
    this.#listening.abort();
    this.#keeper.stop();
  }

  get video() {
    return this.querySelector("video");
  }

  // Of the whole, in percent: what earlier visits saw, taken as the beginning, and what this one played.
  get percent() {
    const { duration, played } = this.video;
    if (!duration) return 0;
    const earlier = ((this.#state.percent ?? 0) / 100) * duration;
    const ranges = Array.from({ length: played.length }, (_, index) => [played.start(index), played.end(index)]);
    return Math.min(100, Math.round((100 * secondsSeen([[0, earlier], ...ranges])) / duration));
  }

  handleEvent({ type }) {
    if (type === "loadedmetadata") this.#resume();
    else if (type === "online") this.#keeper.flush();
    else if (type === "timeupdate") this.#every();
    else if (type !== "visibilitychange" || (document.hidden && !this.video.paused)) this.#tell();
  }

  #resume() {
    const { second = 0 } = this.#state;
    if (second > 2 && second < this.video.duration - 3 && this.video.currentTime === 0) this.video.currentTime = second;
    this.#sentAt = this.video.currentTime;
  }

  #every() {
    if (!this.video.paused && Math.abs(this.video.currentTime - this.#sentAt) >= EVERY) this.#tell();
  }

  #tell() {
    if (!this.dataset.url) return;
    const fields = new FormData();
    fields.set("csrfmiddlewaretoken", this.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "");
    fields.set("second", this.video.currentTime.toFixed(1));
    fields.set("percent", this.percent);
    this.#sentAt = this.video.currentTime;
    this.#keeper.put(fields);
  }

  #told({ done }) {
    if (done) this.dispatchEvent(new CustomEvent("lesson-done", { bubbles: true }));
  }
}
