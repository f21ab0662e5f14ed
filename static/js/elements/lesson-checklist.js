// A checklist whose ticks are kept at every change.

import { LessonForm } from "./lesson-form.js";

export class LessonChecklist extends LessonForm {}
