package app

import (
	"slices"

	"github.com/ippo-app/ippo/internal/goal"
)

// saveStory adds an entry to the story or the compass that it is part of. The
// journal is not read again: it grows with the years.
func (p *person) saveStory(e goal.Entry) error {
	switch k := e.Body.Kind(); {
	case slices.Contains(goal.StoryKinds(), k):
		s, err := p.tx.Story(e.Body.About())
		if err != nil {
			return err
		}
		s.Take(e)
		return p.tx.PutStory(e.Body.About(), s)
	case slices.Contains(goal.CompassKinds(), k):
		c, err := p.tx.Compass()
		if err != nil {
			return err
		}
		c.Take(e)
		return p.tx.PutCompass(c)
	}
	return nil
}

// refoldStoryOf folds anew what an entry of the story or the compass is part of.
func (p *person) refoldStoryOf(e goal.Entry) error {
	k := e.Body.Kind()
	switch {
	case slices.Contains(goal.StoryKinds(), k):
		if _, err := p.goal(e.Body.About()); err != nil {
			return nil //nolint:nilerr // the goal is gone, and its story with it
		}
		return p.refoldStory(e.Body.About())
	case slices.Contains(goal.CompassKinds(), k):
		return p.refoldCompass()
	}
	return nil
}

func (p *person) refoldStory(id string) error {
	es, err := p.tx.Entries(Filter{Goal: id, Kinds: goal.StoryKinds(), NotDone: true})
	if err != nil {
		return err
	}
	return p.tx.PutStory(id, goal.FoldStory(es))
}

func (p *person) refoldCompass() error {
	es, err := p.tx.Entries(Filter{Kinds: goal.CompassKinds(), NotDone: true})
	if err != nil {
		return err
	}
	return p.tx.PutCompass(goal.FoldCompass(es))
}
