// Shows what a form would print: posts it as it stands, a moment after the last change, and puts the PDF in the frame beside it.

const PAUSE = 700;

class DesignPreview extends HTMLElement {
  connectedCallback() {
    this.form = document.getElementById(this.dataset.form);
    this.frame = this.querySelector("iframe");
    if (!this.form || !this.frame) return;
    this.later = () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.draw(), PAUSE);
    };
    this.form.addEventListener("input", this.later);
    this.form.addEventListener("change", this.later);
    this.addEventListener("change", this.later);
    this.frame.hidden = false;
    this.draw();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    this.form?.removeEventListener("input", this.later);
    this.form?.removeEventListener("change", this.later);
    this.removeEventListener("change", this.later);
    this.asking?.abort();
    this.forget();
  }

  async draw() {
    this.asking?.abort();
    const asking = (this.asking = new AbortController());
    this.say("drawing");
    try {
      const answer = await fetch(this.dataset.url, { method: "POST", body: new FormData(this.form), signal: asking.signal });
      if (answer.headers.get("Content-Type")?.startsWith("application/pdf")) this.show(await answer.blob());
      else if (answer.status === 422) this.explain(await answer.text());
      else throw new Error(`${answer.status}`);
      this.say("");
    } catch (error) {
      if (error.name !== "AbortError") this.say("failed");
    }
  }

  show(pdf) {
    this.forget();
    this.address = URL.createObjectURL(pdf);
    this.frame.removeAttribute("srcdoc");
    this.frame.src = `${this.address}#toolbar=0&navpanes=0&view=Fit`;
  }

  explain(page) {
    this.frame.srcdoc = page;
  }

  forget() {
    if (this.address) URL.revokeObjectURL(this.address);
    this.address = "";
  }

  say(state) {
    for (const line of this.querySelectorAll("[data-state]")) line.hidden = line.dataset.state !== state;
  }
}

customElements.define("design-preview", DesignPreview);
