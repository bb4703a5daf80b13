"""The audit trail: one hash chain of writes and sensitive reads (审计)."""
