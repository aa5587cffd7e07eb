-- Labels of a patient who is erased (isocenter.ingest.erasure) may go. Their revision stays as it was imported: its hash
-- and its counts say what was there.
create or replace function refuse_label_rewrite() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and tg_table_name = 'label' and current_setting('isocenter.erasure', true) = 'on' then
        return old;
    end if;
    raise exception 'labels are append-only: write a new revision';
end $$;
