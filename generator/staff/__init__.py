"""Tools staff and maintainers run by hand: scaffolds, tables in and out, old articles, the place table. Nothing here is part of a build."""
