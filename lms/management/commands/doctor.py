"""Says what is wrong with this installation and how to mend it. Ends with 1 if something cannot wait, else with 0."""

import json
import sys
from dataclasses import asdict

from django.core.management.base import BaseCommand

from lms.watching.doctor import Finding, State, examine

MARKS = {State.OK: "ok     ", State.WARNING: "warning", State.FAULT: "FAULT  "}


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = ()  # they are one of the checks

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args, **options):
        findings = []
        for finding in examine():
            findings.append(finding)
            if not options["json"]:
                self._tell(finding)
        if options["json"]:
            self.stdout.write(json.dumps([asdict(each) for each in findings], indent=2, ensure_ascii=False))
        if any(each.state == State.FAULT for each in findings):
            sys.exit(1)

    def _tell(self, finding: Finding) -> None:
        style = {State.OK: self.style.SUCCESS, State.WARNING: self.style.WARNING, State.FAULT: self.style.ERROR}[finding.state]
        self.stdout.write(f"{style(MARKS[finding.state])}  {finding.check}: {finding.words}")
        if finding.mend and finding.state != State.OK:
            self.stdout.write(f"         → {finding.mend}")
