package store

import (
	"path/filepath"
	"testing"
)

// The sums of the schemas are those of the migrations, and of the databases
// that were released.
func TestShapesAreThoseOfTheMigrations(t *testing.T) {
	for schema := int64(1); schema <= newest; schema++ {
		all, err := made(t.Context(), schema)
		if err != nil {
			t.Fatal(err)
		}
		if got := sumOf(all); got != shapes()[schema] {
			t.Errorf("schema %d is %q", schema, got)
		}
		s, err := lookAt(released(t, schema))
		if err != nil {
			t.Fatal(err)
		}
		there, err := partsOf(t.Context(), s.pool)
		if err != nil || sumOf(there) != sumOf(all) {
			t.Errorf("the released database of schema %d: %s, %v", schema, oddOne(all, there), err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// What is foreign in a schema is found, by name: in the database that is open,
// in a file, and before anything of it runs. What Litestream adds is not.
func TestAForeignSchemaIsRefused(t *testing.T) {
	const ok = "none"
	for what, c := range map[string]struct{ sql, want string }{
		"as it was":           {`select 1`, ok},
		"litestream":          {`create table _litestream_seq (id INTEGER PRIMARY KEY, seq INTEGER); create table _litestream_lock (id INTEGER)`, ok},
		"a trigger":           {`create trigger t1 after insert on journal begin delete from day_log; end`, "trigger t1"},
		"one that ignores":    {`create trigger t2 before insert on journal begin select raise(ignore); end`, "trigger t2"},
		"a view":              {`alter table day_log rename to old; create view day_log as select * from old`, ""},
		"a table":             {`create table more (a text)`, "table more"},
		"an index":            {`create index more on goal (doc)`, "index more"},
		"a table less":        {`drop table draft`, "table draft"},
		"an index less":       {`drop index journal_day`, "index journal_day"},
		"a column":            {`alter table draft add column more text`, "table draft"},
		"a column renamed":    {`alter table draft rename column rest to rets`, "table draft"},
		"a false litestream":  {`create table _litestream_seq (id INTEGER PRIMARY KEY, seq INTEGER default (random()))`, "table _litestream_seq"},
		"another of its name": {`create table _litestream_more (a text)`, "table _litestream_more"},
		"its view":            {`create view _litestream_lock as select 1`, "view _litestream_lock"},
	} {
		path := filepath.Join(t.TempDir(), "ippo.db")
		s := open(t, path).(*sqliteStore)
		write(t, s, 0, 3)
		if _, err := s.db.ExecContext(t.Context(), c.sql); err != nil {
			t.Fatal(what, err)
		}
		_, verified := Verify(t.Context(), path, path)
		_, restored := Restore(t.Context(), path, filepath.Join(t.TempDir(), "new.db"), "x")
		again, opened := Open(t.Context(), path)
		if opened == nil {
			if err := again.Close(); err != nil {
				t.Error(err)
			}
		}
		for how, err := range map[string]error{"check": s.Check(t.Context()), "verify": verified, "restore": restored, "open": opened} {
			if want := c.want; want == ok && err != nil || want != ok && code(err) != "unavailable error.store.shape" {
				t.Errorf("%s, %s: %v", what, how, err)
			} else if want != ok && want != "" && told(err)[1] != want {
				t.Errorf("%s, %s: %v", what, how, told(err))
			}
		}
	}
}
