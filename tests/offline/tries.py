"""The wonders a phone writes, and the tries the server has of them."""

THREE = ("Den første undring", "Den anden undring", "Den tredje undring")
UNSENT = {"local", "waiting"}


def write_three(phone, tag):
    words = [f"{each} {tag}" for each in THREE]
    for each in words:
        phone.wonder(each)
    return words


def tries(server, like):
    """What stands in them, in the order in which they came."""
    rows = server.rows("select desk_task from experiment where desk_task like ? order by id", like)
    return [row["desk_task"] for row in rows]


def once(server, words):
    return tries(server, words) == [words]
