"""What a refusal's key says to a person; the only place where rules become sentences."""

from babel.lists import format_list
from flask_babel import get_locale
from flask_babel import gettext as _

REFUSALS = {
    "action.dates_order": lambda: _("Opfølgningen ligger mellem det første skridt og fristen. Ret datoerne, så tager vi den derfra."),
    "action.line": lambda above, below: _("%(above)s er over %(below)s i ledelseslinjen. De kan ikke bære en handling sammen.", above=above, below=below),
    "action.first_step_late": lambda: _("Det første skridt skal kunne tages inden for 14 dage. Gør det mindre, eller flyt datoen."),
    "action.no_origin": lambda: _("Skriv kort, hvad handlingen kommer af, når den ikke udspringer af en prøvehandling eller en tråd."),
    "action.one_department": lambda: _("En fælles handling bæres af mindst to afdelinger. Inviter én mere med fra en anden afdeling."),
    "action.order": lambda **where: _("Det er handlingen ikke nået til endnu, eller den er allerede videre. Genindlæs siden og se, hvor den står."),
    "action.three_live": lambda: _("Gruppen har allerede tre fælles handlinger i gang. Gør én færdig, eller stop den, før den næste begynder."),
    "backing.answered": lambda: _("Du har allerede svaret. Ret dit svar i stedet for at sende det videre."),
    "backing.passed_on": lambda: _("Du har sendt den videre. Nu ligger svaret dér."),
    "backing.words_missing": lambda: _("Skriv et par ord: hvis hvad, eller fordi hvad?"),
    "brief.two": lambda: _("Kun I to kan svare her."),
    "comment.kind": lambda: _("Den slags svar kan ikke gives her. Vælg en af de andre."),
    "comment.uninvited": lambda: _("Forfatteren har ikke bedt om at blive udfordret. Prøv med et åbent spørgsmål."),
    "recall.not_asked": lambda: _("Den er der allerede svaret på, eller dens dag er ikke kommet. Intet er ændret."),
    "check.not_asked": lambda: _("Det spørger vi først om senere, eller du har svaret. Intet er ændret."),
    "consent.asked_anew": lambda: _("Forslaget er ændret, siden du læste det. Din tekst er her stadig: Læs forslaget igen, og svar på det, der står nu."),
    "consent.objection_without_reason": lambda: _("En indvending fortæller, hvad der ville tage skade, og hvordan. Skriv det, så kan I justere."),
    "experiment.incomplete": lambda: _("Der mangler noget, før prøvehandlingen kan gå videre. Det, du skrev, er her stadig."),
    "experiment.order": lambda **_where: _("Det trin er prøvehandlingen ikke nået til, eller den er allerede videre. Genindlæs siden og se, hvor den står."),
    "experiment.sealed": lambda: _("Det, du ventede, blev forseglet, da prøven begyndte. Det bliver stående ved siden af det, du så."),
    "frame.used": lambda: _("Der er aftalt en tid for den. Den kan rettes, men ikke slettes."),
    "follow_up.gain_missing": lambda: _("Skriv hvilken gevinst I ser, også hvis den er lille, før handlingen er færdig."),
    "follow_up.next_missing": lambda: _("Vælg hvornår I ser på den igen."),
    "follow_up.next_past": lambda: _("Vælg en dag, der ligger forude, så I kan se på den igen."),
    "follow_up.takeaway_missing": lambda: _("Skriv hvad I tager med jer. En stoppet handling med en læringspointe er et godt resultat."),
    "agreement.superseded": lambda: _("Aftalen er ændret imens. Læs den nye, før du siger ja til den."),
    "group.already_in": lambda: _("Den person sidder allerede i gruppen."),
    "group.archived": lambda: _("Gruppen er lukket. Intet er tabt; enhver har stadig sit eget."),
    "group.cannot_join": lambda name: _("%(name)s kan ikke få plads i denne gruppe. Tal med den forløbsansvarlige, hvis du undrer dig.", name=name),
    "group.facilitator_stays": lambda: _("En facilitator bliver ikke deltager i sin egen gruppe. Vælg en anden, eller tag pladsen tilbage først."),
    "group.line": lambda above, below: _("%(above)s er over %(below)s i ledelseslinjen. De kan ikke være i samme gruppe, heller ikke som facilitator.", above=above, below=below),
    "group.one_department": lambda: _("En læringsgruppe har ledere fra mindst to afdelinger."),
    "group.reason_missing": lambda: _("Skriv hvorfor. Den, det gælder, og gruppen kan læse det."),
    "group.self_appointed": lambda: _("Ingen udpeger sig selv. Bed en anden forløbsansvarlig om det."),
    "group.tie": lambda a, b: _("%(a)s og %(b)s kan ikke sidde i samme gruppe.", a=a, b=b),
    "group.too_few": lambda count: _("En læringsgruppe er på mindst 4. Her er %(count)s.", count=count),
    "group.too_many": lambda count: _("En læringsgruppe er på højst 7. Her er %(count)s.", count=count),
    "group.twice": lambda name: _("%(name)s kan ikke både være deltager og facilitator i gruppen.", name=name),
    "guest.comes_anyway": lambda name: _("%(name)s kommer til seancen i forvejen.", name=name),
    "hiding.open": lambda: _("Indlægget er allerede sat på pause eller har skjulte ord."),
    "hiding.rewrite": lambda: _("Facilitator har skjult noget her. Åbn «Skjult i dine indlæg» under Nu, og skriv det om dér, så åbner facilitator igen. Din tekst er her stadig."),
    "hiding.word_told": lambda: _("Begrundelsen nævner det, der skal skjules. Skriv den uden de ord."),
    "hiding.word_missing": lambda: _("Ordet står ikke i indlægget. Skriv det, som det står."),
    "invitation.batch": lambda: _("Du har lavet links til holdet i dag. Invitér dem, der mangler, én ad gangen, eller prøv igen i morgen."),
    "invitation.day": lambda most: _("Du har inviteret %(most)s i dag. Resten kan inviteres i morgen.", most=most),
    "invitation.elsewhere": lambda name: _("%(name)s er inviteret til andet end det, du står for. Bed den forløbsansvarlige om et nyt link.", name=name),
    "invitation.joined": lambda name: _("%(name)s er allerede med.", name=name),
    "invitation.self": lambda: _("Ingen inviterer sig selv."),
    "invitation.used": lambda: _("Invitationen er allerede brugt."),
    "line.ring": lambda person, manager: _("%(manager)s er under %(person)s i ledelseslinjen og kan ikke også være leder for %(person)s.", person=person, manager=manager),
    "phase.conclusion": lambda: _("Nu samler forfatteren op, og den slags svar er der ikke plads til mere i tråden."),
    "phase.interview": lambda: _("Lige nu er det samtalelederen, der spørger, og de andre lytter."),
    "phase.offers": lambda: _("Den slags svar hører til senere i tråden."),
    "phase.over": lambda: _("Forfatteren har samlet op, og tråden tager ikke flere svar. Forfatteren kan åbne den igen."),
    "phase.questions": lambda: _("Den slags svar hører til senere i tråden. Nu er der plads til spørgsmål."),
    "phase.team": lambda: _("Lige nu tænker teamet højt med hinanden, og andre svar må vente."),
    "lift.there": lambda: _("Handlingen er allerede løftet til sponsor. Træk den tilbage dér, før I løfter den igen."),
    "echo.told": lambda: _("Du har allerede svaret. Tak for det."),
    "parting.closed": lambda: _("Det kan vælges fra forløbets sidste uge, og til det delte slettes."),
    "parting.hidden": lambda: _("Facilitator har skjult noget her. Åbn «Skjult i dine indlæg» under Nu, og få det på plads først."),
    "plan.due": lambda: _("Planens tid er kommet. Fortæl først, om det blev til noget; blev det udsat, vælger du en ny dag dér."),
    "plan.too_many": lambda: _("Du har allerede to planer i gang. Prøv den ene først, eller sæt den på pause. Din tekst er her stadig."),
    "programme.none": lambda: _("Der findes intet forløb med det navn."),
    "programme.which": lambda: _("Der er flere forløb. Skriv hvilket."),
    "roster.race": lambda: _("Der er kommet nye til imens. Intet er gemt; se listen igennem, og prøv igen."),
    "item.moved_on": lambda: _("Den blev rettet et andet sted imens. Din tekst er her stadig: Genindlæs siden, og læg de to sammen."),
    "pulse.answered": lambda: _("Du har allerede svaret på denne puls, og et svar kan ikke findes frem igen. Tak, fordi du svarede."),
    "pulse.closed": lambda: _("Pulsen er ikke åben lige nu. Den åbner igen senere i forløbet."),
    "reflection.no_table": lambda: _("Du kan dele i en gruppe, du sidder i, og hvis aftale du har sagt ja til."),
    "reflection.private": lambda: _("Det her er kun til dig selv og kan ikke deles. Skriv en anden refleksion, hvis du vil dele noget af det."),
    "seance.arranged": lambda: _("Der er allerede aftalt en tid. Genindlæs siden, og ret den i stedet."),
    "seance.led": lambda: _("En anden er vært lige nu. Du kan overtage, hvis det er nødvendigt."),
    "seance.not_live": lambda: _("Mødet er ikke i gang."),
    "seance.over": lambda: _("Mødet er holdt. Referatet står, som det er."),
    "sending.nobody": lambda: _("Der er ingen over dig i linjen, som kan læse det i FLU. Bed den forløbsansvarlige om at rette din nærmeste leder. Din tekst er her stadig."),
    "thread.locked": lambda: _("Tråden er lukket for nye svar lige nu."),
    "thread.private": lambda: _("Refleksionen er ikke delt, så der kan ikke svares på den."),
    "tie.self": lambda: _("Vælg en anden end dig selv."),
    "topic.settled": lambda: _("Det er der allerede taget stilling til."),
    "track.full": lambda: _("Et forløb har højst otte spor."),
    "track.last": lambda: _("Et forløb har mindst ét spor."),
    "uid.taken": lambda: _("Det kunne ikke gemmes under det nummer. Genindlæs siden, og prøv igen."),
    "user.not_joined": lambda name: _("%(name)s er ikke kommet ind endnu. Invitér igen i stedet.", name=name),
    "user.shut_out": lambda name: _("%(name)s er lukket ude. En forløbsansvarlig kan lukke op igen.", name=name),
    "user.unknown": lambda: _("Der er ingen med den e-mail."),
    "user.own_account": lambda: _("Ingen lukker sig selv ude. Bed en anden forløbsansvarlig om det."),
    "user.email_taken": lambda: _("Den e-mail kan ikke bruges her. Vælg personen på listen, eller skriv en anden."),
}  # fmt: skip

WARNINGS = {
    "group.carried_over": lambda names, group: _("%(names)s kender hinanden fra %(group)s. Højst én bør følge med derfra.", names=listed(names), group=group),
    "group.elsewhere": lambda names, group: _("%(names)s sidder allerede i %(group)s.", names=listed(names), group=group),
    "group.not_best_size": lambda count: _("Her er %(count)s ledere. Fem eller seks er bedst.", count=count),
    "group.same_manager": lambda names: _("%(names)s har samme nærmeste leder.", names=listed(names)),
    "group.two_departments": lambda names: _("Kun to afdelinger: %(names)s. Tre giver flere øjne.", names=listed(names)),
}  # fmt: skip


def sentence(key, words):
    """The refusal, or the warning, in the reader's language."""
    return (REFUSALS.get(key) or WARNINGS[key])(**words)


def listed(names):
    """Names as the language lists them: Ada, Bo og Eli."""
    return format_list(list(names), locale=get_locale())


def fits(form, faults, fields):
    """Lay the rules that are broken beside the form's fields; tells whether none is."""
    for key, words in faults:
        field = form[fields[key]]
        field.errors = field.errors or [sentence(key, words)]
    return not form.errors
