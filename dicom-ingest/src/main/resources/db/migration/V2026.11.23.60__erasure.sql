-- Patients who were erased everywhere. Nothing here says who they were.
create table erasure (
    id        uuid primary key,
    at        timestamp(6) with time zone not null default clock_timestamp(),
    who       varchar(400) not null check (who <> ''),
    reason    varchar(400) not null check (length(reason) >= 8),
    completed timestamp(6) with time zone
);

-- Files of theirs that are still to be removed or written anew: empty once an erasure is completed.
create table erasure_file (
    erasure uuid not null references erasure (id),
    place   varchar(64) not null,
    path    varchar(400) not null,
    primary key (erasure, place, path)
);

-- Erased patients who are not to come back, by a keyed hash of their pseudonym.
create table kept_out (
    fingerprint varchar(64) primary key
);

-- What is left of a member: its place, and the hash of its line, without which the manifest's root could not be checked.
create table erased_member (
    dataset     varchar(80) not null references dataset (id),
    position    integer not null check (position >= 0),
    leaf_sha256 varchar(64) not null check (leaf_sha256 ~ '^[0-9a-f]{64}$'),
    primary key (dataset, position)
);
create trigger erased_member_immutable before update or delete or truncate on erased_member
    for each statement execute function refuse_change_of_dataset();

-- A version that lost members is not used again. Should the same images come back, they make another version.
alter table dataset drop constraint dataset_name_definition_sha256_root_sha256_key;

-- An erasure says so for its own transaction (set local isocenter.erasure = 'on'). This guards against mistakes, as the
-- triggers themselves do, and not against those who may alter the tables.
create or replace function refuse_change_of_dataset() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and tg_table_name in ('dataset_member', 'dataset_patient')
            and current_setting('isocenter.erasure', true) = 'on' then
        return null;
    end if;
    raise exception 'a dataset version never changes: create another one';
end
$$;

-- Who asked, when and why stays; whom they asked about goes.
create or replace function refuse_change_of_reidentification_log() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and current_setting('isocenter.erasure', true) = 'on' then
        return null;
    end if;
    raise exception 'the log of re-identifications only grows: % refused', tg_op;
end
$$;
