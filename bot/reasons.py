"""Why a chat was not told of a visit: the decisions of matching, looked at again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.freshness import is_fresh
from bot.model import Visit
from bot.wishes import Subscription, subjects


def why_not(
    visit: Visit, subscriptions: Sequence[Subscription], since: Mapping[int, datetime], now: datetime
) -> tuple[str, ...]:
    """Give the reasons for which a chat with these subscriptions, that stand `since` then, was not told.

    not_shown, no_subscription, other_subject, later, old, or the filters that kept it back (role, grade,
    stage, confidence, languages). Where nothing did, `silence` is left: it was taken in without alerts, as at
    the first look at a feed.
    """
    if visit.state != "shown":
        return ("not_shown",)
    if not subscriptions:
        return ("no_subscription",)
    about = subjects(visit)
    concerned = [one for one in subscriptions if one.subject.key in about]
    if not concerned:
        return ("other_subject",)
    in_time = [one for one in concerned if since.get(one.id, now) <= visit.updated_at]
    if not in_time:
        return ("later",)
    if not is_fresh(visit, visit.updated_at):
        return ("old",)
    return _filtered(visit, in_time) or ("silence",)


def _filtered(visit: Visit, subscriptions: Sequence[Subscription]) -> tuple[str, ...]:
    """Name the filters that kept it back; none where one subscription lets it through."""
    found: dict[str, None] = {}
    for one in subscriptions:
        names = [name for name, holds in one.filters.objections(visit, one.subject.key).items() if holds]
        if not names:
            return ()
        found.update(dict.fromkeys(names))
    return tuple(found)
