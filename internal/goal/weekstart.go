package goal

import (
	"slices"
	"strings"
	"time"
)

// Regions whose week does not begin on Monday, as CLDR 46 has them.
const (
	sundayRegions = "AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX MZ NI NP PA PE PH PK " +
		"PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW"
	saturdayRegions = "AE AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY"
)

// WeekStartOf is the day on which calendars of a region begin their week, by
// its code of two letters; Monday where nothing is known (method 0).
func WeekStartOf(region string) time.Weekday {
	region = strings.ToUpper(region)
	switch {
	case slices.Contains(strings.Fields(sundayRegions), region):
		return time.Sunday
	case slices.Contains(strings.Fields(saturdayRegions), region):
		return time.Saturday
	}
	return time.Monday
}
