-- Pretraining runs, what they measured on the way, and the backbones that came of them.
create table pretraining_run (
    id             uuid primary key,                       -- the job's
    objective      varchar(32) not null,
    recipe         text not null,                          -- RFC 8785 JSON
    recipe_sha256  varchar(64) not null,
    dataset_id     varchar(128) not null,                  -- name@version
    dataset_sha256 varchar(64) not null,
    pool_size      integer not null check (pool_size > 0),
    folder         varchar(512) not null,                  -- relative to the data folder
    outcome        varchar(16) not null default 'RUNNING' check (outcome in ('RUNNING', 'DONE', 'FAILED')),
    reason         text,
    seconds        double precision not null default 0 check (seconds >= 0),  -- of training, in all attempts
    started        timestamp(6) with time zone not null,
    ended          timestamp(6) with time zone,
    check ((outcome = 'RUNNING') = (ended is null)),
    check (outcome <> 'FAILED' or reason is not null)
);
create index pretraining_run_inputs on pretraining_run (recipe_sha256, dataset_id);

create table training_point (
    run_id            uuid not null references pretraining_run (id) on delete cascade,
    step              bigint not null check (step >= 0),
    loss              double precision not null,
    rate              double precision not null,
    images_per_second double precision not null,
    diagnostics       text not null,                       -- JSON object of numbers
    primary key (run_id, step)
);

create table backbone_version (
    id                varchar(64) primary key,
    run_id            uuid not null unique references pretraining_run (id),
    objective         varchar(32) not null,
    architecture      varchar(32) not null,
    patch             integer not null check (patch >= 0),
    image             integer not null check (image > 0),
    weights_path      varchar(512) not null,               -- relative to the data folder
    weights_sha256    varchar(64) not null,
    dataset_id        varchar(128) not null,
    dataset_sha256    varchar(64) not null,
    recipe            text not null,
    recipe_sha256     varchar(64) not null,
    steps             bigint not null check (steps > 0),
    first_loss        double precision not null,
    last_loss         double precision not null,
    images_per_second double precision not null,
    seconds           double precision not null,
    created           timestamp(6) with time zone not null
);
create index backbone_version_inputs on backbone_version (recipe_sha256, dataset_id);
create index backbone_version_created on backbone_version (created desc);
