"""Pictures, films and sounds that stand alone in a paragraph."""

from __future__ import annotations

import pytest

from generator.render.alone import find_film
from generator.render.environment import safe_href
from generator.render.markdown import BodyContext, BodyRenderer, Picture

FILES = {
    "anh.jpg": Picture("tep/anh.jpg", (("width", "4"), ("height", "3"))),
    "phim.mp4": Picture("tep/phim.mp4", media_type="video/mp4", label="Tải về (MP4, 2 MB)"),
    "tin.mp3": Picture("tep/tin.mp3", media_type="audio/mpeg", label="Tải về (MP3)"),
}
FILM = "https://www.youtube.com/watch?v=htxMINHHOA1"
PLAYER = "https://www.youtube-nocookie.com/embed/htxMINHHOA1"


def render(body: str, *, with_players: bool = True) -> str:
    context = BodyContext(resolve_link=safe_href, find_picture=FILES.get, with_players=with_players)
    return str(BodyRenderer().render(body, context)).replace("\n", "")


def test_a_picture_alone_is_a_figure_and_its_title_the_caption():
    """Without a title there is no empty caption; among words it stays where it is."""
    assert render('![Đồi chè](anh.jpg "Sáng sớm")') == (
        '<figure><img alt="Đồi chè" decoding="async" height="3" loading="lazy" src="tep/anh.jpg" width="4"><figcaption>Sáng sớm</figcaption></figure>'
    )
    assert "figcaption" not in render("![Đồi chè](anh.jpg)")
    assert "figure" not in render("Xem ![Đồi chè](anh.jpg) này.")


@pytest.mark.parametrize(
    ("title", "caption"),
    [
        ("Sáng sớm. Ảnh: Minh Châu", 'Sáng sớm. <span class="htx-credit">Ảnh: Minh Châu</span>'),
        ("Ảnh: Minh Châu", '<span class="htx-credit">Ảnh: Minh Châu</span>'),
        ("Ông Bảy bên ảnh: một đời", "Ông Bảy bên ảnh: một đời"),
        ("Nguồn: Ban biên tập", '<span class="htx-credit">Nguồn: Ban biên tập</span>'),
        ("Khung Ảnh:", "Khung Ảnh:"),
    ],
)
def test_who_made_a_picture_stands_apart_in_its_caption(title, caption):
    """As for the cover and the gallery, whose credit is a field of its own."""
    assert render(f'![Đồi chè](anh.jpg "{title}")').split("<figcaption>")[1].removesuffix("</figcaption></figure>").rstrip() == caption


@pytest.mark.parametrize(("file", "tag"), [("phim.mp4", "video"), ("tin.mp3", "audio")])
def test_a_film_or_sound_is_played_in_place_and_may_be_downloaded(file, tag):
    """Nothing of it is fetched before somebody plays it; its words are read aloud and below it stands the download."""
    html = render(f'![Phát thanh viên đọc tin]({file} "Bản tin")')
    assert f'<{tag} aria-label="Phát thanh viên đọc tin" controls preload="none" src="tep/{file}"></{tag}>' in html
    assert f'<figcaption>Bản tin <a download="" href="tep/{file}">Tải về (' in html
    assert "alt=" not in html and "data-label" not in html
    assert f'<figcaption><a download="" href="tep/{file}">Tải về (' in render(f"![Phát thanh viên đọc tin]({file})")


def test_a_link_alone_to_a_film_carries_the_player_and_names_the_host():
    """Until it is touched it is a plain link; the address of the player is data."""
    html = render(f"[Phóng sự]({FILM})")
    assert html == (
        f'<p class="htx-film"><a data-player="{PLAYER}" href="{FILM}" rel="external nofollow noopener">Phóng sự</a>'
        '<span class="htx-note">Phim trên YouTube. Chưa bấm thì chưa có gì được tải từ YouTube.</span></p>'
    )
    assert "iframe" not in html


@pytest.mark.parametrize(
    "body", [f"Xem [phóng sự]({FILM}).", "[Báo](https://bao.example.vn/watch?v=htxMINHHOA1)", "[a](https://www.youtube.com/@kenh)"]
)
def test_other_links_stay_links(body):
    """Among words, to an unknown host, or to a page of the host that is no film."""
    assert "data-player" not in render(body)


def test_a_feed_gets_plain_links():
    """Readers' programs do not run the page's script."""
    assert render(f"[Phóng sự]({FILM})", with_players=False) == f'<p><a href="{FILM}">Phóng sự</a></p>'


@pytest.mark.parametrize(
    ("address", "player"),
    [
        (FILM, PLAYER),
        ("https://www.youtube.com/watch?app=desktop&v=htxMINHHOA1&t=5", PLAYER),
        ("https://youtu.be/htxMINHHOA1?si=x", PLAYER),
        ("https://m.youtube.com/shorts/htxMINHHOA1", PLAYER),
        ("https://www.youtube.com/live/htxMINHHOA1", PLAYER),
        ("https://vimeo.com/123456789", "https://player.vimeo.com/video/123456789?dnt=1"),
        ("http://www.youtube.com/watch?v=htxMINHHOA1", ""),
        ("https://www.youtube.com/watch?v=htxMINHHOA1quadai", ""),
        ("https://www.youtube.com/watch?v=\"><script>", ""),
        ("https://evil.example/www.youtube.com/watch?v=htxMINHHOA1", ""),
        ("https://www.youtube.com@evil.example/watch?v=htxMINHHOA1", ""),
        ("https://[", ""),
        ("https://www.youtube.com/embed/videoseries?list=PLhtxMINHHOA", ""),
        ("https://www.youtube.com/embed/live_stream?channel=UChtxMINHHOA", ""),
        ("https://vimeo.com/groups/123456/videos/7654321", "https://player.vimeo.com/video/7654321?dnt=1"),
    ],
)  # fmt: skip
def test_films_are_known_by_their_address(address, player):
    """Only https, only hosts of the list, only what looks like a film's own code."""
    film = find_film(address)
    assert (film.player if film else "") == player
