"""Tools staff and maintainers run by hand: old articles, the place table, the web fonts, the content policy. Nothing here is part of a build."""
