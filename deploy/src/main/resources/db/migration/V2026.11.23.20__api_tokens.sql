-- Of a token only its hash is kept: who reads this table cannot use it.
create table api_token (
  name varchar(64) primary key check (name ~ '^[A-Za-z0-9][A-Za-z0-9._-]*$'),
  role varchar(16) not null check (role in ('researcher', 'radiologist', 'service')),
  token_sha256 varchar(64) not null unique,
  created timestamp(6) with time zone not null default now(),
  revoked timestamp(6) with time zone
);
