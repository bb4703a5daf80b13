"""Rights and parties: browser with facets, one right, one party, the line of a file (登记册)."""
