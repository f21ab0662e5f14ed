"""What the doctor looks at beside the rooms: what is beneath them all."""

from lms.watching.checks.chores import CHECKS as CHORES
from lms.watching.checks.database import CHECKS as DATABASE
from lms.watching.checks.files import CHECKS as FILES
from lms.watching.checks.settings import CHECKS as SETTINGS

CHECKS = (*DATABASE, *CHORES, *FILES, *SETTINGS)
