"""Words by which a name of a person is told from a place, a unit or a heading."""

import re


def _listed(words):
    return frozenset(words.split())


FIRST_NAMES = _listed(
    """
    anne mette kirsten hanne anna helle maria susanne lene marianne camilla lone louise charlotte
    pia ida tina gitte bente karen emma christina jette inger annette julie rikke sofie lis birthe
    britta vibeke ulla dorthe grethe ingrid elisabeth sarah sara mona trine malene laura line
    katrine kathrine cathrine caroline karina marie mie maja signe stine heidi sanne
    pernille lærke freja clara ella alma agnes nora isabella josefine mathilde emilie amalie
    frederikke nanna tove karla olivia yasmin samira fatima aisha amina zahra leila layla mariam
    zainab hana sana nadia jasmin else bodil birgit birgitte astrid ruth edith ellen esther gerda
    gudrun gunhild ingeborg jytte kamma karin kate lisbeth lise lisa liselotte lotte margit
    margrethe merete mia michelle nina olga randi rita rosa sigrid simone sonja sussi tanja thea
    tilde ursula vera winnie yrsa åse aase dagny dagmar ditte elin ester eva fie gry gurli
    hjørdis irma iben jane janne jannie jeanette johanne judith kaja kitt kristina kristine
    mary mathea melissa natasja natalie pauline poula regitze sascha selma sidsel silje solveig
    therese tine viola viktoria victoria benedikte bettina conny connie dorte dorrit eline esma
    peter michael jens henrik thomas søren christian martin lars jan morten jesper niels mads
    rasmus per hans jørgen ole simon anders kim frederik brian jonas christoffer kristoffer daniel
    mikkel magnus emil mathias rene rené kasper jakob jacob claus klaus steen erik carsten karsten
    poul torben bo finn john kurt leif knud flemming allan bent bjarne bjørn carl karl casper
    dennis david ebbe ejner einar elias eskil esben farid felix frank frede gert gunnar hamza
    harald henning hassan hussein ibrahim ali ahmed ahmad mohammed mohamed muhammad mustafa mehmet
    omar yusuf yousef abdullah abdi ivan jeppe jimmi jimmy joakim johan johannes johnny julius
    kaj kai keld kjeld kenneth kent kevin kristian lasse lauge laurits laust lucas lukas malthe
    marcus markus mogens nicklas niclas nicolai nikolaj noah oliver oscar oskar otto ove palle
    patrick paw preben rune sebastian sigurd stefan steffen sten stig sune svend sven tage
    teddy theis theodor tim toke tom tommy troels ulrik uffe valdemar verner victor viktor villads
    villy vagn william willy aage åge aksel axel albert alfred alexander aleksander anton arne
    arthur asger august benjamin bertil birger børge christopher dan dines egon elmer emanuel
    ernst erling ernest folmer frits georg gorm gustav helge helmer herman holger hugo ib
    ingvar jack james jarl jon jonathan josef julian kjartan konrad kresten
    """
)

# First names that are Danish words, too, and so say nothing at the start of a sentence.
WORDS_TOO = _listed("bo liv dag gry tro sol bjørn vilje fryd ask storm")

# Capitalised often enough without being anybody's name.
NOT_IN_NAMES = _listed(
    """
    jeg du vi de den det der dem en et min mit mine din dit vores jeres og men så da når hvis hvad
    hvem hvor hvordan hvornår hvorfor til fra for med på om ved af ud op ned ind ny nye nyt alle
    første anden tredje nære danske dansk nordisk store lille lange god gode fælles social sociale
    service sundhed sundhedslov lov vision strategi projekt program seance gruppemøde uge forløb
    kerneopgaven prøvehandling refleksion kommune kommunes region regionen regional borgmester
    direktør center centret plejecenter botilbud botilbuddet støttecenter støttecentret dagtilbud
    dagtilbuddet hjemmepleje hjemmeplejen sygepleje sygeplejen visitation visitationen myndighed
    bostøtteteam rehabiliteringsteam rehabiliteringsteamet aflastningen træningscenter
    hjælpemiddeldepotet afdeling afdelingen team teams hus huset nord syd øst vest midt ældre
    handicap støtte pleje omsorg træning økonomi vagtplanteamet velfærdsteknologi røde kors blå
    hvide sorte grønne ældresagen folkekirken danmark danmarks jylland nordjylland sønderjylland
    midtjylland sjælland fyn bornholm lolland falster europa eu usa sverige norge tyskland grønland
    færøerne island aalborg ålborg aarhus århus københavn københavns odense esbjerg randers kolding
    horsens vejle roskilde herning silkeborg helsingør viborg holstebro næstved fredericia hillerød
    køge svendborg hjørring frederikshavn thisted skive ringsted slagelse holbæk fjordslette
    limfjorden lejre skanderborg faxe microsoft google apple facebook office excel word outlook
    sharepoint windows iphone ipad zoom skype meet linkedin youtube power point nexus cura kmd
    falck netflix new york jul juleaften nytår påske pinse bededag grundlovsdag sankt hans allé
    vej gade plads torv januar februar marts april maj juni juli august september oktober november
    december mandag tirsdag onsdag torsdag fredag lørdag søndag january february march may june
    july october monday tuesday wednesday thursday friday saturday sunday the this that these those
    my our your we he she it they and but when what who how why in on at to from with of for
    """
) - {"hans", "august"}

NO_NAMES = re.compile(
    r"(?:cent(?:e?ret|er)|kommunen?s?|team(?:et|s)?|plejen|huset|hjemmet|skolen|styrelsen|rådet|"
    r"ministeriet|forvaltningen|udvalget|afdelingen|tilbuddet|loven|programmet|puljen|klinikken|"
    r"forbundet|foreningen|akademiet|universitetet|hospitalet?|sygehuset?|biblioteket?|"
    r"uddannelsen|uddannelse|væsenet|væsen|politikken|planen|udvalg|styrelse|forening)$"
)

UNITS = _listed(
    """
    plejecenter plejecentret plejehjem plejehjemmet botilbud botilbuddet støttecenter støttecentret
    dagtilbud dagtilbuddet træningscenter træningscentret hjemmeplejen sygeplejen aflastningen
    bosted bostedet afdeling afdelingen hus team teamet rehabiliteringsteamet gruppe gruppen
    """
)

# Words that end like a street and are none.
NO_STREETS = _listed(
    """
    motorvej motorvejen omvej omvejen genvej genvejen udvej udvejen hovedvej hovedvejen halvvej
    undervej levevej levevejen tilkaldevej arbejdsplads arbejdspladsen legeplads legepladsen
    parkeringsplads mødeplads praktikplads plejehjemsplads aflastningsplads aflastningspladsen
    døgnplads boligplads dagplads elevplads uddannelsesplads byggeplads vinterhave børnehave
    børnehaven udgave udgaven opgave opgaven indgave danmark overvej fravej
    """
)
