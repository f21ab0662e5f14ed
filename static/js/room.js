// The room's screen.

import { RoomCode } from "./elements/room-code.js";

customElements.define("room-code", RoomCode);
