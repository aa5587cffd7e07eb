-- Imports that worker processes share. File names may hold patients' names: every path in here is encrypted (AES-256-GCM
-- under a key derived from the pseudonym key) and is forgotten when its chunk is done or the import has ended.
create table bulk_import (
  id uuid primary key,
  import_key varchar(64) not null,
  squares varchar(200) not null,
  sealed_roots bytea,
  sealed_cursor bytea,
  cursor_root integer not null default 0,
  scan_job uuid,
  scanned boolean not null default false,
  cancelled boolean not null default false,
  files bigint not null default 0 check (files >= 0),
  chunks integer not null default 0 check (chunks >= 0),
  accepted bigint not null default 0,
  duplicates bigint not null default 0,
  conflicts bigint not null default 0,
  quarantined bigint not null default 0,
  skipped bigint not null default 0,
  created timestamp(6) with time zone not null default now(),
  ended timestamp(6) with time zone,
  check (ended is null or (sealed_roots is null and sealed_cursor is null))
);
-- Starting the same import again finds the unfinished one.
create unique index bulk_import_unfinished on bulk_import (import_key) where ended is null;
create index bulk_import_created on bulk_import (created desc);

create table import_chunk (
  import_id uuid not null references bulk_import,
  number integer not null check (number > 0),
  job uuid not null,
  files bigint not null check (files > 0),
  sealed_files bytea,
  done boolean not null default false,
  primary key (import_id, number)
);
create index import_chunk_open on import_chunk (import_id) where sealed_files is not null;

create table import_reason (
  import_id uuid not null references bulk_import,
  reason varchar(400) not null,
  files bigint not null check (files > 0),
  primary key (import_id, reason)
);
