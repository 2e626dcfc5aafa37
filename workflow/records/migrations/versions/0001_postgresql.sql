CREATE TABLE book (
	office_id INTEGER NOT NULL,
	book VARCHAR(40) NOT NULL,
	year INTEGER NOT NULL,
	next_number INTEGER NOT NULL,
	first_number INTEGER NOT NULL,
	external BOOLEAN NOT NULL,
	started_at TIMESTAMP WITH TIME ZONE NOT NULL,
	CONSTRAINT pk_book PRIMARY KEY (office_id, book, year),
	CONSTRAINT ck_book_next_after_first CHECK (next_number >= first_number),
	CONSTRAINT ck_book_first_counts CHECK (first_number >= 1),
	CONSTRAINT ck_book_year_is_buddhist CHECK (year BETWEEN 2400 AND 3000),
	CONSTRAINT ck_book_book_known CHECK (book IN ('memo', 'order', 'announcement', 'meeting'))
)
-- next statement
CREATE FUNCTION book_no_delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'append-only: book: a book is never deleted' USING ERRCODE = 'integrity_constraint_violation'; END $$
-- next statement
CREATE TRIGGER book_no_delete BEFORE DELETE ON book FOR EACH ROW EXECUTE FUNCTION book_no_delete()
-- next statement
CREATE FUNCTION book_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'append-only: book: a book is never deleted' USING ERRCODE = 'integrity_constraint_violation'; END $$
-- next statement
CREATE TRIGGER book_no_truncate BEFORE TRUNCATE ON book FOR EACH STATEMENT EXECUTE FUNCTION book_no_truncate()
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
-- next statement
CREATE FUNCTION journal_entry_no_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'append-only: journal_entry: UPDATE is refused' USING ERRCODE = 'integrity_constraint_violation'; END $$
-- next statement
CREATE TRIGGER journal_entry_no_update BEFORE UPDATE ON journal_entry FOR EACH ROW EXECUTE FUNCTION journal_entry_no_update()
-- next statement
CREATE FUNCTION journal_entry_no_delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'append-only: journal_entry: DELETE is refused' USING ERRCODE = 'integrity_constraint_violation'; END $$
-- next statement
CREATE TRIGGER journal_entry_no_delete BEFORE DELETE ON journal_entry FOR EACH ROW EXECUTE FUNCTION journal_entry_no_delete()
-- next statement
CREATE FUNCTION journal_entry_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'append-only: journal_entry: TRUNCATE is refused' USING ERRCODE = 'integrity_constraint_violation'; END $$
-- next statement
CREATE TRIGGER journal_entry_no_truncate BEFORE TRUNCATE ON journal_entry FOR EACH STATEMENT EXECUTE FUNCTION journal_entry_no_truncate()
-- next statement
CREATE TABLE office (
	id SERIAL NOT NULL,
	key TEXT NOT NULL,
	name TEXT NOT NULL,
	secret TEXT NOT NULL,
	created_at TIMESTAMP WITH TIME ZONE NOT NULL,
	CONSTRAINT pk_office PRIMARY KEY (id),
	CONSTRAINT uq_office_key UNIQUE (key)
)
-- next statement
CREATE TABLE book_number (
	id SERIAL NOT NULL,
	office_id INTEGER NOT NULL,
	book VARCHAR(40) NOT NULL,
	year INTEGER NOT NULL,
	number INTEGER NOT NULL,
	status VARCHAR(40) NOT NULL,
	at TIMESTAMP WITH TIME ZONE NOT NULL,
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
	expires_at TIMESTAMP WITH TIME ZONE,
	reason TEXT,
	voided_by TEXT,
	voided_at TIMESTAMP WITH TIME ZONE,
	CONSTRAINT pk_book_number PRIMARY KEY (id),
	CONSTRAINT uq_book_number_office_id_book_year_number UNIQUE (office_id, book, year, number),
	CONSTRAINT fk_book_number_office_id_book_year FOREIGN KEY(office_id, book, year) REFERENCES book (office_id, book, year),
	CONSTRAINT ck_book_number_number_counts CHECK (number >= 1),
	CONSTRAINT ck_book_number_void_has_reason CHECK (status <> 'void' OR reason IS NOT NULL),
	CONSTRAINT ck_book_number_reserved_has_holder CHECK (status <> 'reserved' OR reserved_by IS NOT NULL),
	CONSTRAINT ck_book_number_issued_has_date CHECK (status <> 'issued' OR document_date IS NOT NULL),
	CONSTRAINT ck_book_number_book_known CHECK (book IN ('memo', 'order', 'announcement', 'meeting')),
	CONSTRAINT ck_book_number_status_known CHECK (status IN ('reserved', 'issued', 'void'))
)
-- next statement
CREATE FUNCTION book_number_no_delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'append-only: book_number: a number is never deleted' USING ERRCODE = 'integrity_constraint_violation'; END $$
-- next statement
CREATE TRIGGER book_number_no_delete BEFORE DELETE ON book_number FOR EACH ROW EXECUTE FUNCTION book_number_no_delete()
-- next statement
CREATE FUNCTION book_number_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'append-only: book_number: a number is never deleted' USING ERRCODE = 'integrity_constraint_violation'; END $$
-- next statement
CREATE TRIGGER book_number_no_truncate BEFORE TRUNCATE ON book_number FOR EACH STATEMENT EXECUTE FUNCTION book_number_no_truncate()
-- next statement
CREATE FUNCTION book_number_no_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'append-only: book_number: a number keeps its place, and a void number stays void' USING ERRCODE = 'integrity_constraint_violation'; END $$
-- next statement
CREATE TRIGGER book_number_no_update BEFORE UPDATE ON book_number FOR EACH ROW WHEN (NEW.id <> OLD.id OR NEW.office_id <> OLD.office_id OR NEW.book <> OLD.book OR NEW.year <> OLD.year OR NEW.number <> OLD.number OR OLD.status = 'void' OR (OLD.status = 'issued' AND NEW.status = 'reserved')) EXECUTE FUNCTION book_number_no_update()
-- next statement
CREATE TABLE office_group (
	id SERIAL NOT NULL,
	office_id INTEGER NOT NULL,
	key TEXT NOT NULL,
	name TEXT NOT NULL,
	phone TEXT,
	position INTEGER NOT NULL,
	CONSTRAINT pk_office_group PRIMARY KEY (id),
	CONSTRAINT uq_office_group_office_id_key UNIQUE (office_id, key),
	CONSTRAINT fk_office_group_office_id FOREIGN KEY(office_id) REFERENCES office (id)
)
-- next statement
CREATE TABLE person (
	id SERIAL NOT NULL,
	office_id INTEGER NOT NULL,
	login TEXT NOT NULL,
	name TEXT NOT NULL,
	password_hash TEXT,
	administrator BOOLEAN NOT NULL,
	active BOOLEAN NOT NULL,
	reset_asked_by TEXT,
	CONSTRAINT pk_person PRIMARY KEY (id),
	CONSTRAINT uq_person_office_id_login UNIQUE (office_id, login),
	CONSTRAINT fk_person_office_id FOREIGN KEY(office_id) REFERENCES office (id)
)
-- next statement
CREATE TABLE cycle (
	id SERIAL NOT NULL,
	office_id INTEGER NOT NULL,
	fiscal_year INTEGER NOT NULL,
	opened_at TIMESTAMP WITH TIME ZONE NOT NULL,
	current BOOLEAN NOT NULL,
	CONSTRAINT pk_cycle PRIMARY KEY (id),
	CONSTRAINT uq_cycle_office_id_fiscal_year UNIQUE (office_id, fiscal_year),
	CONSTRAINT fk_cycle_office_id FOREIGN KEY(office_id) REFERENCES office (id)
)
-- next statement
CREATE TABLE submission (
	id SERIAL NOT NULL,
	office_id INTEGER NOT NULL,
	group_key TEXT NOT NULL,
	label TEXT NOT NULL,
	book_year INTEGER NOT NULL,
	number INTEGER,
	edition INTEGER NOT NULL,
	subject TEXT NOT NULL,
	status TEXT NOT NULL,
	officer TEXT NOT NULL,
	submitted_by TEXT NOT NULL,
	submitted_at TIMESTAMP WITH TIME ZONE NOT NULL,
	route TEXT NOT NULL,
	memo_docx VARCHAR(64) NOT NULL,
	memo_issued VARCHAR(64) NOT NULL,
	memo_pages INTEGER NOT NULL,
	memo_code TEXT,
	memo_code_digest TEXT,
	memo_signed VARCHAR(64),
	seal_seq INTEGER NOT NULL,
	seal_hash VARCHAR(64) NOT NULL,
	how TEXT,
	signer TEXT,
	signer_name TEXT,
	signer_post TEXT,
	signer_authority TEXT,
	decided_on DATE,
	recorded_by TEXT,
	grade INTEGER,
	void_reason TEXT,
	version INTEGER NOT NULL,
	CONSTRAINT pk_submission PRIMARY KEY (id),
	CONSTRAINT fk_submission_office_id FOREIGN KEY(office_id) REFERENCES office (id),
	CONSTRAINT ck_submission_memo_docx_is_sha256 CHECK (length(memo_docx) = 64),
	CONSTRAINT ck_submission_memo_issued_is_sha256 CHECK (length(memo_issued) = 64),
	CONSTRAINT ck_submission_memo_signed_is_sha256 CHECK (length(memo_signed) = 64),
	CONSTRAINT ck_submission_seal_hash_is_sha256 CHECK (length(seal_hash) = 64)
)
-- next statement
CREATE INDEX ix_submission_office_id ON submission (office_id)
-- next statement
CREATE TABLE document (
	id SERIAL NOT NULL,
	office_id INTEGER NOT NULL,
	kind TEXT NOT NULL,
	subject TEXT NOT NULL,
	status TEXT NOT NULL,
	facts TEXT NOT NULL,
	label TEXT,
	dated DATE,
	docx VARCHAR(64) NOT NULL,
	issued VARCHAR(64),
	signed VARCHAR(64),
	drafted_by TEXT NOT NULL,
	drafted_at TIMESTAMP WITH TIME ZONE NOT NULL,
	issued_by TEXT,
	CONSTRAINT pk_document PRIMARY KEY (id),
	CONSTRAINT fk_document_office_id FOREIGN KEY(office_id) REFERENCES office (id),
	CONSTRAINT ck_document_docx_is_sha256 CHECK (length(docx) = 64),
	CONSTRAINT ck_document_issued_is_sha256 CHECK (length(issued) = 64),
	CONSTRAINT ck_document_signed_is_sha256 CHECK (length(signed) = 64)
)
-- next statement
CREATE TABLE outbox (
	id SERIAL NOT NULL,
	office_id INTEGER NOT NULL,
	at TIMESTAMP WITH TIME ZONE NOT NULL,
	recipient TEXT NOT NULL,
	facts TEXT NOT NULL,
	sent_at TIMESTAMP WITH TIME ZONE,
	CONSTRAINT pk_outbox PRIMARY KEY (id),
	CONSTRAINT fk_outbox_office_id FOREIGN KEY(office_id) REFERENCES office (id)
)
-- next statement
CREATE TABLE login (
	token_hash VARCHAR(64) NOT NULL,
	person_id INTEGER NOT NULL,
	opened_at TIMESTAMP WITH TIME ZONE NOT NULL,
	expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
	CONSTRAINT pk_login PRIMARY KEY (token_hash),
	CONSTRAINT fk_login_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT ck_login_token_hash_is_sha256 CHECK (length(token_hash) = 64)
)
-- next statement
CREATE TABLE appointment (
	id SERIAL NOT NULL,
	office_id INTEGER NOT NULL,
	person_id INTEGER NOT NULL,
	role VARCHAR(40) NOT NULL,
	kind VARCHAR(40) NOT NULL,
	group_key TEXT,
	post TEXT NOT NULL,
	for_post TEXT,
	starts DATE NOT NULL,
	ends DATE,
	order_no TEXT,
	CONSTRAINT pk_appointment PRIMARY KEY (id),
	CONSTRAINT fk_appointment_office_id FOREIGN KEY(office_id) REFERENCES office (id),
	CONSTRAINT fk_appointment_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT ck_appointment_role_known CHECK (role IN ('officer', 'director', 'deputy', 'head', 'registrar', 'web')),
	CONSTRAINT ck_appointment_kind_known CHECK (kind IN ('holder', 'acting', 'delegated', 'caretaker'))
)
-- next statement
CREATE TABLE certificate (
	id SERIAL NOT NULL,
	office_id INTEGER NOT NULL,
	person_id INTEGER NOT NULL,
	fingerprint VARCHAR(64) NOT NULL,
	subject TEXT NOT NULL,
	pem TEXT NOT NULL,
	registered_at TIMESTAMP WITH TIME ZONE NOT NULL,
	registered_by TEXT NOT NULL,
	CONSTRAINT pk_certificate PRIMARY KEY (id),
	CONSTRAINT fk_certificate_office_id FOREIGN KEY(office_id) REFERENCES office (id),
	CONSTRAINT fk_certificate_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT ck_certificate_fingerprint_is_sha256 CHECK (length(fingerprint) = 64)
)
-- next statement
CREATE TABLE item (
	id SERIAL NOT NULL,
	office_id INTEGER NOT NULL,
	cycle_id INTEGER NOT NULL,
	code TEXT NOT NULL,
	number INTEGER NOT NULL,
	title TEXT NOT NULL,
	title_en TEXT NOT NULL,
	indicator TEXT NOT NULL,
	sub_indicator TEXT NOT NULL,
	sub_indicator_title TEXT NOT NULL,
	topic TEXT NOT NULL,
	coverage TEXT NOT NULL,
	evidence_kind TEXT NOT NULL,
	continual BOOLEAN NOT NULL,
	highest_executive BOOLEAN NOT NULL,
	elements TEXT NOT NULL,
	state VARCHAR(40) NOT NULL,
	round INTEGER NOT NULL,
	compiling_group TEXT,
	compiler_settled_by TEXT,
	due DATE,
	revision_id INTEGER,
	submission_id INTEGER,
	online VARCHAR(40) NOT NULL,
	online_revision_id INTEGER,
	online_reason TEXT,
	online_confirmed BOOLEAN NOT NULL,
	published_at TIMESTAMP WITH TIME ZONE,
	entered_at TIMESTAMP WITH TIME ZONE NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_item PRIMARY KEY (id),
	CONSTRAINT uq_item_cycle_id_code UNIQUE (cycle_id, code),
	CONSTRAINT fk_item_office_id FOREIGN KEY(office_id) REFERENCES office (id),
	CONSTRAINT fk_item_cycle_id FOREIGN KEY(cycle_id) REFERENCES cycle (id),
	CONSTRAINT ck_item_state_known CHECK (state IN ('draft', 'group_compiled', 'submitted', 'head_signed', 'published')),
	CONSTRAINT ck_item_online_known CHECK (online IN ('none', 'online', 'suspended', 'retracted'))
)
-- next statement
CREATE INDEX ix_item_office_state ON item (office_id, state)
-- next statement
CREATE TABLE part (
	id SERIAL NOT NULL,
	item_id INTEGER NOT NULL,
	group_key TEXT NOT NULL,
	position INTEGER NOT NULL,
	status TEXT,
	nil_reason TEXT,
	refusal TEXT,
	handed_in_by TEXT,
	handed_in_at TIMESTAMP WITH TIME ZONE,
	accepted_by TEXT,
	CONSTRAINT pk_part PRIMARY KEY (id),
	CONSTRAINT uq_part_item_id_group_key UNIQUE (item_id, group_key),
	CONSTRAINT fk_part_item_id FOREIGN KEY(item_id) REFERENCES item (id)
)
-- next statement
CREATE TABLE evidence (
	id SERIAL NOT NULL,
	item_id INTEGER NOT NULL,
	group_key TEXT NOT NULL,
	round INTEGER NOT NULL,
	name TEXT NOT NULL,
	media_type TEXT NOT NULL,
	size INTEGER NOT NULL,
	pages INTEGER,
	sha256 VARCHAR(64) NOT NULL,
	duty VARCHAR(40) NOT NULL,
	url TEXT,
	capture TEXT,
	document_no TEXT,
	document_date DATE,
	years TEXT NOT NULL,
	years_in_text TEXT NOT NULL,
	issued_sha256 VARCHAR(64),
	issued_pages INTEGER,
	code TEXT,
	code_digest TEXT,
	signed_sha256 VARCHAR(64),
	removed BOOLEAN NOT NULL,
	added_by TEXT NOT NULL,
	added_at TIMESTAMP WITH TIME ZONE NOT NULL,
	CONSTRAINT pk_evidence PRIMARY KEY (id),
	CONSTRAINT fk_evidence_item_id FOREIGN KEY(item_id) REFERENCES item (id),
	CONSTRAINT ck_evidence_sha256_is_sha256 CHECK (length(sha256) = 64),
	CONSTRAINT ck_evidence_duty_known CHECK (duty IN ('original', 'certified', 'signed_before', 'external', 'data', 'web')),
	CONSTRAINT ck_evidence_issued_sha256_is_sha256 CHECK (length(issued_sha256) = 64),
	CONSTRAINT ck_evidence_signed_sha256_is_sha256 CHECK (length(signed_sha256) = 64)
)
-- next statement
CREATE INDEX ix_evidence_item_id ON evidence (item_id)
-- next statement
CREATE TABLE tick (
	id SERIAL NOT NULL,
	item_id INTEGER NOT NULL,
	round INTEGER NOT NULL,
	element TEXT NOT NULL,
	by TEXT NOT NULL,
	at TIMESTAMP WITH TIME ZONE NOT NULL,
	CONSTRAINT pk_tick PRIMARY KEY (id),
	CONSTRAINT uq_tick_item_id_round_element UNIQUE (item_id, round, element),
	CONSTRAINT fk_tick_item_id FOREIGN KEY(item_id) REFERENCES item (id)
)
-- next statement
CREATE INDEX ix_tick_item_id ON tick (item_id)
-- next statement
CREATE TABLE contributor (
	id SERIAL NOT NULL,
	item_id INTEGER NOT NULL,
	round INTEGER NOT NULL,
	login TEXT NOT NULL,
	how TEXT NOT NULL,
	at TIMESTAMP WITH TIME ZONE NOT NULL,
	CONSTRAINT pk_contributor PRIMARY KEY (id),
	CONSTRAINT uq_contributor_item_id_round_login_how UNIQUE (item_id, round, login, how),
	CONSTRAINT fk_contributor_item_id FOREIGN KEY(item_id) REFERENCES item (id)
)
-- next statement
CREATE INDEX ix_contributor_item_id ON contributor (item_id)
-- next statement
CREATE TABLE revision (
	id SERIAL NOT NULL,
	item_id INTEGER NOT NULL,
	number INTEGER NOT NULL,
	manifest TEXT NOT NULL,
	digest VARCHAR(64) NOT NULL,
	made_by TEXT NOT NULL,
	made_at TIMESTAMP WITH TIME ZONE NOT NULL,
	signed TEXT,
	signed_at TIMESTAMP WITH TIME ZONE,
	adopted BOOLEAN NOT NULL,
	CONSTRAINT pk_revision PRIMARY KEY (id),
	CONSTRAINT fk_revision_item_id FOREIGN KEY(item_id) REFERENCES item (id),
	CONSTRAINT ck_revision_digest_is_sha256 CHECK (length(digest) = 64)
)
-- next statement
CREATE INDEX ix_revision_item_id ON revision (item_id)
-- next statement
CREATE TABLE exception_request (
	id SERIAL NOT NULL,
	office_id INTEGER NOT NULL,
	item_id INTEGER NOT NULL,
	round INTEGER NOT NULL,
	need TEXT NOT NULL,
	reason TEXT NOT NULL,
	requested_by TEXT NOT NULL,
	requested_at TIMESTAMP WITH TIME ZONE NOT NULL,
	confirmed_by TEXT,
	confirmed_at TIMESTAMP WITH TIME ZONE,
	CONSTRAINT pk_exception_request PRIMARY KEY (id),
	CONSTRAINT fk_exception_request_office_id FOREIGN KEY(office_id) REFERENCES office (id),
	CONSTRAINT fk_exception_request_item_id FOREIGN KEY(item_id) REFERENCES item (id)
)
-- next statement
CREATE INDEX ix_exception_request_item_id ON exception_request (item_id)
-- next statement
CREATE TABLE submission_item (
	id SERIAL NOT NULL,
	submission_id INTEGER NOT NULL,
	item_id INTEGER NOT NULL,
	revision_id INTEGER NOT NULL,
	outcome TEXT NOT NULL,
	reason TEXT,
	CONSTRAINT pk_submission_item PRIMARY KEY (id),
	CONSTRAINT fk_submission_item_submission_id FOREIGN KEY(submission_id) REFERENCES submission (id),
	CONSTRAINT fk_submission_item_item_id FOREIGN KEY(item_id) REFERENCES item (id),
	CONSTRAINT fk_submission_item_revision_id FOREIGN KEY(revision_id) REFERENCES revision (id)
)
-- next statement
CREATE INDEX ix_submission_item_item_id ON submission_item (item_id)
-- next statement
CREATE INDEX ix_submission_item_submission_id ON submission_item (submission_id)
-- next statement
CREATE TABLE verdict (
	id SERIAL NOT NULL,
	office_id INTEGER NOT NULL,
	submission_id INTEGER,
	evidence_id INTEGER,
	file_sha256 VARCHAR(64) NOT NULL,
	issued_sha256 VARCHAR(64),
	status TEXT NOT NULL,
	grade INTEGER NOT NULL,
	record TEXT NOT NULL,
	at TIMESTAMP WITH TIME ZONE NOT NULL,
	CONSTRAINT pk_verdict PRIMARY KEY (id),
	CONSTRAINT fk_verdict_office_id FOREIGN KEY(office_id) REFERENCES office (id),
	CONSTRAINT fk_verdict_submission_id FOREIGN KEY(submission_id) REFERENCES submission (id),
	CONSTRAINT fk_verdict_evidence_id FOREIGN KEY(evidence_id) REFERENCES evidence (id),
	CONSTRAINT ck_verdict_file_sha256_is_sha256 CHECK (length(file_sha256) = 64),
	CONSTRAINT ck_verdict_issued_sha256_is_sha256 CHECK (length(issued_sha256) = 64)
)
-- next statement
CREATE INDEX ix_verdict_submission_id ON verdict (submission_id)
-- next statement
CREATE INDEX ix_verdict_evidence_id ON verdict (evidence_id)
-- next statement
CREATE TABLE proof (
	id SERIAL NOT NULL,
	item_id INTEGER NOT NULL,
	revision_id INTEGER NOT NULL,
	kind TEXT NOT NULL,
	at TIMESTAMP WITH TIME ZONE NOT NULL,
	severity TEXT NOT NULL,
	clicks INTEGER,
	address TEXT,
	facts TEXT NOT NULL,
	CONSTRAINT pk_proof PRIMARY KEY (id),
	CONSTRAINT fk_proof_item_id FOREIGN KEY(item_id) REFERENCES item (id),
	CONSTRAINT fk_proof_revision_id FOREIGN KEY(revision_id) REFERENCES revision (id)
)
-- next statement
CREATE INDEX ix_proof_item_id ON proof (item_id)
