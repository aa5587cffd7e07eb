-- What may be labelled. A version is never rewritten; it can be retired.
create table label_set (
    id         varchar(80) primary key,
    name       varchar(64) not null,
    number     integer     not null check (number > 0),
    definition text        not null,
    sha256     varchar(64) not null check (sha256 ~ '^[0-9a-f]{64}$'),
    created    timestamp(6) with time zone not null,
    retired    timestamp(6) with time zone,
    unique (name, number)
);

-- Studies that readers are asked to read under one version of a label set.
create table worklist (
    name              varchar(64)  primary key check (name ~ '^[a-z][a-z0-9-]*$'),
    title             varchar(200) not null,
    label_set         varchar(80)  not null references label_set (id),
    readers           integer      not null check (readers > 0),
    adjudicator       varchar(64),
    suggested_by      varchar(2000),
    suggested_share   double precision not null check (suggested_share between 0 and 1),
    seed              bigint       not null,
    created           timestamp(6) with time zone not null
);

-- One reader's work on one study. Facts of the study stand here, too: a list of a hundred thousand needs no join.
create table reading (
    id          varchar(36)  primary key,
    worklist    varchar(64)  not null references worklist (name),
    study       varchar(64)  not null references study (id),
    reader      varchar(64)  not null,
    role        varchar(16)  not null check (role in ('first', 'repeat', 'adjudication')),
    position    bigint       not null,
    why         varchar(200) not null,
    truth       varchar(2000),
    modality    varchar(16)  not null,
    body_part   varchar(64),
    study_date  varchar(8),
    images      integer      not null,
    state       varchar(16)  not null check (state in ('open', 'committed', 'skipped')),
    etag        integer      not null,
    step        integer      not null,
    seconds     double precision not null check (seconds >= 0),
    skip_reason varchar(500),
    opened      timestamp(6) with time zone,
    ended       timestamp(6) with time zone,
    unique (worklist, study, reader, role)
);
create index reading_list on reading (reader, worklist, state, position);
create index reading_study on reading (study);
create index reading_worklist on reading (worklist, state);

-- Every action on an open reading; undo and redo move reading.step among them. They go when the reading ends.
create table reading_step (
    reading varchar(36) not null references reading (id),
    number  integer     not null check (number > 0),
    content text        not null,
    saved   timestamp(6) with time zone not null,
    primary key (reading, number)
);

-- What a reader has signed for: version 1 at the commit, more by amendment.
create table reading_version (
    reading    varchar(36)  not null references reading (id),
    number     integer      not null check (number > 0),
    content    text         not null,
    sha256     varchar(64)  not null check (sha256 ~ '^[0-9a-f]{64}$'),
    reason     varchar(500),
    suggestion text,
    committed  timestamp(6) with time zone not null,
    primary key (reading, number)
);

create function refuse_reading_rewrite() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and current_setting('isocenter.erasure', true) = 'on' then
        return old;
    end if;
    raise exception 'what was committed stays: amend the reading, or make a new version of the label set';
end $$;
create trigger reading_version_append_only before update or delete on reading_version
    for each row execute function refuse_reading_rewrite();

create function refuse_label_set_rewrite() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.definition = old.definition and new.sha256 = old.sha256 and new.id = old.id
            and new.name = old.name and new.number = old.number then
        return new;
    end if;
    raise exception 'a version of a label set stays as it is: add a new one';
end $$;
create trigger label_set_append_only before update or delete on label_set
    for each row execute function refuse_label_set_rewrite();
