// The elements that an exam is made of.

import { AnswerState } from "./elements/answer-state.js";
import { ExamClock } from "./elements/exam-clock.js";
import { ExamForm } from "./elements/exam-form.js";
import { ExamOrdering } from "./elements/exam-ordering.js";

customElements.define("answer-state", AnswerState);
customElements.define("exam-clock", ExamClock);
customElements.define("exam-ordering", ExamOrdering);
customElements.define("exam-form", ExamForm); // last: it speaks to the others
