"""The nouns, eldest first."""

from flu.models.organisation import Organisation  # isort: skip
from flu.models.department import Department  # isort: skip
from flu.models.user import User  # isort: skip
from flu.models.line import Line  # isort: skip
from flu.models.sign_in import Attempt, SignIn  # isort: skip
from flu.models.receipt import Receipt  # isort: skip
from flu.models.programme import Enrolment, Programme  # isort: skip
from flu.models.event import Event  # isort: skip
from flu.models.track import Track  # isort: skip
from flu.models.format import Format  # isort: skip
from flu.models.frame import Frame  # isort: skip
from flu.models.inspiration_card import CardReading, InspirationCard  # isort: skip
from flu.models.method import MethodChange, MethodVote  # isort: skip
from flu.models.tie import Tie  # isort: skip
from flu.models.group import Group  # isort: skip
from flu.models.membership import Membership  # isort: skip
from flu.models.agreement import Acceptance, Agreement  # isort: skip
from flu.models.invitation import Invitation  # isort: skip
from flu.models.habit import Habit  # isort: skip
from flu.models.experiment import Experiment  # isort: skip
from flu.models.trial import Check, Trial  # isort: skip
from flu.models.recall import Recall  # isort: skip
from flu.models.reflection import Reflection  # isort: skip
from flu.models.comment import Comment  # isort: skip
from flu.models.action import Action, Carrier  # isort: skip
from flu.models.consent import Consent, Voice  # isort: skip
from flu.models.follow_up import FollowUp  # isort: skip
from flu.models.seance import Seance  # isort: skip
from flu.models.guest import Guest  # isort: skip
from flu.models.minute import Minute  # isort: skip
from flu.models.topic import Topic, Wish  # isort: skip
from flu.models.brief import Brief, Remark  # isort: skip
from flu.models.backing import Backing  # isort: skip
from flu.models.ask import Ask  # isort: skip
from flu.models.lift import Lift  # isort: skip
from flu.models.goal import Aim, Goal  # isort: skip
from flu.models.flag import Flag  # isort: skip
from flu.models.hiding import Hiding  # isort: skip
from flu.models.pulse import Pulse  # isort: skip
from flu.models.group_pulse import GroupPulse  # isort: skip
from flu.models.energy import EnergyCheck  # isort: skip
from flu.models.focus import Focus  # isort: skip
from flu.models.keepsake import Keepsake  # isort: skip
from flu.models.parting import Parting  # isort: skip
from flu.models.letter import Letter  # isort: skip
from flu.models.echo import Echo  # isort: skip

ALL = [
    Organisation, Department, User, Line, SignIn, Attempt, Receipt, Programme, Enrolment, Track,
    Format, Frame, InspirationCard, CardReading, MethodVote, MethodChange, Event, Tie, Group,
    Membership, Agreement, Acceptance, Invitation, Habit,
    Experiment, Trial, Check, Recall, Reflection, Comment, Action, Carrier, Voice, Consent,
    FollowUp, Seance, Guest, Minute, Topic, Wish, Brief, Remark, Backing, Ask, Lift, Goal, Aim,
    Flag, Hiding,
    Pulse, GroupPulse, EnergyCheck, Focus,
    Keepsake, Parting, Letter, Echo,
]  # fmt: skip
