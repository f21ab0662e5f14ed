// The time left, counted from what the server said; the device's own clock plays no part. Spoken rarely: at 10, 5 and 1 minutes.

const SPOKEN = [600, 300, 60];
const ASLEEP = 5000;

export class ExamClock extends HTMLElement {
  connectedCallback() {
    this.face = this.querySelector("[role=timer]");
    this.voice = this.querySelector("[role=status]");
    this.set(Number(this.dataset.seconds));
    this.timer = setInterval(() => this.tick(), 1000);
    this.leaving = new AbortController();
    document.addEventListener("visibilitychange", () => this.wake(), { signal: this.leaving.signal });
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    this.leaving.abort();
  }

  set(seconds) {
    if (seconds === null || seconds === undefined) return;
    this.seconds = seconds;
    this.since = performance.now();
    this.day = Date.now();
    this.tick();
  }

  get left() {
    return Math.max(0, Math.ceil(this.seconds - (performance.now() - this.since) / 1000));
  }

  tick() {
    const left = this.left;
    const [hours, minutes, seconds] = [Math.floor(left / 3600), Math.floor(left / 60) % 60, left % 60];
    const two = (number) => String(number).padStart(2, "0");
    this.face.textContent = hours ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
    this.dataset.state = left <= 60 ? "last" : left <= 300 ? "soon" : "calm";
    const spoken = SPOKEN.findLast((mark) => left <= mark && this.spoken !== mark && (this.spoken ?? Infinity) > mark);
    if (spoken) {
      this.spoken = spoken;
      if (left > spoken - 30) this.voice.textContent = this.dataset.left.replace("{minutes}", spoken / 60);
    }
    if (left === 0) this.over();
  }

  // A device that slept may have stopped counting: the server is asked again.
  wake() {
    const slept = Math.abs(Date.now() - this.day - (performance.now() - this.since)) > ASLEEP;
    if (!document.hidden && slept) window.location.reload();
  }

  over() {
    if (this.ended) return;
    this.ended = true;
    clearInterval(this.timer);
    this.voice.textContent = this.dataset.over;
    this.dispatchEvent(new CustomEvent("exam-over", { bubbles: true }));
  }
}
