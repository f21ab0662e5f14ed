// Steps to be ordered with two buttons each, instead of choosing numbers. The selects stay: they are what the form sends.

export class ExamOrdering extends HTMLElement {
  connectedCallback() {
    this.list = this.querySelector("ol");
    this.voice = document.createElement("span");
    this.voice.className = "visually-hidden";
    this.voice.setAttribute("role", "status");
    this.append(this.voice);
    for (const step of this.list.children) {
      const select = step.querySelector("select");
      select.hidden = true;
      step.append(this.button(step, -1, "↑", this.dataset.up), this.button(step, 1, "↓", this.dataset.down));
    }
    this.limit();
  }

  disconnectedCallback() {
    this.voice.remove();
    for (const button of this.list.querySelectorAll("button")) button.remove();
    for (const select of this.list.querySelectorAll("select")) select.hidden = false;
  }

  button(step, by, sign, words) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    button.setAttribute("aria-label", `${words}: ${step.querySelector("label").textContent.trim()}`);
    button.addEventListener("click", () => this.move(step, by, button));
    return button;
  }

  move(step, by, button) {
    const other = by < 0 ? step.previousElementSibling : step.nextElementSibling;
    if (!other) return;
    if (by < 0) other.before(step);
    else other.after(step);
    [...this.list.children].forEach((each, index) => (each.querySelector("select").value = String(index + 1)));
    this.limit();
    button.focus(); // moving a node takes the focus from what is in it
    this.voice.textContent = this.dataset.moved.replace("{number}", [...this.list.children].indexOf(step) + 1);
    step.querySelector("select").dispatchEvent(new Event("change", { bubbles: true }));
  }

  // The first cannot go up, the last cannot go down; both keep the focus that they have.
  limit() {
    const steps = [...this.list.children];
    steps.forEach((step, index) => {
      const [up, down] = step.querySelectorAll("button");
      up.setAttribute("aria-disabled", String(index === 0));
      down.setAttribute("aria-disabled", String(index === steps.length - 1));
    });
  }
}
