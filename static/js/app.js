// The only entry. Behaviour is a custom element; what htmx swaps in wakes up by itself.
import "flu/app/focus.js"
import "flu/elements/char-count.js"
