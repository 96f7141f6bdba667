package exchange

// forgetAmount takes the number of a day away: a day with a number above 0
// stays as a day that was done.
func forgetAmount(day *record, d *drops, unit string) {
	if day.value == valueAmount {
		d.add(reasonBodyMeasure, unit)
		day.value = valueNo
		if day.amount > 0 {
			day.value = valueDone
		}
	} else if day.amount != 0 {
		d.add(reasonBodyMeasure, unit)
	}
	day.amount = 0
}
