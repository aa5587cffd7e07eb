-- Objects that could be de-identified and wait for a person to look at their pixels.
alter table quarantined_object
  add column held_sha256 varchar(64),
  add column held_patient varchar(64),
  add column held_site varchar(64);
create index quarantined_object_held on quarantined_object (held_sha256);
create index quarantined_object_held_patient on quarantined_object (held_patient);
