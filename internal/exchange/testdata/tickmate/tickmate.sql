-- The shape of Tickmate 1.4.15, schema 14; the words are ours.
pragma user_version = 14;
create table android_metadata (locale text);
create table tracks (_id integer primary key autoincrement, name text not null, description text not null, icon text not null,
  enabled integer not null, multiple_entries_per_day integer default 0, color integer default 0, "order" integer default -1);
create table ticks (_id integer primary key autoincrement, _track_id integer, year integer, month integer, day integer,
  hour integer, minute integer, second integer, has_time_info integer default 0);
create table groups (_id integer primary key autoincrement, name text not null, description text not null, "order" integer default -1);
create table track2groups (_id integer primary key autoincrement, _track_id integer not null, _group_id integer not null);
insert into tracks values (1, 'Glasses of water', 'A large one each', 'icon', 1, 1, 0, 20), (2, 'Stretch', '', 'icon', 1, 0, 0, 10), (3, 'Piano', '', 'icon', 0, 0, 0, 30);
insert into groups values (1, 'Morning', '', 10);
insert into track2groups values (1, 2, 1);
insert into ticks (_track_id, year, month, day, hour, minute, second, has_time_info) values
  (1, 2026, 0, 5, 8, 0, 0, 1), (1, 2026, 0, 5, 12, 30, 1, 1), (1, 2026, 0, 6, 9, 0, 0, 1),
  (2, 2025, 11, 31, 12, 0, 0, 0), (2, 2026, 0, 1, 12, 0, 0, 0), (2, 2026, 0, 1, 12, 0, 0, 0), (2, 2026, 1, 30, 12, 0, 0, 0), (2, 2026, 12, 1, 12, 0, 0, 0),
  (3, 2020, 5, 1, 12, 0, 0, 0), (9, 2026, 0, 1, 12, 0, 0, 0);
