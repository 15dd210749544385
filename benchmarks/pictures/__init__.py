"""Scenes of the drawn pictures. No photo, no logo and no face: shapes and colours only."""
