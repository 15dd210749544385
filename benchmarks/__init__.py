"""Invented records by the thousand, and the timing of builds over them."""
