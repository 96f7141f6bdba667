package app

import (
	"slices"

	"github.com/ippo-app/ippo/internal/goal"
)

// takeTold adds an entry to the story or the compass that it is part of. The
// journal is not read again: it grows with the years.
func (b *book) takeTold(e goal.Entry) error {
	switch k := e.Body.Kind(); {
	case slices.Contains(goal.StoryKinds(), k):
		s, err := b.tx.Story(e.Body.About())
		if err != nil {
			return err
		}
		s.Take(e)
		return b.tx.PutStory(e.Body.About(), s)
	case slices.Contains(goal.CompassKinds(), k):
		c, err := b.tx.Compass()
		if err != nil {
			return err
		}
		c.Take(e)
		return b.tx.PutCompass(c)
	}
	return nil
}

// refoldTold folds anew what an entry of the story or the compass is part of.
func (b *book) refoldTold(e goal.Entry) error {
	k := e.Body.Kind()
	switch {
	case slices.Contains(goal.StoryKinds(), k):
		if _, err := b.goal(e.Body.About()); err != nil {
			return nil //nolint:nilerr // the goal is gone, and its story with it
		}
		return b.refoldStory(e.Body.About())
	case slices.Contains(goal.CompassKinds(), k):
		return b.refoldCompass()
	}
	return nil
}

func (b *book) refoldStory(id string) error {
	es, err := b.tx.Entries(Filter{Goal: id, Kinds: goal.StoryKinds(), NotDone: true})
	if err != nil {
		return err
	}
	return b.tx.PutStory(id, goal.FoldStory(es))
}

func (b *book) refoldCompass() error {
	es, err := b.tx.Entries(Filter{Kinds: goal.CompassKinds(), NotDone: true})
	if err != nil {
		return err
	}
	return b.tx.PutCompass(goal.FoldCompass(es))
}
