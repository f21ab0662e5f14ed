// The line that says what the server has: "Saved 14:03", "Answers waiting for the network: 2", or why an answer was refused.

export class AnswerState extends HTMLElement {
  show({ kind, count, saved_at: time, message }) {
    const texts = this.dataset;
    if (kind === "refused" || message) this.set(message, "refused");
    else if (count && kind === "waiting") this.set(texts.waiting.replace("{count}", count), "waiting");
    else if (time) this.set(texts.saved.replace("{time}", time), "saved");
  }

  set(text, state) {
    this.dataset.state = state;
    if (this.textContent !== text) this.textContent = text;
  }
}
