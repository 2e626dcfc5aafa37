"""Where the pages of a letter, memo, order or announcement end, set as an official would. Runs inside ``lo_worker``.

A last page of a few lines is drawn in onto the page before; where that cannot be, the paragraph before the closing goes
over with it. A page whose text goes on says so at its foot, at the right: ``/คำต่อเนื่อง...``.

Only the text itself is meant, not an annex or a table that begins a page of its own.

Sources: the explanation of typing letters in the rules (คำอธิบายการพิมพ์); UNO ``XPageCursor``, ``XTextViewCursor``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

SHORT = 1 / 3
"""A last page whose text fills less of it than this is a short one."""
DRAWN_IN = (0.75, 0.5, 0.25, 0.0)
"""How much of the room between paragraphs is left, the most first."""
SIGN_ROOM = 0.7
"""How much at least is left of the room for a signature: 48 pt stay free in it."""
TEXT_LINES = 2
"""So many lines of text at least go over to a page with the closing."""
LONG = 8
"""A paragraph of more lines is not taken over whole: the page before would look torn off."""
LETTERS = 5
"""A word of continuation has at least so many letters, unless the line or the sentence ends before."""
LINE = 750
"""Height of a line, in hundredths of a millimetre."""
JOINER = "\ufeff"


def set_out(document: Any, says_so: bool) -> None:
    """Draw in or take over. ``says_so``: print the words of continuation."""
    seen = Pages(document)
    if seen.last < 2:
        return
    if not (seen.short() and draw_in(seen)):
        take_over(seen)
    for page in range(1, seen.last) if says_so else ():
        word = seen.continued(page)
        if word:
            at_foot(document, seen.style(page), page, word)


def kinds(document: Any) -> str:
    """What each page is, one letter each (``merging``): the first of a section, begun by a break, or run on to."""
    controller = document.CurrentController
    cursor = controller.ViewCursor
    return "B" + "".join(kind(cursor, page) for page in range(2, controller.PageCount + 1))


def kind(cursor: Any, page: int) -> str:
    """Of a page after the first, see :func:`kinds`; nothing of the empty one that LibreOffice puts between two of odd
    numbers: no cursor goes there, and it is not printed. The cursor itself is asked: each place that it gives is
    another object, which costs more than all the rest."""
    if not cursor.jumpToPage(page):
        return ""
    cursor.jumpToStartOfPage()
    if cursor.TextTable is not None:
        return "-"
    return "B" if cursor.PageDescName else "N" if cursor.BreakType.value != "NONE" else "-"


class Pages:
    """The pages of the running text: from the first to the last that no break of its own begins."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.cursor = document.CurrentController.ViewCursor
        self.last = 1
        self.look()

    def look(self) -> int:
        """Count anew. :returns: how many pages the running text has."""
        self.last = 1
        while self.last < self.document.CurrentController.PageCount and not self._begins_anew(self.last + 1):
            self.last += 1
        return self.last

    def _begins_anew(self, page: int) -> bool:
        start = self._go(page)
        return start.BreakType.value != "NONE" and self.cursor.TextTable is None

    def _go(self, page: int) -> Any:
        self.cursor.jumpToPage(page)
        self.cursor.jumpToStartOfPage()
        return self.cursor.Start

    def short(self) -> bool:
        style = self.style(self.last)
        self._go(self.last)
        top = self.cursor.Position.Y
        self.cursor.jumpToEndOfPage()
        filled = self.cursor.Position.Y + LINE - top
        return bool(filled < SHORT * (style.Height - style.TopMargin - style.BottomMargin))

    def style(self, page: int) -> Any:
        """The page style of a page: its size and margins."""
        self._go(page)
        return self.document.StyleFamilies.getByName("PageStyles").getByName(self.cursor.PageStyleName)

    def begins_with(self) -> tuple[Any, int]:
        """The first table on the last page, None without one, and how many lines of text stand before it."""
        self._go(self.last)
        lines, before = 0, None
        while self.cursor.TextTable is None and before != self.cursor.Position.Y:
            before = self.cursor.Position.Y
            lines += bool(self.line())
            self.cursor.goDown(1, False)
        return self.cursor.TextTable, lines

    def line(self) -> str:
        """What stands in the line of the cursor."""
        self.cursor.gotoStartOfLine(False)
        self.cursor.gotoEndOfLine(True)
        said = str(self.cursor.String)
        self.cursor.gotoStartOfLine(False)
        return said

    def lines(self, paragraph: Any) -> int:
        """How many lines a paragraph has, 0 for an empty one."""
        self.cursor.gotoRange(paragraph.Start, False)
        top = self.cursor.Position.Y
        self.cursor.gotoRange(paragraph.End, False)
        return round((self.cursor.Position.Y - top) / LINE) + 1 if paragraph.String.strip() else 0

    def continued(self, page: int) -> str:
        """The first words of the page after; "" where there are none."""
        self._go(page + 1)
        table = self.cursor.TextTable
        if table is None:
            said = self.line()
        else:
            # The number of a row alone says little: the next cell is what it is about.
            names = list(table.CellNames)
            cells = names[names.index(self.cursor.Cell.CellName) :][:2]
            first, *then = (table.getCellByName(name).String.strip().partition("\n")[0] for name in cells)
            said = first if sum(map(str.isalpha, first)) >= LETTERS else " ".join((first, *then))
        return first_words(said.replace(JOINER, ""))


def first_words(line: str) -> str:
    """Of a line the words up to its first space, or so many that they have enough letters; a number takes one along."""
    import uno

    line = " ".join(line.split())
    head, _, rest = line.partition(" ")
    if rest and not any(letter.isalpha() for letter in head):
        return f"{head} {first_words(rest)}"
    context = uno.getComponentContext()
    breaks = context.ServiceManager.createInstanceWithContext("com.sun.star.i18n.BreakIterator", context)
    locale = uno.createUnoStruct("com.sun.star.lang.Locale", "th", "TH", "")
    end = 0
    while end < len(head) and sum(map(str.isalpha, head[:end])) < LETTERS:
        found = breaks.getWordBoundary(head, end, locale, 1, True)
        end = max(found.endPos, end + 1)
    return head[:end]


def draw_in(seen: Pages) -> bool:
    """Less room between the paragraphs, until the text is a page shorter; as it was where that is not enough."""
    was = [(one, one.ParaTopMargin, one.ParaBottomMargin) for one in running(seen.document)]
    was = [(one, above, below) for one, above, below in was if above]
    pages = seen.last

    def fits(left: float) -> bool:
        for paragraph, above, below in was:
            # Room on both sides is room to sign.
            share = max(left, SIGN_ROOM) if below else left
            paragraph.ParaTopMargin = round(above * share)
            if below:
                paragraph.ParaBottomMargin = round(below * share)
        return seen.look() < pages

    if not fits(0):
        fits(1)
        return False
    next(filter(fits, DRAWN_IN))
    return True


def running(document: Any) -> Iterator[Any]:
    """The paragraphs of the running text, those in tables too, to the first that begins a page of its own."""
    for part in parts(document.Text):
        if part.supportsService("com.sun.star.text.Paragraph"):
            if part.BreakType.value in ("PAGE_BEFORE", "PAGE_BOTH"):
                return
            yield part
        else:
            for name in part.CellNames:
                yield from (one for one in parts(part.getCellByName(name)) if hasattr(one, "ParaTopMargin"))


def parts(text: Any) -> Iterator[Any]:
    """Paragraphs and tables of a text, in their order."""
    every = text.createEnumeration()
    while every.hasMoreElements():
        yield every.nextElement()


def take_over(seen: Pages) -> None:
    """Begin the last page earlier, where the closing stands there with fewer lines of text than asked.

    A table cannot be divided so; what stands after it goes over. A long paragraph stays where it is, and all does where
    it would cost one page more.
    """
    from com.sun.star.style.BreakType import NONE, PAGE_BEFORE

    table, lines = seen.begins_with()
    if table is None or lines >= TEXT_LINES or not is_closing(table):
        return
    first = None
    before = list(parts(seen.document.Text))
    for part in reversed(before[: before.index(table)]):
        if part.supportsService("com.sun.star.text.Paragraph"):
            more = seen.lines(part)
            if more > LONG:
                break
            lines += more
            first = part if more else first
        elif not is_closing(part):
            break
        if lines >= TEXT_LINES:
            break
    if first is not None:
        pages = seen.document.CurrentController.PageCount
        first.BreakType = PAGE_BEFORE
        if seen.document.CurrentController.PageCount > pages:
            first.BreakType = NONE


def is_closing(table: Any) -> bool:
    """Whether somebody signs in the table: a paragraph in it has room on both sides."""
    inside = (one for name in table.CellNames for one in parts(table.getCellByName(name)))
    return any(one.ParaTopMargin and one.ParaBottomMargin for one in inside if hasattr(one, "ParaTopMargin"))


def at_foot(document: Any, style: Any, page: int, word: str) -> None:
    """Print the word of continuation at the right below the text of a page. ``style``: the page's."""
    from com.sun.star.style.ParagraphAdjust import RIGHT
    from com.sun.star.text.HoriOrientation import RIGHT as AT_RIGHT
    from com.sun.star.text.RelOrientation import PAGE_FRAME, PAGE_PRINT_AREA
    from com.sun.star.text.SizeType import VARIABLE
    from com.sun.star.text.TextContentAnchorType import AT_PAGE
    from com.sun.star.text.VertOrientation import NONE
    from com.sun.star.text.WrapTextMode import THROUGH

    frame = document.createInstance("com.sun.star.text.TextFrame")
    frame.AnchorType, frame.AnchorPageNo = AT_PAGE, page
    frame.Width, frame.Height = 1000, LINE
    # As wide as its word: LibreOffice paints a frame white, over what stands beside it at the foot; 7.4 does not where
    # it is not opaque, 25.2 does.
    frame.WidthType, frame.Opaque = VARIABLE, False
    frame.TextWrap, frame.FrameIsAutomaticHeight = THROUGH, True
    frame.HoriOrient, frame.HoriOrientRelation = AT_RIGHT, PAGE_PRINT_AREA
    frame.VertOrient, frame.VertOrientRelation = NONE, PAGE_FRAME
    frame.VertOrientPosition = style.Height - style.BottomMargin - (style.FooterHeight if style.FooterIsOn else 0)
    for side in ("Left", "Right", "Top", "Bottom"):
        border = getattr(frame, f"{side}Border")
        border.OuterLineWidth = border.InnerLineWidth = border.LineDistance = border.LineWidth = 0
        setattr(frame, f"{side}Border", border)
        setattr(frame, f"{side}BorderDistance", 0)
    document.Text.insertTextContent(document.Text.Start, frame, False)
    written = frame.Text.createTextCursor()
    written.ParaAdjust = RIGHT
    frame.Text.insertString(written, f"/{word}...", False)
