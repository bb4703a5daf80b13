"""Storage of the register: Delta tables of Parquet files, named by snapshot manifests (数据湖)."""
