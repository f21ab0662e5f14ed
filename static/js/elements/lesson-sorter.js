// Myth or fact: says at once whether the answer is right, opens the explanation, counts, and keeps the answers.

import { LessonForm } from "./lesson-form.js";

export class LessonSorter extends LessonForm {
  setUp() {
    for (const statement of this.statements) this.#judge(statement);
    this.#count();
  }

  get statements() {
    return [...this.querySelectorAll("fieldset")];
  }

  handleEvent(event) {
    if (event.type === "change") {
      const statement = event.target.closest("fieldset");
      this.#judge(statement);
      statement.querySelector("details").open = true;
      this.#count();
    }
    super.handleEvent(event);
  }

  #judge(statement) {
    const chosen = statement.querySelector(":checked");
    if (!chosen) return;
    const isRight = chosen.value === statement.dataset.verdict;
    statement.dataset.outcome = isRight ? "right" : "wrong";
    statement.querySelector(".sorter__outcome").textContent = isRight ? this.dataset.right : this.dataset.wrong;
  }

  #count() {
    const outcomes = this.statements.map((statement) => statement.dataset.outcome).filter(Boolean);
    const right = outcomes.filter((outcome) => outcome === "right").length;
    const line = this.querySelector(".sorter__count");
    if (outcomes.length) line.textContent = this.dataset.count.replace("{right}", right).replace("{total}", this.statements.length);
  }
}
