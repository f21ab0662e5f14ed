"""The places of a picture: each a radio button or checkbox that lies over it, with its name in the list below as its label.

Places are given in percent of a drawing laid over the picture, so that no style is needed. The labels are large enough to touch where a
place is not, and stay a question on their own where the picture is lost.
"""

from html import escape

from quizzes.pictures import draw_picture
from quizzes.questions import View


def draw(name: str, view: View) -> str:
    kind = "checkbox" if view["several"] else "radio"
    picture = view.get("picture")
    if not picture:
        return "".join(_choice(name, kind, spot) for spot in view["spots"])
    areas = "".join(_area(name, kind, spot) for spot in view["spots"])
    names = "".join(f'<li><label for="{name}-{spot["value"]}">{escape(spot["label"])}</label></li>' for spot in view["spots"])
    return (
        f'<div class="hotspot"><div class="hotspot-picture">{draw_picture(picture)}<svg>{areas}</svg></div>'
        f'<ol class="hotspot-names" role="list">{names}</ol></div>'
    )


def _area(name: str, kind: str, spot: View) -> str:
    place = f'x="{spot["x"]}%" y="{spot["y"]}%"'
    return (
        f'<foreignObject {place} width="{spot["width"]}%" height="{spot["height"]}%">'
        f'<input type="{kind}" id="{name}-{spot["value"]}" name="{name}" value="{spot["value"]}"{" checked" if spot["chosen"] else ""}>'
        f'</foreignObject><svg {place} aria-hidden="true"><circle/><text>{spot["number"]}</text></svg>'
    )


def _choice(name: str, kind: str, spot: View) -> str:
    return (
        f'<label class="choice"><input type="{kind}" name="{name}" value="{spot["value"]}"{" checked" if spot["chosen"] else ""}>'
        f"<span>{escape(spot['label'])}</span></label>"
    )
