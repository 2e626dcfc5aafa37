CREATE TABLE book (
	office_id INTEGER NOT NULL,
	book VARCHAR(40) NOT NULL,
	year INTEGER NOT NULL,
	next_number INTEGER NOT NULL,
	first_number INTEGER NOT NULL,
	external BOOLEAN NOT NULL,
	started_at DATETIME NOT NULL,
	CONSTRAINT pk_book PRIMARY KEY (office_id, book, year),
	CONSTRAINT ck_book_next_after_first CHECK (next_number >= first_number),
	CONSTRAINT ck_book_first_counts CHECK (first_number >= 1),
	CONSTRAINT ck_book_year_is_buddhist CHECK (year BETWEEN 2400 AND 3000),
	CONSTRAINT ck_book_book_known CHECK (book IN ('memo', 'order', 'announcement', 'meeting')),
	CONSTRAINT ck_book_external_yes_or_no CHECK (external IN (0, 1))
)
-- next statement
CREATE TRIGGER book_no_delete BEFORE DELETE ON book BEGIN SELECT RAISE(ABORT, 'append-only: book: a book is never deleted'); END
-- next statement
CREATE TABLE office_ledger (
	office_id INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	hash VARCHAR(64) NOT NULL,
	CONSTRAINT pk_office_ledger PRIMARY KEY (office_id),
	CONSTRAINT ck_office_ledger_seq_counts CHECK (seq >= 0),
	CONSTRAINT ck_office_ledger_hash_is_sha256 CHECK (length(hash) = 64)
)
-- next statement
CREATE TABLE journal_entry (
	office_id INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	sealed TEXT NOT NULL,
	hash VARCHAR(64) NOT NULL,
	CONSTRAINT pk_journal_entry PRIMARY KEY (office_id, seq),
	CONSTRAINT ck_journal_entry_seq_counts CHECK (seq >= 1),
	CONSTRAINT ck_journal_entry_hash_is_sha256 CHECK (length(hash) = 64)
)
 WITHOUT ROWID
-- next statement
CREATE TRIGGER journal_entry_no_update BEFORE UPDATE ON journal_entry BEGIN SELECT RAISE(ABORT, 'append-only: journal_entry: UPDATE is refused'); END
-- next statement
CREATE TRIGGER journal_entry_no_delete BEFORE DELETE ON journal_entry BEGIN SELECT RAISE(ABORT, 'append-only: journal_entry: DELETE is refused'); END
-- next statement
CREATE TABLE book_number (
	id INTEGER NOT NULL,
	office_id INTEGER NOT NULL,
	book VARCHAR(40) NOT NULL,
	year INTEGER NOT NULL,
	number INTEGER NOT NULL,
	status VARCHAR(40) NOT NULL,
	at DATETIME NOT NULL,
	taken_by TEXT NOT NULL,
	document_date DATE,
	backdated BOOLEAN NOT NULL,
	label TEXT,
	sender TEXT,
	recipient TEXT,
	subject TEXT,
	action TEXT,
	reference TEXT,
	reserved_by TEXT,
	expires_at DATETIME,
	reason TEXT,
	voided_by TEXT,
	voided_at DATETIME,
	CONSTRAINT pk_book_number PRIMARY KEY (id),
	CONSTRAINT uq_book_number_office_id_book_year_number UNIQUE (office_id, book, year, number),
	CONSTRAINT fk_book_number_office_id_book_year FOREIGN KEY(office_id, book, year) REFERENCES book (office_id, book, year),
	CONSTRAINT ck_book_number_number_counts CHECK (number >= 1),
	CONSTRAINT ck_book_number_void_has_reason CHECK (status <> 'void' OR reason IS NOT NULL),
	CONSTRAINT ck_book_number_reserved_has_holder CHECK (status <> 'reserved' OR reserved_by IS NOT NULL),
	CONSTRAINT ck_book_number_issued_has_date CHECK (status <> 'issued' OR document_date IS NOT NULL),
	CONSTRAINT ck_book_number_book_known CHECK (book IN ('memo', 'order', 'announcement', 'meeting')),
	CONSTRAINT ck_book_number_status_known CHECK (status IN ('reserved', 'issued', 'void')),
	CONSTRAINT ck_book_number_backdated_yes_or_no CHECK (backdated IN (0, 1))
)
-- next statement
CREATE TRIGGER book_number_no_delete BEFORE DELETE ON book_number BEGIN SELECT RAISE(ABORT, 'append-only: book_number: a number is never deleted'); END
-- next statement
CREATE TRIGGER book_number_no_update BEFORE UPDATE ON book_number WHEN (NEW.id <> OLD.id OR NEW.office_id <> OLD.office_id OR NEW.book <> OLD.book OR NEW.year <> OLD.year OR NEW.number <> OLD.number OR OLD.status = 'void' OR (OLD.status = 'issued' AND NEW.status = 'reserved')) BEGIN SELECT RAISE(ABORT, 'append-only: book_number: a number keeps its place, and a void number stays void'); END
