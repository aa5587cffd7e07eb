-- Volumes that the frames of a series make. An id is the hash of the slices, so a volume never changes; when a series
-- gets other slices, its volumes are superseded and stay for the datasets that hold them.
create table volume (
    id            varchar(64) primary key,
    series        varchar(64) not null references series (id),
    patient       varchar(64) not null references patient (pseudonym),
    modality      varchar(16) not null,
    pixel_sha256  varchar(64) not null,
    slices        integer not null check (slices > 1),
    geometry      text not null,
    distinguished text not null,
    findings      text not null,
    superseded    boolean not null
);
create index volume_series on volume (series);
create index volume_patient on volume (patient);

create table volume_slice (
    volume   varchar(64) not null references volume (id),
    position integer not null check (position >= 0),
    instance varchar(64) not null references instance (id),
    frame    integer not null check (frame >= 0),
    primary key (volume, position)
);
create index volume_slice_instance on volume_slice (instance);

-- What was looked at, and what of it is no volume and why.
create table assembled_series (
    series      varchar(64) primary key references series (id),
    fingerprint varchar(64) not null,
    version     integer not null,
    refused     text not null
);

-- A dataset's images may now be single frames of larger objects, or whole volumes named by their first slice.
alter table dataset_member
    add column frame  integer not null default 0 check (frame >= 0),
    add column volume varchar(64) references volume (id),
    drop constraint dataset_member_dataset_instance_key,
    add unique (dataset, instance, frame);
create index dataset_member_volume on dataset_member (volume);
