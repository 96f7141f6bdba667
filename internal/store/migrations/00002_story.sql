-- +goose Up
create table story (
    person_id text not null references person (person_id) on delete cascade,
    goal_id   text not null,
    doc       text not null,
    primary key (person_id, goal_id)
);

create table compass (
    person_id text not null primary key references person (person_id) on delete cascade,
    doc       text not null
);

-- +goose Down
drop table compass;
drop table story;
