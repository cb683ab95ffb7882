"""The tables a run prints."""

from benchmarks.budgets import FIRST_VIEW, KILO, QUERIES, SCRIPT


def weights(few, many, first, full, scripts):
    """Print what was counted and weighed; True if every budget is kept."""
    lines = [
        (f"queries · {name}", f"{few[name]} for 1, {many[name]} for 200", f"≤ {most}, the same",
         few[name] == many[name] <= most)
        for name, most in QUERIES.items()
    ]  # fmt: skip
    for title, sizes, most in (
        ("bytes · Nu with its CSS", first, FIRST_VIEW),
        ("bytes · Nu with its CSS, full", full, FIRST_VIEW),
        ("bytes · JavaScript, worker and all", both(scripts), SCRIPT),
    ):
        lines.append(
            (title, told(sizes), f"≤ {most / KILO:.0f} KB brotli", sizes["brotli"] <= most)
        )
    table(("budget", "now", "goal", ""), [(*line[:3], mark(line[3])) for line in lines])
    table(
        ("JavaScript", "now"),
        [
            ("of every page, htmx included", told(scripts["page"])),
            ("of the worker", told(scripts["worker"])),
            ("loaded by no page: the hint's patterns", told(scripts["later"])),
        ],
    )
    return all(line[3] for line in lines)


def both(scripts):
    """What a page loads and the worker; the hint's patterns are told apart."""
    return {way: scripts["page"][way] + scripts["worker"][way] for way in ("brotli", "gzip")}


def told(sizes):
    return f"{sizes['brotli'] / KILO:.1f} KB brotli, {sizes['gzip'] / KILO:.1f} KB gzip"


def speeds(results):
    """Print what each target costs, also as a ratio to our own template and to the bare page."""
    own, bare = results["template"].cost, results["bare"].cost
    table(
        ("target", "CPU µs", "req/s", "p50 ms", ": template", ": bare page"),
        [
            (name, f"{it.cost:,.0f}", f"{it.rate:,.0f}", f"{it.wait * 1000:.1f}",
             f"{it.cost / own:.2f}", f"{it.cost / bare:.2f}")
            for name, it in results.items()
        ],
    )  # fmt: skip


def goals(results):
    """Print the ratios that speed.md sets goals for. None of them fails a run."""
    cost = {name: it.cost for name, it in results.items()}
    page, lite, pg = cost["thread · sqlite"], cost["304 · sqlite"], cost["thread · postgres"]
    lines = [
        ("P1", "speed of the thread to its own template", cost["template"] / page, "≥", 0.60),
        ("–", "cost of the thread to a bare Flask + Jinja page", page / cost["bare"], "", None),
        ("P6", "cost of a 304 to the page", lite / page, "≤", 0.50),
        ("P7", "cost of posting a comment to the page", cost["post · sqlite"] / page, "≤", 1.50),
        ("P20", "cost on Postgres to SQLite", pg / page, "≤", 2.00),
    ]
    table(
        ("goal", "ratio", "now", "wanted", ""),
        [
            (key, what, f"{now:.2f}", f"{sign} {most:.2f}" if most else "told",
             reached(now >= most if sign == "≥" else now <= most) if most else "")
            for key, what, now, sign, most in lines
        ],
    )  # fmt: skip


def mark(kept):
    return "kept" if kept else "BROKEN"


def reached(goal):
    return "reached" if goal else "not yet"


def table(head, rows):
    """Columns as wide as their widest word; numbers to the right."""
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]
    print()
    for row in (head, tuple("-" * width for width in widths), *rows):
        name, *cells = [align(word, width) for word, width in zip(row, widths, strict=True)]
        print("  ".join([name.strip().ljust(widths[0]), *cells]).rstrip())


def align(word, width):
    return word.rjust(width) if word[:1].isdigit() else word.ljust(width)
