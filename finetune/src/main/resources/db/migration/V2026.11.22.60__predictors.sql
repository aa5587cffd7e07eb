create table predictor (
    id                   varchar(200) primary key,
    request_sha256       varchar(64)  not null unique,
    job                  uuid         not null references job (id),
    task                 varchar(64)  not null references label_task (name),
    labels               varchar(80)  not null references label_revision (id),
    labels_sha256        varchar(64)  not null,
    dataset_id           varchar(128) not null,
    dataset_sha256       varchar(64)  not null,
    init                 varchar(16)  not null check (init in ('backbone', 'scratch')),
    backbone             varchar(64)  references backbone_version (id),
    architecture         varchar(32)  not null,
    patch                integer      not null check (patch >= 0),
    image                integer      not null check (image > 0),
    protocol             varchar(32)  not null check (protocol in ('linear-probe', 'full')),
    recipe               text         not null,
    recipe_sha256        varchar(64)  not null,
    seed                 bigint       not null,
    fraction             double precision not null check (fraction > 0 and fraction <= 1),
    patients             integer      not null check (patients > 0),
    images               integer      not null check (images >= patients),
    threshold_patients   integer      not null check (threshold_patients > 0),
    threshold_images     integer      not null check (threshold_images >= threshold_patients),
    threshold            double precision not null check (threshold between 0 and 1),
    threshold_sha256     varchar(64)  not null,
    weights_path         varchar(300) not null,
    weights_sha256       varchar(64)  not null,
    figures              text         not null,
    validation_patients  integer      not null check (validation_patients > 0),
    validation_images    integer      not null check (validation_images >= validation_patients),
    validation_positives integer      not null check (validation_positives between 0 and validation_images),
    auroc                double precision check (auroc between 0 and 1),
    low                  double precision check (low <= auroc),
    high                 double precision check (high >= auroc),
    patient_low          double precision,
    patient_high         double precision,
    not_estimable        varchar(400),
    created              timestamp(6) with time zone not null,
    check ((init = 'backbone') = (backbone is not null)),
    check ((auroc is null) = (not_estimable is not null))
);
create index predictor_task on predictor (task);
create index predictor_labels on predictor (labels);
create index predictor_dataset on predictor (dataset_id);
create index predictor_backbone on predictor (backbone);
create index predictor_job on predictor (job);

create table prediction (
    predictor varchar(200) not null references predictor (id),
    instance  varchar(64)  not null references instance (id),
    patient   varchar(64)  not null references patient (pseudonym),
    part      varchar(16)  not null check (part in ('VALIDATION', 'TEST')),
    positive  boolean      not null,
    score     double precision not null check (score between 0 and 1),
    primary key (predictor, instance)
);
create index prediction_instance on prediction (instance);
create index prediction_patient on prediction (patient);
