"""Photos as staff hand them in become copies for the web: no metadata, upright, sRGB, in three formats and several widths.

Files come from anybody and are decoded within bounds. Copies are kept in the cache by the hash of their source.
"""

from generator.images.copies import PublishedPhoto, load_copies, load_photo_files
from generator.images.decoding import check_file_size, decode_photo
from generator.images.encoding import list_widths
from generator.images.faults import PhotoError, PhotoFault
from generator.images.named import list_photos_of, load_named_photos
from generator.images.photos import Photo, load_photos

__all__ = [
    "Photo",
    "PhotoError",
    "PhotoFault",
    "PublishedPhoto",
    "check_file_size",
    "decode_photo",
    "list_photos_of",
    "list_widths",
    "load_copies",
    "load_named_photos",
    "load_photo_files",
    "load_photos",
]
