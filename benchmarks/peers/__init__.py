"""The same invented records built by other generators: a page each, lists, a sitemap and a feed, for a comparison in one run."""
