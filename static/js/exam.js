// The elements that an exam is made of.

import { AnswerFile } from "./elements/answer-file.js";
import { AnswerState } from "./elements/answer-state.js";
import { ExamCategorise } from "./elements/exam-categorise.js";
import { ExamClock } from "./elements/exam-clock.js";
import { ExamEssay } from "./elements/exam-essay.js";
import { ExamForm } from "./elements/exam-form.js";
import { ExamOrdering } from "./elements/exam-ordering.js";

customElements.define("answer-state", AnswerState);
customElements.define("exam-clock", ExamClock);
customElements.define("answer-file", AnswerFile);
customElements.define("exam-categorise", ExamCategorise);
customElements.define("exam-essay", ExamEssay);
customElements.define("exam-ordering", ExamOrdering);
customElements.define("exam-form", ExamForm); // last: it speaks to the others
