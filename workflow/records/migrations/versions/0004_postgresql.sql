ALTER TABLE office_group ADD COLUMN starts DATE
-- next statement
ALTER TABLE office_group ADD COLUMN ends DATE
-- next statement
ALTER TABLE person ADD COLUMN email TEXT
-- next statement
ALTER TABLE person ADD COLUMN phone TEXT
-- next statement
ALTER TABLE person ADD COLUMN ended_on DATE
-- next statement
ALTER TABLE appointment DROP CONSTRAINT ck_appointment_role_known
-- next statement
ALTER TABLE appointment ADD CONSTRAINT ck_appointment_role_known CHECK (role IN ('officer', 'director', 'deputy', 'head', 'registrar', 'web', 'secretary'))
-- next statement
ALTER TABLE login ADD COLUMN office_id INTEGER CONSTRAINT fk_login_office_id REFERENCES office (id)
-- next statement
ALTER TABLE login ADD COLUMN seen_at TIMESTAMP WITH TIME ZONE
-- next statement
ALTER TABLE certificate ADD COLUMN withdrawn_on DATE
-- next statement
ALTER TABLE certificate ADD COLUMN withdrawn_by TEXT
-- next statement
ALTER TABLE certificate ADD COLUMN withdrawn_reason TEXT
-- next statement
ALTER TABLE cycle ADD COLUMN framework TEXT
-- next statement
ALTER TABLE cycle DROP CONSTRAINT uq_cycle_office_id_fiscal_year
-- next statement
ALTER TABLE cycle ADD CONSTRAINT uq_cycle_office_id_framework_fiscal_year UNIQUE (office_id, framework, fiscal_year)
-- next statement
ALTER TABLE item ADD COLUMN online_changed_at TIMESTAMP WITH TIME ZONE
-- next statement
ALTER TABLE item DROP CONSTRAINT uq_item_cycle_id_code
-- next statement
ALTER TABLE item ADD CONSTRAINT uq_item_office_id_cycle_id_code UNIQUE (office_id, cycle_id, code)
-- next statement
ALTER TABLE part ADD COLUMN office_id INTEGER CONSTRAINT fk_part_office_id REFERENCES office (id)
-- next statement
ALTER TABLE part DROP CONSTRAINT uq_part_item_id_group_key
-- next statement
ALTER TABLE part ADD CONSTRAINT uq_part_office_id_item_id_group_key UNIQUE (office_id, item_id, group_key)
-- next statement
ALTER TABLE tick ADD COLUMN office_id INTEGER CONSTRAINT fk_tick_office_id REFERENCES office (id)
-- next statement
ALTER TABLE tick DROP CONSTRAINT uq_tick_item_id_round_element
-- next statement
ALTER TABLE tick ADD CONSTRAINT uq_tick_office_id_item_id_round_element UNIQUE (office_id, item_id, round, element)
-- next statement
ALTER TABLE contributor ADD COLUMN office_id INTEGER CONSTRAINT fk_contributor_office_id REFERENCES office (id)
-- next statement
ALTER TABLE contributor DROP CONSTRAINT uq_contributor_item_id_round_login_how
-- next statement
ALTER TABLE contributor ADD CONSTRAINT uq_contributor_office_id_item_id_round_login_how UNIQUE (office_id, item_id, round, login, how)
-- next statement
CREATE TABLE address (
	id SERIAL NOT NULL,
	office_id INTEGER NOT NULL,
	item_id INTEGER NOT NULL,
	url TEXT NOT NULL,
	sha256 VARCHAR(64),
	since TIMESTAMP WITH TIME ZONE NOT NULL,
	until TIMESTAMP WITH TIME ZONE,
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
	id SERIAL NOT NULL,
	office_id INTEGER NOT NULL,
	item_id INTEGER NOT NULL,
	key TEXT NOT NULL,
	position INTEGER NOT NULL,
	title TEXT NOT NULL,
	first DATE NOT NULL,
	last DATE NOT NULL,
	due DATE NOT NULL,
	nil_reason TEXT,
	nil_by TEXT,
	nil_at TIMESTAMP WITH TIME ZONE,
	published_at TIMESTAMP WITH TIME ZONE,
	CONSTRAINT pk_period PRIMARY KEY (id),
	CONSTRAINT uq_period_office_id_item_id_key UNIQUE (office_id, item_id, key),
	CONSTRAINT ck_period_ends_after_begin CHECK (last >= first),
	CONSTRAINT fk_period_office_id FOREIGN KEY(office_id) REFERENCES office (id),
	CONSTRAINT fk_period_item_id FOREIGN KEY(item_id) REFERENCES item (id)
)
-- next statement
CREATE INDEX ix_period_item_id ON period (item_id)
-- next statement
CREATE TABLE request (
	id SERIAL NOT NULL,
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
	asked_at TIMESTAMP WITH TIME ZONE NOT NULL,
	settled_by TEXT,
	settled_at TIMESTAMP WITH TIME ZONE,
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
ALTER TABLE evidence ADD COLUMN office_id INTEGER CONSTRAINT fk_evidence_office_id REFERENCES office (id)
-- next statement
ALTER TABLE revision ADD COLUMN office_id INTEGER CONSTRAINT fk_revision_office_id REFERENCES office (id)
-- next statement
ALTER TABLE submission_item ADD COLUMN office_id INTEGER CONSTRAINT fk_submission_item_office_id REFERENCES office (id)
-- next statement
ALTER TABLE proof ADD COLUMN office_id INTEGER CONSTRAINT fk_proof_office_id REFERENCES office (id)
-- next statement
ALTER TABLE evidence ADD COLUMN period_id INTEGER CONSTRAINT fk_evidence_period_id REFERENCES period (id)
-- next statement
CREATE INDEX ix_evidence_office_id ON evidence (office_id)
-- next statement
ALTER TABLE submission ADD COLUMN cycle_id INTEGER CONSTRAINT fk_submission_cycle_id REFERENCES cycle (id)
-- next statement
ALTER TABLE submission ADD COLUMN printed_head TEXT
-- next statement
ALTER TABLE submission ADD COLUMN printed_kind VARCHAR(40)
-- next statement
ALTER TABLE submission ADD CONSTRAINT ck_submission_printed_kind_known CHECK (printed_kind IN ('holder', 'acting', 'delegated', 'caretaker'))
-- next statement
CREATE INDEX ix_submission_cycle_id ON submission (cycle_id)
-- next statement
ALTER TABLE verdict ADD COLUMN replaced_at TIMESTAMP WITH TIME ZONE
