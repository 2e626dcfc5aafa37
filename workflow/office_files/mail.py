"""The `[notices]` of `office.toml`: how people are told what concerns them."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from workflow.office_files.toml_reader import Reader


@dataclass(frozen=True, slots=True)
class Notices:
    """`smtp`: the mail server, smtp://host:port (with STARTTLS where it offers it) or smtps://host:port; None: no mail.

    `sender` is the address mails come from, `user` the account at the server; its password is in $OIT_MAIL_PASSWORD.
    `webhook` gets the office's digest as JSON with a `text`; None for none. `link` is put under every mail: where the
    office's tray is, or the front page.
    """

    smtp: str | None = None
    sender: str = ""
    user: str = ""
    webhook: str | None = None
    link: str | None = None

    @property
    def anywhere(self) -> bool:
        """Whether anything can be sent at all."""
        return self.smtp is not None or self.webhook is not None


def read_notices(table: Reader) -> Notices:
    """The table, with every problem noted on it."""
    smtp = table.text("smtp") or None
    if smtp is not None:
        try:
            parts = urlsplit(smtp)
            usable = parts.scheme in ("smtp", "smtps") and bool(parts.hostname) and parts.port != 0
        except ValueError:
            usable = False
        if not usable:
            table.note("setting_bad_mail_server", table.key("smtp"), smtp)
        elif "@" in parts.netloc:
            table.note("setting_url_with_password", table.key("smtp"), None)
    sender = table.text("from")
    if smtp is not None and "@" not in sender:
        table.note("setting_missing", table.key("from"), sender or None)
    found = Notices(smtp, sender, table.text("user"), table.web_address("webhook"), table.web_address("link"))
    table.finish()
    return found
