-- A task asks one two-class question of images; a revision is one complete, immutable answer to it.
create table label_task (
    name             varchar(64)  primary key,
    positive_finding varchar(200) not null,
    negative_finding varchar(200) not null,
    created          timestamp(6) with time zone not null,
    check (positive_finding <> negative_finding)
);

create table label_revision (
    id        varchar(80)  primary key,
    task      varchar(64)  not null references label_task (name),
    number    integer      not null check (number > 0),
    sha256    varchar(64)  not null check (sha256 ~ '^[0-9a-f]{64}$'),
    positives bigint       not null check (positives >= 0),
    negatives bigint       not null check (negatives >= 0),
    created   timestamp(6) with time zone not null,
    unique (task, number)
);

create table label (
    revision varchar(80) not null references label_revision (id),
    instance varchar(64) not null references instance (id),
    positive boolean     not null,
    primary key (revision, instance)
);

create index label_instance on label (instance);

-- Whoever trained on a revision must be able to read it again, so a reading is never rewritten.
create function refuse_label_rewrite() returns trigger language plpgsql as $$
begin
    raise exception 'labels are append-only: write a new revision';
end $$;

create trigger label_append_only before update or delete on label
    for each row execute function refuse_label_rewrite();
create trigger label_revision_append_only before update or delete on label_revision
    for each row execute function refuse_label_rewrite();
