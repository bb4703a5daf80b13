"""The lake: tables, batches, identities, terms, as-of, provenance (登记库)."""
