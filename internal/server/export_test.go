package server

import (
	"context"
	"net"
)

// Renew looks at once for the addresses of the machine's own network.
func Renew(l net.Listener) { l.(*homeListener).renew(context.Background()) } //nolint:forcetypeassert // of a server at home
