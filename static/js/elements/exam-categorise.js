// Boxes for the categories; things are dragged into them. The selects stay: they are the keyboard's way, and what the form sends.

export class ExamCategorise extends HTMLElement {
  connectedCallback() {
    this.list = this.querySelector("ul");
    this.leaving = new AbortController();
    const on = (target, name, listener) => target.addEventListener(name, listener, { signal: this.leaving.signal });
    this.boxes = this.makeBoxes();
    this.arrange();
    this.voice = this.makeVoice();
    // A thing placed by keyboard goes to its box when the focus leaves it: the next Tab finds the thing that was next to it.
    on(this, "change", (event) => event.target.matches(":focus-visible") || this.arrange());
    on(this, "focusout", () => this.arrange());
    on(this.closest(".question") ?? this, "answer-restored", () => this.arrange());
    for (const thing of this.things()) on(thing.querySelector("label"), "pointerdown", (event) => this.lift(event, thing));
  }

  disconnectedCallback() {
    this.leaving.abort();
    this.list.append(...this.things());
    for (const box of this.boxes.values()) box.remove();
    this.voice.remove();
  }

  things() {
    return [...this.querySelectorAll("li:has(> select)")];
  }

  // One box for what is not placed yet, one for each category.
  makeBoxes() {
    const options = [...this.querySelector("select").options].map((option) => [option.value, option.value ? option.text : this.dataset.open]);
    const boxes = new Map();
    for (const [value, text] of options) {
      const box = document.createElement("div");
      box.className = "category-box";
      box.dataset.value = value;
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", text);
      const title = document.createElement("p");
      title.textContent = text;
      const list = document.createElement("ul");
      list.setAttribute("role", "list");
      box.append(title, list);
      this.append(box);
      boxes.set(value, box);
    }
    this.dataset.boxes = "";
    return boxes;
  }

  makeVoice() {
    const voice = document.createElement("span");
    voice.className = "visually-hidden";
    voice.setAttribute("role", "status");
    this.append(voice);
    return voice;
  }

  // Puts each thing where its select says, and says so; the focus stays where it was.
  arrange() {
    const focused = document.activeElement;
    for (const thing of this.things()) {
      const box = this.boxes.get(thing.querySelector("select").value);
      const list = box.querySelector("ul");
      if (thing.parentElement === list) continue;
      list.append(thing);
      this.say(thing.querySelector("label").textContent, box.getAttribute("aria-label"));
    }
    if (this.contains(focused)) focused.focus();
  }

  say(thing, category) {
    if (this.voice) this.voice.textContent = this.dataset.placed.replace("{thing}", thing).replace("{category}", category);
  }

  lift(event, thing) {
    if (event.button) return;
    const select = thing.querySelector("select");
    if (select.disabled) return;
    const start = [event.clientX, event.clientY];
    const done = new AbortController();
    const on = (name, listener) => document.addEventListener(name, listener, { signal: done.signal });
    const below = (point) => document.elementFromPoint(point.clientX, point.clientY)?.closest(".category-box");
    const drop = (point) => {
      done.abort();
      delete thing.dataset.lifted;
      const box = point && thing.dataset.moved !== undefined && below(point);
      delete thing.dataset.moved;
      if (!box || !this.contains(box) || box.dataset.value === select.value) return;
      select.value = box.dataset.value;
      select.dispatchEvent(new Event("change", { bubbles: true }));
      this.arrange();
    };
    thing.dataset.lifted = "";
    on("pointermove", (point) => {
      if (Math.hypot(point.clientX - start[0], point.clientY - start[1]) > 8) thing.dataset.moved = "";
      for (const box of this.boxes.values()) box.toggleAttribute("data-over", box === below(point));
    });
    on("pointerup", (point) => {
      for (const box of this.boxes.values()) box.removeAttribute("data-over");
      drop(point);
    });
    on("pointercancel", () => drop(null));
  }
}
