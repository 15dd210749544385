"""Threads of a topic and related posts: short lists, however many posts there are."""

from __future__ import annotations

from generator.catalog import relations
from generator.catalog.relations import CANDIDATES_A_TRAIT, THREAD_LIMIT, Thread
from tests.builders import make_post
from tests.render.rendering import make_catalog

TOPIC = {"topic": "Hội chợ mùa thu"}


def make_posts(count: int, **changes: object) -> dict:
    return {
        f"2026/bai-{number:03}": make_post(published_at=f"2026-01-01 {number // 60:02}:{number % 60:02}", **changes)
        for number in range(count)
    }


def test_a_thread_runs_from_the_oldest_to_the_newest_and_knows_the_post_itself():
    """Spellings that give one address are one topic; a post alone has no thread."""
    posts = {
        "2026/sau": make_post(published_at="2026-03-01 08:00", topic="HỘI CHỢ MÙA THU"),
        "2026/dau": make_post(published_at="2026-01-01 08:00", **TOPIC),
        "2026/khac": make_post(published_at="2026-02-01 08:00", topic="Chuyện khác"),
        "2026/khong": make_post(published_at="2026-02-01 09:00"),
    }
    entries = make_catalog(posts=posts).posts
    assert entries["2026/dau"].thread_keys == entries["2026/sau"].thread_keys == ("2026/dau", "2026/sau")
    assert entries["2026/khac"].thread_keys == entries["2026/khong"].thread_keys == ()


def test_a_topic_of_signs_alone_joins_nothing():
    """It gives no address; least of all is it the topic of posts that have none."""
    posts = {
        "2026/dau": make_post(published_at="2026-03-01 08:00", topic="!!!"),
        "2026/sau": make_post(published_at="2026-03-02 08:00", topic="★"),
        "2026/khong": make_post(published_at="2026-03-03 08:00"),
    }
    entries = make_catalog(posts=posts).posts
    assert [entry.thread_keys for entry in entries.values()] == [(), (), ()]


def test_what_posts_share_counts_once_however_it_is_spelled():
    """A tag written ten times makes a post no nearer; spellings of one tag are one."""
    posts = {
        "2026/hai-the": make_post(published_at="2026-01-01 08:00", tags=["Chè", "Lúa"], category="thong-bao"),
        "2026/mot-the": make_post(published_at="2026-01-02 08:00", tags=["chè"] * 10, category="thong-bao"),
        "2026/bai": make_post(published_at="2026-01-03 08:00", tags=["CHÈ", "chè", "lúa", "!!!"]),
        "2026/dau": make_post(published_at="2026-01-04 08:00", tags=["★"], category="thong-bao"),
    }
    assert make_catalog(posts=posts).posts["2026/bai"].related_keys == ("2026/hai-the", "2026/mot-the")


def test_a_long_thread_is_cut_around_the_post():
    """Seven posts, those before and after; at the ends seven as well."""
    entries = make_catalog(posts=make_posts(20, **TOPIC)).posts
    keys = sorted(entries)
    assert entries[keys[10]].thread_keys == tuple(keys[7:14])
    assert entries[keys[0]].thread_keys == tuple(keys[:THREAD_LIMIT])
    assert entries[keys[19]].thread_keys == tuple(keys[-THREAD_LIMIT:])


def test_a_post_that_has_left_the_lists_still_shows_its_thread():
    """The newest posts of it, without itself."""
    posts = make_posts(3, **TOPIC) | {"2026/het": make_post(published_at="2026-01-01 00:01", expires_on="2026-02-01", **TOPIC)}
    assert make_catalog(posts=posts).posts["2026/het"].thread_keys == ("2026/bai-000", "2026/bai-001", "2026/bai-002")


def test_related_posts_are_not_those_of_the_thread():
    """The page shows each once."""
    posts = make_posts(4, **TOPIC) | {"2026/khac": make_post(published_at="2025-12-01 08:00")}
    entry = make_catalog(posts=posts).posts["2026/bai-000"]
    assert entry.related_keys == ("2026/khac",)


def test_spellings_of_a_topic_relate_beyond_the_thread():
    """As in the thread, its address tells: what the thread has no room for comes before the rest of the category."""
    posts = make_posts(9, topic="HỘI CHỢ MÙA THU") | {
        "2026/dau": make_post(published_at="2025-12-01 08:00", **TOPIC),
        "2026/moi": make_post(published_at="2026-02-01 08:00"),
    }
    assert make_catalog(posts=posts).posts["2026/dau"].related_keys[0] == "2026/bai-008"


def test_a_topic_of_signs_alone_is_no_thread():
    """It has no address; posts without a topic are not drawn into it."""
    posts = {"2026/a": make_post(topic="***"), "2026/b": make_post(topic="***"), "2026/c": make_post()}
    assert {entry.thread_keys for entry in make_catalog(posts=posts).posts.values()} == {()}


def test_a_shared_place_relates():
    """More than the category alone does."""
    posts = {
        "2026/a": make_post(published_at="2026-01-01 08:00", places=["thai-nguyen"]),
        "2026/b": make_post(published_at="2026-01-02 08:00", places=["thai-nguyen"]),
        "2026/c": make_post(published_at="2026-01-03 08:00"),
    }
    assert make_catalog(posts=posts).posts["2026/a"].related_keys == ("2026/b", "2026/c")


def test_only_the_newest_posts_of_a_trait_are_compared():
    """Twelve of a tag, twelve of a category: a tag that thousands share costs a post no more than that."""
    shared = {"tags": ["chè", "hội nghị"]}
    many = make_posts(CANDIDATES_A_TRAIT, tags=["chè"]) | {
        f"2026/khac-{number:02}": make_post(published_at=f"2026-01-02 08:{number:02}", tags=["hội nghị"])
        for number in range(CANDIDATES_A_TRAIT)
    }
    old = {
        "2025/giong": make_post(published_at="2025-01-01 08:00", **shared),
        "2025/nay": make_post(published_at="2025-01-02 08:00", **shared),
    }
    assert "2025/giong" not in make_catalog(posts=many | old).posts["2025/nay"].related_keys
    assert make_catalog(posts=old).posts["2025/nay"].related_keys == ("2025/giong",)


def test_threads_are_built_once_a_topic(monkeypatch):
    """Not once a post: a topic of a thousand posts would be read a million times."""
    built = []
    make = Thread.__init__
    monkeypatch.setattr(relations.Thread, "__init__", lambda thread, keys: built.append(len(keys)) or make(thread, keys))
    make_catalog(posts=make_posts(50, **TOPIC))
    assert built == [50]
