package workbook

import (
	"slices"
	"strconv"
)

// numbered is a page with its number, which it keeps when it is printed alone.
type numbered struct {
	number int
	leaf
}

// leaves are the pages of a book in their order.
func leaves(b Book, c *content) []numbered {
	all := allLeaves(b)
	switch b.Only {
	case Cards:
		return all[17:18]
	case Review:
		return all[18+reviewNow(c) : 19+reviewNow(c)]
	case Whole:
	}
	return all
}

// reviewNow is the page of the week that is looked at: the newest one that has
// begun.
func reviewNow(c *content) int {
	n := 0
	for i, r := range c.reviews {
		if r.begun {
			n = i
		}
	}
	return n
}

func allLeaves(b Book) []numbered {
	say := b.Words.Say
	topic := func(id string) string {
		t, _ := b.Words.Topic(id)
		return t.Title
	}
	const why, what, step, days, notes = "workbook.part.why", "workbook.part.what", "workbook.part.step", "workbook.part.days", "workbook.part.notes"
	pages := []leaf{
		{say("workbook.title"), "", 0, drawCover},
		{topic("method"), "", 0, drawMethod},
		{topic("why-goals-break"), why, 0, drawBreaks},
		{say("workbook.circles"), why, 0, drawCircles},
		{say("workbook.circles.other"), why, 0, drawOtherCircles},
		{say("compass.meets"), why, 0, drawMeets},
		{say("workbook.tries"), why, 0, drawTries},
		{say("workbook.area"), what, 1, drawArea},
		{say("workbook.sentence"), what, 2, drawSentence},
		{say("workbook.ninety"), what, 3, drawNinety},
		{say("workbook.week"), what, 4, drawWeek},
		{say("goalpage.step"), step, 5, drawStep},
		{say("workbook.cue"), step, 5, drawCue},
		{say("workbook.plans"), step, 6, drawPlans},
		{say("workbook.obstacles"), step, 6, drawObstacles},
		{say("workbook.obstacles.own"), step, 6, drawOwnObstacles},
		{topic("tracking"), step, 7, drawTracking},
		{say("workbook.card.title"), days, 0, drawCard},
	}
	for i := range reviewPages {
		pages = append(pages, leaf{say("workbook.review." + strconv.Itoa(i+1)), days, 0, drawReview(i)})
	}
	pages = append(pages,
		leaf{say("workbook.experiments"), days, 0, drawExperiments},
		leaf{say("workbook.chart"), days, 0, drawChart},
		leaf{say("workbook.lookback.blank"), days, 0, drawLookBack},
		leaf{say("workbook.calm"), days, 0, drawCalm},
		leaf{say("workbook.example"), notes, 0, drawExample},
		leaf{topic("safety"), notes, 0, drawCare},
	)
	all := make([]numbered, 0, len(pages))
	for i, p := range pages {
		all = append(all, numbered{i + 1, p})
	}
	return slices.Clip(all)
}
