"""Open data and exchange (开放与共享)."""
