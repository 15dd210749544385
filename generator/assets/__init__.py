"""The files that visitors' browsers load beside pages: style sheets and scripts, joined, minified, each named by its content."""

from generator.assets.bundle import NO_ASSETS, Assets, load_assets

__all__ = ["NO_ASSETS", "Assets", "load_assets"]
