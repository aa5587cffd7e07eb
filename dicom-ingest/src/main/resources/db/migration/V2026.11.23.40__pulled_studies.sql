create table pulled_study (
  study varchar(64) primary key,
  contents_sha256 varchar(64) not null,
  objects integer not null check (objects >= 0),
  refused integer not null check (refused >= 0),
  node varchar(255) not null,
  pulled_at timestamp(6) with time zone not null
);
