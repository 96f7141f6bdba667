package web_test

import (
	"html"
	"strings"
	"testing"

	"github.com/ippo-app/ippo/internal/web/webtest"
)

// Ruling 59: what the seed says is read in the guide and at the steps it is
// about, in every language.
func TestRuling59TheSeedsTexts(t *testing.T) {
	for lang, pages := range map[string]map[string][]string{
		"en": {
			"/guide": {
				"What is the difference between kaizen and traditional goal setting?", "five minutes of walking instead of an hour of training",
				"Ikigai Meaning and direction A purpose sentence and one or two areas",
				"Kaizen Momentum and consistency Small daily actions and weekly adjustments",
				"Both A sustainable design Goals that fit identity, time and energy", "A season of ninety days has one.",
				"wrong for the season you are in", "unrealistic amount of time", "success only as a far finish line",
				"Tracking process metrics like these helps you see progress early.",
			},
			"/begin/3": {"complete a course, run a 5K, build a small portfolio, pay off a balance"},
			"/begin/4": {"hours practised, sessions completed, pages written, applications sent", "Tracking process metrics like these helps you see progress early."},
			"/begin/5": {"“open the document and write one sentence”", "“put on walking shoes and step outside”", "“log in and categorise five transactions”"},
		},
		"de": {
			"/guide": {
				"Was unterscheidet Kaizen vom üblichen Setzen von Zielen?", "fünf Minuten Gehen statt einer Stunde Training",
				"Ikigai Sinn und Richtung", "Kaizen Schwung und Beständigkeit", "Beide Ein Aufbau, der trägt", "Eine Etappe von neunzig Tagen hat einen.",
				"passen nicht in die Zeit, in der du gerade lebst", "unrealistisch viel Zeit", "Erfolg nur als ferne Ziellinie", "Fortschritt früh zu sehen",
			},
			"/begin/3": {"einen Kurs abschließen, 5 km laufen, ein kleines Portfolio aufbauen, eine Schuld abzahlen"},
			"/begin/4": {"geübte Stunden, abgeschlossene Einheiten, geschriebene Seiten, verschickte Bewerbungen", "Fortschritt früh zu sehen"},
			"/begin/5": {"„das Dokument öffnen und einen Satz schreiben“", "„Schuhe anziehen und vor die Tür gehen“", "„anmelden und fünf Buchungen einordnen“"},
		},
		"es": {
			"/guide": {
				"¿En qué se distingue el kaizen de la manera tradicional de fijar metas?", "cinco minutos de caminar en vez de una hora de entrenamiento",
				"Ikigai Sentido y dirección", "Kaizen Impulso y constancia", "Los dos Un diseño sostenible", "Una temporada de noventa días tiene una.",
				"no son para la etapa en que estás", "un tiempo poco realista", "el éxito en una llegada lejana", "ayuda a ver pronto el avance",
			},
			"/begin/3": {"terminar un curso, correr 5 km, crear un pequeño portafolio, saldar una deuda"},
			"/begin/4": {"horas practicadas, sesiones completadas, páginas escritas, solicitudes enviadas", "ayuda a ver pronto el avance"},
			"/begin/5": {"«abrir el documento y escribir una frase»", "«calzarse y salir a la calle»", "«entrar y ordenar cinco movimientos»"},
		},
		"ja": {
			"/guide": {
				"改善と、ふつうの目標の立て方はどう違いますか", "一時間の運動のかわりに五分の散歩", "生きがい 意味と方向", "改善 勢いと継続", "両方 無理なく続く設計",
				"九十日のシーズンの分野は一つです。", "今の時期には合わない目標", "無理な時間を求める目標", "遠いゴールだけを成功とする目標", "進み具合が早く見えます",
			},
			"/begin/3": {"講座を終える、5キロを走る、小さな作品集を作る、カードの残高を返し終える"},
			"/begin/4": {"練習した時間、終えた回、書いたページ、送った応募", "進み具合が早く見えます"},
			"/begin/5": {"「文書を開いて一文を書く」「歩く靴をはいて外に出る」「ログインして取引を五つ分類する」"},
		},
	} {
		v := webtest.New(t, "2026-01-05T08:00:00Z")
		v.Lang = lang
		for path, says := range pages {
			page := v.Get(path)
			webtest.Has(t, html.UnescapeString(webtest.Text(page)), says...)
			if !strings.Contains(page, `lang="`+lang) {
				t.Errorf("%s is not in %s", path, lang)
			}
		}
	}
}
