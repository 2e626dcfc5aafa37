"""The `[ministry]` of `office.toml`: who of this office may look at all offices of a ministry in the tray."""

from dataclasses import dataclass

from workflow.office_files.toml_reader import Reader


@dataclass(frozen=True, slots=True)
class Overseeing:
    """`totals`: logins that see the totals of provinces; `inspectors`: those that also see every single office. Nobody
    acts in one."""

    totals: tuple[str, ...] = ()
    inspectors: tuple[str, ...] = ()

    @property
    def everybody(self) -> frozenset[str]:
        """Who sees anything."""
        return frozenset((*self.totals, *self.inspectors))


def read_overseeing(table: Reader) -> Overseeing:
    """The table, with every problem noted on it."""
    found = Overseeing(tuple(table.several("totals")), tuple(table.several("inspectors")))
    table.finish()
    return found
