"""Mail by SMTP and a generic webhook behind the Post port."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

from workflow.ports.post import NotSent

TIMEOUT = 20.0
"""Seconds for one connection."""
PASSWORD = "OIT_MAIL_PASSWORD"  # noqa: S105 -- the name of a variable


class MailAndWebhook:
    """Sends as `[notices]` says. The account's password is read from the environment when it is needed.

    :param smtp: ``smtp://host:port`` or ``smtps://host:port``. :param user: empty: the server asks for no password.
    """

    def __init__(self, smtp: str | None, sender: str, user: str, webhook: str | None) -> None:
        self._smtp, self._sender, self._user, self._webhook = smtp, sender, user, webhook

    def mail(self, to: str, subject: str, text: str) -> None:
        """:raises NotSent: the mail server did not take it; why."""
        import smtplib
        import ssl
        from email.message import EmailMessage
        from email.utils import formatdate, make_msgid

        parts = urlsplit(self._smtp or "")
        host = parts.hostname or ""
        letter = EmailMessage()
        letter["From"], letter["To"], letter["Subject"] = self._sender, to, subject
        letter["Date"], letter["Message-ID"] = formatdate(), make_msgid(domain=self._sender.rpartition("@")[2])
        letter["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's holiday answer comes back
        letter.set_content(text, cte="base64")
        try:
            server: smtplib.SMTP
            if parts.scheme == "smtps":
                server = smtplib.SMTP_SSL(
                    host, parts.port or 465, timeout=TIMEOUT, context=ssl.create_default_context()
                )
            else:
                server = smtplib.SMTP(host, parts.port or 25, timeout=TIMEOUT)
            with server:
                if parts.scheme == "smtp" and server.has_extn("starttls") is False:
                    server.ehlo()
                if parts.scheme == "smtp" and server.has_extn("starttls"):
                    server.starttls(context=ssl.create_default_context())
                if self._user:
                    server.login(self._user, os.environ.get(PASSWORD, ""))
                server.send_message(letter)
        except (OSError, smtplib.SMTPException) as error:
            raise NotSent(str(error) or type(error).__name__) from error

    def webhook(self, office: str, text: str) -> None:
        """:raises NotSent: the address did not take it; why."""
        import json
        import urllib.request

        body = json.dumps({"office": office, "text": text}, ensure_ascii=False).encode()
        url = self._webhook or ""
        request = urllib.request.Request(  # noqa: S310 -- the settings take http and https alone
            url, data=body, headers={"Content-Type": "application/json; charset=utf-8"}, method="POST"
        )
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310
                answer.read(1)
        except (OSError, ValueError) as error:
            raise NotSent(str(error) or type(error).__name__) from error
