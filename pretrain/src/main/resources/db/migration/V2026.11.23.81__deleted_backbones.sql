-- A deleted backbone keeps its row, its curve and its id; its weights are gone. The same file may then be imported anew.
alter table backbone_version add column deleted timestamp(6) with time zone;
drop index backbone_version_imported;
create unique index backbone_version_imported on backbone_version (recipe_sha256) where run_id is null and deleted is null;
