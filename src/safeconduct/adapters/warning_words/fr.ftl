### French: what warnings of an area say. Each message says above it whether a person reviewed it.

# machine-drafted
exercise-words = EXERCICE, SIMULATION
# machine-drafted
exercise-line = Rien de tout cela n'a lieu. Ne faites rien.
# machine-drafted
weekdays = lundi, mardi, mercredi, jeudi, vendredi, samedi, dimanche
# machine-drafted
digits = 0123456789
# machine-drafted
day-clock = { $clock } ({ $day })
# machine-drafted
event-attack = Risque d'attaque
# machine-drafted
event-unrest = Troubles
# machine-drafted
event-fire = Incendie
# machine-drafted
event-flood = Inondation
# machine-drafted
event-tsunami = Tsunami
# machine-drafted
event-other = Danger
# machine-drafted
word-stay = restez à l'intérieur
# machine-drafted
word-leave = partez maintenant
# machine-drafted
word-keep-away = n'approchez pas
# machine-drafted
word-evacuate = évacuez
# machine-drafted
word-all-clear = fin d'alerte
# machine-drafted
word-withdrawn = retirée
# machine-drafted
headline-stay = { $event }. { $place }: restez à l'intérieur jusqu'à { $until }.
# machine-drafted
headline-leave = { $event }. { $place }: partez maintenant, allez à: { $target }. Valable jusqu'à { $until }.
# machine-drafted
headline-keep-away = { $event }. { $place }: n'approchez pas jusqu'à { $until }.
# machine-drafted
headline-evacuate = { $event }. { $place }: évacuez par: { $target }. Valable jusqu'à { $until }.
# machine-drafted
headline-all-clear = { $place }: fin d'alerte. Valable jusqu'à { $until }.
# machine-drafted
headline-withdrawn = { $place }: l'alerte de { $until } est retirée. Attendez des nouvelles.
# machine-drafted
instruction-stay = { $place }: restez à l'intérieur jusqu'à { $until }. Éloignez-vous des fenêtres et des portes. Attendez le prochain message.
# machine-drafted
instruction-leave = { $place }: partez maintenant, allez à: { $target }. Ne prenez que ce que vous pouvez porter, aidez vos voisins. Valable jusqu'à { $until }.
# machine-drafted
instruction-keep-away = { $place }: n'approchez pas jusqu'à { $until }. Si vous y êtes, éloignez-vous à pied et ne vous rassemblez pas à découvert.
# machine-drafted
instruction-evacuate = { $place }: évacuez par: { $target }, et par aucun autre chemin. Ne prenez que ce que vous pouvez porter, aidez vos voisins. Valable jusqu'à { $until }.
# machine-drafted
instruction-all-clear = { $place }: fin d'alerte. Vous pouvez sortir. Restez à l'écoute des messages jusqu'à { $until }.
# machine-drafted
instruction-withdrawn = { $place }: l'alerte de { $until } est retirée. Ne la suivez plus. Cela ne veut pas dire que le lieu est sûr: attendez le prochain message là où vous êtes.
# machine-drafted
description-first = { $event }: { $place }. Seule la zone marquée est concernée.
# machine-drafted
description-update = { $event }: { $place }. Seule la zone marquée est concernée. Ceci remplace l'alerte de { $since }.
# machine-drafted
description-cancel = { $event }: { $place }. L'alerte de { $since } n'est plus valable.
