"""Words that a full stop follows without ending the sentence, and words that begin sentences.

Lower case, without the last stop. The abbreviations are those of the Associated Press and Chicago
style books for English and of the usual dictionaries for the other languages. A word that is also
an ordinary one ("art.", "no.") stands only where the next token tells the two apart.
"""


def _words(spaced: str) -> frozenset[str]:
    return frozenset(spaced.split())


#: A name always follows. In lower case without the stop, though they are written with a capital,
#: since some are ordinary words when small.
TITLES = _words(
    # English
    "mr mrs ms mx dr drs prof profs rev fr hon gen maj col lt ltc cmdr cpl cpt sgt capt adm brig "
    "pvt pfc spc ens sen sens rep reps gov govs pres amb atty sec supt insp det cllr messrs msgr "
    "mt ft sta sto ald asst assoc hrh "
    # French, Spanish, Italian, Portuguese
    "mme mmes mlle mm mgr sra srta dra dña sig dott avv exmo exma ud uds ee "
    # German, Dutch, Russian, Turkish, Polish
    "hr dhr mevr mw drs проф doç av sn inż"
)

#: Titles that no other title or office precedes, so that they may begin a sentence.
CIVIL_TITLES = _words("Mr Mrs Ms Mx Dr")

#: A term always follows: never the end of a sentence.
BEFORE_TERM = _words(
    "vs viz cf approx eg ie esp incl sig sigg dott prof dr św ul pág págs párr bzw ca evtl "
    "ggf inkl sog vgl bijv ул кв им гл св см тов акад डॉ डा प्रो श्री पं मो"
)

#: A number follows, or it is an ordinary word.
BEFORE_NUMBER = _words(
    "no nos n° nº nr núm num vol vols fig figs p pp pg art arts sec secs ch chap para pt ver op ex "
    "bd abs str sat sun mon wed mar apt rm ste bldg hwy rte ext est div pop ft hr lb "
    "janv févr avr juil déc giu ott okt dez paź wrz gru lut тел стр"
)

#: May also end a sentence: only a word that begins sentences, or a quotation, right after it
#: decides.
MAY_END = _words(
    "inc ltd co cos corp plc llc bros jr sr esq al st ave blvd rd dept univ est min max intl "
    "natl govt assn pkwy ph.d d.c u.s u.k u.n e.u p.m гг др usw u.a cie s.a s.p.a a.g "
    "мин сек долл руб тыс млн млрд mio mrd vb ltda hno hnos"
)

#: The same, for months, days and the states of the US, which are ordinary words when small.
MAY_END_IN_CAPITALS = _words(
    "jan feb apr jun jul aug sept sep oct nov dec ene abr ago dic tue tues thu thur thurs fri "
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont "
    "neb nev okla ore pa penn tenn tex va vt wash wis wyo w.va"
)

#: Dotted abbreviations after which the sentence goes on, whatever follows.
NEVER_LAST = _words("e.g i.e c.f z.b d.h p.ex p.ej i.a m.e o.ä т.е т.к т.н ее.uu")

#: The halves of the day.
DAY_HALVES = _words("a.m p.m")

#: What may follow the time of day with a capital: days, months, zones.
AFTER_TIME = _words(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thurs Fri Sat "
    "Sun January February March April May June July August September October November December "
    "Jan Feb Mar Apr Jun Jul Aug Sept Oct Nov Dec Eastern Central Mountain Pacific Atlantic Alaska "
    "Greenwich UTC GMT BST CET CEST EET EST EDT ET CST CDT CT MST MDT MT PST PDT PT AKST HST IST "
    "JST KST PKT MSK AEST AEDT NZST WIB Local"
)

#: Words that open a sentence with a time: "Shortly after 5 a.m. Roe went out."
BEFORE_TIME = _words("at by around about before after until till since from shortly just on near")

#: Words that make the time after them describe a noun: "its 9 p.m. bulletin".
DETERMINERS = _words(
    "the a an this that its his her their our my your every each another daily nightly usual"
)

#: Names that end with an exclamation mark of their own.
NAMES_WITH_MARK = _words("yahoo jeopardy")

#: Small words inside names.
NAME_PARTICLES = _words(
    "de da do dos du la le al el bin ibn ben van von der den di del y of the and for"
)

_STARTERS = {
    language: _words(words)
    for language, words in {
        "en": "The A An He She It We They I You This That These Those There Here In On At By For "
        "From With As But And Or So If When While After Before Since Although Though However "
        "Meanwhile Moreover What Who Why How Where Which Did Do Does Is Are Was Were Has Have Had "
        "Would Could Should Can Not His Her Their Its Our My Your One Some Many Most All Both Each "
        "Another Other Others Then Now Today Yesterday Also During Under Over According Because "
        "Despite Until Once Perhaps Such Still Yet Nor To Nobody Everyone Instead Later Earlier "
        "Please Together Nearly About Around Among Between Within Without Inside Outside Through "
        "Throughout Against Even Only Just Never Nothing None Few Several Every Everything Someone "
        "Somebody Anyone Either Neither Whether Whatever Whenever Unless Unlike Thus Therefore "
        "Hence Nevertheless Nonetheless Afterward Afterwards Soon Often Sometimes Usually Maybe "
        "Finally Initially Eventually Ultimately Recently Currently Previously Subsequently "
        "Similarly Notably Additionally Separately Specifically Originally Historically Shortly "
        "Officially Reportedly Apparently Fortunately Unfortunately Surprisingly Furthermore "
        "Besides Let Last Next Asked Mr Mrs Ms Mx Dr",
        "fr": "Le La Les L Il Elle Ils Elles On Nous Vous Je J Ce C Cette Ces Cet Un Une Des En "
        "Dans Pour Par Mais Et Selon Après Avant Depuis Au Aux À Son Sa Ses Leur Leurs Tous D "
        "Quand Si Comme Puis",
        "de": "Der Die Das Den Dem Des Ein Eine Einen Er Sie Es Wir Ich Man Im In Am An Auf Aus "
        "Bei Nach Mit Vor Zu Zum Zur Für Und Aber Oder Doch Auch Dies Diese Dieser Dieses Dabei "
        "Damit Dann Danach Denn Seit Während Wenn Als Wie Was Wer Warum Seine Ihre Nun So Heute",
        "es": "El La Los Las Lo Un Una Unos Unas Él Ella Ellos Ellas Este Esta Estos Estas Ese Esa "
        "En Por Para Pero Y Según Su Sus No Se A Al De Del Con Como Tras Además También Cuando Si "
        "Aunque Entre Desde Hasta Sin Ayer Hoy",
        "it": "Il Lo La I Gli Le L Un Una Uno Egli Lui Lei Loro Questo Questa Questi In Per Ma E "
        "Con Nel Nella Secondo Dopo Anche Non Si A Al Come Quando Se Da Dal Della",
        "pt": "O A Os As Um Uma Ele Ela Eles Elas Este Esta Esse Essa Isso Em No Na Nos Nas Por "
        "Para Mas E Segundo Seu Sua Não Se Ao De Do Da Com Como Após Também Quando",
        "nl": "De Het Een Hij Zij Ze Wij We Ik Dit Dat Deze Die In Op Bij Voor Van Met Maar En "
        "Volgens Na Als Ook Toen Er Om Uit Hun Zijn",
        "sv": "Den Det De Han Hon Vi Jag En Ett I På Men Och Enligt Efter För Med När Om Som",
        "da": "Den Det De Han Hun Vi Jeg En Et I På Men Og Ifølge Efter For Med Når Om Som",
        "no": "Den Det De Han Hun Vi Jeg En Et I På Men Og Ifølge Etter For Med Når Om Som",
        "pl": "To Ten Ta W Na Po Za Do Ale I On Ona Oni Jednak Według Jak Nie Od Dla Przed Przy Z",
        "tr": "Bu O Bir Ancak Ama Ve Fakat Daha Sonra Bunun Şu Biz Onlar Ayrıca Ne İki Her",
        "ru": "Это Этот Эта Эти Он Она Они Оно Мы Я Вы В Во На По Но И А Как Также При После До "
        "Однако Кроме Об О С Из Для Так Ранее За К От У Его Её Их Если Когда Там Тогда Что Все",
        "uk": "Це Цей Ця Він Вона Вони Ми Я Ви У В На По Але І Й А Як Також Після До За З Із Для",
        "el": "Ο Η Το Οι Τα Αυτό Αυτός Αυτή Στο Στη Στην Στις Στα Και Αλλά Με Για Από Σε Δεν Όταν",
    }.items()
}


def sentence_starters(language: str) -> frozenset[str]:
    """Return words that begin a sentence far more often than they begin a name.

    ``language`` is an ISO 639-1 code; for one that has no list, or for none, those of English.
    """
    return _STARTERS.get(language, _STARTERS["en"])


#: Verbs of speech that may follow a quoted question or exclamation and its speaker.
SPEECH_VERBS = _words(
    "said says asked asks wrote writes added adds told tells replied replies tweeted exclaimed "
    "shouted cried wondered demanded inquired enquired insisted joked quipped declared responded "
    "remarked answered posted continued began concluded yelled screamed chanted called pleaded "
    "mused recalled explained noted argued warned admitted announced claimed stated observed "
    "complained protested roared laughed whispered muttered sighed scoffed snapped urged boasted"
)
