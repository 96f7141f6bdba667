-- +goose Up
-- A seal over what an entry of the journal says: a flipped byte in a text is
-- not seen by the database's own check. Entries from before have none.
alter table journal add column seal text not null default '';

-- +goose Down
alter table journal drop column seal;
