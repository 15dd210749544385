"""The generator of a cooperative alliance's site: records on disk to pages any web server serves."""

__version__ = "0.1.0"
