-- db-scheduler's own table, in the shape its version 16 expects.
create table scheduled_tasks (
    task_name            varchar(100) not null,
    task_instance        varchar(100) not null,
    task_data            bytea,
    execution_time       timestamp with time zone not null,
    picked               boolean not null,
    picked_by            varchar(100),
    last_success         timestamp with time zone,
    last_failure         timestamp with time zone,
    consecutive_failures integer,
    last_heartbeat       timestamp with time zone,
    version              bigint not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_priority on scheduled_tasks (priority desc, execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);

create table job (
    id               uuid primary key,
    kind             varchar(64) not null,
    job_key          varchar(512) not null,
    parameters       text not null,
    state            varchar(16) not null
        check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
    done             bigint not null default 0 check (done >= 0),
    total            bigint not null default 0 check (total >= 0),
    unit             varchar(64),
    figures          text not null default '{}',
    result           text,
    error            text,
    cancel_requested boolean not null default false,
    attempt          integer not null default 0 check (attempt >= 0),
    worker           varchar(255),
    heartbeat        timestamp(6) with time zone,
    created          timestamp(6) with time zone not null default now(),
    started          timestamp(6) with time zone,
    ended            timestamp(6) with time zone,
    check ((state in ('DONE', 'FAILED', 'CANCELLED')) = (ended is not null)),
    check (state <> 'FAILED' or error is not null)
);
-- One unfinished job per kind and key: submitting again finds it instead of starting another.
create unique index job_unfinished on job (kind, job_key) where state in ('QUEUED', 'RUNNING');
create index job_created on job (created desc);
