"""The demo district's generator and tour (演示区)."""
