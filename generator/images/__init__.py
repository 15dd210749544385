"""Photos as staff hand them in become cleaned copies for the web: no metadata, upright, of bounded size.

Copies are kept in the cache by the hash of their source, so that a photo is decoded once.
"""

from generator.images.named import load_named_photos
from generator.images.photos import Photo, PhotoError, load_photo

__all__ = ["Photo", "PhotoError", "load_named_photos", "load_photo"]
