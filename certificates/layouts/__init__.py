"""How a sheet may be laid out. A layout is a folder with its page, style, measures and picture; a new one is a folder and a line here.

A layout that certificates were drawn by stays as it is: a file that is drawn again has to come out the same.
"""

from certificates.layouts.alatau import ALATAU
from certificates.layouts.horns import HORNS
from certificates.layouts.layout import Layout, Measures

LAYOUTS = {layout.name: layout for layout in (HORNS, ALATAU)}

__all__ = ["LAYOUTS", "Layout", "Measures"]
