PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE sayso_ledger (
	version INTEGER NOT NULL, 
	created TEXT NOT NULL, 
	PRIMARY KEY (version)
);
INSERT INTO sayso_ledger VALUES(3,'2026-11-28T23:36:24+00:00');
CREATE TABLE originals (
	id TEXT NOT NULL, 
	bytes BLOB NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO originals VALUES('sha256:8113a193ba322513bc74b21a0e8b3b28eb26d12fcba5dbb2cf136fff23de18db',X'3020545249504f4c492028486172626f757220506f73742920e280932052656ec3a965204f737476696b2c2068656164206f6620746865204c616e7465726e20427269676164652c2077617320617272657374656420696e20547269706f6c69206f6e204d6f6e646179207769746820736f6d65203230206d656e2c206120706f6c6963652073706f6b65736d616e20746f6c6420486172626f757220506f73742e2048652064656e69656420746861742074686520627269676164652068616420626f6d62656420746865206465706f742e');
INSERT INTO originals VALUES('sha256:f1dd9f2598a56949ccadca5d99f2ff04ee9b7eb9784ea634b77ffe832980ae4f',X'3120545249504f4c492028486172626f757220506f73742920e280932052656ec3a965204f737476696b2c2068656164206f6620746865204c616e7465726e20427269676164652c2077617320617272657374656420696e20547269706f6c69206f6e204d6f6e646179207769746820736f6d65203230206d656e2c206120706f6c6963652073706f6b65736d616e20746f6c6420486172626f757220506f73742e2048652064656e69656420746861742074686520627269676164652068616420626f6d62656420746865206465706f742e');
CREATE TABLE reports (
	number INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	stem TEXT NOT NULL, 
	source TEXT NOT NULL, 
	text TEXT NOT NULL, 
	media_type TEXT NOT NULL, 
	title TEXT, 
	outlet TEXT, 
	byline TEXT, 
	dateline TEXT, 
	published TEXT, 
	language TEXT, 
	url TEXT, 
	title_start INTEGER, 
	title_end INTEGER, 
	dateline_start INTEGER, 
	dateline_end INTEGER, 
	folded_outlet TEXT, 
	hash TEXT NOT NULL, 
	PRIMARY KEY (number), 
	UNIQUE (hash)
);
INSERT INTO reports VALUES(1,'sha256:8113a193ba322513bc74b21a0e8b3b28eb26d12fcba5dbb2cf136fff23de18db','post-0','in/post-0.txt','TRIPOLI (Harbour Post) – Renée Ostvik, head of the Lantern Brigade, was arrested in Tripoli on Monday with some 20 men, a police spokesman told Harbour Post. He denied that the brigade had bombed the depot.','text/plain','A title','Harbour Post','B. Line','TRIPOLI','2021-04-07','en',NULL,NULL,NULL,0,7,'harbour post','e6647c63ffc7195b516ecc43ff7e8ebd9e2734f26d28c3398512037a48e622e8');
INSERT INTO reports VALUES(2,'sha256:f1dd9f2598a56949ccadca5d99f2ff04ee9b7eb9784ea634b77ffe832980ae4f','post-1','in/post-1.txt','TRIPOLI (Harbour Post) – Renée Ostvik, head of the Lantern Brigade, was arrested in Tripoli on Monday with some 20 men, a police spokesman told Harbour Post. He denied that the brigade had bombed the depot.','text/plain','A title','Harbour Post','B. Line','TRIPOLI','2021-04-07','en',NULL,NULL,NULL,0,7,'harbour post','103f4b1879651f8392c0277310dd24cf90bae8d144efb9d8eef230768328ffdc');
CREATE TABLE readings (
	number INTEGER NOT NULL, 
	report INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	hash TEXT NOT NULL, 
	added TEXT NOT NULL, 
	model TEXT, 
	codebook TEXT, 
	software TEXT, 
	PRIMARY KEY (number), 
	FOREIGN KEY(report) REFERENCES reports (number)
);
INSERT INTO readings VALUES(1,1,'sha256:8113a193ba322513bc74b21a0e8b3b28eb26d12fcba5dbb2cf136fff23de18db','4c566ea231cd06a549e0109557e5123b9d1c4d9dff71b988d4dedb740d0bcbb5','2026-11-28T23:36:24+00:00','m1','k1','0.1');
INSERT INTO readings VALUES(2,2,'sha256:f1dd9f2598a56949ccadca5d99f2ff04ee9b7eb9784ea634b77ffe832980ae4f','05f3315f63725e1475681846402719a599cb1fd736c633a7718047e13cc82bab','2026-11-28T23:36:24+00:00','m1','k1','0.1');
INSERT INTO readings VALUES(3,1,'sha256:8113a193ba322513bc74b21a0e8b3b28eb26d12fcba5dbb2cf136fff23de18db','293743fba9823de516ee44e1513aafc4bf88af422b383b10d76c17ab8963d09f','2026-11-28T23:36:24+00:00','m2','k1','0.2');
CREATE TABLE entities (
	reading INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	type TEXT NOT NULL, 
	name TEXT NOT NULL, 
	folded TEXT NOT NULL, 
	"key" TEXT, 
	geonames INTEGER, 
	lat FLOAT, 
	lon FLOAT, 
	country TEXT, 
	admin1 TEXT, 
	precision TEXT, 
	place_reason TEXT, 
	PRIMARY KEY (reading, id), 
	FOREIGN KEY(reading) REFERENCES readings (number)
);
INSERT INTO entities VALUES(1,'e1',0,'person','Renée Ostvik','renee ostvik',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO entities VALUES(1,'e2',1,'group','Lantern Brigade','lantern brigade',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO entities VALUES(1,'e3',2,'place','Tripoli','tripoli','geonames:2210247',2210247,32.887430000000001939,13.18732999999999933,'LY','Tripoli','town','');
INSERT INTO entities VALUES(1,'e4',3,'people','a police spokesman','a police spokesman',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO entities VALUES(1,'e5',4,'outlet','Harbour Post','harbour post',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO entities VALUES(1,'e6',5,'facility','the depot','the depot',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO entities VALUES(2,'e1',0,'person','Renée Ostvik','renee ostvik',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO entities VALUES(2,'e2',1,'group','Lantern Brigade','lantern brigade',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO entities VALUES(2,'e3',2,'place','Tripoli','tripoli','geonames:2210247',2210247,32.887430000000001939,13.18732999999999933,'LY','Tripoli','town','');
INSERT INTO entities VALUES(2,'e4',3,'people','a police spokesman','a police spokesman',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO entities VALUES(2,'e5',4,'outlet','Harbour Post','harbour post',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO entities VALUES(2,'e6',5,'facility','the depot','the depot',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO entities VALUES(3,'e1',0,'person','Renée Ostvik','renee ostvik',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO entities VALUES(3,'e2',1,'group','Lantern Brigade','lantern brigade',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO entities VALUES(3,'e3',2,'place','Tripoli','tripoli','geonames:2210247',2210247,32.887430000000001939,13.18732999999999933,'LY','Tripoli','town','');
INSERT INTO entities VALUES(3,'e4',3,'people','a police spokesman','a police spokesman',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO entities VALUES(3,'e5',4,'outlet','Harbour Post','harbour post',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO entities VALUES(3,'e6',5,'facility','the depot','the depot',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE claims (
	reading INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	code TEXT NOT NULL, 
	trigger_start INTEGER NOT NULL, 
	trigger_end INTEGER NOT NULL, 
	when_start INTEGER, 
	when_end INTEGER, 
	start_date TEXT, 
	end_date TEXT, 
	precision TEXT, 
	latest_start TEXT, 
	earliest_end TEXT, 
	anchor TEXT, 
	time_kind TEXT, 
	anchor_start INTEGER, 
	anchor_end INTEGER, 
	inherited INTEGER, 
	count_start INTEGER, 
	count_end INTEGER, 
	best INTEGER, 
	low INTEGER, 
	high INTEGER, 
	bound TEXT, 
	scope TEXT, 
	parts TEXT, 
	count_source_start INTEGER, 
	count_source_end INTEGER, 
	modality TEXT NOT NULL, 
	polarity TEXT NOT NULL, 
	certainty TEXT NOT NULL, 
	PRIMARY KEY (reading, position), 
	FOREIGN KEY(reading) REFERENCES readings (number)
);
INSERT INTO claims VALUES(1,0,'c_00a1','custody.arrest',72,80,95,101,'2021-04-05','2021-04-05','day',NULL,NULL,NULL,'point',NULL,NULL,0,107,114,20,NULL,NULL,'exact','event','[]',NULL,NULL,'actual','yes','certain');
INSERT INTO claims VALUES(1,1,'c_00b2','violence.bomb',189,195,185,188,NULL,NULL,'vague',NULL,NULL,NULL,'point',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'actual','yes','unknown');
INSERT INTO claims VALUES(1,2,'c_00c3','tie.lead',39,43,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'actual','yes','certain');
INSERT INTO claims VALUES(2,0,'c_01a1','custody.arrest',72,80,95,101,'2021-04-05','2021-04-05','day',NULL,NULL,NULL,'point',NULL,NULL,0,107,114,20,NULL,NULL,'exact','event','[]',NULL,NULL,'actual','yes','certain');
INSERT INTO claims VALUES(2,1,'c_01b2','violence.bomb',189,195,185,188,NULL,NULL,'vague',NULL,NULL,NULL,'point',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'actual','yes','unknown');
INSERT INTO claims VALUES(2,2,'c_01c3','tie.lead',39,43,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'actual','yes','certain');
INSERT INTO claims VALUES(3,0,'c_00a1','custody.abduct',72,80,95,101,'2021-04-05','2021-04-05','day',NULL,NULL,NULL,'point',NULL,NULL,0,107,114,20,NULL,NULL,'exact','event','[]',NULL,NULL,'actual','yes','certain');
INSERT INTO claims VALUES(3,1,'c_00b2','violence.bomb',189,195,185,188,NULL,NULL,'vague',NULL,NULL,NULL,'point',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'actual','yes','unknown');
INSERT INTO claims VALUES(3,2,'c_00c3','tie.lead',39,43,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'actual','yes','certain');
CREATE TABLE mentions (
	reading INTEGER NOT NULL, 
	entity TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	mention_start INTEGER NOT NULL, 
	mention_end INTEGER NOT NULL, 
	head INTEGER NOT NULL, 
	form TEXT NOT NULL, 
	folded TEXT NOT NULL, 
	PRIMARY KEY (reading, entity, position), 
	FOREIGN KEY(reading, entity) REFERENCES entities (reading, id)
);
INSERT INTO mentions VALUES(1,'e1',0,25,37,4,'name','renee ostvik');
INSERT INTO mentions VALUES(1,'e1',1,158,160,30,'pronoun','he');
INSERT INTO mentions VALUES(1,'e2',0,47,66,0,'name','the lantern brigade');
INSERT INTO mentions VALUES(1,'e2',1,173,184,0,'nominal','the brigade');
INSERT INTO mentions VALUES(1,'e3',0,84,94,0,'name','tripoli on');
INSERT INTO mentions VALUES(1,'e4',0,120,138,0,'nominal','a police spokesman');
INSERT INTO mentions VALUES(1,'e5',0,9,21,0,'name','harbour post');
INSERT INTO mentions VALUES(1,'e6',0,196,205,0,'nominal','the depot');
INSERT INTO mentions VALUES(2,'e1',0,25,37,4,'name','renee ostvik');
INSERT INTO mentions VALUES(2,'e1',1,158,160,30,'pronoun','he');
INSERT INTO mentions VALUES(2,'e2',0,47,66,0,'name','the lantern brigade');
INSERT INTO mentions VALUES(2,'e2',1,173,184,0,'nominal','the brigade');
INSERT INTO mentions VALUES(2,'e3',0,84,94,0,'name','tripoli on');
INSERT INTO mentions VALUES(2,'e4',0,120,138,0,'nominal','a police spokesman');
INSERT INTO mentions VALUES(2,'e5',0,9,21,0,'name','harbour post');
INSERT INTO mentions VALUES(2,'e6',0,196,205,0,'nominal','the depot');
INSERT INTO mentions VALUES(3,'e1',0,25,37,4,'name','renee ostvik');
INSERT INTO mentions VALUES(3,'e1',1,158,160,30,'pronoun','he');
INSERT INTO mentions VALUES(3,'e2',0,47,66,0,'name','the lantern brigade');
INSERT INTO mentions VALUES(3,'e2',1,173,184,0,'nominal','the brigade');
INSERT INTO mentions VALUES(3,'e3',0,84,94,0,'name','tripoli on');
INSERT INTO mentions VALUES(3,'e4',0,120,138,0,'nominal','a police spokesman');
INSERT INTO mentions VALUES(3,'e5',0,9,21,0,'name','harbour post');
INSERT INTO mentions VALUES(3,'e6',0,196,205,0,'nominal','the depot');
CREATE TABLE fillers (
	reading INTEGER NOT NULL, 
	claim INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	role TEXT NOT NULL, 
	entity TEXT NOT NULL, 
	filler_start INTEGER NOT NULL, 
	filler_end INTEGER NOT NULL, 
	PRIMARY KEY (reading, claim, position), 
	FOREIGN KEY(reading, claim) REFERENCES claims (reading, position), 
	FOREIGN KEY(reading, entity) REFERENCES entities (reading, id)
);
INSERT INTO fillers VALUES(1,0,0,'target','e1',25,37);
INSERT INTO fillers VALUES(1,0,1,'place','e3',84,94);
INSERT INTO fillers VALUES(1,1,0,'actor','e2',173,184);
INSERT INTO fillers VALUES(1,1,1,'target','e6',196,205);
INSERT INTO fillers VALUES(1,2,0,'actor','e1',25,37);
INSERT INTO fillers VALUES(1,2,1,'group','e2',47,66);
INSERT INTO fillers VALUES(2,0,0,'target','e1',25,37);
INSERT INTO fillers VALUES(2,0,1,'place','e3',84,94);
INSERT INTO fillers VALUES(2,1,0,'actor','e2',173,184);
INSERT INTO fillers VALUES(2,1,1,'target','e6',196,205);
INSERT INTO fillers VALUES(2,2,0,'actor','e1',25,37);
INSERT INTO fillers VALUES(2,2,1,'group','e2',47,66);
INSERT INTO fillers VALUES(3,0,0,'target','e1',25,37);
INSERT INTO fillers VALUES(3,0,1,'place','e3',84,94);
INSERT INTO fillers VALUES(3,1,0,'actor','e2',173,184);
INSERT INTO fillers VALUES(3,1,1,'target','e6',196,205);
INSERT INTO fillers VALUES(3,2,0,'actor','e1',25,37);
INSERT INTO fillers VALUES(3,2,1,'group','e2',47,66);
CREATE TABLE voices (
	reading INTEGER NOT NULL, 
	claim INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	source TEXT, 
	source_start INTEGER, 
	source_end INTEGER, 
	cue_start INTEGER NOT NULL, 
	cue_end INTEGER NOT NULL, 
	stance TEXT NOT NULL, 
	certainty TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	how TEXT NOT NULL, 
	basis TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	content TEXT NOT NULL, 
	told TEXT, 
	number INTEGER, 
	distance INTEGER NOT NULL, 
	reason_start INTEGER, 
	reason_end INTEGER, 
	PRIMARY KEY (reading, claim, position), 
	FOREIGN KEY(reading, claim) REFERENCES claims (reading, position), 
	FOREIGN KEY(reading, source) REFERENCES entities (reading, id), 
	FOREIGN KEY(reading, told) REFERENCES entities (reading, id)
);
INSERT INTO voices VALUES(1,0,0,'e4',120,138,139,143,'states','certain','spokesperson','indirect','unknown','rules','[]','e5',NULL,0,NULL,NULL);
INSERT INTO voices VALUES(1,1,0,'e1',158,160,161,167,'denies','certain','person','indirect','unknown','rules','[]',NULL,NULL,0,NULL,NULL);
INSERT INTO voices VALUES(1,1,1,NULL,NULL,NULL,139,143,'states','unknown','unknown','indirect','unknown','rules','[]',NULL,NULL,0,NULL,NULL);
INSERT INTO voices VALUES(2,0,0,'e4',120,138,139,143,'states','certain','spokesperson','indirect','unknown','rules','[]','e5',NULL,0,NULL,NULL);
INSERT INTO voices VALUES(2,1,0,'e1',158,160,161,167,'denies','certain','person','indirect','unknown','rules','[]',NULL,NULL,0,NULL,NULL);
INSERT INTO voices VALUES(2,1,1,NULL,NULL,NULL,139,143,'states','unknown','unknown','indirect','unknown','rules','[]',NULL,NULL,0,NULL,NULL);
INSERT INTO voices VALUES(3,0,0,'e4',120,138,139,143,'states','certain','spokesperson','indirect','unknown','rules','[]','e5',NULL,0,NULL,NULL);
INSERT INTO voices VALUES(3,1,0,'e1',158,160,161,167,'denies','certain','person','indirect','unknown','rules','[]',NULL,NULL,0,NULL,NULL);
INSERT INTO voices VALUES(3,1,1,NULL,NULL,NULL,139,143,'states','unknown','unknown','indirect','unknown','rules','[]',NULL,NULL,0,NULL,NULL);
CREATE TABLE speech (
	reading INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	source TEXT, 
	source_start INTEGER, 
	source_end INTEGER, 
	cue_start INTEGER NOT NULL, 
	cue_end INTEGER NOT NULL, 
	stance TEXT NOT NULL, 
	certainty TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	how TEXT NOT NULL, 
	basis TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	content TEXT NOT NULL, 
	told TEXT, 
	number INTEGER, 
	distance INTEGER NOT NULL, 
	reason_start INTEGER, 
	reason_end INTEGER, 
	PRIMARY KEY (reading, position), 
	FOREIGN KEY(reading) REFERENCES readings (number), 
	FOREIGN KEY(reading, source) REFERENCES entities (reading, id), 
	FOREIGN KEY(reading, told) REFERENCES entities (reading, id)
);
INSERT INTO speech VALUES(1,0,'e4',120,138,139,143,'states','certain','spokesperson','indirect','unknown','rules','[]','e5',NULL,0,NULL,NULL);
INSERT INTO speech VALUES(1,1,'e1',158,160,161,167,'denies','certain','person','indirect','told','both','[[168, 205]]',NULL,1,1,92,101);
INSERT INTO speech VALUES(2,0,'e4',120,138,139,143,'states','certain','spokesperson','indirect','unknown','rules','[]','e5',NULL,0,NULL,NULL);
INSERT INTO speech VALUES(2,1,'e1',158,160,161,167,'denies','certain','person','indirect','told','both','[[168, 205]]',NULL,1,1,92,101);
INSERT INTO speech VALUES(3,0,'e4',120,138,139,143,'states','certain','spokesperson','indirect','unknown','rules','[]','e5',NULL,0,NULL,NULL);
INSERT INTO speech VALUES(3,1,'e1',158,160,161,167,'denies','certain','person','indirect','told','both','[[168, 205]]',NULL,1,1,92,101);
CREATE TABLE answers (
	reading INTEGER NOT NULL, 
	claim INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	answered TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	PRIMARY KEY (reading, claim, position), 
	FOREIGN KEY(reading, claim) REFERENCES claims (reading, position)
);
INSERT INTO answers VALUES(1,1,0,'c_00a1','denies');
INSERT INTO answers VALUES(2,1,0,'c_01a1','denies');
INSERT INTO answers VALUES(3,1,0,'c_00a1','denies');
CREATE TABLE evidence (
	reading INTEGER NOT NULL, 
	claim INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	evidence_start INTEGER NOT NULL, 
	evidence_end INTEGER NOT NULL, 
	PRIMARY KEY (reading, claim, position), 
	FOREIGN KEY(reading, claim) REFERENCES claims (reading, position)
);
INSERT INTO evidence VALUES(1,0,0,68,101);
INSERT INTO evidence VALUES(1,0,1,120,143);
INSERT INTO evidence VALUES(1,1,0,158,205);
INSERT INTO evidence VALUES(1,2,0,39,66);
INSERT INTO evidence VALUES(2,0,0,68,101);
INSERT INTO evidence VALUES(2,0,1,120,143);
INSERT INTO evidence VALUES(2,1,0,158,205);
INSERT INTO evidence VALUES(2,2,0,39,66);
INSERT INTO evidence VALUES(3,0,0,68,101);
INSERT INTO evidence VALUES(3,0,1,120,143);
INSERT INTO evidence VALUES(3,1,0,158,205);
INSERT INTO evidence VALUES(3,2,0,39,66);
CREATE TABLE reasons (
	reading INTEGER NOT NULL, 
	claim INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	PRIMARY KEY (reading, claim, position), 
	FOREIGN KEY(reading, claim) REFERENCES claims (reading, position)
);
INSERT INTO reasons VALUES(1,0,0,'rule custody.arrest/verb');
INSERT INTO reasons VALUES(1,2,0,'apposition');
INSERT INTO reasons VALUES(2,0,0,'rule custody.arrest/verb');
INSERT INTO reasons VALUES(2,2,0,'apposition');
INSERT INTO reasons VALUES(3,0,0,'rule custody.arrest/verb');
INSERT INTO reasons VALUES(3,2,0,'apposition');
CREATE INDEX ix_reports_id ON reports (id);
CREATE INDEX ix_readings_id ON readings (id);
CREATE INDEX ix_claims_id ON claims (id);
CREATE INDEX ix_claims_code ON claims (code);
CREATE INDEX fillers_by_entity ON fillers (reading, entity);
CREATE TRIGGER "originals_no_update" BEFORE UPDATE ON "originals" BEGIN SELECT RAISE(ABORT, 'a ledger only grows: nothing in it is changed or removed'); END;
CREATE TRIGGER "originals_no_delete" BEFORE DELETE ON "originals" BEGIN SELECT RAISE(ABORT, 'a ledger only grows: nothing in it is changed or removed'); END;
CREATE TRIGGER "reports_no_update" BEFORE UPDATE ON "reports" BEGIN SELECT RAISE(ABORT, 'a ledger only grows: nothing in it is changed or removed'); END;
CREATE TRIGGER "reports_no_delete" BEFORE DELETE ON "reports" BEGIN SELECT RAISE(ABORT, 'a ledger only grows: nothing in it is changed or removed'); END;
CREATE TRIGGER "sayso_ledger_no_update" BEFORE UPDATE ON "sayso_ledger" BEGIN SELECT RAISE(ABORT, 'a ledger only grows: nothing in it is changed or removed'); END;
CREATE TRIGGER "sayso_ledger_no_delete" BEFORE DELETE ON "sayso_ledger" BEGIN SELECT RAISE(ABORT, 'a ledger only grows: nothing in it is changed or removed'); END;
CREATE TRIGGER "readings_no_update" BEFORE UPDATE ON "readings" BEGIN SELECT RAISE(ABORT, 'a ledger only grows: nothing in it is changed or removed'); END;
CREATE TRIGGER "readings_no_delete" BEFORE DELETE ON "readings" BEGIN SELECT RAISE(ABORT, 'a ledger only grows: nothing in it is changed or removed'); END;
CREATE TRIGGER "claims_no_update" BEFORE UPDATE ON "claims" BEGIN SELECT RAISE(ABORT, 'a ledger only grows: nothing in it is changed or removed'); END;
CREATE TRIGGER "claims_no_delete" BEFORE DELETE ON "claims" BEGIN SELECT RAISE(ABORT, 'a ledger only grows: nothing in it is changed or removed'); END;
CREATE TRIGGER "entities_no_update" BEFORE UPDATE ON "entities" BEGIN SELECT RAISE(ABORT, 'a ledger only grows: nothing in it is changed or removed'); END;
CREATE TRIGGER "entities_no_delete" BEFORE DELETE ON "entities" BEGIN SELECT RAISE(ABORT, 'a ledger only grows: nothing in it is changed or removed'); END;
CREATE TRIGGER "answers_no_update" BEFORE UPDATE ON "answers" BEGIN SELECT RAISE(ABORT, 'a ledger only grows: nothing in it is changed or removed'); END;
CREATE TRIGGER "answers_no_delete" BEFORE DELETE ON "answers" BEGIN SELECT RAISE(ABORT, 'a ledger only grows: nothing in it is changed or removed'); END;
CREATE TRIGGER "evidence_no_update" BEFORE UPDATE ON "evidence" BEGIN SELECT RAISE(ABORT, 'a ledger only grows: nothing in it is changed or removed'); END;
CREATE TRIGGER "evidence_no_delete" BEFORE DELETE ON "evidence" BEGIN SELECT RAISE(ABORT, 'a ledger only grows: nothing in it is changed or removed'); END;
CREATE TRIGGER "fillers_no_update" BEFORE UPDATE ON "fillers" BEGIN SELECT RAISE(ABORT, 'a ledger only grows: nothing in it is changed or removed'); END;
CREATE TRIGGER "fillers_no_delete" BEFORE DELETE ON "fillers" BEGIN SELECT RAISE(ABORT, 'a ledger only grows: nothing in it is changed or removed'); END;
CREATE TRIGGER "mentions_no_update" BEFORE UPDATE ON "mentions" BEGIN SELECT RAISE(ABORT, 'a ledger only grows: nothing in it is changed or removed'); END;
CREATE TRIGGER "mentions_no_delete" BEFORE DELETE ON "mentions" BEGIN SELECT RAISE(ABORT, 'a ledger only grows: nothing in it is changed or removed'); END;
CREATE TRIGGER "reasons_no_update" BEFORE UPDATE ON "reasons" BEGIN SELECT RAISE(ABORT, 'a ledger only grows: nothing in it is changed or removed'); END;
CREATE TRIGGER "reasons_no_delete" BEFORE DELETE ON "reasons" BEGIN SELECT RAISE(ABORT, 'a ledger only grows: nothing in it is changed or removed'); END;
CREATE TRIGGER "speech_no_update" BEFORE UPDATE ON "speech" BEGIN SELECT RAISE(ABORT, 'a ledger only grows: nothing in it is changed or removed'); END;
CREATE TRIGGER "speech_no_delete" BEFORE DELETE ON "speech" BEGIN SELECT RAISE(ABORT, 'a ledger only grows: nothing in it is changed or removed'); END;
CREATE TRIGGER "voices_no_update" BEFORE UPDATE ON "voices" BEGIN SELECT RAISE(ABORT, 'a ledger only grows: nothing in it is changed or removed'); END;
CREATE TRIGGER "voices_no_delete" BEFORE DELETE ON "voices" BEGIN SELECT RAISE(ABORT, 'a ledger only grows: nothing in it is changed or removed'); END;
COMMIT;
