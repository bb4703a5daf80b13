"""Django pages, API, jobs (网站)."""
