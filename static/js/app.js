// The only entry. Behaviour is a custom element; what htmx swaps in wakes up by itself.
import "flu/app/focus.js"
import "flu/app/grow.js"
import "flu/elements/answer-starter.js"
import "flu/elements/birth-id.js"
import "flu/elements/char-count.js"
import "flu/elements/copy-text.js"
import "flu/elements/privacy-hint.js"
import "flu/elements/show-password.js"
