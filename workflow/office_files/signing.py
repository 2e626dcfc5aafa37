"""`[signing]` of `office.toml`: who signs, with what, and what a signature must bring."""

from dataclasses import dataclass
from pathlib import Path

from workflow.office_files.toml_reader import Reader

KEY_USAGES = ("digital_signature", "non_repudiation")
"""What a certificate may be meant for to sign documents (RFC 5280, 4.2.1.3)."""
BEFORE_HEAD = ("officer", "director", "route")
"""Who may be asked to sign a memo before the head: who prepared it, who submits it, who passes it on."""
APPEARANCES = ("blank", "box")


@dataclass(frozen=True, slots=True)
class Signing:
    """`tsa`: URL of a time-stamp authority, None for no time stamps. `pkcs11`: a token's library. Paths: absolute.

    `crls`, `ocsps`: revocation lists and answers of status services. `key_usage`: a signer's certificate must be meant
    for one of these. `before_head`: who signs the memo with a key of their own before the head, of `BEFORE_HEAD`.
    `seal`: the office's own key file (PKCS#12), for what the program writes by itself; its passphrase is in the
    environment. `appearance`: where a signature's picture may stand: on a `blank` place too, or in the `box` only.
    """

    tsa: str | None = None
    roots: tuple[Path, ...] = ()
    tsa_roots: tuple[Path, ...] = ()
    crls: tuple[Path, ...] = ()
    ocsps: tuple[Path, ...] = ()
    key_usage: tuple[str, ...] = KEY_USAGES
    before_head: tuple[str, ...] = ()
    pkcs11: Path | None = None
    appearance: str = APPEARANCES[0]
    seal: Path | None = None


def read_signing(table: Reader, folder: Path) -> Signing:
    """The section; `folder` is what relative paths are relative to. What is wrong is noted in the table."""

    def paths(key: str) -> tuple[Path, ...]:
        return tuple(folder / part for part in table.several(key, "list_of_paths"))

    library, seal = table.text("pkcs11"), table.text("seal")
    signing = Signing(
        table.web_address("tsa"),
        paths("roots"),
        paths("tsa_roots"),
        paths("crls"),
        paths("ocsps"),
        table.some_of("key_usage", KEY_USAGES) or KEY_USAGES,
        table.some_of("before_head", BEFORE_HEAD),
        folder / library if library else None,
        table.choice("appearance", APPEARANCES[0], APPEARANCES),
        folder / seal if seal else None,
    )
    table.finish()
    return signing
