create table saved_query (
    name        varchar(64)  primary key,
    conditions  text         not null,
    saved_by    varchar(200) not null,
    saved_at    timestamptz  not null
);
comment on table saved_query is 'Conditions on attributes of the catalogue that several people use under one name';
comment on column saved_query.conditions is 'JSON object: keyword to value, as people write it';
