-- The provenance ledger: an append-only Merkle log (RFC 6962). See audit/RATIONALE.md.
create table ledger_event (
    index      bigint primary key check (index >= 0),
    at         timestamptz not null,
    actor      text not null,
    action     text not null,
    subject    text not null,
    body       text not null,                                          -- RFC 8785 JSON: the leaf's exact data
    leaf_hash  bytea not null check (octet_length(leaf_hash) = 32),    -- SHA-256(00 || body)
    root_hash  bytea not null check (octet_length(root_hash) = 32)     -- root of events 0..index
);
create index ledger_event_subject on ledger_event (subject, index);
create index ledger_event_action on ledger_event (action, index);

create table ledger_head (
    id         smallint primary key check (id = 1),
    size       bigint not null check (size >= 0),
    frontier   bytea not null check (octet_length(frontier) % 32 = 0), -- roots of the perfect subtrees, largest first
    root       bytea not null check (octet_length(root) = 32)
);
insert into ledger_head (id, size, frontier, root) values (1, 0, ''::bytea, sha256(''::bytea));

-- Defence in depth against mistakes. Whoever may alter the table can disable it, so verification never relies on it.
create function ledger_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the ledger is append-only: % of % refused', tg_op, tg_table_name;
end $$;
create trigger ledger_event_append_only before update or delete on ledger_event
    for each row execute function ledger_refuse_change();
create trigger ledger_event_no_truncate before truncate on ledger_event
    for each statement execute function ledger_refuse_change();
create trigger ledger_head_kept before delete on ledger_head
    for each row execute function ledger_refuse_change();
