"""What the run took: seconds for each kind of test and the slowest tests, told at its end."""

from collections import Counter, defaultdict

SLOWEST = 15


def pytest_terminal_summary(terminalreporter):
    seconds, counts, tests = defaultdict(Counter), Counter(), Counter()
    for reports in terminalreporter.stats.values():
        for report in reports:
            if not hasattr(report, "duration"):
                continue
            seconds[kind(report.nodeid)][report.when] += report.duration
            tests[report.nodeid] += report.duration
            counts[kind(report.nodeid)] += report.when == "call"
    if not tests:
        return
    line = terminalreporter.write_line
    terminalreporter.section("seconds by kind")
    line(f"{'':32}{'tests':>7}{'set-up':>8}{'call':>8}{'after':>8}{'all':>8}")
    for name in sorted(seconds, key=lambda name: -seconds[name].total()):
        parts = [seconds[name][when] for when in ("setup", "call", "teardown")]
        line(f"{name:32}{counts[name]:7}" + "".join(f"{n:8.0f}" for n in (*parts, sum(parts))))
    line(f"{'all':32}{sum(counts.values()):7}{tests.total():32.0f}")
    terminalreporter.section(f"the {SLOWEST} slowest")
    for name, took in tests.most_common(SLOWEST):
        line(f"{took:7.1f}  {name}")


def kind(test):
    """`views on postgres`, `walks`, `test_matrix on sqlite` …"""
    path, _, name = test.removeprefix("tests/").partition("::")
    where = path.partition("/")[0].removesuffix(".py")
    engine = next((e for e in ("sqlite", "postgres") if f"[{e}" in name), None)
    return f"{where} on {engine}" if engine else where
