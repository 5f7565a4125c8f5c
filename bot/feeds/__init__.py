"""Feeds and article pages: fetched with care, parsed in a process of its own, handed on as plain records.

    feed → fetch.Fetcher.get → workers.Workers.parse → reader.poll → entries
    url  → fetch.Fetcher.get → workers.Workers.page  → reader.read_page → page text

`catalogue.load` reads feeds.toml; `check.check` says what a feed gives and why it would fail.
The main process never imports feedparser, lxml or trafilatura: only worker.py does, in the child.
"""
