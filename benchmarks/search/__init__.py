"""What the search costs: the build's step, the bytes, and the seconds until a visitor on a slow line sees results."""
