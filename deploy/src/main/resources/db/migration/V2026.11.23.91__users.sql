-- People. Of a password only its Argon2id hash is kept.
create table app_user (
  name varchar(64) primary key check (name ~ '^[A-Za-z0-9][A-Za-z0-9._-]*$'),
  display_name varchar(128) not null,
  role varchar(16) not null check (role in ('admin', 'researcher', 'radiologist', 'auditor')),
  password_hash varchar(255) not null,
  created timestamp(6) with time zone not null default now(),
  disabled timestamp(6) with time zone
);

-- Anna and anna are one person.
create unique index app_user_name on app_user (lower(name));

-- Of the secret in the cookie only its hash is kept: who reads this table cannot use it.
create table user_session (
  secret_sha256 varchar(64) primary key,
  user_name varchar(64) not null references app_user (name),
  created timestamp(6) with time zone not null default now(),
  used timestamp(6) with time zone not null default now()
);

create index user_session_user on user_session (user_name);

-- Wrong passwords of the last half hour, by the hash of what was given as name: it may be a password typed into the wrong field.
create table password_attempt (
  name_sha256 varchar(64) not null,
  at timestamp(6) with time zone not null default clock_timestamp()
);

create index password_attempt_name on password_attempt (name_sha256, at);
create index password_attempt_at on password_attempt (at);
