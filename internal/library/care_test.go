package library

import (
	"testing"
	"unicode/utf8"
)

// Method 11, mental health: the phrases it names are known, in any letters;
// everyday words are left alone.
func TestMethod11WordsThatNeedCare(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"I want to kill myself", "some days I WANT TO   die", "I could hurt\nmyself", "there is no reason to live", "Ich will sterben.",
		"I’d be better off dead",
		"Ich möchte mich selbst verletzen", "ich denke daran, mir etwas anzutun", "Ich will nicht mehr leben.", "Manchmal möchte ich sterben",
		"quiero morir", "A veces solo quiero acabar con todo.", "quiero acabar con todo", "tengo ganas de cortarme", "pienso en hacerme daño",
		"¡Ya no quiero vivir!", "no quiero vivir más", "he pensado en suicidarme", "todos estarían mejor sin mí",
		"もう死にたい", "しにたい", "もうしにたい。", "人生を終わりにしたい", "私がいなくなったほうがいい", "自分を傷つけてしまう",
	} {
		if !NeedsCare(text) {
			t.Errorf("%q passes by", text)
		}
	}
	for _, text := range []string{
		"", "my feet are killing me", "hurt my knee", "the deadline is dead", "no reason to rush", "lived through the rain", "Reason to walk: the dog",
		"cortarme el pelo", "cortarme las uñas y salir", "acabar con todo el pan", "acabar con todo lo pendiente antes del viernes",
		"correr sin hacerme daño", "para no hacerme daño en la rodilla", "matarme de risa con Ana", "no quiero vivir en la ciudad",
		"una misión suicida con tanto correo", "no vale la pena vivir con prisa", "mejor sin mí en esa reunión",
		"die Beine, die mir wehtun", "ohne mich zu verletzen", "beim Klettern kann man sich verletzen", "Das bringt mich um den Schlaf",
		"ohne Musik kann ich nicht mehr leben", "Ich will nicht mehr lesen",
		"今日はこれで終わりにしたい", "仕事を早く終わりにしたい", "ためしにたいそうする", "虫がいなくなったほうがいい", "はなしにたいして答える",
	} {
		if NeedsCare(text) {
			t.Errorf("%q is an everyday text", text)
		}
	}
}

// Every language that is offered has phrases, written as they are compared, and
// long enough not to stand in everyday words.
func TestMethod11CarePhrasesOfEveryLanguage(t *testing.T) {
	t.Parallel()
	for _, lang := range Complete() {
		phrases := carePhrases(lang)
		if len(phrases) == 0 {
			t.Errorf("%s has none", lang)
		}
		for _, p := range phrases {
			if p != plainLower(p) || utf8.RuneCountInString(p) < 3 {
				t.Errorf("%s: %q", lang, p)
			}
		}
	}
}
