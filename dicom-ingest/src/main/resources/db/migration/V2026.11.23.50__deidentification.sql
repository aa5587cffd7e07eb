-- What the pseudonyms of patients and studies stand for, sealed with AES-256-GCM under secrets/reidentification.key.
create table reidentification (
  pseudonym varchar(64) primary key,
  kind varchar(16) not null check (kind in ('patient', 'study')),
  sealed bytea not null check (octet_length(sealed) > 28)
);

create table reidentification_key (
  fingerprint varchar(64) primary key,
  singleton boolean not null default true unique check (singleton)
);

-- Who asked for an original, and why; written before the answer is looked up.
create table reidentification_log (
  id bigint generated always as identity primary key,
  at timestamp(6) with time zone not null default clock_timestamp(),
  who varchar(400) not null check (who <> ''),
  pseudonym varchar(64) not null,
  reason varchar(400) not null check (length(reason) >= 8)
);
create index reidentification_log_pseudonym on reidentification_log (pseudonym, id);

create function refuse_change_of_reidentification_log() returns trigger language plpgsql as $$
begin
    raise exception 'the log of re-identifications only grows: % refused', tg_op;
end
$$;
create trigger reidentification_log_append_only before update or delete or truncate on reidentification_log
    for each statement execute function refuse_change_of_reidentification_log();
