// The elements that a lesson and its blocks are made of.

import { LessonCase } from "./elements/lesson-case.js";
import { LessonChecklist } from "./elements/lesson-checklist.js";
import { LessonReflection } from "./elements/lesson-reflection.js";
import { LessonSorter } from "./elements/lesson-sorter.js";
import { LessonVideo } from "./elements/lesson-video.js";
import { ReadingPlace } from "./elements/reading-place.js";

customElements.define("lesson-case", LessonCase);
customElements.define("lesson-checklist", LessonChecklist);
customElements.define("lesson-reflection", LessonReflection);
customElements.define("lesson-sorter", LessonSorter);
customElements.define("lesson-video", LessonVideo);
customElements.define("reading-place", ReadingPlace);
