"""Wagtail's forms for pictures and documents, which also look into the file."""

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from courses.uploads import content_of, is_what_it_says, only_draws

LARGEST_DOCUMENT = 50 * 1024**2  # octets
A_BEGINNING = 4096


class PictureField(WagtailImageField):
    """A picture; a drawing (SVG) only if it does nothing but draw."""

    def to_python(self, data):
        try:
            upload = super().to_python(data)
        except Image.DecompressionBombError as bomb:
            raise ValidationError(_("This picture has too many dots.")) from bomb
        if upload and upload.name.lower().endswith(".svg") and not only_draws(content_of(upload)):
            raise ValidationError(_("This drawing holds more than lines and shapes. Save it as plain SVG, without scripts and links."))
        return upload


class PictureForm(BaseImageForm):
    file = PictureField()


class DocumentForm(BaseDocumentForm):
    def clean_file(self):
        upload = self.cleaned_data["file"]
        if "file" not in self.changed_data or not upload:
            return upload
        if upload.size > LARGEST_DOCUMENT:
            raise ValidationError(_("This file is larger than %(size)s.") % {"size": filesizeformat(LARGEST_DOCUMENT)})
        if not is_what_it_says(upload.name, content_of(upload, A_BEGINNING)):
            raise ValidationError(_("This file is not what its name says."))
        return upload
