-- The shape of a backup of Rewire with schema 24; the words are ours.
pragma user_version = 24;
create table android_metadata (locale text);
create table category (_id integer primary key, remote_id integer, category_name text not null, category_color text, order_no integer);
create table Habits (_id integer primary key, Order_num integer, Name text not null, description text, Remote_id integer, Current_streak integer not null,
  Longest_streak integer not null, active_days text, consecutive_days integer not null, show_percentage integer not null, category integer, archived integer,
  schedule integer, days integer, period integer, unit integer, target_count real, milestone_id integer, repeating_count integer, start_date text);
create table CHECKINS (_id integer primary key, Habit_id integer not null, Remote_id integer, date text not null, type integer not null, note text,
  unit_type integer, actual_count real, target_count real, milestone_id integer, unique (Habit_id, date) on conflict replace);
create table UNIT (_id integer primary key, REMOTE_ID integer, UNIT_NAME text, MIN_INCREMENT real);
create table REMINDERS (_id integer primary key, REMOTE_ID integer, habit_id integer, time integer, active_days text);
insert into UNIT values (1, -1, 'times', 1.0), (2, -1, 'litres', 1.0);
insert into Habits values
  (1, 2, 'Wake up early', '', -1, 2, 2, '0,1,2,3,4,5,6', 21, 1, -1, 0, 0, 10, 1, 1, 0.0, -1, 0, '20260101'),
  (2, 1, 'Swim', 'Twice round', -1, 0, 0, '1,3', 21, 1, 3, 0, 1, 3, 0, 1, 0.0, -1, 5, '20260101'),
  (3, 3, 'Drink', '', -1, 0, 0, '', 21, 1, -1, 0, 2, 0, 0, 2, 2.0, -1, 1, '20260101'),
  (4, 4, 'Old', '', -1, 0, 0, '1,3', 21, 1, -1, 1, 0, 0, 0, 1, 0.0, -1, 0, '20200101');
insert into REMINDERS values (1, 0, 1, 480, '0,1,2,3,4');
insert into CHECKINS (Habit_id, Remote_id, date, type, note, unit_type, actual_count, target_count, milestone_id) values
  (1, -1, '20260105', 2, null, 1, 0.0, 0.0, -1), (1, -1, '20260106', 1, 'slept in', 1, 0.0, 0.0, -1), (1, -1, '20260107', 3, null, 1, 0.0, 0.0, -1),
  (1, -1, '20260108', 7, null, 1, 0.0, 0.0, -1), (1, -1, '20260109', 7, 'what was this', 1, 0.0, 0.0, -1), (1, -1, '20260230', 2, null, 1, 0.0, 0.0, -1),
  (2, -1, '20260105', 2, null, 1, 0.0, 0.0, -1),
  (3, -1, '20260105', 2, null, 2, 2.5, 2.0, -1), (3, -1, '20260106', 1, null, 2, 1.0, 2.0, -1),
  (9, -1, '20260105', 2, null, 1, 0.0, 0.0, -1);
