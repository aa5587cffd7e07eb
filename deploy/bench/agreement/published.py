"""Data printed in the papers that brought the statistics in."""

NONE = float("nan")

# Cohen, J. (1960): A coefficient of agreement for nominal scales. Items by first and second rater; kappa 0.492.
COHEN_1960 = [[88, 10, 2], [14, 40, 6], [18, 10, 12]]

# Fleiss, J. L. (1971): Measuring nominal scale agreement among many raters. 30 patients, six ratings each; kappa 0.430.
FLEISS_1971 = [
    [4, 4, 4, 4, 4, 4],
    [2, 2, 2, 5, 5, 5],
    [2, 3, 3, 3, 3, 5],
    [5, 5, 5, 5, 5, 5],
    [2, 2, 2, 4, 4, 4],
    [1, 1, 3, 3, 3, 3],
    [3, 3, 3, 3, 5, 5],
    [1, 1, 3, 3, 3, 4],
    [1, 1, 4, 4, 4, 4],
    [5, 5, 5, 5, 5, 5],
    [1, 4, 4, 4, 4, 4],
    [1, 2, 4, 4, 4, 4],
    [2, 2, 2, 3, 3, 3],
    [1, 4, 4, 4, 4, 4],
    [2, 2, 4, 4, 4, 5],
    [3, 3, 3, 3, 3, 5],
    [1, 1, 1, 4, 5, 5],
    [1, 1, 1, 1, 1, 2],
    [2, 2, 4, 4, 4, 4],
    [1, 3, 3, 5, 5, 5],
    [5, 5, 5, 5, 5, 5],
    [2, 4, 4, 4, 4, 4],
    [2, 2, 4, 5, 5, 5],
    [1, 1, 4, 4, 4, 4],
    [1, 4, 4, 4, 4, 5],
    [2, 2, 2, 2, 2, 4],
    [1, 1, 1, 1, 5, 5],
    [2, 2, 4, 4, 4, 4],
    [1, 3, 3, 3, 3, 3],
    [5, 5, 5, 5, 5, 5],
]

# Krippendorff, K. (2011): Computing Krippendorff's Alpha-Reliability. Four observers, twelve units, from 0; alpha 0.743
# nominal, 0.815 ordinal, 0.849 interval.
KRIPPENDORFF_2011 = [
    [0, 1, 2, 2, 1, 0, 3, 0, 1, NONE, NONE, NONE],
    [0, 1, 2, 2, 1, 1, 3, 0, 1, 4, NONE, 2],
    [NONE, 2, 2, 2, 1, 2, 3, 1, 1, 4, 0, NONE],
    [0, 1, 2, 2, 1, 3, 3, 0, 1, 4, 0, NONE],
]

# Dawid, A. P. and Skene, A. M. (1979): Maximum likelihood estimation of observer error-rates using the EM algorithm. 45
# patients, five anaesthetists (the first three times), classes 1 to 4; class priors 0.40, 0.42, 0.11, 0.07.
_PRINTED = """
111 1111  333 4334  112 2122  222 3121  222 3222  222 3322  122 2111  333 3433  222 2223
232 2223  444 4444  222 3343  111 1111  222 3212  121 1111  111 2111  111 1111  111 1111
222 2221  222 1322  222 2222  222 2221  222 3222  221 2222  111 1111  111 1111  232 2222
111 1111  111 1111  112 1121  111 1111  333 3233  111 1111  222 2222  222 3232  433 4343
221 2232  232 3233  333 3432  111 1111  111 1111  121 2111  232 2222  121 1111  222 2222
""".split()

DAWID_SKENE_1979 = [
    [[int(one) for one in thrice], *([int(one)] for one in others)]
    for thrice, others in zip(_PRINTED[::2], _PRINTED[1::2])
]
