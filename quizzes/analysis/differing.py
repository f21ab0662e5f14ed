"""Does a question behave differently in Kazakh and in Russian? Differential item functioning by the Mantel–Haenszel procedure.

People with the same score are compared: were the question equally hard in both languages, as many of either group would get it right.
The statistic is MH D-DIF, on ETS's delta scale, with the Mantel–Haenszel chi-square and ETS's categories:

    α = Σ(A·D/N) / Σ(B·C/N)            over strata of people with the same score
    MH D-DIF = −2.35 · ln α            below 0: harder for the focal group
    χ² = (|ΣA − ΣE(A)| − ½)² / ΣV(A)   one degree of freedom, with continuity correction
    E(A) = nR·m1/N,  V(A) = nR·nF·m1·m0 / (N²(N − 1))

where of a stratum's N people A and B of the nR in the reference group are right and wrong, C and D of the nF in the focal group, and m1 are
right and m0 wrong in all. The score that people are matched on holds the question itself, as Holland and Thayer show that it must: matched
on the rest, a fair question looks harder for a group that knows less.

Sources: P. W. Holland, D. T. Thayer, "Differential item performance and the Mantel-Haenszel procedure", in H. Wainer, H. I. Braun (eds.),
Test Validity, 1988, pp. 129–145. Categories and least group sizes: R. Zwick, "A Review of ETS Differential Item Functioning Assessment
Procedures", ETS RR-12-08, 2012. Standard error: J. Robins, N. Breslow, S. Greenland, Biometrics 42, 1986.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import fsum, log, sqrt

from quizzes.analysis.rows import UNIT, Response

REFERENCE, FOCAL = "ru", "kk"
LEAST_GROUP, LEAST_TOGETHER = 200, 500  # Zwick 2012: below these, nothing is said
SIGNIFICANT = 3.841  # χ², one degree of freedom, 5 %
ONE_SIDED = 1.645  # normal distribution, 5 %

Stratum = tuple[int, int, int, int]


@dataclass(frozen=True)
class Differing:
    """The verdict on a question, or why there is none: `few` people in a group, `no_overlap` of the groups' scores and answers.

    `category`: A negligible, B moderate, C large. `harder_in` is the language in which the question is harder than it should be.
    """

    reference: int
    focal: int
    delta: float | None = None
    error: float | None = None
    chi_square: float | None = None
    category: str = ""
    why: str = ""

    @property
    def harder_in(self) -> str:
        return "" if self.category in ("", "A") or self.delta is None else FOCAL if self.delta < 0 else REFERENCE


def differing_of(rows: Iterable[Response], totals: Mapping[int, int]) -> Differing:
    """The verdict on the answers to one question. Right means full points; people are matched on their whole points in all."""
    strata: dict[int, list[int]] = {}
    for row in rows:
        if row.language not in (REFERENCE, FOCAL):
            continue
        right = row.points >= row.maximum
        cell = (0 if row.language == REFERENCE else 2) + (0 if right else 1)
        strata.setdefault(totals[row.attempt] // UNIT, [0, 0, 0, 0])[cell] += 1
    return mantel_haenszel((a, b, c, d) for _score, (a, b, c, d) in sorted(strata.items()))


def mantel_haenszel(strata: Iterable[Stratum]) -> Differing:
    """The verdict on strata of (reference right, reference wrong, focal right, focal wrong)."""
    strata = list(strata)
    reference, focal = sum(a + b for a, b, _c, _d in strata), sum(c + d for _a, _b, c, d in strata)
    if min(reference, focal) < LEAST_GROUP or reference + focal < LEAST_TOGETHER:
        return Differing(reference, focal, why="few")
    found = measure(strata)
    if found is None:
        return Differing(reference, focal, why="no_overlap")
    delta, error, chi_square = found
    return Differing(reference, focal, delta, error, chi_square, category_of(delta, error, chi_square))


def measure(strata: Iterable[Stratum]) -> tuple[float, float, float] | None:
    """MH D-DIF, its standard error and chi-square, whatever the size of the groups. None where the odds cannot be compared.

    Standard error = 2.35 · √(ΣPR/2R₊² + Σ(PS + QR)/2R₊S₊ + ΣQS/2S₊²), with P = (A + D)/N, Q = (B + C)/N, R = AD/N, S = BC/N.
    """
    both = [(a, b, c, d, a + b + c + d) for a, b, c, d in strata if a + b and c + d]
    r = [a * d / n for a, _b, _c, d, n in both]
    s = [b * c / n for _a, b, c, _d, n in both]
    p = [(a + d) / n for a, _b, _c, d, n in both]
    sum_r, sum_s = fsum(r), fsum(s)
    spread = fsum((a + b) * (c + d) * (a + c) * (b + d) / (n * n * (n - 1)) for a, b, c, d, n in both)
    if not sum_r or not sum_s or not spread:
        return None
    expected = fsum((a + b) * (a + c) / n for a, b, c, _d, n in both)
    away = max(0.0, abs(sum(each[0] for each in both) - expected) - 0.5)
    variance = (
        fsum(x * y for x, y in zip(p, r, strict=True)) / (2 * sum_r**2)
        + fsum(x * z + (1 - x) * y for x, y, z in zip(p, r, s, strict=True)) / (2 * sum_r * sum_s)
        + fsum((1 - x) * z for x, z in zip(p, s, strict=True)) / (2 * sum_s**2)
    )
    return -2.35 * log(sum_r / sum_s), 2.35 * sqrt(variance), away**2 / spread


def category_of(delta: float, error: float, chi_square: float) -> str:
    """ETS's rule (Zwick 2012): A where |D| < 1 or not significant at 5 %; C where |D| ≥ 1.5 and significantly above 1; else B."""
    if abs(delta) < 1 or chi_square < SIGNIFICANT:
        return "A"
    return "C" if abs(delta) >= 1.5 and abs(delta) - ONE_SIDED * error > 1 else "B"
