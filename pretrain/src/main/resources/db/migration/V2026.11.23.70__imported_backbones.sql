-- Backbones whose weights were published by others: no run, no dataset and no loss of ours, but an origin.
alter table backbone_version
    alter column run_id drop not null,
    alter column dataset_id drop not null,
    alter column dataset_sha256 drop not null,
    alter column first_loss drop not null,
    alter column last_loss drop not null,
    drop constraint backbone_version_steps_check,
    add constraint backbone_version_steps_check check (steps > 0 or run_id is null and steps = 0),
    add constraint backbone_version_made_or_imported check (
        num_nulls(run_id, dataset_id, dataset_sha256, first_loss, last_loss) = case when objective = 'imported' then 5 else 0 end);
-- the same file, taken in the same way, is one backbone
create unique index backbone_version_imported on backbone_version (recipe_sha256) where run_id is null;

create table backbone_origin (
    backbone      varchar(64) primary key references backbone_version (id),
    source        varchar(500) not null check (source <> ''),
    licence       varchar(100) not null check (licence <> ''),
    source_sha256 varchar(64) not null,
    report        text not null                            -- JSON: what became of every tensor of the file
);
