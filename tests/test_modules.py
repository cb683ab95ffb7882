"""Our modules as one: what each needs stands before it, and it sees only what it imports."""

import re

import pytest

from flu.web import modules
from flu.web.assets import STATIC

PATTERN = re.compile(r"(?<=[(=\[,] |.[(\[!])/(?![/*])(?:\\.|\[(?:\\.|[^\]\n])*\]|[^/\n\\])+/")


@pytest.fixture
def joined(tmp_path):
    """`joined({"app.js": …})`: these modules as one."""

    def join(files):
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text)
        return modules.joined(tmp_path)

    return join


def test_each_module_stands_behind_what_it_imports(joined):
    text = joined(
        {
            "app.js": 'import "flu/app/one.js"\nimport "flu/app/two.js"\n',
            "app/one.js": 'import { say as tell } from "flu/lib/say.js"\ntell("one")\n',
            "app/two.js": 'import { say } from "flu/lib/say.js"\nsay("two")\n',
            "lib/say.js": "const own = 1\nexport function say(words) {}\nexport const more = 2\n",
        }
    )
    assert text == (
        "export const lib_say=(()=>{\n"
        "const own=1\nfunction say(words){}\nconst more=2\n"
        "return{say,more}\n})()\n"
        '{\nconst{say:tell}=lib_say\ntell("one")\n}\n'
        '{\nconst{say}=lib_say\nsay("two")\n}\n'
    )


def test_comments_and_air_go_but_not_from_quotes(joined):
    text = joined(
        {
            "app.js": """// What isn't needed
const a = "one // two"  // isn't "needed"

function b() {
  // nor this
  return `three
    // four`
}
"""
        }
    )
    assert text == '{\nconst a="one // two"\nfunction b(){\nreturn `three\n    // four`\n}\n}\n'


def test_no_pattern_of_ours_loses_its_air():
    """None is told from a division: one with air around a sign would change."""
    scripts = [STATIC / "service-worker.js", *STATIC.rglob("js/**/*.js")]
    patterns = [found for path in scripts for found in PATTERN.findall(path.read_text())]
    assert len(patterns) > 8
    assert [found for found in patterns if modules.tight(found) != found] == []


@pytest.mark.parametrize(
    "line",
    [
        'import all from "flu/lib/all.js"',
        'import * as all from "flu/lib/all.js"',
        'import "./near.js"',
        "export default 1",
        "export let changing = 1",
        "export const { one } = two",
    ],
)
def test_a_link_that_cannot_be_followed_stops_the_start(joined, line):
    with pytest.raises(ValueError, match=r"app\.js cannot be joined"):
        joined({"app.js": f"{line}\n", "lib/all.js": ""})


def test_every_module_of_ours_is_imported():
    met = modules.gathered(STATIC / "js", "app.js", {})
    assert {str(path.relative_to(STATIC / "js")) for path in STATIC.rglob("js/**/*.js")} == set(met)
