-- +goose Up
create table person (
    person_id text not null primary key,
    settings  text not null,
    head      bigint not null
);

create table journal (
    person_id text not null references person (person_id) on delete cascade,
    position  bigint not null,
    id        text not null,
    kind      text not null,
    about     text not null,
    day       text not null,
    at        bigint not null,
    device    text not null,
    payload   text not null,
    hash      text not null,
    batch     text not null,
    target    text not null,
    result    text not null,
    undone    boolean not null,
    primary key (person_id, position),
    unique (person_id, id)
);
create index journal_day on journal (person_id, about, day);
create index journal_batch on journal (person_id, batch);
create index journal_target on journal (person_id, target);

create table goal (
    person_id text not null references person (person_id) on delete cascade,
    id        text not null,
    number    bigint not null,
    slug      text not null,
    status    text not null,
    doc       text not null,
    primary key (person_id, id),
    unique (person_id, slug)
);

create table day_log (
    person_id text not null references person (person_id) on delete cascade,
    goal_id   text not null,
    day       text not null,
    status    text not null,
    amounts   text not null,
    note      text not null,
    tag       text not null,
    met       text not null,
    late      boolean not null,
    morning   boolean not null,
    at        bigint not null,
    source    boolean not null,
    primary key (person_id, goal_id, day)
);

create table marks (
    person_id text not null references person (person_id) on delete cascade,
    goal_id   text not null,
    year      bigint not null,
    letters   text not null,
    primary key (person_id, goal_id, year)
);

create table feeling (
    person_id text not null references person (person_id) on delete cascade,
    day       text not null,
    energy    bigint,
    mood      bigint,
    primary key (person_id, day)
);

create table measurement (
    person_id text not null references person (person_id) on delete cascade,
    goal_id   text not null,
    doc       text not null,
    primary key (person_id, goal_id)
);

create table draft (
    person_id text not null primary key references person (person_id) on delete cascade,
    doc       text not null
);

create table session (
    person_id text not null references person (person_id) on delete cascade,
    hash      text not null,
    kind      text not null,
    created   bigint not null,
    expires   bigint not null,
    used      boolean not null,
    device    text not null,
    primary key (person_id, hash)
);

-- +goose Down
drop table session;
drop table draft;
drop table measurement;
drop table feeling;
drop table marks;
drop table day_log;
drop table goal;
drop table journal;
drop table person;
