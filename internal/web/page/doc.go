// Package page is the kit that every page is made with.
//
// # A page
//
// A family of pages is a package beside this one. Its type Pages holds the [Kit],
// and each page is a method that answers a request or says what is wrong:
//
//	type Pages struct{ *page.Kit }
//
//	// Guide is the method to read.
//	func (ps *Pages) Guide(w http.ResponseWriter, r *http.Request) error {
//		f, err := ps.Frame(r, "settings", "guidepage.title")
//		if err != nil {
//			return err
//		}
//		return ps.Show(w, r, http.StatusOK, f, guidePage(f))
//	}
//
// The [Frame] is what stands around the page: language, theme, the open tab, the
// day. The page's own content is a templ component. It embeds or takes the frame,
// says everything through its words, f.W, and is put together from package part.
// A page of the person's day begins with [Notice], which says once what the last
// form did; one that waits for a goal is [Empty].
//
// The address of the page goes into the table of routes in package web, its words
// into the language files, and the page into the list of places that the browser
// tests visit.
//
// # A form
//
// A form sends one command. [ReadForm] reads it; a field that was left empty is
// nil, never 0. [Kit.Do] applies the command under the id that the form carries, so
// that the double click and the reload are the same command. [Redirect] sends the
// browser on, with a [Flash] for the next page:
//
//	f, err := page.ReadForm(r)
//	if err != nil {
//		return err
//	}
//	if _, err := ps.Do(r, f, 0, goal.SetSettings{Name: new(f.Text("name"))}); err != nil {
//		return err
//	}
//	return page.Redirect(w, r, page.Next(f), page.Flash{What: "saved"})
//
// # Words that are not sent yet
//
// A form in which words are typed keeps them (ruling 90). Its room says which kind
// of form it has, with [Kit.Keeps]; the page loads what was typed with
// [Kit.Drafted], fills its fields through [Drafted.Over] or [Drafted.Or], spreads
// [Drafted.Mark] over the form element and puts [DraftState] into it. What sends the
// form says so, and drops the draft with the same transaction:
//
//	ps.Do(page.Sends(r, form), f, 0, body)
//
// A button that does not send, such as Next, keeps the fields with [Kit.KeepForm].
//
// # What goes wrong
//
// A handler returns every error as it is. [Kit.Serve] turns it into a page: one that
// the person can mend into its sentence with what was typed, anything else into a
// reference number that stands in the log. A page whose form shows the mistake
// beside its field asks [AsError] first, and answers with [Status].
//
// # Without a script, without a network
//
// Every page works without a script. For the script, [Clock] tells which day it is
// for the person, and each page carries the parts and the texts that the script
// brings out.
package page
