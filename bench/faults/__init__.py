"""Three hundred learners in one exam while things break: `make faults`. What was acknowledged must be there afterwards, once."""
