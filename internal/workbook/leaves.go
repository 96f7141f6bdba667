package workbook

// leaves are the pages of a book in their order.
func leaves(b Book, _ *content) []numbered {
	say := b.Words.Say
	return []numbered{
		{18, leaf{title: say("workbook.card.title"), part: "workbook.part.days", draw: drawCard}},
	}
}
