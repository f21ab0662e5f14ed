// What waits on the device, sealed: AES-GCM under a key that only the signed-in person's exam page is given, for this one attempt.
//
// Without that page what lies here cannot be read; what belongs to another attempt does not open. Browsers have this cryptography on HTTPS and
// on localhost only; elsewhere nothing is written, and answers wait in the page alone.

const PREFIX = "answers:";
const FORTNIGHT = 14 * 24 * 3600 * 1000;
const bytes = (text) => new TextEncoder().encode(text);
const toText = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)));
const toBytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

// Takes away what any page of an attempt left on this device.
export function forget(name, storage = globalThis.localStorage) {
  for (const key of keys(storage)) if (key.startsWith(`${PREFIX}${name}:`)) storage.removeItem(key);
}

function keys(storage) {
  return Array.from({ length: storage.length }, (_, place) => storage.key(place));
}

export class SealedStore {
  #name;
  #own;
  #key;
  #storage;
  #subtle;
  #last = Promise.resolve();

  // `name` is the attempt's key, `secret` what the page was given for it.
  constructor({ name, secret, storage = globalThis.localStorage, crypto = globalThis.crypto }) {
    this.#name = name;
    this.#own = `${PREFIX}${name}:${Math.random().toString(36).slice(2)}`;
    this.#storage = storage;
    this.#subtle = crypto?.subtle;
    this.#key = this.#subtle && this.#derive(secret);
  }

  // Every entry that earlier pages of this attempt left, the newest of each question; they are this page's from now on.
  async load() {
    if (!this.#key) return [];
    const found = new Map();
    for (const key of this.#names()) {
      for (const entry of await this.#open(this.#storage.getItem(key))) {
        const other = found.get(entry.position);
        if (!other || entry.seq > other.seq || (entry.seq === other.seq && entry.at > other.at)) found.set(entry.position, entry);
      }
    }
    const entries = [...found.values()].sort((one, other) => one.at - other.at);
    const before = this.#names();
    await this.save(entries);
    for (const key of before) if (key !== this.#own) this.#storage.removeItem(key);
    this.#forgetOld();
    return entries;
  }

  // Writes in the order of the calls. A full or forbidden storage only means that a reload forgets what was never acknowledged.
  save(entries) {
    this.#last = this.#last.then(() => this.#write(entries)).catch(() => {});
    return this.#last;
  }

  async #write(entries) {
    if (!this.#key) return;
    if (entries.length) this.#storage.setItem(this.#own, await this.#seal(entries));
    else this.#storage.removeItem(this.#own);
  }

  #names() {
    return keys(this.#storage).filter((key) => key.startsWith(`${PREFIX}${this.#name}:`));
  }

  async #derive(secret) {
    const base = await this.#subtle.importKey("raw", bytes(secret), "HKDF", false, ["deriveKey"]);
    const how = { name: "HKDF", hash: "SHA-256", salt: bytes(this.#name), info: bytes("waiting answers") };
    return this.#subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  }

  async #seal(entries) {
    const iv = globalThis.crypto.getRandomValues(new Uint8Array(12));
    const how = { name: "AES-GCM", iv, additionalData: bytes(this.#name) };
    const data = await this.#subtle.encrypt(how, await this.#key, bytes(JSON.stringify(entries)));
    return JSON.stringify({ at: Date.now(), iv: toText(iv), data: toText(data) });
  }

  async #open(sealed) {
    try {
      const { iv, data } = JSON.parse(sealed);
      const how = { name: "AES-GCM", iv: toBytes(iv), additionalData: bytes(this.#name) };
      return JSON.parse(new TextDecoder().decode(await this.#subtle.decrypt(how, await this.#key, toBytes(data))));
    } catch {
      return []; // damaged, or sealed for somebody else
    }
  }

  // Attempts that nobody came back to.
  #forgetOld() {
    for (const key of keys(this.#storage).filter((each) => each.startsWith(PREFIX))) {
      try {
        if (JSON.parse(this.#storage.getItem(key)).at > Date.now() - FORTNIGHT) continue;
      } catch {
        // not readable: old too
      }
      this.#storage.removeItem(key);
    }
  }
}
