// Counts the words of a text; says so only where it was typed, never aloud at every key.

export class ExamEssay extends HTMLElement {
  connectedCallback() {
    this.text = this.querySelector("textarea");
    this.line = this.querySelector(".essay-count");
    this.leaving = new AbortController();
    this.text.addEventListener("input", () => this.count(), { signal: this.leaving.signal });
    this.closest(".question")?.addEventListener("answer-restored", () => this.count(), { signal: this.leaving.signal });
    this.line.hidden = false;
    this.count();
  }

  disconnectedCallback() {
    this.leaving.abort();
  }

  count() {
    const words = this.text.value.split(/\s+/).filter(Boolean).length;
    this.line.textContent = this.dataset.words.replace("{count}", words);
    const [least, most] = [Number(this.dataset.least), Number(this.dataset.most)];
    this.line.dataset.state = (least && words && words < least) || (most && words > most) ? "off" : "fits";
  }
}
