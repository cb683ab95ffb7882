"""How a page looks on phones: wide by day, narrow by night, and with letters twice as large."""

from axe_playwright_python.base import AXE_SCRIPT

# Only what a theme or a width may change is judged twice: no style sheet shows or hides a thing
# between the two widths, and a colour is the same on both.
WIDE, NARROW = {"width": 390, "height": 844}, {"width": 320, "height": 844}
CHANGING = ("color-contrast", "link-in-text-block", "scrollable-region-focusable")
LOOK = """async only => {
  const all = document.documentElement
  document.getAnimations().forEach(it => it.finish())
  const wide = look => all.scrollWidth > all.clientWidth ? [`${look}sideways`] : []
  document.querySelectorAll("details").forEach(it => it.open = true)
  const rules = only ? { runOnly: only } : {}
  const { violations } = await axe.run({ resultTypes: ["violations"], ...rules })
  const told = violations.flatMap(it => it.nodes.map(node => `${it.id} ${node.target}`))
  told.push(...wide(""))
  if (!only) {
    all.style.fontSize = "200%"
    told.push(...wide("200 % "))
    all.style.fontSize = ""
  }
  return told
}"""


def get_ready(page):
    """Have the judge along on every page that will be opened."""
    page.add_init_script(AXE_SCRIPT)


def faults(page):
    """What is wrong with it in any look; everything that folds is unfolded."""
    page.set_viewport_size(WIDE)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    by_day = page.evaluate(LOOK)
    page.set_viewport_size(NARROW)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    by_night = page.evaluate(LOOK, CHANGING)
    return [*by_day, *(f"narrow, dark: {fault}" for fault in by_night)]
