-- +goose Up
-- What was typed into a form and not sent yet: a row a form. The goal half begun
-- of before is the form begin; it keeps its text, which that form knows to read.
create table draft_before as select person_id, doc from draft;
drop table draft;
create table draft (
    person_id text not null references person (person_id) on delete cascade,
    form      text not null,
    at        bigint not null,
    fields    text not null,
    rest      text not null,
    primary key (person_id, form)
);
insert into draft (person_id, form, at, fields, rest)
    select person_id, 'begin', 0, '{}', doc from draft_before;
drop table draft_before;

-- What browsers keep for the person goes by the tag; drafts counts the changes
-- of the table above; removed is the place of the newest removal of words.
alter table person add column tag text not null default '';
alter table person add column drafts bigint not null default 0;
alter table person add column removed bigint not null default 0;

-- +goose Down
alter table person drop column removed;
alter table person drop column drafts;
alter table person drop column tag;
create table draft_before as select person_id, rest from draft where form = 'begin';
drop table draft;
create table draft (
    person_id text not null primary key references person (person_id) on delete cascade,
    doc       text not null
);
insert into draft (person_id, doc) select person_id, rest from draft_before;
drop table draft_before;
