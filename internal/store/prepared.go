package store

import (
	"context"
	"database/sql"
	"errors"
	"sync"
)

// A statement is prepared for good once it was asked for often: a terminal
// command, which asks once, does not pay for what it never uses again.
const (
	preparedAfter = 8
	preparedMost  = 128
)

// prepared are the statements of a database that are parsed once and not at
// every use: on SQLite that is a third of a stamp.
type prepared struct {
	db    *sql.DB
	mu    sync.Mutex
	ready map[string]*sql.Stmt
	asked map[string]int
	saw   func(query string) // of a test that counts
}

func newPrepared(db *sql.DB) *prepared {
	return &prepared{db: db, ready: map[string]*sql.Stmt{}, asked: map[string]int{}}
}

// get answers the statement of a query, or nil while there is none.
func (p *prepared) get(query string) *sql.Stmt {
	p.mu.Lock()
	defer p.mu.Unlock()
	if s := p.ready[query]; s != nil {
		return s
	}
	if len(p.asked) < preparedMost {
		p.asked[query]++
	}
	return nil
}

// learn prepares what was asked for often. It needs a connection of its own, so
// it has to be called between transactions. A statement that cannot be prepared
// is run as it was before.
func (p *prepared) learn(ctx context.Context) {
	for _, query := range p.due() {
		s, err := p.db.PrepareContext(ctx, query) //nolint:sqlclosecheck // the database closes them when it is closed
		if err != nil {
			continue
		}
		p.mu.Lock()
		p.ready[query] = s
		p.mu.Unlock()
	}
}

// due are the queries to prepare now, each named once.
func (p *prepared) due() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	var due []string
	for query, n := range p.asked {
		if n >= preparedAfter && p.ready[query] == nil {
			p.asked[query] = -1 << 30 // once, however it ends
			due = append(due, query)
		}
	}
	return due
}

// session is a transaction whose statements are prepared where they are known.
type session struct {
	*sql.Tx
	all  *prepared
	open map[string]bool // queries whose rows are being read

	readOnly bool // whatever the connection may do
}

var errReadOnly = errors.New("a view cannot write")

func (p *prepared) in(t *sql.Tx) *session { return &session{Tx: t, all: p, open: map[string]bool{}} }

// statement of a query; nil where it is not prepared, or where its rows are
// being read and a second use would take them away.
func (s *session) statement(ctx context.Context, query string) *sql.Stmt {
	if s.all.saw != nil {
		s.all.saw(query)
	}
	if s.open[query] {
		return nil
	}
	st := s.all.get(query)
	if st == nil {
		return nil
	}
	return s.StmtContext(ctx, st)
}

// ExecContext runs a query without rows.
func (s *session) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if s.readOnly {
		return nil, errReadOnly
	}
	if st := s.statement(ctx, query); st != nil { //nolint:sqlclosecheck // the transaction closes it
		return st.ExecContext(ctx, args...)
	}
	return s.Tx.ExecContext(ctx, query, args...)
}

// QueryRowContext reads one row; it is scanned before anything else is asked.
func (s *session) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	if st := s.statement(ctx, query); st != nil { //nolint:sqlclosecheck // the transaction closes it
		return st.QueryRowContext(ctx, args...)
	}
	return s.Tx.QueryRowContext(ctx, query, args...)
}

// QueryContext reads rows; close says that they are read.
func (s *session) rows(ctx context.Context, query string, args ...any) (rows *sql.Rows, closed func(), err error) {
	st := s.statement(ctx, query) //nolint:sqlclosecheck // the transaction closes it
	if st == nil {
		rows, err = s.QueryContext(ctx, query, args...)
		return rows, func() {}, err
	}
	rows, err = st.QueryContext(ctx, args...)
	s.open[query] = true
	return rows, func() { delete(s.open, query) }, err
}
