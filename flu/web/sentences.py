"""What a refusal's key says to a person; the only place where rules become sentences."""

from flask_babel import gettext as _

REFUSALS = {
    "action.dates_order": lambda: _("Opfølgningen ligger mellem det første skridt og fristen. Ret datoerne, så tager vi den derfra."),
    "action.first_step_late": lambda: _("Det første skridt skal kunne tages inden for 14 dage. Gør det mindre, eller flyt datoen."),
    "action.no_origin": lambda: _("Skriv kort, hvad handlingen kommer af, når den ikke udspringer af en prøvehandling eller en tråd."),
    "action.one_department": lambda: _("En fælles handling bæres af mindst to afdelinger. Inviter én mere med fra en anden afdeling."),
    "action.order": lambda: _("Det er handlingen ikke nået til endnu, eller den er allerede videre. Genindlæs siden og se, hvor den står."),
    "action.three_live": lambda: _("Gruppen har allerede tre fælles handlinger i gang. Gør én færdig, eller stop den, før den næste begynder."),
    "comment.kind": lambda: _("Den slags svar kan ikke gives her. Vælg en af de andre."),
    "comment.uninvited": lambda: _("Forfatteren har ikke bedt om at blive udfordret. Prøv med et åbent spørgsmål."),
    "check.not_asked": lambda: _("Det spørger vi først om senere, eller du har svaret. Intet er ændret."),
    "consent.objection_without_reason": lambda: _("En indvending fortæller, hvad der ville tage skade, og hvordan. Skriv det, så kan I justere."),
    "experiment.incomplete": lambda: _("Der mangler noget, før prøvehandlingen kan gå videre. Det, du skrev, er her stadig."),
    "experiment.order": lambda: _("Det trin er prøvehandlingen ikke nået til, eller den er allerede videre. Genindlæs siden og se, hvor den står."),
    "experiment.sealed": lambda: _("Det, du ventede, blev forseglet, da prøven begyndte. Det bliver stående ved siden af det, du så."),
    "follow_up.gain_missing": lambda: _("Skriv hvilken gevinst I ser, også hvis den er lille, før handlingen er færdig."),
    "follow_up.next_missing": lambda: _("Vælg hvornår I ser på den igen."),
    "follow_up.takeaway_missing": lambda: _("Skriv hvad I tager med jer. En stoppet handling med en læringspointe er et godt resultat."),
    "group.already_in": lambda: _("Den person sidder allerede i gruppen."),
    "group.line": lambda above, below: _("%(above)s er over %(below)s i ledelseslinjen. De kan ikke være i samme gruppe, heller ikke som facilitator.", above=above, below=below),
    "group.one_department": lambda: _("En læringsgruppe har ledere fra mindst to afdelinger."),
    "group.reason_missing": lambda: _("Skriv hvorfor. Den, det gælder, og gruppen kan læse det."),
    "group.self_appointed": lambda: _("Ingen udpeger sig selv. Bed en anden forløbsansvarlig om det."),
    "group.tie": lambda a, b: _("%(a)s og %(b)s har et tæt forhold eller en konflikt, som er meldt ind. De kan ikke være i samme gruppe.", a=a, b=b),
    "group.too_few": lambda count: _("En læringsgruppe er på mindst 4. Her er %(count)s.", count=count),
    "group.too_many": lambda count: _("En læringsgruppe er på højst 7. Her er %(count)s.", count=count),
    "hiding.open": lambda: _("Indlægget er allerede sat på pause eller har skjulte ord."),
    "hiding.word_missing": lambda: _("Ordet står ikke i indlægget. Skriv det, som det står."),
    "invitation.joined": lambda name: _("%(name)s er allerede med.", name=name),
    "invitation.self": lambda: _("Ingen inviterer sig selv."),
    "invitation.used": lambda: _("Invitationen er allerede brugt."),
    "line.ring": lambda person, manager: _("%(manager)s er under %(person)s i ledelseslinjen og kan ikke også være leder for %(person)s.", person=person, manager=manager),
    "plan.due": lambda: _("Planens tid er kommet. Fortæl først, om det blev til noget; blev det udsat, vælger du en ny dag dér."),
    "plan.too_many": lambda: _("Du har allerede to planer i gang. Prøv den ene først, eller sæt den på pause. Din tekst er her stadig."),
    "thread.locked": lambda: _("Tråden er lukket for nye svar lige nu."),
    "thread.private": lambda: _("Refleksionen er ikke delt, så der kan ikke svares på den."),
    "track.full": lambda: _("Et forløb har højst otte spor."),
    "track.last": lambda: _("Et forløb har mindst ét spor."),
    "uid.taken": lambda: _("Det kunne ikke gemmes under det nummer. Genindlæs siden, og prøv igen."),
}  # fmt: skip


def sentence(key, words):
    """The refusal in the reader's language."""
    return REFUSALS[key](**words)
