create table dataset (
    id                varchar(80) primary key,
    name              varchar(64) not null check (name ~ '^[a-z0-9][a-z0-9._-]*$'),
    version           integer not null check (version > 0),
    definition_sha256 varchar(64) not null,
    root_sha256       varchar(64) not null,
    parts             text not null,
    excluded          text not null,
    created           timestamp(6) with time zone not null,
    unique (name, version),
    unique (name, definition_sha256, root_sha256),
    check (id = name || '@' || version)
);

-- One row per patient, and members refer to patient and part together: no patient can be in two parts.
create table dataset_patient (
    dataset varchar(80) not null references dataset (id),
    patient varchar(64) not null references patient (pseudonym),
    part    varchar(16) not null check (part in ('TRAIN', 'VALIDATION', 'TEST')),
    primary key (dataset, patient),
    unique (dataset, patient, part)
);
create index dataset_patient_patient on dataset_patient (patient);

create table dataset_member (
    dataset      varchar(80) not null,
    position     integer not null check (position >= 0),
    instance     varchar(64) not null references instance (id),
    patient      varchar(64) not null,
    sex          varchar(1),
    age          integer,
    modality     varchar(16) not null,
    site         varchar(64),
    part         varchar(16) not null,
    file_sha256  varchar(64) not null,
    pixel_sha256 varchar(64) not null,
    primary key (dataset, position),
    unique (dataset, instance),
    foreign key (dataset, patient, part) references dataset_patient (dataset, patient, part)
);
create index dataset_member_instance on dataset_member (instance);
create index dataset_member_patient on dataset_member (dataset, patient, part);

create function refuse_change_of_dataset() returns trigger language plpgsql as $$
begin
    raise exception 'a dataset version never changes: create another one';
end
$$;
create trigger dataset_immutable before update or delete or truncate on dataset
    for each statement execute function refuse_change_of_dataset();
create trigger dataset_patient_immutable before update or delete or truncate on dataset_patient
    for each statement execute function refuse_change_of_dataset();
create trigger dataset_member_immutable before update or delete or truncate on dataset_member
    for each statement execute function refuse_change_of_dataset();
