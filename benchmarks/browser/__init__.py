"""What pages of the sample site cost a visitor with a phone on a slow line: `make bench-browser`."""
