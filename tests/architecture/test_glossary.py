"""One glossary: no screen, feature or page says a word that the office does not, and each word of it is said."""

from pathlib import Path

from messages.glossary import ALLOWED, TERMS

ROOT = Path(__file__).parents[2]
PLACES = (
    *("adapters", "assessment", "commands", "messages", "public_site", "sample_office", "scripts", "signatures"),
    *("workflow", "web", "features", "docs"),
)
KINDS = {".py", ".html", ".feature", ".md", ".js", ".csv", ".toml"}
LEFT_OUT = ("messages/glossary.py", "docs/decisions/")
"""The glossary itself; and decisions, which say what was said on their day."""


def texts() -> dict[str, str]:
    """Path -> text of everything that an office may read."""
    found = [path for place in PLACES for path in sorted((ROOT / place).rglob("*")) if path.suffix in KINDS]
    named = {path.relative_to(ROOT).as_posix(): path for path in [*found, ROOT / "README.md"]}
    return {name: path.read_text(encoding="utf-8") for name, path in named.items() if not name.startswith(LEFT_OUT)}


def test_no_text_says_a_word_that_offices_do_not() -> None:
    read = texts()
    assert len(read) > 300, "the collector has lost its way"
    said = []
    for name, text in read.items():
        for allowed in ALLOWED:
            text = text.replace(allowed, "")
        said += [f"{name}: {word} (say {term.th})" for term in TERMS for word in term.never if word in text]
    assert said == []


def test_each_word_stands_once_and_is_said_somewhere() -> None:
    assert len({term.th for term in TERMS}) == len({term.en for term in TERMS}) == len(TERMS)
    read = "\n".join(text for name, text in texts().items() if name != "docs/glossary.md")
    heads = {term: term.th.split(" (")[0].split(" ")[0] for term in TERMS}
    assert [term.th for term in TERMS if heads[term] not in read] == []
