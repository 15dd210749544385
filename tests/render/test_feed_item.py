"""A post in feeds: a lasting id, the whole text, its files; inert and well-formed whatever was written."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.catalog.model import PublishedFile
from generator.checks.attachments import FIRST_BYTES
from generator.render import feed_item, markdown, media
from generator.render.environment import strip_forbidden
from generator.render.feed import render_feed
from tests.builders import make_post
from tests.render.feeds import MEDIA, NAMES, POST_FILES, parse, read_items, render_feeds
from tests.render.rendering import SITE_URL, Reading, make_catalog, make_renderer, render_site
from tests.render.sample import PHOTO, POST_KEY, make_rich_post, rich_catalog
from tests.schemas import find_faults

HOSTILE = "</title><script>alert(1)</script> & ]]> <!-- \x00\x0b\x1f\ufffe <img src=x onerror=alert(1)> {{ 7*7 }}"


@pytest.fixture(scope="module")
def site() -> dict[str, str]:
    return render_site(rich_catalog(), media=MEDIA)


def test_content_is_the_whole_post_with_full_addresses(site):
    """Lead, cover, body, figures, gallery, files and source; nothing that only our own page can use."""
    content = read_items(site["tin-tuc/feed.json"])[1]["content"]
    assert content.startswith("<p><strong>Liên minh họp ngày 15/9.</strong></p>")
    reading = Reading(content)
    assert set(reading.values("img", "src")) == {f"{SITE_URL}{POST_FILES}doi-che.jpg", f"{SITE_URL}{POST_FILES}hai.jpg"}
    assert f"{SITE_URL}hop-tac-xa/thai-nguyen/che-doi-xa/che-dinh/" in reading.values("a", "href")
    assert f"{SITE_URL}{POST_FILES}ke-hoach-147-signed.pdf" in reading.values("a", "href")
    assert "https://bao.example.vn/1" in reading.values("a", "href")
    assert "448" in reading.text and "Phóng viên" in reading.text
    assert all(address.startswith("https://") for name in ("href", "src") for address in reading.attributes(name))
    for name in ("class", "id", "role", "tabindex", "style", "loading", "aria-label", "aria-labelledby"):
        assert reading.attributes(name) == [], name


def test_files_come_with_their_length_and_type(site):
    """RSS has room for one, the first attachment; Atom names all; in JSON Feed the cover is the image."""
    document = {"href": f"{SITE_URL}{POST_FILES}ke-hoach-147-signed.pdf", "type": "application/pdf", "length": "180400"}
    cover = {"href": f"{SITE_URL}{POST_FILES}doi-che.jpg", "type": "image/jpeg", "length": "52001"}
    rss, atom = (parse(site[f"tin-tuc/{name}"]).entries[1].enclosures for name in NAMES[:2])
    assert [dict(file) for file in rss] == [document]
    assert [{name: file[name] for name in document} for file in atom] == [document, cover]
    item = json.loads(site["tin-tuc/feed.json"])["items"][1]
    assert item["image"] == cover["href"]
    assert item["attachments"] == [
        {"url": document["href"], "mime_type": "application/pdf", "title": "Quy chế nội bộ", "size_in_bytes": 180_400}
    ]


def test_a_post_without_documents_comes_with_its_cover():
    rss = render_feeds({POST_KEY: make_post(cover=PHOTO)}, media=MEDIA)["tin-tuc/rss.xml"]
    assert [file.href for file in parse(rss).entries[0].enclosures] == [f"{SITE_URL}{POST_FILES}doi-che.jpg"]


def test_recordings_in_a_text_come_with_it(monkeypatch):
    """Whatever a post carries that is no photo: a kind of file that comes later needs no change here."""
    recording = PublishedFile("audio", "docs/tin-tuc/2026/hoi-nghi/hop.mp3", POST_FILES + "hop.mp3")
    monkeypatch.setattr(feed_item, "list_post_files", lambda posts: [recording])
    item = json.loads(render_feeds({POST_KEY: make_post()})["tin-tuc/feed.json"])["items"][0]
    assert item["attachments"] == [{"url": f"{SITE_URL}{POST_FILES}hop.mp3", "mime_type": "audio/mpeg"}]


def test_a_film_elsewhere_is_a_plain_link():
    """A reader's program has no script of ours: nothing is said of a click."""
    body = "[Phim ngắn](https://www.youtube.com/watch?v=htxMINHhoa1)"
    content = read_items(render_feeds({POST_KEY: (make_post(), body)})["tin-tuc/feed.json"])[0]["content"]
    assert '<p><a href="https://www.youtube.com/watch?v=htxMINHhoa1">Phim ngắn</a></p>' in content and "Chưa bấm" not in content


def test_every_kind_of_attachment_has_a_type():
    assert [suffix for suffix in FIRST_BYTES if media.find_mime_type(f"tep/a{suffix}") == media.UNKNOWN_TYPE] == []


def test_the_id_of_a_post_survives_its_move():
    """It is the first address the post had among this site's news; addresses of an older site are not known to readers."""
    moved = make_post(title="Tên mới", previous_urls=["/tin/1.html", "/tin-tuc/2025/ten-cu/", "/tin-tuc/2026/ten-giua/"])
    feeds = render_feeds({"2026/ten-moi": moved})
    for name in NAMES:
        item = read_items(feeds[f"tin-tuc/{name}"])[0]
        assert (item["id"], item["link"]) == (f"{SITE_URL}tin-tuc/2025/ten-cu/", f"{SITE_URL}tin-tuc/2026/ten-moi/")
    assert '<guid isPermaLink="false">' in feeds["tin-tuc/rss.xml"]
    stayed = render_feeds({"2026/ten-moi": make_post(previous_urls=["/tin/1.html"])})["tin-tuc/rss.xml"]
    assert f'<guid isPermaLink="true">{SITE_URL}tin-tuc/2026/ten-moi/</guid>' in stayed


def test_a_republished_post_is_not_taken_for_our_own():
    """Its source is the author where nobody is named, and the address of the first publication stands as «via»."""
    post = make_post(source={"name": "Báo Thử", "url": "https://bao.example.vn/1"})
    feeds = render_feeds({"2026/tin": post})
    assert [author.name for author in parse(feeds["tin-tuc/atom.xml"]).entries[0].authors] == ["Báo Thử"]
    assert json.loads(feeds["tin-tuc/feed.json"])["items"][0]["authors"] == [{"name": "Báo Thử"}]
    assert "<dc:creator>Báo Thử</dc:creator>" in feeds["tin-tuc/rss.xml"]
    for name in NAMES[:2]:
        assert [link.href for link in parse(feeds[f"tin-tuc/{name}"]).entries[0].links if link.rel == "via"] == ["https://bao.example.vn/1"]


def test_a_body_is_rendered_once_for_six_feeds(monkeypatch):
    """The work of feeds is that of one more page a post."""
    rendered = []
    render = markdown.BodyRenderer.render
    monkeypatch.setattr(
        markdown.BodyRenderer, "render", lambda self, source, context: rendered.append(source) or render(self, source, context)
    )
    render_site(make_catalog(posts={"2026/tin": (make_post(), "Riêng một bài.")}))
    assert rendered.count("Riêng một bài.") == 2


def test_hostile_texts_are_inert():
    """Well-formed and valid whatever is written; titles and leads are words, and no script, handler or address of a script is alive."""
    post = make_rich_post().model_copy(update={"title": HOSTILE, "lead": HOSTILE, "tags": (HOSTILE,), "previous_urls": ()})
    feeds = render_feeds({POST_KEY: (post, f"{HOSTILE}\n\n[a](javascript:alert(1)) **b**\x0c")}, media=MEDIA)
    words = "</title><script>alert(1)</script> & ]]> <!--  <img src=x onerror=alert(1)> {{ 7*7 }}"
    for name in NAMES:
        text = feeds[f"tin-tuc/{name}"]
        assert find_faults(name, text.encode()) == []
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe]", text)
    item = json.loads(feeds["tin-tuc/feed.json"])["items"][0]
    assert item["title"] == item["summary"] == item["tags"][1] == words
    reading = Reading(item["content_html"])
    assert words in reading.text and "script" not in {tag for tag, _ in reading.elements}
    assert not [name for _, attributes in reading.elements for name in attributes if name.startswith("on")]
    assert not [address for address in reading.values("a", "href") if "script" in address]
    title = parse(feeds["tin-tuc/atom.xml"]).entries[0].title_detail
    assert (title.type, title.value) == ("text/plain", words)
    assert "<description>&amp;lt;/title&amp;gt;&amp;lt;script" in feeds["tin-tuc/rss.xml"]


@settings(max_examples=40)
@given(title=st.text(max_size=60), lead=st.text(max_size=60), body=st.text(max_size=200))
def test_any_text_gives_sound_feeds(title, lead, body):
    """Whatever signs staff paste: each feed keeps to its schema, and what is no sign that XML forbids is read as it was written."""
    post = make_post().model_copy(update={"title": f"T{title}", "lead": f"L{lead}"})
    renderer = make_renderer(make_catalog(posts={"2026/tin": (post, body)}))
    feeds = {name: render_feed(renderer, f"tin-tuc/{name}").content for name in NAMES}
    assert {name: find_faults(name, content) for name, content in feeds.items()} == {name: [] for name in NAMES}
    item = json.loads(feeds["feed.json"])["items"][0]
    assert item["title"] == strip_forbidden(f"T{title}") and item["summary"] == strip_forbidden(f"L{lead}").strip()
    assert {tag for tag, _ in Reading(item["content_html"]).elements} <= feed_item.READERS_TAGS
