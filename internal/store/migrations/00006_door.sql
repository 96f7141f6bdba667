-- +goose Up
-- What comes from outside and names a person, a token above all, is found here,
-- whoever's it is: everything else is found by the person first.
create table door (
    kind      text not null,
    hash      text not null,
    person_id text not null references person (person_id) on delete cascade,
    primary key (kind, hash)
);
create index door_person on door (person_id, hash);
insert into door (kind, hash, person_id) select kind, hash, person_id from session where kind in ('session', 'link');

-- Since when nobody comes in as this person; 0 for nothing of the kind.
alter table person add column disabled bigint not null default 0;

-- The oldest program that may write here, by the newest schema that it knows, and
-- the programs that were seen of late.
create table floor (
    version bigint not null primary key
);
insert into floor (version) values (6);
create table node (
    id      text not null primary key,
    version bigint not null,
    seen    bigint not null
);

-- +goose Down
drop table node;
drop table floor;
alter table person drop column disabled;
drop table door;
