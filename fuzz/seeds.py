"""What is changed: well-formed inputs of each kind, written for this, and the words of which each format is made."""

import datetime as dt
import io

import pyarrow as pa
import pyarrow.parquet as pq
from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType

FIRST = "HANOI, July 6 (Wire) - Russian Foreign Minister Sergey Lavrov met his Vietnamese counterpart Bui Thanh Son in Hanoi on Wednesday."
SECOND = "“We trust Vietnam,” Mr. Lavrov said. Trade grew by 14.2 percent to $5.54 billion in 2021, up from $4.85 billion a year earlier."
THIRD = "The two countries signed an agreement on fisheries last June; China's foreign ministry denied that 12 vessels had entered its waters."
TEXT = f"{FIRST}\n\n{SECOND} {THIRD}"

PROSE = (
    TEXT,
    FIRST,
    SECOND,
    THIRD,
    'On 1 March 2024, U.S. President Joe Biden told Kyiv: "We will send $60bn, two-thirds of it in arms by mid-2025."',
    "‘Never,’ said the North Korean leader’s sister. — “It was ‘a lie’” — he added, at 10:30 p.m. GMT on Monday, 3/4/2022.",
    "Between 2 and 3 million tonnes, i.e. ¥1,234.5m or 1 ½ times the Q3 figure, crossed the EU-Turkey border (1999–2003).",
    "Élysée: le Président; Москва́ 🇻🇳🌍 شكرا 中文 한국어 e\u0301\u0323 \u202eabc\u202c.\r\nNato's 32 members\u2028met. \ufeff",
    "The Treaty of Amity between the UK and ASEAN came into force in the mid-1990s. It was suspended, Putin’s spokesman Dmitry Peskov said, “for now”.",
)
WORDS = ("Russia", " and ", "Lavrov", " said ", "“", "”", '"', "'", ", ", ". ", "\n\n", " percent", "$", " billion", "one hundred and ", "U.S.", "the two countries", " agreement", " denied ", " will ", "Mr. ", "He ", "its ", "(", ")", "—", " per ", " to ", "half a ", "dozens of ")  # fmt: skip

_HEAD = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Ministers meet | The Gazette</title>'
)
_JSON_LD = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ministers meet","datePublished":"2024-03-01T10:00:00Z","publisher":{"name":"The Gazette"},"articleBody":"'
_BODY = f"<body><article><h1>Ministers meet</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article><p>Related</p></body></html>"
PAGES = (
    f"{_HEAD}</head>{_BODY}".encode(),
    f'{_HEAD}<meta property="og:title" content="Ministers &amp; more"><meta property="og:description" content="{FIRST}">{_JSON_LD}{FIRST}"}}</script></head>{_BODY}'.encode(),
    f"<html><body><div><table><tr><td>{FIRST}</td></tr></table><ul><li>{SECOND}</ul><!-- {THIRD} --></div>".encode("utf-16"),
)  # fmt: skip
TAGS = (b"<p>", b"</p>", b"<div>", b"</div>", b"<article>", b"<script>", b"</script>", b"<!--", b"-->", b"<![CDATA[", b"<table>", b"<td>", b"<svg>", b"<math>", b"<template>", b"&#0;", b"&#xD800;", b"&amp;", b"&#x110000;", b'<meta charset="utf-16">', b'<meta charset="idna">', b'<base href="x">', b'<a href="javascript:x">', b"<p " + b"a" * 300, b"<p>" * 200)  # fmt: skip

LINES = (
    ('{"id": "a1", "url": "https://g.example/1", "source": "The Gazette", "date": "2024-03-01", "title": "Ministers", "text": "' + FIRST + '"}\n').encode() * 2,
    ('{"text": "' + SECOND + '", "date": 20240301, "id": 7, "tags": ["a", {"b": null}], "n": 1.5e3}\n').encode(),
    ('[{"text": "' + THIRD + '"}, {"text": 5}, null]').encode(),
)  # fmt: skip
JSON = (b'"text"', b'"date"', b'"id"', b"{", b"}", b"[", b"]", b"[" * 200, b'{"a":' * 150, b"\\ud800", b"\\u0000", b"\\", b'"', b":", b",", b"null", b"true", b"1e999", b"9" * 5000, b"-Infinity", b"\n", b"\xff")  # fmt: skip

_ITEM = f"<item><title>Ministers &amp; talks</title><link>https://g.example/1</link><guid>g1</guid><pubDate>Fri, 01 Mar 2024 10:00:00 GMT</pubDate><description>&lt;p&gt;{FIRST}&lt;/p&gt;</description></item>"
FEEDS = (
    f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>The Gazette</title>{_ITEM}{_ITEM.replace("g1", "g2")}</channel></rss>'.encode(),
    f'<feed xmlns="http://www.w3.org/2005/Atom"><title>G</title><entry><id>u:1</id><title type="html">T</title><link href="https://g.example/2"/><updated>2024-03-01T10:00:00Z</updated><content type="html">&lt;b&gt;{SECOND}</content></entry></feed>'.encode(),
    f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><item rdf:about="x"><title>T</title><link>https://g.example/3</link><description>{THIRD}</description></item></rdf:RDF>'.encode(),
)  # fmt: skip
SITEMAPS = (
    b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://g.example/1</loc><lastmod>2024-03-01</lastmod></url><url><loc>https://g.example/2</loc></url></urlset>',
    b"<sitemapindex><sitemap><loc>https://g.example/a.xml</loc></sitemap></sitemapindex>",
)
XML = (b"<item>", b"</item>", b"<!DOCTYPE rss [", b'<!ENTITY a "b">', b"]>", b"&a;", b'<!ENTITY x SYSTEM "file:///etc/passwd">', b"<![CDATA[", b"]]>", b"&#0;", b"&#xD800;", b"&#99999999;", b'<?xml version="1.1" encoding="utf-7"?>', b"<guid/>", b"<link>", b"<pubDate>", b"xmlns:x='y'", b"<loc>", b"<a>" * 300, b"\x00", b"\xff\xfe")  # fmt: skip

ROBOTS = (
    b"User-agent: *\nDisallow: /private\nAllow: /private/open$\nCrawl-delay: 2.5\n\nUser-agent: bilateral\nDisallow: /*.pdf$\n# end\n",
    b"\xef\xbb\xbfuser-agent: a\nuser-agent: BILATERAL/2\ndisallow:\nallow: /%7Eann/\xc3\xa9*\ndisallow: /",
)
ROBOT_WORDS = (b"User-agent:", b"Disallow:", b"Allow:", b"Crawl-delay:", b"*", b"$", b"%", b"%zz", b"\n", b"\r", b"#", b"*" * 100, b"bilateral", b"/")  # fmt: skip

ADDRESSES = ("https://g.example/a/b?c=d#e", "http://127.0.0.1:8000/", "https://[::ffff:10.0.0.1]/x", "http://user:secret@h.example/", "//h.example/y", "https://münchen.example/ä?ö", "sitemap:https://g.example")  # fmt: skip
ADDRESS_WORDS = ("http://", "https://", "//", "@", ":", "[", "]", "::1", "0x7f.1", "..", "/", "\\", "?", "#", "%00", "%", "file://", "javascript:", ":99999", "xn--", ".", " ", "=1+1", "'", "\t")  # fmt: skip

DATES = ("2024-03-01", "20240301T101500Z", "Fri, 01 Mar 2024 10:00:00 +0100", "1st March, 2024", "Sept. 3, 1999", "2024/3/1 05:06", "1 Mar 2024")  # fmt: skip
DATE_WORDS = ("2024", "-", "/", ":", "T", "Z", "+9999", "Mar", "31", "32", "st", ", ", " ", "GMT", "0", "yesterday", "last week", "mid-", "the 1990s", "next Friday", "10 p.m.", "Q3", "century", "three days ago", "two years", "B.C.")  # fmt: skip

SEARCHES = ("trade Hanoi", '"strategic partnership" nuc*', "sanctions OR embargo -Iran", "Zürich naïve 中文", "title:x NEAR(a b, 5) ^c {d}")  # fmt: skip
SEARCH_WORDS = ('"', "*", "-", " OR ", " NOT ", " AND ", "NEAR(", "(", ")", ":", "^", "+", "'", ";--", "\\", "&", "|", "!", "<->", "%", "_", "{", "a" * 300)  # fmt: skip

QUERIES = ("RUS/VNM?show=event&since=2022&until=2024-06&type=CONSULT&families=1&order=oldest", "search?in=articles&q=trade&page=2", "VNM/balance?by=year", "RUS/VNM/series?by=month&weight=families", "review?kind=event&why=sample", "entry/0123456789abcdef", "article/00ff", "find?one=Russia&other=vietnam", "network?since=2020", "VNM/map", "judgements?done=1", "problems?page=0", "static/style.css", "RUS/VNM?as_of=2024-01-01")  # fmt: skip
QUERY_WORDS = ("&", "=", "?", "/", "%2e%2e/", "..", "%00", "%ff", "page=", "q=", "since=", "as_of=", "type=", "show=", "by=", "RUS", "VNM", "USA:GOV", "'", '"', "<script>alert(1)</script>", '" onerror=x ', "javascript:", "-1", "1e9", "' OR 1=1--", "\\", ";", "//evil.example", "%0d%0aX: y", "null", "token=", "lang=")  # fmt: skip

CORRECTIONS = ("0when: 2024-06", "1RUS,VNM", "25.54e9", "3USD", "4Russia, Viet Nam", "5actual", "6null", "7true", "81..2", "92024-01-01/2024-02-01", "aACCUSE", "b[1]")  # fmt: skip
CORRECTION_WORDS = (",", "..", "/", "null", "true", "RUS", "Russia", "USA:GOV", "2024", "-", "e9", "nan", "inf", "1_000", '"', "[", "{", " ", "9" * 400)  # fmt: skip

CELLS = ("=1+1", "@x", "plain, text", "'quoted", "＝cmd", "https://g.example/a?b=c", "\tx", "-5")


def crawls() -> tuple[bytes, ...]:
    """Return crawls of two pages and an extract: packed record by record, as one piece, and not packed."""
    return _crawl(packed=True), _crawl(packed=False)


WARC = (b"WARC/1.0\r\n", b"WARC/1.1\r\n", b"Content-Length: 99999999999\r\n", b"Content-Length: -1\r\n", b"WARC-Type: response\r\n", b"\r\n\r\n", b"HTTP/1.1 200 OK\r\n", b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: gzip\r\n", b"Content-Encoding: br\r\n", b"\x1f\x8b\x08\x00", b"ffffffff\r\n", b"WARC-Target-URI: <x>\r\n")  # fmt: skip


def _crawl(*, packed: bool) -> bytes:
    written = io.BytesIO()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    for kind, body in (
        (WarcRecordType.response, answer + PAGES[0]),
        (WarcRecordType.conversion, TEXT.encode()),
        (WarcRecordType.response, answer + PAGES[1]),
    ):
        record = WarcRecord()
        record.init_headers(kind)
        record.headers["WARC-Target-URI"] = "https://g.example/1"
        record.headers["Content-Type"] = (
            "application/http; msgtype=response" if kind is WarcRecordType.response else "text/plain"
        )
        record.set_bytes_content(body)
        if packed:
            with GzipWriter(written) as stream:
                record.write(stream, checksum_data=True)
        else:
            record.write(written, checksum_data=True)
    return written.getvalue()


def parquets() -> tuple[bytes, ...]:
    """Return tables of Parquet, packed and plain, with columns of several types."""
    table = pa.table(
        {
            "text": [FIRST, None, THIRD],
            "id": ["a", "b", "c"],
            "date": [dt.date(2024, 3, 1), None, dt.date(1, 1, 1)],
            "more": [{"x": [1.5]}, None, {"x": []}],
        }
    )
    return tuple(_table(table, packing) for packing in ("none", "snappy", "zstd"))


def _table(table: pa.Table, packing: str) -> bytes:
    written = io.BytesIO()
    pq.write_table(table, written, compression=packing)
    return written.getvalue()
