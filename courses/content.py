"""Courses from files: the pages that `content/` describes, put where a trainer would have put them.

Every page goes through its model's and blocks' own validation, is published by a revision, and is translated by wagtail-localize, so
that the translation editor shows it as if it had been typed there. Putting the same content twice changes nothing.
"""

import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from django.core.files import File
from django.core.files.images import ImageFile
from django.db import models, transaction
from wagtail.documents.models import Document
from wagtail.fields import StreamField
from wagtail.images.models import Image
from wagtail.models import Locale, Page
from wagtail_localize.models import String, StringTranslation, Translation, TranslationContext, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from courses.models import Captions, CataloguePage, CoursePage, HomePage, LessonPage, ModulePage, Video

LANGUAGES = ("kk", "ru", "en")
SOURCE = LANGUAGES[0]
NAMESPACE = uuid.UUID("6f1c1d0e-5a0b-4f51-9f5e-0d6c4f0a7a11")
LISTS = {"statements", "steps", "replies", "items", "sections", "columns", "rows"}  # fields of blocks that are ListBlocks

Values = Callable[[str], dict[str, Any]]


class BadContent(Exception):  # noqa: N818 — it reads as what it is
    """A content file is not as it should be; the message says which file and what."""


def read(path: Path) -> Any:
    """A YAML file as plain data."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def key_of(*path: str) -> uuid.UUID:
    """The stable key of a thing, made from its path in `content/`."""
    return uuid.uuid5(NAMESPACE, "/".join(path))


def in_one(node: Any, language: str) -> Any:
    """A tree with every {kk, ru, en} mapping replaced by its text in that language."""
    if isinstance(node, dict):
        if set(node) == set(LANGUAGES):
            return node[language]
        return {name: in_one(value, language) for name, value in node.items()}
    if isinstance(node, list):
        return [in_one(value, language) for value in node]
    return node


def stream(key: uuid.UUID, blocks: list[dict], language: str, media: "Media | None" = None) -> list[dict]:
    """Blocks of a content file as StreamField data in one language; ids are made from the file's, the same in every language."""
    made = []
    for position, block in enumerate(blocks):
        block_id = uuid.uuid5(key, str(block.get("id", position)))
        value = in_one(block["value"], language)
        if media:
            value = media.choose(block["type"], value)
        made.append({"type": block["type"], "value": _with_ids(value, block_id), "id": str(block_id)})
    return made


def _with_ids(value: Any, parent: uuid.UUID) -> Any:
    """Gives every list item inside a block an id of its own, as the editor would."""
    if isinstance(value, dict):
        return {name: _listed(child, uuid.uuid5(parent, name)) if name in LISTS else _plain(child) for name, child in value.items()}
    return _plain(value)


def _listed(values: list, parent: uuid.UUID) -> list[dict]:
    items = []
    for position, value in enumerate(values):
        item_id = uuid.uuid5(parent, str(position))
        inner = _listed(value, item_id) if isinstance(value, list) else _with_ids(value, item_id)
        items.append({"type": "item", "value": inner, "id": str(item_id)})
    return items


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


class Media:
    """The files of `content/media/`, stored once by name."""

    def __init__(self, folder: Path):
        self.folder = folder

    def choose(self, kind: str, value: Any) -> Any:
        """The block's value with file names replaced by the stored objects' ids."""
        if kind == "image":
            return {**value, "image": self.image(value["image"]).pk}
        if kind == "video":
            return {**value, "video": Video.objects.get(title=value["video"]).pk}
        if kind == "download":
            return {**value, "document": self.document(value["document"]).pk}
        return value

    def image(self, name: str) -> Image:
        return self._stored(Image, name, lambda file: ImageFile(file, name=name))

    def document(self, name: str) -> Document:
        return self._stored(Document, name, lambda file: File(file, name=name))

    def video(self, name: str, *, file: str, poster: str, orientation: str, captions: dict[str, str]) -> Video:
        """The video with its captions in each language."""
        found = Video.objects.filter(title=name).first()
        if found:
            return found
        video = Video(title=name, poster=self.image(poster), orientation=orientation)
        with (self.folder / file).open("rb") as opened:
            video.file.save(file, File(opened), save=False)
        video.save()
        for language, caption in captions.items():
            with (self.folder / caption).open("rb") as opened:
                Captions(video=video, language=language).file.save(caption, File(opened))
        return video

    def _stored(self, model: type[models.Model], name: str, as_file: Callable):
        found = model.objects.filter(title=name).first()
        if found:
            return found
        with (self.folder / name).open("rb") as opened:
            return model.objects.create(title=name, file=as_file(opened))


@transaction.atomic
def put_page(page_class: type[Page], parent: Page, key: uuid.UUID, values: Values, *, by=None) -> Page:
    """The page with that key under `parent`, in every language, with those values. Makes, changes or leaves it; returns the source page."""
    locale = Locale.objects.get(language_code=SOURCE)
    fields = values(SOURCE)
    page = page_class.objects.filter(translation_key=key, locale=locale).first()
    if page is None:
        page = page_class(translation_key=key, locale=locale, **fields)
        _validate(page)
        parent.add_child(instance=page)
        page.save_revision(user=by).publish(user=by)
    elif _content(page) != _content(page_class(translation_key=key, locale=locale, **fields)):
        for name, value in fields.items():
            setattr(page, name, value)
        _validate(page)
        page.save_revision(user=by).publish(user=by)
    page.refresh_from_db()
    for language in LANGUAGES[1:]:
        translate(page, page_class(translation_key=key, **values(language)), language, by=by)
    return page


def _content(page: Page) -> dict:
    """What a content file decides of a page, comparable."""
    bookkeeping = {field.name for field in Page._meta.get_fields()} - {"title", "slug"}
    return {
        field.name: _comparable(field, page)
        for field in page._meta.concrete_fields
        if field.name not in bookkeeping and not field.name.endswith("_ptr")
    }


def _comparable(field: models.Field, page: Page) -> Any:
    value = field.value_from_object(page)
    if isinstance(field, StreamField):
        return [(child.block_type, child.id, child.block.get_prep_value(child.value)) for child in value]
    return value


def _validate(page: Page) -> None:
    """The checks that the editor's form would make: blocks first, then the model."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            field.stream_block.clean(getattr(page, field.name))


def translate(page: Page, face: Page, language: str, *, by=None) -> None:
    """Publishes `page` in `language` with the texts of `face`, an unsaved page of the same structure.

    Texts are paired one by one in order; a different structure raises BadContent.
    """
    source, _created = TranslationSource.update_or_create_from_instance(page)
    locale = Locale.objects.get(language_code=language)
    translation, created = Translation.objects.get_or_create(source=source, target_locale=locale)
    here, there = _texts(page), _texts(face)
    if [text.path for text in here] != [text.path for text in there]:
        raise BadContent(f"{page.title} ({language}): its texts are not parallel to {SOURCE}: {_first_difference(here, there)}")
    changed = created
    for ours, theirs in zip(here, there, strict=True):
        changed |= _put_text(source, locale, ours, theirs)
    if changed:
        translation.save_target(user=by, publish=True)


def _texts(page: Page) -> list[StringSegmentValue]:
    return [segment for segment in extract_segments(page) if isinstance(segment, StringSegmentValue)]


def _first_difference(here: list, there: list) -> str:
    for ours, theirs in zip(here, there, strict=False):
        if ours.path != theirs.path:
            return f"{ours.path}: {ours.string.data[:60]}"
    return f"{len(here)} texts against {len(there)}"


def _put_text(source, locale, ours: StringSegmentValue, theirs: StringSegmentValue) -> bool:
    string = String.from_value(source.locale, ours.string)
    context = TranslationContext.objects.get(object_id=source.object_id, path=ours.path)
    kept, created = StringTranslation.objects.get_or_create(
        translation_of=string,
        locale=locale,
        context=context,
        defaults={"data": theirs.string.data, "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL},
    )
    if kept.has_error:
        raise BadContent(f"{ours.path}: {theirs.string.data[:80]} ({locale.language_code}) does not fit {ours.string.data[:80]}")
    if created or kept.data == theirs.string.data:
        return created
    kept.data = theirs.string.data
    kept.save()
    return True


def put_site(root: Page, data: dict, media: Media, *, by=None) -> CataloguePage:
    """Home, catalogue and videos of `site.yaml`; returns the catalogue."""
    for video in data.get("videos", []):
        media.video(video["name"], **{name: video[name] for name in ("file", "poster", "orientation", "captions")})
    home_data = data["home"]

    def home_values(language):
        text = in_one(home_data, language)
        audiences = [{"type": "audience", "value": value} for value in home_data["audiences"]]
        return {
            "title": text["title"],
            "slug": language,
            "lead": text["lead"],
            "intro": text["intro"],
            "audiences": stream(key_of("home"), audiences, language),
        }

    home = put_page(HomePage, root, key_of("home"), home_values, by=by)
    return put_page(
        CataloguePage, home, key_of("catalogue"), lambda language: {**in_one(data["catalogue"], language), "slug": "courses"}, by=by
    )


def put_course(catalogue: Page, folder: Path, media: Media, items: dict[str, Callable], *, by=None) -> CoursePage:
    """The course of a folder with its modules and lessons.

    `items` maps a key of `course.yaml` that describes an item of another kind (`test`) to the function that puts it under the last module:
    `put(module, course_slug, data, by=by)`.
    """
    data = read(folder / "course.yaml")
    slug = data["slug"]
    key = key_of("courses", slug)

    def course_values(language):
        text = in_one(data, language)
        return {
            "slug": slug,
            "title": text["title"],
            "audience": text["audience"][0],
            "summary": text["summary"].strip(),
            "description": text["description"],
            "outcomes": stream(key, [{"type": "outcome", "value": value} for value in data["outcomes"]], language),
            "teachers": stream(uuid.uuid5(key, "teachers"), [{"type": "teacher", "value": value} for value in data["teachers"]], language),
            "hours": data["hours"],
            "certificate_note": text["certificate_note"].strip(),
        }

    course = put_page(CoursePage, catalogue, key, course_values, by=by)
    module = None
    for described in data["modules"]:
        module = _put_module(course, slug, described, by=by)
        for path in sorted((folder / described["folder"]).glob("*.yaml")):
            _put_lesson(module, slug, path, media, by=by)
    for name, put in items.items():
        if name in data:
            put(module, slug, data[name], by=by)
    return course


def _put_module(course: Page, course_slug: str, data: dict, *, by) -> Page:
    def values(language):
        text = in_one(data, language)
        return {
            "slug": data["slug"],
            "title": text["title"],
            "summary": text.get("summary", "").strip(),
            "after_previous": data.get("after_previous", data.get("in_order", False)),
        }

    return put_page(ModulePage, course, key_of("courses", course_slug, data["slug"]), values, by=by)


def _put_lesson(module: Page, course_slug: str, path: Path, media: Media, *, by) -> Page:
    data = read(path)
    key = key_of("courses", course_slug, module.slug, data["slug"])

    def values(language):
        text = in_one({name: data[name] for name in ("title", "summary")}, language)
        return {
            "slug": data["slug"],
            "title": text["title"].strip(),
            "summary": text["summary"].strip(),
            "minutes": data["minutes"],
            "completion": data["completion"],
            "body": stream(key, data["body"], language, media),
        }

    try:
        return put_page(LessonPage, module, key, values, by=by)
    except Exception as error:
        error.add_note(str(path))
        raise
