-- +goose Up
-- The position makes each index give its entries in order: without it SQLite
-- walks the whole journal along the primary key.
drop index journal_day;
drop index journal_batch;
drop index journal_target;
create index journal_day on journal (person_id, about, day, position);
create index journal_batch on journal (person_id, batch, position);
create index journal_target on journal (person_id, target, position);

-- +goose Down
drop index journal_day;
drop index journal_batch;
drop index journal_target;
create index journal_day on journal (person_id, about, day);
create index journal_batch on journal (person_id, batch);
create index journal_target on journal (person_id, target);
