"""From what sources state to what the register believes (推导).

Every table derived here is a function of the observations, the batches they came in and the definitions; so it
can be rebuilt at any time with an equal digest.
"""
