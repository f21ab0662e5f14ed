// The code on the room's screen: asked for again as soon as it changes. Without a network the old one goes: it would be refused.

const TRY_AGAIN = 3000;

export class RoomCode extends HTMLElement {
  connectedCallback() {
    this.place = this.querySelector("[data-code]");
    this.lost = this.querySelector("[data-lost]");
    this.wait();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  // Until the code changes, and a moment more.
  wait() {
    const seconds = Number(this.place.querySelector("[data-seconds]")?.dataset.seconds ?? 0);
    this.timer = setTimeout(() => this.refresh(), Math.max(1, seconds) * 1000 + 200);
  }

  async refresh() {
    try {
      const response = await fetch(this.dataset.url, { cache: "no-store", redirect: "error" });
      if (!response.ok) throw new Error(response.status);
      this.place.innerHTML = await response.text();
      this.show(true);
      this.wait();
    } catch {
      this.show(false);
      this.timer = setTimeout(() => this.refresh(), TRY_AGAIN);
    }
  }

  show(there) {
    this.place.hidden = !there;
    this.lost.hidden = there;
  }
}
