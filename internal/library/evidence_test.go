package library_test

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/library"
)

// Ruling 60: what a study does not carry is said nowhere any more, in no
// language: half of everybody, gains as a fact, recording as a law, a study of
// deaths under ikigai.
func TestRuling60NoClaimIsLargerThanItsStudy(t *testing.T) {
	for lang, said := range map[string][]string{
		"en": {`[Hh]alf of (the )?(people|them) needs?\b`, `beats remembering`, `and notice (skill|fitness|gains)`, `\bSone\b`},
		"de": {`Hälfte der Menschen braucht\b`, `besser als Erinnern`, `merken sie`, `\bSone\b`},
		"es": {`[Ll]a mitad (de la gente |de las personas )?necesita\b`, `mejor que recordarlo`, `y nota avances`, `\bSone\b`},
		"ja": {`半分の人は二か月`, `書くほうが覚えておくより`, `手ごたえを感じる人`, `曽根`},
	} {
		for _, name := range filesOf(t, lang) {
			b, err := os.ReadFile(path.Join("lang", lang, name))
			if err != nil {
				t.Fatal(err)
			}
			for _, claim := range said {
				if m := regexp.MustCompile(claim).FindString(string(b)); m != "" {
					t.Errorf("%s/%s says %q", lang, name, m)
				}
			}
		}
	}
}

// Nor in what the project says about itself.
func TestRuling60NorInTheDocuments(t *testing.T) {
	claim := regexp.MustCompile(`[Hh]alf of (the )?(people|them) needs?\b|beats remembering|gains? in four to eight( weeks)?[,.]`)
	names, err := filepath.Glob("../../docs/*.md")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range append(names, "../../README.md", "../../CHANGELOG.md") {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if m := claim.FindString(string(b)); m != "" {
			t.Errorf("%s says %q", name, m)
		}
	}
}

// Ruling 60: what is said instead, wherever it is said.
func TestRuling60WhatTheStudiesFound(t *testing.T) {
	for lang, c := range map[string]struct{ half, gains, checking, paid, own string }{
		"en": {
			"In one study half of the people needed more than about two months", "often reported",
			"Checking on progress helped people reach goals, across 138 studies.", "paid its participants", "our own wording, not the published item",
		},
		"de": {
			"In einer Studie brauchte die Hälfte der Menschen mehr als etwa zwei Monate", "wird oft nach",
			"Über 138 Studien hinweg half der Blick auf den Fortschritt Menschen, ihre Ziele zu erreichen.", "bezahlte ihre Teilnehmenden", "in unseren eigenen Worten",
		},
		"es": {
			"En un estudio la mitad de las personas necesitó más de unos dos meses", "a menudo se habla de avances",
			"En el conjunto de 138 estudios, mirar el avance ayudó a la gente a alcanzar sus metas.", "pagó a sus participantes", "en nuestras propias palabras",
		},
		"ja": {
			"ある研究では、半数の人がおよそ二か月より長くかか", "よく報告されています",
			"138の研究を合わせると、進み具合を確かめることは目標に届く助けになりました。", "参加者にお金を払いました", "私たちの言葉",
		},
	} {
		w := library.For(lang)
		topic := func(id string) string {
			x, _ := w.Topic(id)
			return strings.Join(textsOf(x), "\n")
		}
		for where, s := range map[string][2]string{
			"mistakes":      {topic("mistakes"), c.half},
			"questions":     {topic("faq"), c.half},
			"expectation":   {topic("expect"), c.gains},
			"first day":     {w.Say("begin.done.expect"), c.gains},
			"tracking":      {topic("tracking"), c.checking},
			"step 7":        {w.Say("ask.track.note"), c.checking},
			"the come-back": {topic("sources"), c.paid},
			"the question":  {w.Say("explain.ease.own"), c.own},
		} {
			if !strings.Contains(strings.ToLower(s[0]), strings.ToLower(s[1])) {
				t.Errorf("%s: %s does not say %q: %s", lang, where, s[1], s[0])
			}
		}
	}
}

// Ruling 60: each source has its DOI, or says that it has none; the same ones in
// every language.
func TestRuling60EachSourceCanBeFound(t *testing.T) {
	doi := regexp.MustCompile(`^10\.\d{4,9}/[^\s]+[^\s.]$`)
	english, _ := library.For("en").Topic("sources")
	var all []string
	for _, x := range english.Blocks[0].Items {
		all = append(all, x.DOI)
	}
	for _, d := range []string{
		"10.1002/ejsp.674", "10.1016/S0065-2601(06)38002-1", "10.1080/10463283.2024.2334563", "10.1037/bul0000025", "10.1038/s41586-021-04128-4",
		"10.1093/jcr/ucac029", "10.1509/jmr.15.0231", "10.1016/j.amepre.2021.09.014", "10.1136/bmjqs-2013-001862", "10.1016/j.jrp.2019.03.001",
	} {
		if !slices.Contains(all, d) {
			t.Errorf("no source has the DOI %s", d)
		}
	}
	for _, lang := range library.Languages() {
		topic, _ := library.For(lang).Topic("sources")
		for i, x := range topic.Blocks[0].Items {
			if e := english.Blocks[0].Items[i]; x.DOI != e.DOI || x.Address != e.Address {
				t.Errorf("%s: %s is found at %q, in English at %q", lang, x.Title, x.Found(), e.Found())
			}
			switch {
			case x.DOI == "" && !strings.Contains(x.Text, "DOI"):
				t.Errorf("%s: %s has no DOI and does not say so", lang, x.Title)
			case x.DOI != "" && (!doi.MatchString(x.DOI) || x.Address != ""):
				t.Errorf("%s: %s is found at %q and %q", lang, x.Title, x.DOI, x.Address)
			case strings.Contains(x.Address, "://"):
				t.Errorf("%s: %s has a link", lang, x.Title)
			}
		}
	}
}
