"""Pictures of every kind of page, on a phone and on a desk, light and dark, for eyes that judge a change of looks."""
