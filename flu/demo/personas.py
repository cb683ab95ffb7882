"""The demo's people, as `flu demo --personas` tells them; needs no database."""

from flu.demo.people import address
from flu.demo.story import script


def personas():
    """id, name, email, password, roles, group; facilitators have several `groups` and no one."""
    told = script("fjordslette")
    return [_persona(person, told) for person in told["people"]]


def _persona(person, told):
    code = person["id"]
    groups = [g["name"] for g in told["groups"] if code in (*g["members"], g["facilitator"])]
    hosts = ["host"] if any(code == group["host"] for group in told["groups"]) else []
    return {
        "id": code,
        "name": person["name"],
        "email": address(person),
        "password": told["organisation"]["password"],
        "roles": [person.get("role", "participant"), *hosts],
        "group": groups[0] if len(groups) == 1 else None,
        "groups": groups,
    }
