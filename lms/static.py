"""Static files with the hash of their content in their name, ES modules included; the many stylesheets as one.

Over a phone's network, thirty small stylesheets cost a second before anything is seen. In development they stay apart.
"""

import re
from collections.abc import Callable
from posixpath import dirname, join, normpath

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLES = "css/app.css"
IMPORT = re.compile(r'@import url\("(?P<file>[^"]+)"\) layer\((?P<layer>\w+)\)(?P<media>[^;]*);')
ADDRESS = re.compile(r'url\("(?!data:|#)([^"]+)"\)')


class ManifestStorage(CompressedManifestStaticFilesStorage):
    """Hashes the paths of `import … from "./x.js";` lines too, so that modules may be cached for ever."""

    support_js_module_import_aggregation = True

    def post_process(self, paths, dry_run=False, **options):
        if STYLES in paths:
            source, _ = paths[STYLES]
            flat = InMemoryStorage()
            flat.save(STYLES, ContentFile(flattened(STYLES, lambda name: source.open(name).read().decode())))
            paths = {**paths, STYLES: (flat, STYLES)}
        yield from super().post_process(paths, dry_run, **options)


def flattened(name: str, read: Callable[[str], str]) -> str:
    """A stylesheet with what it imports in its place, each in its layer, every address seen from the whole."""
    folder = dirname(name)

    def inline(found: re.Match) -> str:
        file, layer, media = found["file"], found["layer"], found["media"].strip()
        body = ADDRESS.sub(lambda address: f'url("{normpath(join(dirname(file), address[1]))}")', read(join(folder, file)))
        body = f"@layer {layer} {{\n{body}}}"
        return f"@media {media} {{\n{body}}}" if media else body

    return IMPORT.sub(inline, read(name))
