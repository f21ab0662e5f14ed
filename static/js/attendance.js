// The trainer's list of who is there.

import { AttendanceList } from "./elements/attendance-list.js";

customElements.define("attendance-list", AttendanceList);
