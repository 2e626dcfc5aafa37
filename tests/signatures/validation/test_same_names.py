"""Names of certificates: by bytes first, else by letters, as asn1crypto compares them."""

from __future__ import annotations

from asn1crypto.x509 import Name, PrintableString, UTF8String

from signatures.validation.same_names import compare_bytes_first


def named(common: str, country: str = "TH") -> Name:
    return Name.load(Name.build({"country_name": country, "common_name": common}).dump())


def test_names_are_the_same_by_bytes_or_by_letters() -> None:
    compare_bytes_first()
    name, other = named("ศาล ตัวอย่าง"), named("ศาล  ตัวอย่าง")
    assert name == named("ศาล ตัวอย่าง")
    assert name.dump() != other.dump()
    assert name == other, "blanks are brought into one form (RFC 4518)"
    assert named("Example") == named("EXAMPLE")
    assert name != named("ศาลตัวอย่าง")
    assert name != named("ศาล ตัวอย่าง", "LA")
    assert name != "ศาล ตัวอย่าง"


def test_letters_count_not_the_kind_of_string_they_are_written_as() -> None:
    compare_bytes_first()
    utf8, printable = Name.build({"common_name": "Example"}), Name.build({"common_name": "Example"})
    value = printable.chosen[0][0]
    utf8.chosen[0][0]["value"], value["value"] = UTF8String("Example"), PrintableString("Example")
    one, other = Name.load(utf8.dump(force=True)), Name.load(printable.dump(force=True))
    assert one.dump() != other.dump()
    assert one == other
