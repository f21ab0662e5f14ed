// A file is sent as soon as it is chosen; the answer then names it by the number that the server gave.

export class AnswerFile extends HTMLElement {
  connectedCallback() {
    this.chooser = this.querySelector("input[type=file]");
    this.number = this.querySelector("input[type=hidden]");
    this.state = this.querySelector("[role=status]");
    this.leaving = new AbortController();
    this.chooser.addEventListener("change", () => this.send(), { signal: this.leaving.signal });
  }

  disconnectedCallback() {
    this.leaving.abort();
  }

  async send() {
    const [file] = this.chooser.files;
    if (!file) return;
    const exam = this.closest("exam-form");
    const body = new FormData();
    body.append("file", file);
    const token = this.closest("form").elements.csrfmiddlewaretoken.value;
    const url = `${exam.dataset.url}answers/${this.closest(".question").dataset.position}/file/`;
    try {
      const response = await fetch(url, { method: "POST", headers: { "X-CSRFToken": token }, body });
      const answer = await response.json();
      this.state.textContent = response.ok ? `${this.dataset.sent} ${answer.name}` : answer.message;
      if (!response.ok) return;
      this.number.value = answer.file;
      this.number.dispatchEvent(new Event("change", { bubbles: true }));
      this.chooser.value = "";
    } catch {
      this.state.textContent = this.dataset.failed;
    }
  }
}
