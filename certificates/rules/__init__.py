"""Certification as pure functions of (programme, evidence, date): nothing here knows a database or the day of today.

A programme (`programme.Rules`) says what is required the first time and for a renewal, for how long it is valid, when renewal opens and how
long grace lasts. A person's `facts.Facts` are dated evidence, leaves, temporary grants and the chain of periods earned so far.

`awarding.next_period` finds the period that the evidence has earned by a day, if any, and which pieces it spends. `chain.resolve` says when
each period of a chain runs, after leaves moved it. `standing.stand` puts it into one state with reasons and what is missing, `changing`
applies a changed programme. So a question about any day, of a real person or an invented one, is answered by the same code.

Days are calendar days of Almaty (`certificates.days.day_of`). The last valid day is what stands on paper; `until` is the day after it. The
rules are numbered in docs/certification.md; comments refer to those numbers.
"""
