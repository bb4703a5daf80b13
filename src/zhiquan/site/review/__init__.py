"""Doubtful links and places for a person to decide; quality of the data (复核与质量)."""
