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
    "mr mrs ms mx dr prof rev fr hon gen maj col lt cmdr cpl sgt capt adm brig pvt pfc sen sens "
    "rep reps gov govs pres supt insp det messrs mt ft ald asst assoc hrh "
    # French, Spanish, Italian, Portuguese
    "mme mmes mlle mm mgr sr sra srta dra dña sig dott avv ing exmo exma ud uds ee lic "
    # German, Dutch, Russian
    "hr dhr mevr mw drs проф"
)

#: A term always follows: never the end of a sentence.
BEFORE_TERM = _words(
    "vs viz cf approx eg ie esp incl pág págs párr bzw ca evtl ggf inkl sog vgl bijv ул кв им гл см"
)

#: A number follows, or it is an ordinary word.
BEFORE_NUMBER = _words(
    "no nos n° nº nr núm num vol vols fig figs p pp pg art arts sec secs ch chap para pt ver op ex "
    "bd abs str sat sun mon wed mar"
)

#: May also end a sentence: only a word that begins sentences, right after it, decides.
MAY_END = _words(
    "inc ltd co cos corp plc llc bros jr esq etc al st ave blvd rd dept univ est min max "
    "ph.d d.c u.s u.k u.n e.u a.m p.m гг др usw u.a cie s.a s.p.a a.g"
)

#: The same, for months, days and the states of the US, which are ordinary words when small.
MAY_END_IN_CAPITALS = _words(
    "jan feb apr jun jul aug sept sep oct nov dec ene abr ago dic tue tues thu thur thurs fri "
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont "
    "neb nev okla ore pa penn tenn tex va vt wash wis wyo w.va"
)

#: Dotted abbreviations after which the sentence goes on, whatever follows.
NEVER_LAST = _words("e.g i.e c.f z.b d.h p.ex p.ej i.a m.e o.ä")

#: Words that begin a sentence far more often than they begin a name.
SENTENCE_STARTERS = _words(
    "The A An He She It We They I You This That These Those There Here In On At By For From "
    "With As But And Or So If When While After Before Since Although Though However Meanwhile "
    "Moreover What Who Why How Where Which Did Do Does Is Are Was Were Has Have Had Would Could "
    "Should Can Not His Her Their Its Our My Your One Some Many Most All Both Each Another Other "
    "Others Then Now Today Yesterday Also During Under Over According Because Despite Until Once "
    "Perhaps Such Still Yet Nor To Nobody Everyone Instead Later Earlier Please "
    "Il Elle Ils Elles Le Les Cette Der Die Das Er Sie Es Wir Los Las"
)

#: Verbs of speech that may follow a quoted question or exclamation and its speaker.
SPEECH_VERBS = _words(
    "said says asked asks wrote writes added adds told tells replied replies tweeted exclaimed "
    "shouted cried wondered demanded inquired insisted joked quipped declared"
)
