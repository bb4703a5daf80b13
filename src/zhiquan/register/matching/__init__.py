"""Names of parties: cleaning, keys, parts, automatic links, doubtful pairs (主体名称匹配)."""
