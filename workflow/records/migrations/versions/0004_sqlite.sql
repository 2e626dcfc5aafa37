CREATE TABLE office_group (
	id INTEGER NOT NULL,
	office_id INTEGER NOT NULL,
	"key" TEXT NOT NULL,
	name TEXT NOT NULL,
	phone TEXT,
	position INTEGER NOT NULL,
	starts DATE,
	ends DATE,
	CONSTRAINT pk_office_group PRIMARY KEY (id),
	CONSTRAINT uq_office_group_office_id_key UNIQUE (office_id, "key"),
	CONSTRAINT fk_office_group_office_id FOREIGN KEY(office_id) REFERENCES office (id)
)
-- next statement
CREATE TABLE person (
	id INTEGER NOT NULL,
	office_id INTEGER NOT NULL,
	login TEXT NOT NULL,
	name TEXT NOT NULL,
	password_hash TEXT,
	administrator BOOLEAN NOT NULL,
	active BOOLEAN NOT NULL,
	email TEXT,
	phone TEXT,
	ended_on DATE,
	CONSTRAINT pk_person PRIMARY KEY (id),
	CONSTRAINT uq_person_office_id_login UNIQUE (office_id, login),
	CONSTRAINT fk_person_office_id FOREIGN KEY(office_id) REFERENCES office (id),
	CONSTRAINT ck_person_administrator_yes_or_no CHECK (administrator IN (0, 1)),
	CONSTRAINT ck_person_active_yes_or_no CHECK (active IN (0, 1))
)
-- next statement
CREATE TABLE cycle (
	id INTEGER NOT NULL,
	office_id INTEGER NOT NULL,
	fiscal_year INTEGER NOT NULL,
	opened_at DATETIME NOT NULL,
	current BOOLEAN NOT NULL,
	framework TEXT NOT NULL,
	CONSTRAINT pk_cycle PRIMARY KEY (id),
	CONSTRAINT uq_cycle_office_id_framework_fiscal_year UNIQUE (office_id, framework, fiscal_year),
	CONSTRAINT fk_cycle_office_id FOREIGN KEY(office_id) REFERENCES office (id),
	CONSTRAINT ck_cycle_current_yes_or_no CHECK (current IN (0, 1))
)
-- next statement
CREATE TABLE submission (
	id INTEGER NOT NULL,
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
	submitted_at DATETIME NOT NULL,
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
	before_head TEXT DEFAULT '[]' NOT NULL,
	cycle_id INTEGER NOT NULL,
	printed_head TEXT,
	printed_kind VARCHAR(40),
	CONSTRAINT pk_submission PRIMARY KEY (id),
	CONSTRAINT fk_submission_office_id FOREIGN KEY(office_id) REFERENCES office (id),
	CONSTRAINT fk_submission_cycle_id FOREIGN KEY(cycle_id) REFERENCES cycle (id),
	CONSTRAINT ck_submission_memo_docx_is_sha256 CHECK (length(memo_docx) = 64),
	CONSTRAINT ck_submission_memo_issued_is_sha256 CHECK (length(memo_issued) = 64),
	CONSTRAINT ck_submission_memo_signed_is_sha256 CHECK (length(memo_signed) = 64),
	CONSTRAINT ck_submission_seal_hash_is_sha256 CHECK (length(seal_hash) = 64),
	CONSTRAINT ck_submission_printed_kind_known CHECK (printed_kind IN ('holder', 'acting', 'delegated', 'caretaker'))
)
-- next statement
CREATE INDEX ix_submission_cycle_id ON submission (cycle_id)
-- next statement
CREATE INDEX ix_submission_office_id ON submission (office_id)
-- next statement
CREATE TABLE login (
	token_hash VARCHAR(64) NOT NULL,
	person_id INTEGER NOT NULL,
	opened_at DATETIME NOT NULL,
	expires_at DATETIME NOT NULL,
	office_id INTEGER NOT NULL,
	seen_at DATETIME,
	CONSTRAINT pk_login PRIMARY KEY (token_hash),
	CONSTRAINT fk_login_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT fk_login_office_id FOREIGN KEY(office_id) REFERENCES office (id),
	CONSTRAINT ck_login_token_hash_is_sha256 CHECK (length(token_hash) = 64)
)
-- next statement
CREATE TABLE appointment (
	id INTEGER NOT NULL,
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
	CONSTRAINT ck_appointment_role_known CHECK (role IN ('officer', 'director', 'deputy', 'head', 'registrar', 'web', 'secretary')),
	CONSTRAINT ck_appointment_kind_known CHECK (kind IN ('holder', 'acting', 'delegated', 'caretaker'))
)
-- next statement
CREATE TABLE certificate (
	id INTEGER NOT NULL,
	office_id INTEGER NOT NULL,
	person_id INTEGER NOT NULL,
	fingerprint VARCHAR(64) NOT NULL,
	subject TEXT NOT NULL,
	pem TEXT NOT NULL,
	registered_at DATETIME NOT NULL,
	registered_by TEXT NOT NULL,
	withdrawn_on DATE,
	withdrawn_by TEXT,
	withdrawn_reason TEXT,
	CONSTRAINT pk_certificate PRIMARY KEY (id),
	CONSTRAINT fk_certificate_office_id FOREIGN KEY(office_id) REFERENCES office (id),
	CONSTRAINT fk_certificate_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT ck_certificate_fingerprint_is_sha256 CHECK (length(fingerprint) = 64)
)
-- next statement
CREATE TABLE item (
	id INTEGER NOT NULL,
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
	published_at DATETIME,
	entered_at DATETIME NOT NULL,
	version INTEGER NOT NULL,
	online_changed_at DATETIME,
	CONSTRAINT pk_item PRIMARY KEY (id),
	CONSTRAINT uq_item_office_id_cycle_id_code UNIQUE (office_id, cycle_id, code),
	CONSTRAINT fk_item_office_id FOREIGN KEY(office_id) REFERENCES office (id),
	CONSTRAINT fk_item_cycle_id FOREIGN KEY(cycle_id) REFERENCES cycle (id),
	CONSTRAINT ck_item_continual_yes_or_no CHECK (continual IN (0, 1)),
	CONSTRAINT ck_item_highest_executive_yes_or_no CHECK (highest_executive IN (0, 1)),
	CONSTRAINT ck_item_state_known CHECK (state IN ('draft', 'group_compiled', 'submitted', 'head_signed', 'published')),
	CONSTRAINT ck_item_online_known CHECK (online IN ('none', 'online', 'suspended', 'retracted')),
	CONSTRAINT ck_item_online_confirmed_yes_or_no CHECK (online_confirmed IN (0, 1))
)
-- next statement
CREATE INDEX ix_item_office_state ON item (office_id, state)
-- next statement
CREATE TABLE address (
	id INTEGER NOT NULL,
	office_id INTEGER NOT NULL,
	item_id INTEGER NOT NULL,
	url TEXT NOT NULL,
	sha256 VARCHAR(64),
	since DATETIME NOT NULL,
	until DATETIME,
	recorded_by TEXT NOT NULL,
	ended_by TEXT,
	CONSTRAINT pk_address PRIMARY KEY (id),
	CONSTRAINT ck_address_ends_after_begin CHECK (until IS NULL OR until >= since),
	CONSTRAINT fk_address_office_id FOREIGN KEY(office_id) REFERENCES office (id),
	CONSTRAINT fk_address_item_id FOREIGN KEY(item_id) REFERENCES item (id),
	CONSTRAINT ck_address_sha256_is_sha256 CHECK (length(sha256) = 64)
)
-- next statement
CREATE INDEX ix_address_item_id ON address (item_id)
-- next statement
CREATE TABLE period (
	id INTEGER NOT NULL,
	office_id INTEGER NOT NULL,
	item_id INTEGER NOT NULL,
	"key" TEXT NOT NULL,
	position INTEGER NOT NULL,
	title TEXT NOT NULL,
	first DATE NOT NULL,
	last DATE NOT NULL,
	due DATE NOT NULL,
	nil_reason TEXT,
	nil_by TEXT,
	nil_at DATETIME,
	published_at DATETIME,
	CONSTRAINT pk_period PRIMARY KEY (id),
	CONSTRAINT uq_period_office_id_item_id_key UNIQUE (office_id, item_id, "key"),
	CONSTRAINT ck_period_ends_after_begin CHECK (last >= first),
	CONSTRAINT fk_period_office_id FOREIGN KEY(office_id) REFERENCES office (id),
	CONSTRAINT fk_period_item_id FOREIGN KEY(item_id) REFERENCES item (id)
)
-- next statement
CREATE INDEX ix_period_item_id ON period (item_id)
-- next statement
CREATE TABLE request (
	id INTEGER NOT NULL,
	office_id INTEGER NOT NULL,
	kind VARCHAR(40) NOT NULL,
	subject TEXT NOT NULL,
	item_id INTEGER,
	round INTEGER,
	revision VARCHAR(64),
	need TEXT,
	reason TEXT NOT NULL,
	facts TEXT NOT NULL,
	asked_by TEXT NOT NULL,
	asked_at DATETIME NOT NULL,
	settled_by TEXT,
	settled_at DATETIME,
	outcome VARCHAR(40),
	CONSTRAINT pk_request PRIMARY KEY (id),
	CONSTRAINT ck_request_two_people CHECK (outcome <> 'confirmed' OR settled_by <> asked_by),
	CONSTRAINT ck_request_settled_with_outcome CHECK ((outcome IS NULL) = (settled_at IS NULL)),
	CONSTRAINT fk_request_office_id FOREIGN KEY(office_id) REFERENCES office (id),
	CONSTRAINT fk_request_item_id FOREIGN KEY(item_id) REFERENCES item (id),
	CONSTRAINT ck_request_kind_known CHECK (kind IN ('exception', 'password_reset', 'appointment', 'certificate', 'settings', 'replacement', 'attestation')),
	CONSTRAINT ck_request_revision_is_sha256 CHECK (length(revision) = 64),
	CONSTRAINT ck_request_outcome_known CHECK (outcome IN ('confirmed', 'refused', 'ended'))
)
-- next statement
CREATE INDEX ix_request_item_id ON request (item_id)
-- next statement
CREATE INDEX ix_request_office_kind ON request (office_id, kind)
-- next statement
CREATE TABLE part (
	id INTEGER NOT NULL,
	item_id INTEGER NOT NULL,
	group_key TEXT NOT NULL,
	position INTEGER NOT NULL,
	status TEXT,
	nil_reason TEXT,
	refusal TEXT,
	handed_in_by TEXT,
	handed_in_at DATETIME,
	accepted_by TEXT,
	office_id INTEGER NOT NULL,
	CONSTRAINT pk_part PRIMARY KEY (id),
	CONSTRAINT uq_part_office_id_item_id_group_key UNIQUE (office_id, item_id, group_key),
	CONSTRAINT fk_part_item_id FOREIGN KEY(item_id) REFERENCES item (id),
	CONSTRAINT fk_part_office_id FOREIGN KEY(office_id) REFERENCES office (id)
)
-- next statement
CREATE TABLE tick (
	id INTEGER NOT NULL,
	item_id INTEGER NOT NULL,
	round INTEGER NOT NULL,
	element TEXT NOT NULL,
	"by" TEXT NOT NULL,
	at DATETIME NOT NULL,
	office_id INTEGER NOT NULL,
	CONSTRAINT pk_tick PRIMARY KEY (id),
	CONSTRAINT uq_tick_office_id_item_id_round_element UNIQUE (office_id, item_id, round, element),
	CONSTRAINT fk_tick_item_id FOREIGN KEY(item_id) REFERENCES item (id),
	CONSTRAINT fk_tick_office_id FOREIGN KEY(office_id) REFERENCES office (id)
)
-- next statement
CREATE INDEX ix_tick_item_id ON tick (item_id)
-- next statement
CREATE TABLE contributor (
	id INTEGER NOT NULL,
	item_id INTEGER NOT NULL,
	round INTEGER NOT NULL,
	login TEXT NOT NULL,
	how TEXT NOT NULL,
	at DATETIME NOT NULL,
	office_id INTEGER NOT NULL,
	CONSTRAINT pk_contributor PRIMARY KEY (id),
	CONSTRAINT uq_contributor_office_id_item_id_round_login_how UNIQUE (office_id, item_id, round, login, how),
	CONSTRAINT fk_contributor_item_id FOREIGN KEY(item_id) REFERENCES item (id),
	CONSTRAINT fk_contributor_office_id FOREIGN KEY(office_id) REFERENCES office (id)
)
-- next statement
CREATE INDEX ix_contributor_item_id ON contributor (item_id)
-- next statement
CREATE TABLE revision (
	id INTEGER NOT NULL,
	item_id INTEGER NOT NULL,
	number INTEGER NOT NULL,
	manifest TEXT NOT NULL,
	digest VARCHAR(64) NOT NULL,
	made_by TEXT NOT NULL,
	made_at DATETIME NOT NULL,
	signed TEXT,
	signed_at DATETIME,
	adopted BOOLEAN NOT NULL,
	office_id INTEGER NOT NULL,
	CONSTRAINT pk_revision PRIMARY KEY (id),
	CONSTRAINT fk_revision_item_id FOREIGN KEY(item_id) REFERENCES item (id),
	CONSTRAINT fk_revision_office_id FOREIGN KEY(office_id) REFERENCES office (id),
	CONSTRAINT ck_revision_digest_is_sha256 CHECK (length(digest) = 64),
	CONSTRAINT ck_revision_adopted_yes_or_no CHECK (adopted IN (0, 1))
)
-- next statement
CREATE INDEX ix_revision_item_id ON revision (item_id)
-- next statement
CREATE TABLE submission_item (
	id INTEGER NOT NULL,
	submission_id INTEGER NOT NULL,
	item_id INTEGER NOT NULL,
	revision_id INTEGER NOT NULL,
	outcome TEXT NOT NULL,
	reason TEXT,
	office_id INTEGER NOT NULL,
	CONSTRAINT pk_submission_item PRIMARY KEY (id),
	CONSTRAINT fk_submission_item_submission_id FOREIGN KEY(submission_id) REFERENCES submission (id),
	CONSTRAINT fk_submission_item_item_id FOREIGN KEY(item_id) REFERENCES item (id),
	CONSTRAINT fk_submission_item_revision_id FOREIGN KEY(revision_id) REFERENCES revision (id),
	CONSTRAINT fk_submission_item_office_id FOREIGN KEY(office_id) REFERENCES office (id)
)
-- next statement
CREATE INDEX ix_submission_item_submission_id ON submission_item (submission_id)
-- next statement
CREATE INDEX ix_submission_item_item_id ON submission_item (item_id)
-- next statement
CREATE TABLE proof (
	id INTEGER NOT NULL,
	item_id INTEGER NOT NULL,
	revision_id INTEGER NOT NULL,
	kind TEXT NOT NULL,
	at DATETIME NOT NULL,
	severity TEXT NOT NULL,
	clicks INTEGER,
	address TEXT,
	facts TEXT NOT NULL,
	office_id INTEGER NOT NULL,
	CONSTRAINT pk_proof PRIMARY KEY (id),
	CONSTRAINT fk_proof_item_id FOREIGN KEY(item_id) REFERENCES item (id),
	CONSTRAINT fk_proof_revision_id FOREIGN KEY(revision_id) REFERENCES revision (id),
	CONSTRAINT fk_proof_office_id FOREIGN KEY(office_id) REFERENCES office (id)
)
-- next statement
CREATE INDEX ix_proof_item_id ON proof (item_id)
-- next statement
CREATE TABLE evidence (
	id INTEGER NOT NULL,
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
	added_at DATETIME NOT NULL,
	sign_at TEXT,
	office_id INTEGER NOT NULL,
	period_id INTEGER,
	CONSTRAINT pk_evidence PRIMARY KEY (id),
	CONSTRAINT fk_evidence_item_id FOREIGN KEY(item_id) REFERENCES item (id),
	CONSTRAINT fk_evidence_office_id FOREIGN KEY(office_id) REFERENCES office (id),
	CONSTRAINT fk_evidence_period_id FOREIGN KEY(period_id) REFERENCES period (id),
	CONSTRAINT ck_evidence_sha256_is_sha256 CHECK (length(sha256) = 64),
	CONSTRAINT ck_evidence_duty_known CHECK (duty IN ('original', 'certified', 'signed_before', 'external', 'data', 'web')),
	CONSTRAINT ck_evidence_issued_sha256_is_sha256 CHECK (length(issued_sha256) = 64),
	CONSTRAINT ck_evidence_signed_sha256_is_sha256 CHECK (length(signed_sha256) = 64),
	CONSTRAINT ck_evidence_removed_yes_or_no CHECK (removed IN (0, 1))
)
-- next statement
CREATE INDEX ix_evidence_office_id ON evidence (office_id)
-- next statement
CREATE INDEX ix_evidence_item_id ON evidence (item_id)
-- next statement
CREATE TABLE verdict (
	id INTEGER NOT NULL,
	office_id INTEGER NOT NULL,
	submission_id INTEGER,
	evidence_id INTEGER,
	file_sha256 VARCHAR(64) NOT NULL,
	issued_sha256 VARCHAR(64),
	status TEXT NOT NULL,
	grade INTEGER NOT NULL,
	record TEXT NOT NULL,
	at DATETIME NOT NULL,
	replaced_at DATETIME,
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
