"""What people search for, asked of the real search page: queries with their answers, the invented haystack, and the table of successes."""
