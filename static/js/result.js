// The attempt is over: nothing of it stays on the device.

import { forget } from "./lib/sealed.js";

forget(document.querySelector("[data-attempt]").dataset.attempt);
