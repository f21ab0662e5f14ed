"""The places of a picture: each a real radio button or checkbox that lies over it, and their names as a list below."""

from html import escape

from quizzes.questions import View

WIDTH = 400  # the drawing's own units; the page scales them


def draw(name: str, view: View) -> str:
    picture = view["picture"]
    height = round(WIDTH * picture["height"] / picture["width"], 2)
    kind = "checkbox" if view["several"] else "radio"
    spots = "".join(_spot(name, kind, spot, height) for spot in view["spots"])
    names = "".join(f"<li>{escape(spot['label'])}</li>" for spot in view["spots"])
    return (
        f'<svg class="hotspot" viewBox="0 0 {WIDTH} {height}" role="group" aria-label="{escape(picture["alt"])}">'
        f'<image href="{escape(picture["url"])}" width="{WIDTH}" height="{height}"/>{spots}</svg>'
        f'<ol class="hotspot-names">{names}</ol>'
    )


def _spot(name: str, kind: str, spot: View, height: float) -> str:
    x, width = spot["x"] * WIDTH / 100, spot["width"] * WIDTH / 100
    y, tall = spot["y"] * height / 100, spot["height"] * height / 100
    checked = " checked" if spot["chosen"] else ""
    return (
        f'<foreignObject x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{tall:.2f}"><label class="hotspot-spot">'
        f'<input type="{kind}" name="{name}" value="{spot["value"]}"{checked}><b aria-hidden="true">{spot["number"]}</b>'
        f'<span class="visually-hidden">{escape(spot["label"])}</span></label></foreignObject>'
    )
