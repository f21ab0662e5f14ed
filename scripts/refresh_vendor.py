"""Fetches the third-party files of the pages from npm, at the versions named here, into static/vendor/<name>-<version>/.

Icons are drawn together into static/icons/sprite.svg; a page then names one: {% include "components/icon.html" with name="clock" only %}.
"""

import io
import json
import re
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "static"
VENDOR = STATIC / "vendor"
# `latin-ext` is for the tenge sign alone: browsers fetch it where a price stands, nowhere else.
SUBSETS = ("latin", "latin-ext", "cyrillic", "cyrillic-ext")
PACKAGES = {
    "@fontsource-variable/golos-text": ("5.3.0", [f"files/golos-text-{subset}-wght-normal.woff2" for subset in SUBSETS] + ["LICENSE"]),
    "@fontsource-variable/literata": (
        "5.3.0",
        [f"files/literata-{subset}-wght-{style}.woff2" for subset in SUBSETS for style in ("normal", "italic")] + ["LICENSE"],
    ),
    "lucide-static": ("1.62.0", ["LICENSE"]),
}
ICONS = (
    "arrow-right",
    "award",
    "circle-alert",
    "circle-check",
    "clock",
    "download",
    "info",
    "lock",
    "mail",
    "menu",
    "search",
    "triangle-alert",
    "wifi-off",
    "x",
)


def main() -> None:
    """Replaces static/vendor/ and the sprite by what stands above."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    for package, (version, files) in PACKAGES.items():
        content = packed(f"{package}@{version}")
        folder = VENDOR / f"{package.rpartition('/')[2]}-{version}"
        folder.mkdir(parents=True)
        for path in files:
            (folder / Path(path).name).write_bytes(content[path])
        if package == "lucide-static":
            (STATIC / "icons" / "sprite.svg").write_text(sprite({name: content[f"icons/{name}.svg"].decode() for name in ICONS}))


def sprite(icons: dict[str, str]) -> str:
    """One file of symbols, in the colour of the text around them."""
    pen = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
    shapes = {
        name: re.sub(r"\s*\n\s*", "", icon[icon.index(">", icon.index("<svg")) + 1 : icon.index("</svg>")]) for name, icon in icons.items()
    }
    symbols = "\n".join(f'  <symbol id="{name}" viewBox="0 0 24 24" {pen}>{shape}</symbol>' for name, shape in shapes.items())
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n  <!-- Lucide, ISC licence: static/vendor/lucide-static -->\n{symbols}\n</svg>\n'


def packed(spec: str) -> dict[str, bytes]:
    """The files of an npm package by path."""
    with tempfile.TemporaryDirectory() as folder:
        output = subprocess.run(["npm", "pack", "--json", spec], cwd=folder, check=True, capture_output=True, text=True).stdout
        answer = json.loads(output)
        name = (answer[0] if isinstance(answer, list) else next(iter(answer.values())))["filename"]
        with tarfile.open(fileobj=io.BytesIO((Path(folder) / name).read_bytes())) as archive:
            return {
                member.name.removeprefix("package/"): file.read()
                for member in archive
                if member.isfile() and (file := archive.extractfile(member))
            }


if __name__ == "__main__":
    main()
