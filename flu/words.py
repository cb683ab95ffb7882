"""The models' keys as people say them; one home for every enumeration's words."""

from flask_babel import lazy_gettext as _l
from wtforms.fields.choices import SelectChoice

STATES = {
    "idea": _l("Undring"),
    "hypothesis": _l("Hypotese"),
    "planned": _l("Planlagt"),
    "tried": _l("Afprøvet"),
    "observed": _l("Iagttaget"),
    "reflected": _l("Reflekteret"),
    "shared": _l("Delt"),
    "adopted": _l("Ny praksis"),
    "dropped": _l("Droppet med læring"),
    "unlearned": _l("Aflagt vane"),
    "paused": _l("På pause"),
}
STEPS = (_l("Undring"), _l("Plan"), _l("Prøvet"), _l("Lært"), _l("Delt"))
OUTCOMES = {
    "yes": _l("Ja"),
    "partly": _l("Delvist"),
    "postponed": _l("Udsat"),
    "given_up": _l("Opgivet"),
}
SIGNS = {
    "yes": _l("Ja"),
    "little": _l("Lidt"),
    "no": _l("Nej"),
    "opposite": _l("Omvendt"),
}
VERDICTS = {
    "held": _l("Holdt"),
    "partly": _l("Holdt lidt"),
    "not": _l("Holdt ikke"),
    "open": _l("Undervejs"),
}
ANSWERS = {
    "yes": _l("Ja"),
    "sometimes": _l("Nogle gange"),
    "no": _l("Nej"),
}
SITUATIONS = {
    "board": _l("tavlemødet"),
    "one_to_one": _l("en 1:1"),
    "staff": _l("personalemødet"),
    "relatives": _l("en pårørendesamtale"),
    "handover": _l("vagtskiftet"),
    "hallway": _l("en snak på gangen"),
}
FELT_BY = {
    "citizens": _l("borgere"),
    "relatives": _l("pårørende"),
    "politicians": _l("politikere"),
    "employees": _l("medarbejdere"),
    "partners": _l("partnere"),
}
DISCIPLINES = {
    "new": _l("Nye discipliner"),
    "classical": _l("Klassiske discipliner"),
}
BALANCE = {
    "trying": _l("Prøve"),
    "reflecting": _l("Reflektere"),
    "knowing": _l("Ny viden"),
}
RECALLS = {
    "true": _l("Stadig sand"),
    "use": _l("Brug den i morgen"),
    "later": _l("Ikke nu"),
}
PARTS = {
    "lesson": _l("Læringspointe"),
    "practice": _l("Ny praksis"),
    "story": _l("Prøvet"),
    "reflection": _l("Refleksion"),
}
PHASES = {
    "running": _l("I gang"),
    "concluded": _l("Afsluttet"),
    "all": _l("Alle"),
}
CONCLUSIONS = {
    "adopted": _l("Det bliver en ny praksis"),
    "dropped": _l("Jeg dropper den med læring"),
    "unlearned": _l("En gammel vane er lagt"),
}
REACHES = {
    "private": _l("Kun mig"),
    "group": _l("Min gruppe"),
    "cohort": _l("Holdet"),
    "organisation": _l("Forvaltningen"),
}
WANTS = {
    "listen": _l("Lyt med"),
    "questions": _l("Stil mig spørgsmål"),
    "experience": _l("Del jeres erfaringer"),
    "challenge": _l("Udfordr mig"),
}
KINDS = {
    "hears": _l("Jeg hører"),
    "recognises": _l("Jeg genkender"),
    "wonders": _l("Jeg undrer mig"),
    "impressed": _l("Det gør indtryk"),
    "offers": _l("Jeg tilbyder"),
    "challenges": _l("Jeg udfordrer"),
    "reply": _l("Svar"),
    "facilitates": _l("Facilitators blik"),
    "tells": _l("Jeg fortæller"),
    "moved": _l("Jeg blev optaget af"),
    "concludes": _l("Det tager jeg med"),
}
SCRIPTS = {
    "plain": _l("Svar, som de kommer"),
    "questions": _l("Spørgsmål først"),
    "team": _l("Reflekterende team"),
}
SCRIPT_HINTS = {
    "plain": _l("Alle slags svar er åbne fra begyndelsen."),
    "questions": _l("Et døgn til spørgsmål, så tilbud, og til sidst det, du tager med."),
    "team": _l("I to døgn: Én spørger, de andre lytter og tænker så højt med hinanden."),
}
THREAD_PHASES = {
    "open": _l("Åben"),
    "questions": _l("Spørgsmål"),
    "offers": _l("Tilbud"),
    "interview": _l("Samtale"),
    "team": _l("Teamet tænker højt"),
    "conclusion": _l("Det tager jeg med"),
    "over": _l("Samlet op"),
}
PHASE_HELP = {
    "questions": _l("Først spørger vi. Tilbud og udfordringer kan skrives nu, men de venter."),
    "offers": _l("Spørgsmålene er stillet. Nu er der plads til tilbud."),
    "interview": _l("Samtalelederen spørger, og forfatteren svarer. Vi andre lytter."),
    "team": _l("Teamet tænker højt med hinanden: Jeg blev optaget af … Forfatteren lytter."),
    "conclusion": _l("Forfatteren samler op: Det tager jeg med …"),
    "over": _l("Forfatteren har samlet op. Alt kan stadig læses."),
}
TURNS = {
    "questions": _l("Gå videre til tilbud"),
    "offers": _l("Gå videre, jeg samler op"),
    "interview": _l("Giv ordet til teamet"),
    "team": _l("Gå videre, jeg samler op"),
}
WAITS = {
    "offers": _l("Venter, til spørgsmålene er stillet"),
    "challenges": _l("Venter, til spørgsmålene er stillet"),
    "moved": _l("Venter, til teamet tænker højt"),
}
STARTERS = {
    "hears": _l("Jeg hører, at …"),
    "recognises": _l("Jeg genkender det fra …"),
    "wonders": _l("Jeg undrer mig over …"),
    "impressed": _l("Det gør indtryk, at du …"),
    "offers": _l("Jeg har prøvet … Sig til, hvis du vil høre."),
    "challenges": _l("Hvad nu hvis …?"),
    "reply": _l("Det tager jeg med …"),
    "facilitates": _l("Hvad ville der ske, hvis …?"),
    "tells": _l("Dengang vi prøvede …"),
    "moved": _l("Jeg blev optaget af …"),
    "concludes": _l("Det tager jeg med …"),
}
ACTION_STATES = {
    "proposed": _l("foreslået"),
    "consented": _l("besluttet"),
    "started": _l("i gang"),
    "followed_up": _l("fulgt op"),
    "adjusted": _l("justeret"),
    "done": _l("færdig"),
    "stopped": _l("stoppet med læring"),
}
ROUND = {
    "proposal": _l("Forslag"),
    "questions": _l("Spørgsmål"),
    "reactions": _l("Reaktioner"),
    "consent": _l("Samtykke"),
    "adjust": _l("Justering"),
}
ROUND_HELP = {
    "proposal": _l(
        "Forslaget ligger til læsning. Tovholderen åbner for spørgsmål, når det er klart."
    ),
    "questions": _l("Spørg, til du forstår forslaget. Meningerne venter lidt endnu."),
    "reactions": _l("Sig, hvad forslaget vækker i dig. Tovholderen lytter og kan rette det til."),
    "consent": _l("Kan du leve med det? Et nej siger, hvad der ville tage skade."),
    "adjust": _l("Tovholderen retter forslaget, så indvendingen er hørt, og spørger alle igen."),
}
CONSENTS = {
    "live_with": _l("Jeg kan leve med det"),
    "remark": _l("Ja, med en bemærkning"),
    "objection": _l("Begrundet indvending"),
}
HARMS = {
    "core_task": _l("kerneopgaven"),
    "citizen": _l("borgeren"),
    "employee": _l("medarbejderne"),
    "law": _l("loven"),
}
DECISIONS = {
    "continue": _l("Fortsæt"),
    "adjust": _l("Justér"),
    "done": _l("Færdig"),
    "stop": _l("Stop"),
}
DECISION_HINTS = {
    "continue": _l("Den gør nytte. I ser på den igen."),
    "adjust": _l("Noget skal gøres anderledes. I retter den til bagefter."),
    "done": _l("Gevinsten er der. Handlingen er færdig."),
    "stop": _l("Den gav ikke det, I håbede. Det, den lærte jer, bliver."),
}
CHAIN = {
    "previous": _l("Forrige udgave"),
    "origin": _l("Kom fra"),
    "wonder": _l("Undring"),
    "plan": _l("Plan"),
    "tried": _l("Prøvet"),
    "seen": _l("Set"),
    "learned": _l("Lært"),
    "shared": _l("Delt"),
    "answered": _l("Svaret"),
    "action": _l("Fælles handling"),
    "gain": _l("Gevinst"),
    "next": _l("Næste udgave"),
    "elsewhere": _l("Prøvet et andet sted"),
    "hidden": _l("Et led, du ikke kan læse"),
}
MANNERS = {
    "mask": _l("Skjul enkelte ord"),
    "pause": _l("Sæt indlægget på pause"),
}
RULES = {
    "identifiable": _l("genkendelige personer"),
    "confidentiality": _l("gruppens fortrolighed"),
    "belittling": _l("nedgørende eller personligt"),
    "personnel": _l("hører til i en anden kanal (HR, MED, tilsyn)"),
    "other": _l("andet"),
}
ROLES = {
    "member": _l("deltager"),
    "host": _l("vært"),
    "facilitator": _l("facilitator"),
    "participant": _l("deltager"),
    "programme_manager": _l("forløbsansvarlig"),
    "nearest_manager": _l("nærmeste leder"),
    "sponsor": _l("sponsor"),
    "guest": _l("gæst"),
}
HOUSES = {
    "administration": _l("forvaltning"),
    "department": _l("afdeling"),
    "unit": _l("enhed"),
}
LOG = {
    "group.formed": _l("%(who)s lavede gruppen."),
    "group.renamed": _l("%(who)s gav gruppen et nyt navn."),
    "group.admitted": _l("%(who)s gav %(whom)s en plads som %(role)s."),
    "group.appointed": _l("%(who)s gjorde %(whom)s til %(role)s."),
    "group.left": _l("%(whom)s forlod gruppen."),
    "group.removed": _l("%(who)s tog pladsen tilbage fra %(whom)s."),
    "group.opening": _l("%(who)s valgte, hvordan nye tråde begynder."),
    "group.clash": _l("%(whom)s står nu over en anden i gruppen. Adgangen er på pause."),
    "group.resumed": _l("%(whom)s står ikke længere over nogen i gruppen og kan læse med igen."),
    "group.archived": _l("%(who)s lukkede gruppen."),
    "group.staff_asked": _l("%(who)s bad for gruppen facilitator om at blive efter forløbet."),
    "group.staff_released": _l("%(who)s sagde for gruppen farvel og tak til facilitator."),
    "group.staff_left": _l("Forløbet er slut. %(whom)s læser ikke længere med."),
    "agreement.first": _l("%(who)s lagde en aftale frem. Alle siger ja til den."),
    "agreement.proposed": _l("%(who)s skrev aftalen på ny. Alle siger ja igen."),
    "agreement.accepted": _l("%(who)s sagde ja til aftalen."),
    "hiding.paused": _l("%(who)s satte et indlæg på pause."),
    "hiding.masked": _l("%(who)s skjulte ord i et indlæg."),
    "hiding.revised": _l("Forfatteren skrev et skjult indlæg om."),
    "hiding.withdrawn": _l("Forfatteren trak et indlæg tilbage."),
    "hiding.restored": _l("%(who)s åbnede et indlæg igen."),
    "thread.locked": _l("%(who)s lukkede en tråd for nye svar."),
    "thread.unlocked": _l("%(who)s åbnede en tråd for svar igen."),
}
MOMENTS = {
    "start": _l("Ved start"),
    "midway": _l("Midtvejs"),
    "end": _l("Ved slutningen"),
}
NOUNS = {
    "reflection": _l("Refleksion"),
    "comment": _l("Svar"),
    "experiment": _l("Prøvehandling"),
    "action": _l("Fælles handling"),
    "brief": _l("Tre linjer til min chef"),
    "remark": _l("Svar på tre linjer"),
    "backing": _l("Ønske om opbakning"),
    "lift": _l("Løftet til sponsor"),
}
BACKING = {
    "sent": _l("sendt"),
    "passed_on": _l("sendt videre"),
    "answered": _l("besvaret"),
    "withdrawn": _l("trukket tilbage"),
}
REPLIES = {
    "yes": _l("Ja"),
    "yes_if": _l("Ja, hvis …"),
    "no_because": _l("Nej, fordi …"),
}
HUES = {
    "heather": _l("Lyng"),
    "clay": _l("Ler"),
    "fjord": _l("Fjord"),
    "moss": _l("Mos"),
    "dusk": _l("Tusmørke"),
    "rye": _l("Rug"),
    "kelp": _l("Tang"),
    "rosehip": _l("Hyben"),
}
ICONS = {
    "me": _l("Person"),
    "way": _l("Vej"),
    "steps": _l("Trin"),
    "link": _l("Led"),
    "leaf": _l("Blad"),
    "sparkles": _l("Gnister"),
    "target": _l("Mål"),
    "message": _l("Samtale"),
    "hand": _l("Hånd"),
    "building": _l("Hus"),
}
PARTINGS = {
    "home": _l("Tag med hjem"),
    "nameless": _l("Lad blive uden navn"),
    "delete": _l("Slet"),
}
TEMPLATES = {
    "A": _l("Temaer"),
    "B": _l("Læringsformer"),
    "C": _l("Ledelsesprincipper"),
}
FRAMES = {
    "opening": _l("Opstart"),
    "seance": _l("Seance"),
    "meeting": _l("Gruppemøde"),
}
HOLIDAYS = {
    "winter": _l("vinterferie"),
    "easter": _l("påske"),
    "summer": _l("sommerferie"),
    "autumn": _l("efterårsferie"),
    "christmas": _l("jul og nytår"),
}
METHODS = {
    "weekly": _l("Ugens to minutter"),
    "experiments": _l("Prøvehandlinger"),
    "responses": _l("Måden, vi svarer hinanden på"),
    "focus": _l("Fokusperson på møderne"),
    "actions": _l("Fælles handlinger"),
    "seances": _l("Seancerne"),
    "agreement": _l("Gruppens aftale"),
}
CHOICES = {
    "keep": _l("Behold"),
    "change": _l("Ændr"),
    "stop": _l("Stop"),
}
WEEKDAYS = {
    "0": _l("mandag"),
    "1": _l("tirsdag"),
    "2": _l("onsdag"),
    "3": _l("torsdag"),
    "4": _l("fredag"),
}
PROTOCOLS = {
    "60": _l("60 minutter om bordet"),
    "25": _l("25 minutter på telefonen"),
}
LIVE = {
    "check_in": _l("Tjek ind"),
    "since": _l("Siden sidst"),
    "tell": _l("Fortæl"),
    "questions": _l("Spørgsmål"),
    "team": _l("Reflekterende team"),
    "takes_along": _l("Det tager jeg med"),
    "plan": _l("Plan"),
    "action": _l("En ny fælles handling?"),
    "check_out": _l("Tjek ud"),
}
LIVE_HELP = {
    "check_in": _l("Ét ord, og: Hvad har du prøvet?"),
    "since": _l("Tag hver fælles handling: godt på vej, brug for hjælp eller færdig?"),
    "tell": _l("Fokuspersonen fortæller. Alle andre lytter."),
    "questions": _l("Kun åbne spørgsmål. Ét ad gangen, og ingen råd i forklædning."),
    "team": _l("Tænk højt med hinanden: «Jeg blev optaget af …». Fokuspersonen lytter."),
    "takes_along": _l("Fokuspersonen slutter: «Det tager jeg med …». Ingen kommenterer."),
    "plan": _l("Når …, gør jeg … Hvad er den mindste udgave, og hvornår?"),
    "action": _l("Er der noget, I vil gøre sammen? Tag en samtykkerunde."),
    "check_out": _l("Hvordan lærte vi sammen i dag? Og hvem er vært næste gang?"),
}
BOOKS = {
    "state": STATES,
    "outcome": OUTCOMES,
    "sign": SIGNS,
    "verdict": VERDICTS,
    "answer": ANSWERS,
    "situation": SITUATIONS,
    "felt_by": FELT_BY,
    "disciplines": DISCIPLINES,
    "balance": BALANCE,
    "recall": RECALLS,
    "part": PARTS,
    "phase": PHASES,
    "conclusion": CONCLUSIONS,
    "reach": REACHES,
    "want": WANTS,
    "kind": KINDS,
    "starter": STARTERS,
    "script": SCRIPTS,
    "thread_phase": THREAD_PHASES,
    "phase_help": PHASE_HELP,
    "turn": TURNS,
    "waits": WAITS,
    "action": ACTION_STATES,
    "round": ROUND,
    "round_help": ROUND_HELP,
    "consent": CONSENTS,
    "harm": HARMS,
    "decision": DECISIONS,
    "decision_hint": DECISION_HINTS,
    "chain": CHAIN,
    "manner": MANNERS,
    "moment": MOMENTS,
    "rule": RULES,
    "role": ROLES,
    "house": HOUSES,
    "log": LOG,
    "hue": HUES,
    "noun": NOUNS,
    "backing": BACKING,
    "reply": REPLIES,
    "icon": ICONS,
    "parting": PARTINGS,
    "template": TEMPLATES,
    "frame": FRAMES,
    "holiday": HOLIDAYS,
    "weekday": WEEKDAYS,
    "method": METHODS,
    "choice": CHOICES,
    "protocol": PROTOCOLS,
    "live": LIVE,
    "live_help": LIVE_HELP,
}


def word(book, key):
    """`word("state", "planned")` → Planlagt, in the reader's language."""
    return BOOKS[book][key]


def reach_name(visibility, group):
    """Who "Min gruppe" is, by name."""
    return group.name if visibility == "group" and group else REACHES[visibility]


def options(book, keys=None):
    """The choices of a form's field, in the book's order."""
    return [SelectChoice(key, BOOKS[book][key]) for key in keys or BOOKS[book]]
