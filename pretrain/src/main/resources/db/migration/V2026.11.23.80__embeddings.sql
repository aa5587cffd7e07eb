-- Features of a backbone for the images of one part of a dataset version. A row without vectors_sha256 is under way, or
-- was left by an attempt that died: the next one begins anew.
create table embedding_extraction (
    id             uuid primary key,
    backbone       varchar(64) not null references backbone_version (id),
    weights_sha256 varchar(64) not null,
    dataset_id     varchar(80) not null references dataset (id),
    dataset_sha256 varchar(64) not null,
    part           varchar(16) not null check (part in ('TRAIN', 'VALIDATION', 'TEST')),
    images         integer not null check (images > 0),
    width          integer not null check (width > 0),
    vectors_sha256 varchar(64),                            -- of all vectors' bytes, in the order of their images
    seconds        double precision not null default 0 check (seconds >= 0),
    created        timestamp(6) with time zone not null,
    unique (backbone, dataset_id, part)
);

-- A vector is derived from a patient's image and goes with the patient.
create table embedding (
    extraction uuid not null references embedding_extraction (id) on delete cascade,
    position   integer not null check (position >= 0),     -- in the dataset's manifest
    patient    varchar(64) not null references patient (pseudonym),
    vector     bytea not null,                             -- float32, little-endian
    primary key (extraction, position)
);
create index embedding_patient on embedding (patient);
-- Floats do not compress: trying costs time only.
alter table embedding alter column vector set storage external;
