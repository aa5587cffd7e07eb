-- Fairness reports. The page and the JSON are files under isocenter.home; these rows make them findable and comparable.
create table fairness_report (
    id               uuid primary key,
    at               timestamptz not null,
    predictor        text not null,
    dataset          text not null,
    task             text not null,
    threshold        double precision not null,
    threshold_sha256 text not null check (threshold_sha256 ~ '^[0-9a-f]{64}$'),
    scores_sha256    text not null check (scores_sha256 ~ '^[0-9a-f]{64}$'),
    verdict          text not null check (verdict in ('PASS', 'FAIL', 'INSUFFICIENT_EVIDENCE')),
    html_path        text not null unique,
    html_sha256      text not null check (html_sha256 ~ '^[0-9a-f]{64}$'),
    json_path        text not null unique,
    json_sha256      text not null check (json_sha256 ~ '^[0-9a-f]{64}$')
);
create index fairness_report_predictor on fairness_report (predictor, at);

-- A null figure is one that the data do not give; auroc_reason then says why.
create table fairness_group (
    id                uuid primary key,
    report_id         uuid not null references fairness_report (id),
    attribute         text not null,
    group_value       text not null,
    images            bigint not null check (images >= 0),
    patients          bigint not null check (patients >= 0),
    positives         bigint not null check (positives >= 0),
    negatives         bigint not null check (negatives >= 0),
    auroc             double precision check (auroc between 0 and 1),
    auroc_low         double precision,
    auroc_high        double precision,
    auroc_reason      text,
    sensitivity       double precision check (sensitivity between 0 and 1),
    sensitivity_low   double precision,
    sensitivity_high  double precision,
    specificity       double precision check (specificity between 0 and 1),
    specificity_low   double precision,
    specificity_high  double precision,
    selection_rate    double precision check (selection_rate between 0 and 1),
    unique (report_id, attribute, group_value),
    check (images = positives + negatives),
    check ((auroc is null) = (auroc_reason is not null))
);
