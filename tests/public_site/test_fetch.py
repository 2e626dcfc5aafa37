"""The fetcher: certificates told apart, waits and tries, and which hosts are the office's."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import AuthorityInformationAccessOID, NameOID

from public_site.prove.fetch.answer import Answer
from public_site.prove.fetch.certificates import as_browsers_do
from public_site.prove.fetch.client import HttpFetcher
from public_site.prove.fetch.polite import Polite
from public_site.prove.hosts import Hosts

NOW = datetime.now(UTC)
Made = tuple[x509.Certificate, ec.EllipticCurvePrivateKey]


def certificate(name: str, issuer: Made | None = None, *, ca: bool = False, until: datetime | None = None) -> Made:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    until = until or NOW + timedelta(days=30)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer[0].subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=90))
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
    )
    if not ca:
        place = ipaddress.ip_address("127.0.0.1")
        named: x509.GeneralName = x509.IPAddress(place) if name == "127.0.0.1" else x509.DNSName(name)
        builder = builder.add_extension(x509.SubjectAlternativeName([named]), critical=False)
    if issuer:
        offered = x509.UniformResourceIdentifier("http://ca.example/between.crt")
        access = x509.AccessDescription(AuthorityInformationAccessOID.CA_ISSUERS, offered)
        builder = builder.add_extension(x509.AuthorityInformationAccess([access]), critical=False)
    return builder.sign(issuer[1] if issuer else key, hashes.SHA256()), key


@contextmanager
def secure(folder: Path, leaf: Made, *chain: Made) -> Iterator[str]:
    """A server on loopback that shows these certificates and answers one page."""
    file = folder / "chain.pem"
    pem = serialization.Encoding.PEM
    key = leaf[1].private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(key + b"".join(made[0].public_bytes(pem) for made in (leaf, *chain)))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    listening = socket.create_server(("127.0.0.1", 0))

    def answer() -> None:
        while True:
            try:
                raw, _ = listening.accept()
                with raw, context.wrap_socket(raw, server_side=True) as line:
                    if line.recv(4096):
                        line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: text/html\r\n\r\nok")
            except ssl.SSLError:
                continue
            except OSError:
                if listening.fileno() < 0:
                    return

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    try:
        yield f"https://127.0.0.1:{listening.getsockname()[1]}/"
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(5)


def trusting(root: Made) -> ssl.SSLContext:
    return as_browsers_do(root[0].public_bytes(serialization.Encoding.PEM).decode())


def test_each_fault_of_a_certificate_has_a_name_of_its_own(tmp_path: Path) -> None:
    root = certificate("Root of Trust", ca=True)
    between = certificate("Sample Intermediate CA 1", root, ca=True)
    cases = [
        ((certificate("127.0.0.1", between), between), None, {}),
        ((certificate("127.0.0.1", between),), "tls_chain_incomplete", {"missing": "Sample Intermediate CA 1"}),
        ((certificate("127.0.0.1"),), "tls_self_signed", {}),
        ((certificate("www.office.example", root),), "tls_wrong_name", {"names": "www.office.example"}),
        ((certificate("127.0.0.1", root, until=NOW - timedelta(days=3)),), "tls_expired", {}),
        ((certificate("127.0.0.1", other := certificate("Unknown CA", ca=True)), other), "tls_unknown_ca", {}),
    ]
    for shown, error, facts in cases:
        with secure(tmp_path, *shown) as url, HttpFetcher(timeout=30, tls=trusting(root)) as fetch:
            answer = fetch(url)
        assert answer.error == error
        assert facts.items() <= dict(answer.detail).items()
    assert answer.detail["issuer"] == "Unknown CA"


class Clock:
    """Time that passes when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def polite(*answers: Answer, pace: float = 0, until: float = 2000.0) -> tuple[Polite, Clock, list[float]]:
    """A guest whose server gives these answers, the last one for ever, and the times at which it was asked."""
    clock, times, left = Clock(), list[float](), list(answers)

    def fetch(url: str, referer: str | None = None) -> Answer:
        times.append(clock.now)
        return left.pop(0) if len(left) > 1 else left[0]

    guest = Polite(fetch, pace=pace, again_after=1.0, until=until, clock=clock, sleep=clock.sleep)
    return guest, clock, times


URL = "https://office.example/a"


def test_requests_to_a_server_lie_apart_as_the_pace_says() -> None:
    guest, _, times = polite(Answer(url=URL, status=200), pace=4)
    for _ in range(5):
        guest(URL)
    assert [round(time - times[0], 2) for time in times] == [0, 0.25, 0.5, 0.75, 1.0]


def test_this_very_machine_is_not_slowed() -> None:
    guest, _, times = polite(Answer(url=URL, status=200), pace=1)
    for _ in range(3):
        guest("http://127.0.0.1:8080/")
    assert times == [1000.0] * 3


@pytest.mark.parametrize(
    ("first", "wait"),
    [
        (Answer(url=URL, status=429, headers={"retry-after": "7"}), 7),
        (Answer(url=URL, status=503, headers={"retry-after": "3"}), 3),
        (Answer(url=URL, status=429), 1),
        (Answer(url=URL, status=502), 1),
        (Answer(url=URL, status=None, error="refused"), 1),
        (Answer(url=URL, status=200, cut=True), 1),
    ],
)
def test_what_may_pass_is_asked_again_when_it_may(first: Answer, wait: float) -> None:
    guest, _, times = polite(first, Answer(url=URL, status=200))
    answer = guest(URL)
    assert (answer.status, answer.tries) == (200, 2)
    assert times[1] - times[0] >= wait


def test_a_server_that_was_asked_too_fast_is_asked_half_as_often() -> None:
    guest, clock, times = polite(Answer(url=URL, status=429, headers={"retry-after": "1"}), Answer(url=URL, status=200))
    for _ in range(3):
        guest(URL)
    assert times[3] - times[2] >= 1.0
    assert clock.now > times[0] + 2


def test_a_wait_longer_than_there_is_time_is_no_failure_of_the_site() -> None:
    guest, _, times = polite(Answer(url=URL, status=429, headers={"retry-after": "9000"}))
    assert guest(URL).error == "busy"
    assert len(times) == 1


def test_two_tries_and_no_third_and_a_dead_host_is_left_alone() -> None:
    guest, _, times = polite(Answer(url=URL, status=None, error="dns"))
    for _ in range(3):
        assert guest(URL).error == "dns"
    assert len(times) == 2


@pytest.mark.parametrize(
    ("entry", "url", "page", "may"),
    [
        ("", "http://www.office.example/x", None, True),
        ("", "http://files.office.example/x", None, False),
        ("", "https://office.example:8443/x", None, False),
        ("files.office.example", "https://files.office.example/x", None, True),
        ("files.office.example", "http://files.office.example:8080/x", None, True),
        ("office.example:8443", "https://office.example:8443/x", None, True),
        ("office.example:8443", "https://office.example:8444/x", None, False),
        ("*.office.example", "https://a.b.office.example/", None, True),
        ("*.office.example", "https://notoffice.example/", None, False),
        ("https://drive.google.com/drive/folders/AbC", "https://drive.google.com/drive/folders/AbC?usp=x", None, True),
        ("drive.google.com/drive/folders/AbC", "https://drive.google.com/file/d/1/view", None, False),
        (
            "drive.google.com/drive/folders/A",
            "https://drive.google.com/file/d/1/view",
            "https://drive.google.com/",
            True,
        ),
        ("drive.google.com", "https://drive.usercontent.google.com/download?id=1", None, True),
    ],
)
def test_which_hosts_are_the_offices(entry: str, url: str, page: str | None, may: bool) -> None:
    assert Hosts("https://office.example/", more=[entry] if entry else []).may_walk(url, page) is may
