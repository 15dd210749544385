"""Who stands beside whom: neighbours, related products, a record's news, a post's neighbours. Every list is short."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace

from generator.catalog.model import PostEntry
from generator.text import slugify

RELATED_LIMIT = 6
RELATED_POSTS_LIMIT = 4
THREAD_LIMIT = 7
CANDIDATES_A_TRAIT = 12  # a trait shared by thousands of posts must not cost thousands of comparisons a post


class Ring:
    """Members of a group in order; each sees those that follow it, around the end."""

    def __init__(self, keys: Sequence[str], limit: int) -> None:
        self.count = min(limit, len(keys) - 1)
        self.keys = (*keys, *keys[: self.count])
        self.place = {key: number for number, key in enumerate(keys)}

    def after(self, key: str) -> tuple[str, ...]:
        start = self.place[key] + 1
        return self.keys[start : start + self.count]


class Thread:
    """The posts of a topic, oldest first; each sees those around it."""

    def __init__(self, newest_first: Sequence[str]) -> None:
        self.keys = tuple(reversed(newest_first))
        self.place = {key: number for number, key in enumerate(self.keys)}

    def around(self, key: str, limit: int = THREAD_LIMIT) -> tuple[str, ...]:
        """At most `limit` posts, the one asked for in the middle; the newest where it has left the lists. A post alone is no thread."""
        middle = self.place.get(key, len(self.keys))
        start = max(0, min(middle - limit // 2, len(self.keys) - limit))
        found = self.keys[start : start + limit]
        return found if found != (key,) else ()


def group_keys(pairs: Iterable[tuple[Hashable, str]]) -> dict[Hashable, list[str]]:
    """Trait → keys, in the order given."""
    groups: dict[Hashable, list[str]] = defaultdict(list)
    for trait, key in pairs:
        groups[trait].append(key)
    return groups


def collect(key: str, rings: Iterable[Ring], limit: int = RELATED_LIMIT) -> tuple[str, ...]:
    """The first `limit` keys from the rings in turn, without repetition."""
    found: dict[str, None] = {}
    for ring in rings:
        others = ring.after(key)
        if not found and len(others) == limit:
            return others
        found.update(dict.fromkeys(others))
        if len(found) >= limit:
            break
    return tuple(found)[:limit]


def relate(members: Sequence[tuple[str, tuple[Hashable, ...]]]) -> dict[str, tuple[str, ...]]:
    """Key → those that stand beside it, given every key in order with its traits: who shares the first comes first, then the second."""
    groups: dict[Hashable, list[str]] = defaultdict(list)
    for key, traits in members:
        for trait in traits:
            groups[trait].append(key)
    rings = {trait: Ring(keys, RELATED_LIMIT) for trait, keys in groups.items()}
    return {key: collect(key, (rings[trait] for trait in traits)) for key, traits in members}


def relate_posts(posts: Mapping[str, PostEntry]) -> dict[str, PostEntry]:
    """Related posts by shared records, topic, tags and category, and the neighbours in the category; newest first."""
    listed = [entry for entry in posts.values() if not entry.expired]
    by_trait = group_keys((trait, entry.key) for entry in listed for trait, _ in list_traits(entry))
    by_category = group_keys((entry.record.category, entry.key) for entry in listed)
    place = {key: (keys, number) for keys in by_category.values() for number, key in enumerate(keys)}
    threads = {topic: Thread(keys) for topic, keys in group_keys(list_topics(listed)).items()}
    related = {}
    for entry in posts.values():
        keys, number = place.get(entry.key, ([], 0))
        topic = name_topic(entry)
        thread = threads[topic].around(entry.key) if topic in threads else ()
        related[entry.key] = replace(
            entry,
            thread_keys=thread,
            related_keys=find_related_posts(entry, by_trait, thread),
            newer_key=keys[number - 1] if keys and number > 0 else "",
            older_key=keys[number + 1] if number + 1 < len(keys) else "",
        )
    return related


def list_topics(entries: Iterable[PostEntry]) -> Iterable[tuple[str, str]]:
    """Topic and key of each post that belongs to one."""
    return ((topic, entry.key) for entry in entries if (topic := name_topic(entry)))


def name_topic(entry: PostEntry) -> str:
    """Spellings of a topic that give one address are one topic; empty without one, and for one without a letter or digit."""
    return slugify(entry.record.topic) if entry.record.topic else ""


def list_traits(entry: PostEntry) -> Iterable[tuple[tuple[str, str], int]]:
    """What a post may share with others, each once, with its weight; spellings of a tag that give one address are one tag."""
    if topic := name_topic(entry):
        yield ("topic", topic), 5
    yield from ((("cooperative", key), 4) for key in entry.cooperative_keys)
    yield from ((("product", key), 4) for key in entry.product_keys)
    yield from ((("tag", tag), 2) for tag in dict.fromkeys(map(slugify, entry.record.tags)) if tag)
    yield from ((("place", code), 1) for code in dict.fromkeys(entry.record.places))
    yield ("category", entry.record.category), 1


def find_related_posts(entry: PostEntry, by_trait: Mapping[Hashable, Sequence[str]], thread: Sequence[str]) -> tuple[str, ...]:
    """The posts outside the thread that share most; of equals the one found first, which is the newest."""
    score: Counter[str] = Counter()
    for trait, weight in list_traits(entry):
        for key in by_trait.get(trait, ())[:CANDIDATES_A_TRAIT]:
            if key != entry.key and key not in thread:
                score[key] += weight
    return tuple(key for key, _ in score.most_common(RELATED_POSTS_LIMIT))


def group_posts_by_record(posts: Iterable[PostEntry], field: str) -> dict[str, tuple[str, ...]]:
    """Record key → its news, newest first, expired posts left out."""
    groups = group_keys((key, entry.key) for entry in posts if not entry.expired for key in getattr(entry, field))
    return {str(key): tuple(keys) for key, keys in groups.items()}
