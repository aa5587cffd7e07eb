-- A backbone may go on from another one: what that one has seen, it has seen.
alter table backbone_version
    add column continued_from varchar(64) references backbone_version (id);
