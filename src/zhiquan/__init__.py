"""zhiquan 知权: the register, figures and casework of a district intellectual-property office."""

__version__ = "0.1.0"
