"""Words that are names of places somewhere and ordinary French everywhere else. Pure lists.

What belongs to the language of aids ("péage", "borne", "parking") is the team's lexicon, given by the search.
"""

# Grammar and small numbers: Le Pas, Vers, Us, Sept-Sorts.
FUNCTION_WORDS = frozenset(
    """
    ai alors an ans apres as assez aussi autre autres avant avec avez bien bon bonne bons car ce cela celle celui
    ces cet cette chez cinq comme contre dans deux dix donc eh elle elles encore entre es est et etre huit ici il ils
    je jusqu leur leurs loin lui ma mais me mes meme mieux mille moi moins mon ne neuf ni non nos notre nous on ont or
    ou oui par parce pas peu peut plus pour pourquoi pres puis quand quatre que quel quelle qui quoi rien sa sans se
    sept ses si six son sont sous suis sur ta te tes toi ton tous tout toute tres trois trop tu un une us vers voici
    vos votre vous y
    """.split()  # noqa: SIM905 - a hundred quoted words would hide the words
)
# First words of towns' names that nobody says alone for the town: Six-Fours, Bois-Colombes, Bar-le-Duc.
NEVER_ALONE = frozenset(
    """
    baie bar blanc bois bora bourg bras celle champs chapelle chateau combs etang ferte fort fos garenne gif grand
    grande isle lys loire maisons mont morne motte pavillons pennes petit petite plan plaisance pointe pont ponts port
    portes porto pre puy queue ris rive riviere roche sable sables saint sainte salon sin six teste val vaux vieux
    ville voisins
    """.split()  # noqa: SIM905 - a hundred quoted words would hide the words
)
# Auvergne-Rhône-Alpes for short at the end of a question ("vélo aura"), a verb before another word.
VERBS = frozenset({"aura"})
# "pas cher" isn't in the Cher, nor "une grosse somme" in the Somme.
NOT_AFTER = {
    "cher": frozenset({"assez", "aussi", "moins", "pas", "peu", "plus", "si", "tres", "trop"}),
    "lot": frozenset({"ce", "un"}),
    "somme": frozenset({"cette", "grosse", "petite", "quelle", "une"}),
}
# "le nord de la France", "la somme de 500 €" are no départements.
NOT_BEFORE = frozenset({"d", "de", "des", "du"})
# "dans le 31", "dans la Manche", "en Creuse": after these, a word is a place whatever else it means.
CUES = (("dans", "le"), ("dans", "la"), ("dans", "les"), ("dans", "l"), ("en",))
# "moins de 26 ans", "permis à 17 ans", "ligne 13", "12 rue de la Paix": numbers that aren't départements'.
COUNTING = frozenset({"a", "article", "bus", "code", "de", "des", "ligne", "moins", "plus", "tram", "vers"})
EARNING = frozenset({"revenu", "revenus", "rfr", "salaire"})
COUNTED = frozenset(
    """
    allee an ans annees avenue av bd bis boulevard cc ch chemin cm cv e eur euro euros h heures jours kg km kw kwh m
    mois personnes places pouces quai roues rue ter w wh
    """.split()  # noqa: SIM905 - as above
)
COUNTED_SIGNS = ("€", "%", "'", '"', "/")
