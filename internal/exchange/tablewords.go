package exchange

import "strings"

// The titles and words of tables in the languages of ippo. A cell that is none of
// them is not understood, and never a yes (ruling 65).

// titled is the column that has a title of a role; -1 for none. The titles of all
// languages are looked for, since a table need not be in the person's.
func (h header) titled(role string) int {
	for _, title := range titlesOf(role) {
		if i, ok := h[titleKey(title)]; ok {
			return i
		}
	}
	return -1
}

// titlesOf are the titles that a role of a column has.
func titlesOf(role string) []string {
	switch role {
	case "date":
		return []string{
			"date", "day", "entrydate", "datum", "tag", "fecha", "día", "日付", "日", "年月日",
		}
	case "habit":
		return []string{
			"habit", "habitname", "name", "goal", "task", "activity", "title",
			"gewohnheit", "aufgabe", "aktivität", "tätigkeit", "ziel", "titel",
			"hábito", "nombre", "tarea", "actividad", "meta", "título",
			"習慣", "習慣名", "名前", "項目", "目標", "タスク", "活動",
		}
	case "value":
		return []string{
			"value", "amount", "quantity", "count", "done", "completed", "status", "result",
			"wert", "menge", "anzahl", "erledigt", "geschafft", "ergebnis",
			"valor", "cantidad", "hecho", "completado", "estado", "resultado",
			"値", "量", "数量", "回数", "完了", "状態", "結果",
		}
	case "note":
		return []string{
			"note", "notes", "comment", "comments", "text", "remark",
			"notiz", "notizen", "kommentar", "bemerkung", "anmerkung",
			"nota", "notas", "comentario", "comentarios", "observación",
			"メモ", "ノート", "コメント", "備考",
		}
	case "unit":
		return []string{"unit", "units", "einheit", "unidad", "単位"}
	}
	return nil
}

// wordValue is what a word or mark says of a day; false for any other.
func wordValue(word string) (value, bool) {
	switch strings.ToLower(word) {
	case "yes", "y", "true", "done", "x", "✓", "✔", "☑", "✅", "completed", "complete",
		"ja", "j", "wahr", "erledigt", "gemacht", "geschafft",
		"sí", "si", "verdadero", "hecho", "completado",
		"はい", "○", "◯", "●", "済", "完了", "した":
		return valueDone, true
	case "no", "n", "false", "missed", "failed", "✗", "✘", "☐", "❌",
		"nein", "falsch", "verpasst", "nicht erledigt", "nicht gemacht",
		"falso", "no hecho", "perdido",
		"いいえ", "×", "未完了", "しなかった":
		return valueNo, true
	case "skip", "skipped", "s", "rest", "pause",
		"übersprungen", "ausgelassen", "ruhetag", "saltado", "omitido", "descanso",
		"休", "休み", "スキップ":
		return valueSkip, true
	}
	return valueNote, false
}
