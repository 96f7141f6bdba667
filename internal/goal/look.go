package goal

// Sight is everything a goal's figures are worked out from.
type Sight struct {
	Goal         Goal
	Letters      Letters
	Logs         []DayLog // at least those of the season
	Measurements []Measurement
	Calendar     Calendar
	Today        Day
	// over: today is looked back at from later, see [Look.Evening].
	over bool
}

// Look is a goal as page, terminal, JSON and card all show it: one function
// gives every figure, so that no two of them can differ. What is worked out only
// where it is asked for is a method: [Look.Forecast], [Look.Round], [Look.Explain],
// [Look.ReviewInputs], [Look.ExperimentResult], the series and the timeline.
type Look struct {
	Goal     Goal
	Today    Day
	Calendar Calendar
	Ahead    bool // the first day is yet to come: everything is shown as on that day (method 4.2)

	// The day (days.go, plans.go, daylog.go).

	Life    Life
	Plan    Plan     // in force today
	Purpose *Purpose // in force today, nil before the first
	Status  DayStatus
	Log     DayLog // of today
	Logs    map[Day]DayLog

	// The season (look.go, progress.go). All of it is empty without one, and of a
	// goal that is kept.

	Season     *Season
	DayNumber  int // 1-90 among the season's in-plan days, 0 without a season
	SeasonOver bool
	SeasonEnd  Day // the season's last day as far as can be seen (ruling 45)
	Progress   Progress
	// Measurements of the outcome in this season, in the order of day and instant;
	// After are those after its last day, which belong to no season.
	Measurements []Measurement
	After        []Measurement
	measured     []Measurement // of all seasons
	Reserves     int           // left in this block of 28 days

	// The chain (chain.go, method 4.3). A habit that does not ask every day has
	// none.

	Practised int // days done, ever
	Chain     Chain
	Closed    []ClosedChain
	Gold      DaySet // mended misses
	Adherence *Adherence
	NMT       *NeverMissTwice

	// The score of a habit (consistency.go, ruling 25), 0-1; nil before the first
	// closed day.

	Consistency *float64

	// The weeks of the season (week.go, method 3); none without a weekly metric.

	Week  *Week // that runs
	Weeks []Week

	// Silence (silence.go).

	Quiet int // days in a row, up to yesterday, with no word at all
	// Back: a pause of more than fourteen days has just ended, and no word was
	// said since; a gentle restart is offered (method 4.2).
	Back bool
}

// See works out every figure of a goal.
func See(in Sight) Look {
	g := in.Goal
	l := Look{Goal: g, Today: in.Today, Calendar: in.Calendar, Logs: make(map[Day]DayLog, len(in.Logs))}
	for _, x := range in.Logs {
		l.Logs[x.Day] = x
	}
	l.Life = layOut(g, in.Letters, in.Calendar, in.Today, in.over)
	l.Plan = l.Life.Plan(in.Today)
	if p, ok := g.Purpose(in.Today); ok {
		l.Purpose = &p
	}
	l.Status, l.Log = l.Life.On(in.Today), l.Logs[in.Today]
	l.chain()
	l.Consistency = l.Life.consistencyScore(l.amounts())
	l.season(in)
	l.Quiet, l.Back = l.quiet(), l.pauseJustOver() > LongPause
	return l
}

// amounts of an imported habit that counts them; our own goals are yes or no.
func (l *Look) amounts() map[Day]float64 {
	if s := l.Goal.Source; s == nil || s.Kind == HabitYesNo {
		return nil
	}
	m := make(map[Day]float64, len(l.Logs))
	for d, x := range l.Logs {
		if v, ok := x.Units(); ok {
			m[d] = v
		}
	}
	return m
}

func (l *Look) chain() {
	days := l.Life.closed()
	l.Practised = practised(l.Life.Days)
	if s := l.Goal.Source; s != nil && !s.Daily() {
		l.Chain.State = Resting
		return
	}
	links := LinkUp(days)
	l.Chain, l.Closed = links.Chain, links.Closed
	l.Gold = make(DaySet, len(links.Gold))
	for i, n := range links.Gold {
		l.Gold[i] = l.Life.First + Day(n)
	}
	a, n := Adhere(days), MissEpisodes(days)
	l.Adherence, l.NMT = &a, &n
}

func (l *Look) season(in Sight) {
	l.measured = in.Measurements
	if s, ok := in.Goal.Season(in.Today); ok && in.Goal.Status != StatusKept {
		l.inSeason(s)
	}
}

// inSeason works out the figures of a season. What is about days after its last
// one changes none of them (ruling 45).
func (l *Look) inSeason(s Season) {
	l.Season = &s
	l.SeasonEnd = l.Life.lastDay(s)
	l.SeasonOver = l.SeasonEnd != 0 && l.Today > l.SeasonEnd
	l.DayNumber = min(l.Life.dayNumber(s, l.lastOfSeason()), SeasonDays)
	l.Week, l.Weeks = nil, l.Life.weeks(s, l.Logs)
	if n := len(l.Weeks); n > 0 && l.Weeks[n-1].Label == LabelOpen {
		l.Week = &l.Weeks[n-1]
	}
	l.takeMeasurements(s)
	l.Progress = s.Outcome.progress(l.progressInput(s))
	if l.SeasonOver { // what was reached stays; there is no line to walk on (ruling 1)
		l.Progress.Pace, l.Progress.BufferDays = nil, nil
	}
	l.Reserves = l.reservesLeft(s)
}

// InSeason is the look at a season of the goal by its number, with the days that
// the look holds; not ok for one that is not there or has not begun.
func (l Look) InSeason(number int) (Look, bool) {
	s, ok := l.seasonOf(number)
	if !ok || s.First > l.Today {
		return l, false
	}
	l.inSeason(s)
	return l, true
}

// Evening is the look as it was on the evening of a day that is over. Only acts
// about its days move it, whenever they were made (ruling 45).
func (l Look) Evening(d Day) Look {
	if d >= l.Today {
		return l
	}
	in := Sight{Goal: l.Goal, Letters: l.Life.stored, Calendar: l.Calendar, Today: d, over: true}
	for _, x := range l.Logs {
		if x.Day <= d {
			in.Logs = append(in.Logs, x)
		}
	}
	for _, m := range l.measured {
		if m.Day <= d {
			in.Measurements = append(in.Measurements, m)
		}
	}
	return See(in)
}

// takeMeasurements sorts them into those of the season and those after it. A
// season that an older program closed keeps what it was judged by.
func (l *Look) takeMeasurements(s Season) {
	l.Measurements, l.After = nil, nil
	until := l.SeasonEnd
	if s.Settled {
		until = 0
	}
	next := Day(0)
	for _, x := range l.Goal.Seasons {
		if x.First > s.First && (next == 0 || x.First < next) {
			next = x.First
		}
	}
	for _, m := range l.measured {
		switch {
		case m.Day < s.First || next != 0 && m.Day >= next:
		case until != 0 && m.Day > until:
			l.After = append(l.After, m)
		default:
			l.Measurements = append(l.Measurements, m)
		}
	}
}

func (l *Look) progressInput(s Season) progressInput {
	p := progressInput{DayNumber: l.DayNumber, Ended: l.SeasonOver && !l.Life.leftEarly(s), First: s.First, Measurements: l.Measurements, Settled: s.Settled}
	p.WeekStart = func(d Day) Day {
		first, _ := l.Calendar.Week(d)
		return first
	}
	fromLog := s.Outcome.FedByLog(l.Life.Plan(l.lastOfSeason()).Metric)
	sum := 0.0
	for d := s.First; d <= l.lastOfSeason(); d++ {
		sum += l.amountOn(d)
	}
	if fromLog || s.Outcome.Type == OutcomeDays {
		p.FromLog = &sum
	}
	if s.Outcome.Type == OutcomeAverage {
		p.FullWeeks = l.fullWeeks()
	}
	if fromLog && s.Outcome.Type == OutcomeAverage {
		p.WeekSums = l.fullWeekSums()
	}
	return p
}

// reservesLeft in the block that today lies in; of a season that is paused from its
// first day on, in the first one (ruling 10).
func (l *Look) reservesLeft(s Season) int {
	if l.SeasonOver {
		return 0
	}
	return max(0, l.Plan.Reserves-l.Life.coversInBlock(s, max(1, l.DayNumber)))
}

// coversInBlock counts the reserves used in the 28-day block of a day number.
func (l Life) coversInBlock(s Season, number int) int {
	block := (number - 1) / blockDays
	used := 0
	l.walkSeason(s, func(d Day, n int, st DayStatus) bool {
		if st == DayCovered && n > 0 && (n-1)/blockDays == block {
			used++
		}
		return n <= number+blockDays && d <= l.Today
	})
	return used
}

// quiet counts the unlogged days up to yesterday; rest and pause are looked
// through, anything the person said ends the count.
func (l *Look) quiet() int {
	n := 0
	for d := l.Today - 1; d >= l.Life.First; d-- {
		switch l.Life.On(d) {
		case DayUnlogged:
			n++
		case DayRest, DayPause:
			if l.Life.Letter(d) == LetterRest {
				return n
			}
		default:
			return n
		}
	}
	return n
}
