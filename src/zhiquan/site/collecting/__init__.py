"""Lists of an account's own, into which it collects records (清单)."""
