package workbook_test

import (
	"io"
	"testing"

	"github.com/ippo-app/ippo/internal/workbook"
)

func BenchmarkBook(b *testing.B) {
	for _, lang := range []string{"en", "ja"} {
		x := book(lang, workbook.A4, walker())
		b.Run(lang, func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				if _, err := workbook.Write(io.Discard, x); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
