-- What the features of a backbone were worth while it was being pretrained. No patient's data, and nothing training reads.
create table pretrain_evaluation (
    run_id              uuid not null references pretraining_run (id) on delete cascade,
    step                bigint not null check (step >= 0),     -- steps taken; 0 is random weights
    labels              varchar(80) not null,                  -- label revision
    fit_patients        integer not null,
    fit_images          integer not null,
    validation_patients integer not null,
    validation_images   integer not null,
    knn_auroc           double precision,                      -- null: not estimable
    knn_low             double precision,
    knn_high            double precision,
    probe_auroc         double precision,
    probe_low           double precision,
    probe_high          double precision,
    rank_me             double precision not null,
    alpha_req           double precision,                      -- null: fewer than two ranks
    deviation           double precision not null,
    alignment           double precision,
    uniformity          double precision not null,
    images_per_second   double precision not null,             -- through the network without training
    primary key (run_id, step)
);
