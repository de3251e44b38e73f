"""Numbers that only the running text gives: posts, other registers, trainings, fees in yuan."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Literal

from samples.make.organs import Kind, Organ

Form = Literal["2019", "2021"]
Size = Literal["zero", "small", "medium", "large"]
# Upper ends per kind: documents, licences, penalties, coercions, fees (ten thousand yuan), posts.
REACH: dict[Kind, tuple[int, int, int, int, int, int]] = {
    "province": (90, 120000, 90000, 9000, 90000, 160000),
    "prefecture": (40, 60000, 40000, 5000, 60000, 90000),
    "county": (18, 20000, 6000, 700, 9000, 16000),
    "town": (3, 60, 24, 6, 12, 600),
    "street": (2, 40, 30, 8, 6, 500),
    "bureau": (7, 900, 260, 40, 700, 1900),
    "office": (9, 0, 0, 0, 0, 2400),
}


def split(rng: Random, total: int, weights: Sequence[float]) -> list[int]:
    """Whole parts that add up to the total, about in these proportions; the first takes what is left."""
    parts, left = [], total
    for weight in weights[1:]:
        part = min(left, int(total * weight / sum(weights) * rng.uniform(0.5, 1.4) + rng.random()))
        parts.append(part)
        left -= part
    return [left, *parts]


def draw_counts(rng: Random, organ: Organ, size: Size, new: int) -> dict[str, int]:
    posts = rng.randint(REACH[organ.kind][5] // 6, REACH[organ.kind][5])
    site, wechat, weibo = split(rng, posts, (50.0, 40.0, rng.choice((0.0, 12.0))))
    weibo, wechat = (weibo, wechat) if weibo > 4 else (0, wechat + weibo)
    web, mail, visit = split(rng, new, (70.0, 22.0, 8.0))
    words, charts, films = (rng.randint(2, 3 + posts // 300) for _ in range(3))
    last = max(1, round(new * rng.uniform(0.6, 1.5)))
    kinds = split(rng, site, (30.0, 45.0, 25.0))
    wide = organ.kind in ("province", "prefecture", "county")
    trainings = rng.randint(2, 12 if wide else 4)
    return {
        "posts": posts,
        "site": site,
        "wechat": wechat,
        "weibo": weibo,
        "kind_1": kinds[0],
        "kind_2": kinds[1],
        "kind_3": kinds[2],
        "web": web,
        "mail": mail,
        "visit": visit,
        "last": last + (last == new),
        "explained": words + charts + films,
        "words": words,
        "charts": charts,
        "films": films,
        "hotline": rng.randint(30, 400) * (40 if wide else 1),
        "letters": rng.randint(6, 90) * (10 if wide else 1),
        "messages": rng.randint(6, 90) * (10 if wide else 1),
        "surveys": rng.randint(2, 9),
        "interviews": rng.randint(2, 14),
        "briefings": rng.randint(2, 20),
        "trainings": trainings,
        "trainees": trainings * rng.randint(18, 60),
        "checks": rng.choice((2, 3, 4, 12)),
        "flaws": rng.randint(3, 40),
        "screened": posts + rng.randint(1, 80),
        "visits": rng.randint(3, 90) * 10,
        "shown": posts // 9 + rng.randint(5, 60),
    }


def draw_fees(rng: Random, form: Form, size: Size, unpaid: int) -> dict[str, int]:
    """Fee notices in yuan: what was noticed, what came in, and how many stayed unpaid."""
    charging = unpaid or (form == "2021" and size in ("medium", "large") and rng.random() < 0.2)
    paid = rng.randint(1, 4) if charging else 0
    amounts = [rng.randint(1, 12) * 100 for _ in range(paid + unpaid)]
    return {
        "notices": paid + unpaid,
        "noticed": sum(amounts),
        "paid": paid,
        "fee_collected": sum(amounts[:paid]),
        "unpaid": unpaid,
    }
