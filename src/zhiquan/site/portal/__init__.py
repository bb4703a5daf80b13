"""The public portal, services, data and methods, my desk (门户与待办)."""
