// Sending what waits: one round at a time, and another after a pause where a round did not get through.

export class Retrying {
  #round;
  #delays;
  #wait;
  #sending = null;
  #timer = null;
  #tries = 0;

  // round() sends what waits, and says `through` for whatever arrived, `again` where it has to be tried later. `delays` in milliseconds.
  constructor(round, { delays = [2000, 5000, 10000, 30000], wait = (again, delay) => setTimeout(again, delay) } = {}) {
    this.#round = round;
    this.#delays = delays;
    this.#wait = wait;
  }

  async flush() {
    clearTimeout(this.#timer);
    this.#sending ??= this.#round().finally(() => (this.#sending = null));
    await this.#sending;
  }

  stop() {
    clearTimeout(this.#timer);
  }

  through() {
    this.#tries = 0;
  }

  again() {
    const delay = this.#delays[Math.min(this.#tries++, this.#delays.length - 1)];
    this.#timer = this.#wait(() => this.flush(), delay);
  }
}
