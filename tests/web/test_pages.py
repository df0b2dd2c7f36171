"""The pages show what the record holds, each part linked to what stands behind it."""

import html
import re
from html.parser import HTMLParser

import pytest
import sqlalchemy as sa

from bilateral.record.articles import get_articles
from bilateral.record.schema import articles
from bilateral.record.store import Record

VOID = {"input", "link", "meta", "br", "hr", "rect", "circle", "path", "option"}


class Outline(HTMLParser):
    """Collects the tags of a page and whether each is closed."""

    def __init__(self):
        super().__init__()
        self.tags, self.open = [], []

    def handle_starttag(self, tag, attrs):
        """Note a tag."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        """Note a tag that is its own end."""
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        """Close the tag; it must be the one opened last."""
        if tag not in VOID:
            assert self.open.pop() == tag


def outline(page):
    """Return the tags of a page, which must be well formed."""
    parser = Outline()
    parser.feed(page)
    parser.close()
    assert not parser.open
    return parser.tags


@pytest.fixture(scope="module")
def paths(client, first_link):
    """Return an address of each kind of page."""
    dyad = client.get("/RUS/VNM").text
    entry = first_link(dyad, "/entry/")
    return {
        "home": "/",
        "dyad": "/RUS/VNM",
        "statements": "/RUS/VNM?show=statement",
        "as known": "/RUS/VNM?as_of=2022-07-06",
        "state": "/VNM",
        "entry": entry,
        "article": first_link(client.get(entry).text, "/article/"),
        "search": "/search?q=trade",
        "articles": "/search?in=articles&q=trade",
        "everything": "/search",
    }


PAGES = ["home", "dyad", "statements", "as known", "state", "entry", "article", "search", "articles", "everything"]  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole_and_asks_nothing_of_others(client, paths, name):
    """Each page is well formed, has one first heading, and loads only its own style and script."""
    answer = client.get(paths[name])
    assert answer.status_code == 200
    tags = outline(answer.text)
    assert [tag for tag, _ in tags].count("h1") == 1
    loaded = [a.get("src") or a.get("href") for tag, a in tags if tag in {"script", "link", "img", "iframe"}]
    assert all(address.startswith("/static/") for address in loaded)
    assert not [a for _, a in tags if "style" in a or any(name.startswith("on") for name in a)]


@pytest.mark.parametrize("name", PAGES)
def test_ids_stand_once_and_every_field_has_its_label(client, paths, name):
    """An id names one element; each field that a visitor fills in has a label of its own."""
    tags = outline(client.get(paths[name]).text)
    ids = [a["id"] for _, a in tags if "id" in a]
    assert len(ids) == len(set(ids))
    labelled = {a["for"] for tag, a in tags if tag == "label" and "for" in a}
    fields = [
        a for tag, a in tags if tag in {"input", "select"} and a.get("type") not in {"hidden", "checkbox"}
    ]
    assert {a["id"] for a in fields} <= labelled


@pytest.mark.parametrize("name", PAGES)
def test_every_local_link_of_a_page_leads_somewhere(client, paths, name):
    """No link to our own pages is broken, and each part of a page that is linked to is there."""
    page = client.get(paths[name]).text
    links = {a["href"] for tag, a in outline(page) if tag == "a" and a["href"].startswith(("/", "#"))}
    later = ("/review", "/judgements", "/network", "/problems", "/runs")
    for link in sorted(links)[:40]:
        path, _, part = link.partition("#")
        if path.startswith(later):
            continue
        target = client.get(path) if path else None
        assert target is None or target.status_code == 200, link
        assert not part or f'id="{part}"' in (target.text if target else page), link


def test_the_first_page_counts_the_record(client):
    """Articles, families and entries are those of the record."""
    page = client.get("/").text
    assert re.search(r"<dt>articles</dt><dd><a [^>]*>16</a>", page)
    assert "Red River Wire" in page


@pytest.mark.parametrize(("given", "path"), [("one=Russia&other=vietnam", "/RUS/VNM"), ("one=Vietnam+(VNM)", "/VNM"), ("one=ASEAN", "/ASEAN")])  # fmt: skip
def test_names_lead_to_their_pages(client, given, path):
    """What one types, or chooses from the suggestions, opens the page of the one or the two."""
    answer = client.get(f"/find?{given}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, path)


def test_a_name_that_is_unknown_is_answered_with_what_comes_near(client):
    """A misspelt state gets a page that says so, with suggestions."""
    answer = client.get("/find?one=Vietnamm")
    assert answer.status_code == 404
    assert "did you mean" in answer.text


@pytest.mark.parametrize("path", ["/russia/vietnam", "/rus/vnm", "/Russia/VNM"])
def test_a_dyad_has_one_address(client, path):
    """Names and small letters lead to the address by codes, filters kept."""
    answer = client.get(f"{path}?show=event", follow_redirects=False)
    assert answer.headers["location"] == "/RUS/VNM?show=event"


def shown(page):
    """Return the ids of the entries in the lists of a page."""
    return re.findall(r'id="e-([0-9a-f]+)"', page)


def test_filters_narrow_and_stand_in_the_address(client):
    """Each filter leaves some of the whole and is filled in again on the page."""
    whole = shown(client.get("/RUS/VNM?show=event").text)
    for name, value in {"type": "CONSULT", "since": "2022-07", "families": "2", "status": "actual", "quad": "verbal cooperation"}.items():  # fmt: skip
        page = client.get("/RUS/VNM", params={"show": "event", name: value}).text
        some = shown(page)
        assert set(some) < set(whole), name
        assert value in page
    assert shown(client.get("/RUS/VNM?show=event&since=1900&until=1901").text) == []


def test_an_outlet_narrows_to_what_it_tells_of(client):
    """Entries of one outlet only are those whose mentions stand in its articles."""
    some = shown(client.get("/RUS/VNM", params={"show": "event", "outlet": "Red River Wire"}).text)
    assert some
    for entry in some[:3]:
        assert "Red River Wire" in client.get(f"/entry/{entry}").text


def test_the_sides_of_a_dyad_are_told_apart(client):
    """Who acts can be asked for, and the parts make up the whole."""
    whole = shown(client.get("/RUS/VNM?show=event").text)
    parts = [
        shown(client.get(f"/RUS/VNM?show=event&by={by}").text) for by in ("RUS", "VNM", "both", "others")
    ]
    assert sorted(id_ for part in parts for id_ in part) == sorted(whole)


def test_as_known_on_a_day_nothing_later_is_told(client):
    """The page as of a day has no source published after it."""
    page = client.get("/RUS/VNM?as_of=2022-07-06").text
    days = re.findall(r'<time datetime="([\d-]+)"', page)
    assert days
    assert max(days) <= "2022-07-06"


@pytest.mark.parametrize("query", ["since=yesterday", "until=2022-13", "as_of=x"])
def test_a_date_that_is_none_is_said_to_be_none(client, query):
    """A wrong date is answered with what to write."""
    answer = client.get(f"/RUS/VNM?{query}")
    assert answer.status_code == 400
    assert "is no date" in answer.text


def test_a_mention_leads_to_its_entry(client, paths):
    """The id of a mention opens the entry in which it stands, at the mention."""
    (mention, *_) = re.findall(r'id="m-([^"]+)"', client.get(paths["entry"]).text)
    answer = client.get(f"/entry/{mention}", follow_redirects=False)
    assert answer.headers["location"] == f"{paths['entry']}#m-{mention}"


def test_an_entry_shows_every_mention_its_fields_and_how_to_cite_it(client, paths):
    """Mentions side by side, agreement by field, families, and a citation as BibTeX."""
    page = client.get(paths["entry"]).text
    for words in ("Mentions side by side", "On what they agree", "Families of its articles", "How it grew", "@misc{bilateral-"):  # fmt: skip
        assert words in page
    assert page.count('class="card"') == page.count('<mark class="k-')


def test_the_text_of_an_article_is_whole_and_marked(client, paths, built_record):
    """With the marks taken away, the text is the article's."""
    page = client.get(paths["article"]).text
    assert page.count("<mark") >= 3
    texts = re.findall(r'<p class="text" dir="auto">(.*?)</p>', page, re.DOTALL)
    plain = [html.unescape(re.sub(r"<[^>]+>", "", text)) for text in texts]
    address = paths["article"].rpartition("/")[2]
    with Record(built_record) as record, record.transaction() as connection:
        article = get_articles(connection, [address])[address]
    assert plain == [line for line in article.text.split("\n") if line.strip()]


def test_the_start_of_an_address_is_enough(client, paths):
    """An article is found by the first characters of its address."""
    assert client.get(paths["article"][:20], follow_redirects=False).headers["location"] == paths["article"]


def test_texts_that_share_words_stand_side_by_side(client, built_record):
    """The passages of a copy are marked in both texts, each with a link to the other."""
    pages = [client.get(f"/article/{address}") for address in addresses(built_record)]
    links = [re.search(r'href="(/article/[^"]+\?with=[^"]+)"', page.text) for page in pages]
    page = client.get(next(link[1] for link in links if link)).text
    assert re.search(r'href="#b-1"', page)
    assert re.search(r'href="#a-1"', page)


def addresses(record):
    """Return the addresses of a record's articles."""
    with Record(record) as opened, opened.transaction() as connection:
        return connection.execute(sa.select(articles.c.address).order_by(articles.c.address)).scalars().all()


def test_a_search_marks_the_words_and_can_be_narrowed(client):
    """Snippets have the words found marked; a facet leaves what it counts."""
    page = client.get("/search?q=vietnam").text
    assert re.search(r"<mark>[Vv]iet", page)
    match = re.search(
        r'href="(/search\?q=vietnam&amp;kind=figure)">.*?<span class="count">(\d+)</span>', page
    )
    narrowed = client.get(match[1].replace("&amp;", "&")).text
    assert f"{match[2]} entr" in narrowed


def test_words_can_be_left_out_or_be_alternatives(client):
    """OR finds what either side finds, a minus takes away, and both can be written by hand."""

    def found(words):
        return set(
            re.findall(
                r'href="(/entry/[^"]+)"', client.get("/search", params={"q": words, "kind": "event"}).text
            )
        )

    assert found("trade OR visit") == found("trade") | found("visit")
    assert found("vietnam -trade") == found("vietnam") - found("trade vietnam")
    assert found('vietnam -"foreign minister" -trade') < found("vietnam -trade")
    assert found("-vietnam") == found("")


@pytest.mark.parametrize("words", ["OR", "a OR", "OR OR a", "--a", '-"', "a -b -c OR d", '"', "*", "AND OR", "a" * 5000, "\x00", "'; DROP TABLE articles", "NEAR(", '"a', "-", "^x:y"])  # fmt: skip
def test_no_search_words_are_an_error(client, words):
    """Whatever one types is words, never an order."""
    for where in ("", "articles"):
        assert client.get("/search", params={"q": words, "in": where}).status_code == 200


@pytest.mark.parametrize("path", ["/entry/nothing", "/article/nothing", "/nowhere", "/RUS/nowhere", "/article/" + "f" * 64, "/static/../app.py"])  # fmt: skip
def test_what_is_not_there_is_said_not_to_be_there(client, path):
    """An unknown address is answered with 404 and a page."""
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("page", ["0", "-1", "999999999", "x", "٣", "1e9"])
def test_any_page_number_is_answered(client, page):
    """A number that names no page gives one that is there."""
    for path in ("/RUS/VNM?show=event", "/search?q=vietnam", "/VNM?sort=share"):
        assert client.get(f"{path}&page={page}").status_code == 200
