-- +goose Up
-- When a person is reminded, and the instant of the next look at it (ms UTC): on
-- PostgreSQL a node moves it on for a while when it takes the person up.
create table reminder (
    person_id text not null primary key references person (person_id) on delete cascade,
    minute    bigint not null,
    weekdays  bigint not null,
    since     bigint not null,
    due       bigint not null
);
create index reminder_due on reminder (due);

-- What was claimed to be sent: one row a person and local day, so that no day has
-- two, and what became of it.
create table asked (
    person_id text not null references person (person_id) on delete cascade,
    day       text not null,
    question  text not null,
    goals     text not null,
    number    bigint not null,
    claim     text not null,
    at        bigint not null,
    receipt   text not null,
    primary key (person_id, day)
);

-- +goose Down
drop table asked;
drop table reminder;
