// Hello is the smallest program of its kind: twelve commands that do nothing.
// The bench measures the terminal against it.
package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"
)

const commands = 12

func main() {
	root := &cobra.Command{Use: "hello", SilenceUsage: true}
	for i := range commands {
		root.AddCommand(&cobra.Command{
			Use:   fmt.Sprintf("say%d", i),
			Short: "Say hello",
			RunE: func(c *cobra.Command, _ []string) error {
				_, err := fmt.Fprintln(c.OutOrStdout(), "hello")
				return err
			},
		})
	}
	if err := root.Execute(); err != nil {
		os.Exit(1)
	}
}
