package main

import (
	"os"
	"strconv"
	"strings"
	"time"
)

// highWater is the most memory that a process had at once, in megabytes: what
// the kernel says of it until it is over.
func highWater(pid int, over <-chan struct{}) float64 {
	most := 0.0
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for {
		b, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/status")
		if _, line, ok := strings.Cut(string(b), "VmHWM:"); err == nil && ok {
			kb, _ := strconv.ParseFloat(strings.Fields(line)[0], 64)
			most = max(most, kb/1024)
		}
		select {
		case <-over:
			return most
		case <-tick.C:
		}
	}
}
