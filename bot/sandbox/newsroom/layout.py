"""How the sample agency writes: RSS with headlines only, and pages with all that surrounds an article."""

from __future__ import annotations

from collections.abc import Sequence
from email.utils import format_datetime
from html import escape

from bot.sandbox.newsroom.stories import Issue

AGENCY = "Meridian Sample News"
_SECTIONS = ("World", "Politics", "Society", "Economy", "Justice")


def feed(issues: Sequence[Issue], site: str) -> str:
    """Write RSS 2.0; like most agencies' feeds it carries headlines and no text."""
    items = "\n".join(_item(issue, site) for issue in issues)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>\n'
        f"<title>{AGENCY}</title>\n<link>{site}/news/feed.xml</link>\n"
        "<description>Invented stories for trying Visitwire out</description>\n<language>en</language>\n"
        f"{items}\n</channel></rss>\n"
    )


def _item(issue: Issue, site: str) -> str:
    link = f"{site}/news/{issue.story.slug}"
    return (
        f"<item><title>{escape(issue.story.title)}</title><link>{link}</link>"
        f'<guid isPermaLink="true">{link}</guid><category>{escape(issue.story.section)}</category>'
        f"<pubDate>{format_datetime(issue.published, usegmt=True)}</pubDate></item>"
    )


def article_page(issue: Issue, others: Sequence[Issue], site: str) -> str:
    story, moment = issue.story, issue.published.isoformat()
    title, link = escape(story.title), f"{site}/news/{story.slug}"
    body = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs)
    return f"""<!doctype html>
<html lang="{story.lang}"><head><meta charset="utf-8"><title>{title} - {AGENCY}</title>
<meta name="viewport" content="width=device-width">
<meta property="og:type" content="article"><meta property="og:site_name" content="{AGENCY}">
<meta property="og:title" content="{title}"><meta property="og:url" content="{link}">
<meta property="article:published_time" content="{moment}">
<meta property="article:section" content="{escape(story.section)}">
<link rel="canonical" href="{link}"><link rel="stylesheet" href="/page/news.css"></head>
<body>
<header><a href="/news/feed.xml">{AGENCY}</a>
<nav><ul>{"".join(f"<li>{section}</li>" for section in _SECTIONS)}</ul></nav>
<p class="note">Sample stories, invented. Every official here is fictional.</p></header>
<main>
<article>
<h1>{title}</h1>
<p class="byline"><time datetime="{moment}">{issue.published:%d.%m.%Y %H:%M} UTC</time></p>
{body}
</article>
<aside><h2>Latest</h2><ul>{_teasers(issue, others)}</ul></aside>
</main>
<footer><p>© {issue.published.year} {AGENCY}. All rights reserved. Subscribe to our newsletter.</p>
<p>About us · Contacts · Advertising · Terms of use</p></footer>
</body></html>
"""


def _teasers(issue: Issue, others: Sequence[Issue]) -> str:
    """List other headlines beside the article, which a careless reader would mix into it."""
    return "".join(
        f'<li><a href="/news/{other.story.slug}">{escape(other.story.title)}</a></li>'
        for other in others
        if other.story.slug != issue.story.slug
    )
