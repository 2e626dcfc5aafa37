"""The `[store]` of `office.toml`: where the office's files are kept, when not in its own folder `store/`."""

import re
from dataclasses import dataclass

from workflow.office_files.toml_reader import Reader

_BUCKET = re.compile(r"s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[A-Za-z0-9._-]+)*/?")


@dataclass(frozen=True, slots=True)
class Store:
    """`url`: s3://BUCKET or s3://BUCKET/FOLDER; None: the folder `store/`. `endpoint`: the server's address where it is
    not Amazon's; `region` as the server calls it. Who may use it stands in the environment, never here.
    """

    url: str | None = None
    endpoint: str | None = None
    region: str | None = None


def read_store(table: Reader) -> Store:
    """The table, with every problem noted on it."""
    url = table.text("url") or None
    if url is not None and not _BUCKET.fullmatch(url):
        table.note("setting_bad_store", table.key("url"), None if "@" in url else url)
        url = None
    store = Store(url, table.web_address("endpoint"), table.text("region") or None)
    table.finish()
    return store
