-- What DICOMweb queries and the catalogue's search match and return, of de-identified objects only.
alter table study
  add column study_date varchar(8),
  add column study_time varchar(16),
  add column study_id varchar(64),
  add column accession varchar(64),
  add column description varchar(64);
create index study_order on study (study_date desc nulls last, id);
create index study_accession on study (accession);

alter table series
  add column number integer,
  add column description varchar(64),
  add column series_date varchar(8),
  add column series_time varchar(16),
  add column body_part varchar(16),
  add column laterality varchar(1),
  add column manufacturer varchar(64),
  add column model varchar(64),
  add column instances integer not null default 0 check (instances >= 0);
create index series_modality on series (modality, study);
update series set instances = (select count(*) from instance where instance.series = series.id);

alter table instance
  add column number integer,
  add column bits_allocated integer;
update instance set bits_allocated = case when bits_stored = 1 then 1 else (bits_stored + 7) / 8 * 8 end;
