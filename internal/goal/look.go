package goal

// Sight is everything a goal's figures are worked out from.
type Sight struct {
	Goal         Goal
	Letters      Letters
	Logs         []DayLog // at least those of the season
	Measurements []Measurement
	Calendar     Calendar
	Today        Day
}

// Look is a goal as page, terminal, JSON and card all show it: one function
// gives every figure, so that no two of them can differ.
type Look struct {
	Goal        Goal
	Today       Day
	Life        Life
	Plan        Plan
	Purpose     *Purpose
	Status      DayStatus // of today
	Log         DayLog    // of today
	Season      *Season
	DayNumber   int // 1-90 among the season's in-plan days, 0 without a season
	SeasonOver  bool
	SeasonEnd   Day // day ninety as far as can be seen
	Practised   int
	Chain       Chain
	Closed      []ClosedChain
	Gold        map[Day]bool // mended misses
	Adherence   *Adherence
	NMT         *NeverMissTwice
	Consistency *float64
	Week        *Week
	Weeks       []Week
	Progress    Progress
	Reserves    int // left in this block
	Quiet       int // days in a row, up to yesterday, with no word at all
	Logs        map[Day]DayLog
	Calendar    Calendar
}

// See works out every figure of a goal.
func See(in Sight) Look {
	g := in.Goal
	l := Look{Goal: g, Today: in.Today, Calendar: in.Calendar, Logs: map[Day]DayLog{}, Gold: map[Day]bool{}}
	for _, x := range in.Logs {
		l.Logs[x.Day] = x
	}
	l.Life = NewLife(g, in.Letters, in.Calendar, in.Today)
	l.Plan = l.Life.Plan(in.Today)
	if p, ok := g.Purpose(in.Today); ok {
		l.Purpose = &p
	}
	l.Status, l.Log = l.Life.On(in.Today), l.Logs[in.Today]
	l.chain()
	l.Consistency = l.Life.ConsistencyScore(amountsOf(in.Logs))
	l.season(in)
	l.Quiet = l.quiet()
	return l
}

func amountsOf(logs []DayLog) map[Day]float64 {
	m := map[Day]float64{}
	for _, x := range logs {
		if v, ok := x.Units(); ok {
			m[x.Day] = v
		}
	}
	return m
}

func (l *Look) chain() {
	days := l.Life.Closed()
	l.Practised = Practised(l.Life.Days)
	if s := l.Goal.Source; s != nil && !s.Daily() {
		l.Chain.State = Resting
		return
	}
	links := LinkUp(days)
	l.Chain, l.Closed = links.Chain, links.Closed
	for _, i := range links.Gold {
		l.Gold[l.Life.First+Day(i)] = true
	}
	a, n := Adhere(days), MissEpisodes(days)
	l.Adherence, l.NMT = &a, &n
}

func (l *Look) season(in Sight) {
	s, ok := in.Goal.Season(in.Today)
	if !ok || in.Goal.Status == StatusKept {
		return
	}
	l.Season = &s
	l.SeasonEnd = l.Life.LastDay(s)
	l.DayNumber = l.Life.DayNumber(s, in.Today)
	l.SeasonOver = l.DayNumber > SeasonDays || l.SeasonEnd != 0 && in.Today > l.SeasonEnd
	l.DayNumber = min(l.DayNumber, SeasonDays)
	l.Weeks = l.Life.Weeks(s, l.Logs)
	if n := len(l.Weeks); n > 0 && l.Weeks[n-1].Label == LabelOpen {
		l.Week = &l.Weeks[n-1]
	}
	l.Progress = s.Outcome.Progress(l.progressInput(s, in))
	l.Reserves = l.reservesLeft(s)
}

func (l *Look) progressInput(s Season, in Sight) ProgressInput {
	p := ProgressInput{DayNumber: l.DayNumber, Ended: l.SeasonOver, First: s.First}
	for _, m := range in.Measurements {
		if m.Day >= s.First {
			p.Measurements = append(p.Measurements, m)
		}
	}
	p.WeekStart = func(d Day) Day {
		first, _ := in.Calendar.Week(d)
		return first
	}
	fromLog := s.Outcome.FedByLog(l.Plan.Metric)
	sum := 0.0
	for d := s.First; d <= in.Today; d++ {
		if log, ok := l.Logs[d]; ok && log.Status == LogDone {
			if s.Outcome.Type == OutcomeDays {
				sum++
			} else {
				sum += Done(log, l.Life.Plan(d))
			}
		}
	}
	if fromLog || s.Outcome.Type == OutcomeDays {
		p.FromLog = &sum
	}
	for _, w := range l.Weeks {
		if w.Days == 7 && w.Label != LabelOpen {
			p.WeekSums = append(p.WeekSums, w.Done)
			p.FullWeeks = append(p.FullWeeks, w.Start)
		}
	}
	return p
}

// reservesLeft in the block that today lies in.
func (l *Look) reservesLeft(s Season) int {
	if l.SeasonOver || l.DayNumber == 0 {
		return 0
	}
	return max(0, l.Plan.Reserves-l.Life.coversInBlock(s, l.DayNumber))
}

// coversInBlock counts the reserves used in the 28-day block of a day number.
func (l Life) coversInBlock(s Season, number int) int {
	block := (number - 1) / BlockDays
	used := 0
	l.seasonDays(s, func(d Day, n int, st DayStatus) bool {
		if st == DayCovered && n > 0 && (n-1)/BlockDays == block {
			used++
		}
		return n <= number+BlockDays && d <= l.Today
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
