create table pseudonym_key (
  fingerprint varchar(64) primary key,
  singleton boolean not null default true unique check (singleton)
);

create table patient (
  pseudonym varchar(64) primary key,
  sex varchar(1) check (sex in ('M', 'F', 'O')),
  sex_contradicted boolean not null default false
);

create table study (
  id varchar(64) primary key,
  patient varchar(64) not null references patient
);
create index study_patient on study (patient);

create table series (
  id varchar(64) primary key,
  study varchar(64) not null references study,
  modality varchar(16) not null
);
create index series_study on series (study);

create table instance (
  id varchar(64) primary key,
  patient varchar(64) not null references patient,
  study varchar(64) not null references study,
  series varchar(64) not null references series,
  sop_class varchar(64) not null,
  modality varchar(16) not null,
  body_part varchar(16),
  view_position varchar(16),
  laterality varchar(1) check (laterality in ('L', 'R', 'U', 'B')),
  manufacturer varchar(64),
  model varchar(64),
  site varchar(64),
  sex varchar(1) check (sex in ('M', 'F', 'O')),
  age integer check (age between 0 and 90),
  pixel_rows integer not null check (pixel_rows > 0),
  pixel_columns integer not null check (pixel_columns > 0),
  frames integer not null check (frames > 0),
  samples integer not null check (samples > 0),
  bits_stored integer not null check (bits_stored > 0),
  photometric varchar(16) not null,
  transfer_syntax varchar(64) not null,
  sha256 varchar(64) not null unique,
  pixel_sha256 varchar(64) not null,
  path varchar(200) not null,
  size_bytes bigint not null check (size_bytes > 0),
  ingested_at timestamp(6) with time zone not null
);
create index instance_patient on instance (patient);
create index instance_study on instance (study);
create index instance_series on instance (series);
create index instance_kind on instance (modality, body_part, view_position);
create index instance_site on instance (site);
create index instance_pixels on instance (pixel_sha256);

create table conflicting_object (
  sha256 varchar(64) primary key,
  instance varchar(64) not null references instance,
  pixel_sha256 varchar(64) not null,
  path varchar(200) not null,
  size_bytes bigint not null check (size_bytes > 0),
  ingested_at timestamp(6) with time zone not null
);
create index conflicting_object_instance on conflicting_object (instance);

create table source_file (
  sha256 varchar(64) primary key,
  instance varchar(64) not null references instance
);
create index source_file_instance on source_file (instance);

create table quarantined_object (
  id varchar(40) primary key,
  source_sha256 varchar(64),
  size_bytes bigint not null check (size_bytes >= 0),
  file_name_pseudonym varchar(64) not null,
  reason varchar(400) not null,
  quarantined_at timestamp(6) with time zone not null,
  resolved boolean not null default false
);
create index quarantined_object_source on quarantined_object (source_sha256);
create index quarantined_object_reason on quarantined_object (reason) where not resolved;
