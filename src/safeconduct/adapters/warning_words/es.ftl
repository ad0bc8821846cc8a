### Spanish: what warnings of an area say. Each message says above it whether a person reviewed it.

# machine-drafted
exercise-words = SIMULACRO, EJERCICIO
# machine-drafted
exercise-line = Nada de esto está ocurriendo. No haga nada.
# machine-drafted
weekdays = lunes, martes, miércoles, jueves, viernes, sábado, domingo
# machine-drafted
digits = 0123456789
# machine-drafted
day-clock = { $clock } ({ $day })
# machine-drafted
event-attack = Peligro de ataque
# machine-drafted
event-unrest = Disturbios
# machine-drafted
event-fire = Incendio
# machine-drafted
event-flood = Inundación
# machine-drafted
event-tsunami = Tsunami
# machine-drafted
event-other = Peligro
# machine-drafted
word-stay = quédese dentro
# machine-drafted
word-leave = salga ahora
# machine-drafted
word-keep-away = no se acerque
# machine-drafted
word-evacuate = evacúe
# machine-drafted
word-all-clear = fin del peligro
# machine-drafted
word-withdrawn = retirada
# machine-drafted
headline-stay = { $event }. { $place }: quédese dentro hasta las { $until }.
# machine-drafted
headline-leave = { $event }. { $place }: salga ahora, vaya a: { $target }. Válido hasta las { $until }.
# machine-drafted
headline-keep-away = { $event }. { $place }: no se acerque hasta las { $until }.
# machine-drafted
headline-evacuate = { $event }. { $place }: evacúe por: { $target }. Válido hasta las { $until }.
# machine-drafted
headline-all-clear = { $place }: fin del peligro. Válido hasta las { $until }.
# machine-drafted
headline-withdrawn = { $place }: la alerta de las { $until } queda retirada. Espere noticias.
# machine-drafted
instruction-stay = { $place }: quédese dentro hasta las { $until }. Aléjese de ventanas y puertas. Espere el próximo mensaje.
# machine-drafted
instruction-leave = { $place }: salga ahora, vaya a: { $target }. Lleve solo lo que pueda cargar y ayude a quienes estén a su lado. Válido hasta las { $until }.
# machine-drafted
instruction-keep-away = { $place }: no se acerque hasta las { $until }. Si está allí, aléjese a pie y no se reúna con otros al aire libre.
# machine-drafted
instruction-evacuate = { $place }: evacúe por: { $target }, y por ningún otro camino. Lleve solo lo que pueda cargar y ayude a quienes estén a su lado. Válido hasta las { $until }.
# machine-drafted
instruction-all-clear = { $place }: fin del peligro. Puede salir. Siga atento a los mensajes hasta las { $until }.
# machine-drafted
instruction-withdrawn = { $place }: la alerta de las { $until } queda retirada. Ya no la siga. Esto no significa que el lugar sea seguro: espere el próximo mensaje donde está.
# machine-drafted
description-first = { $event }: { $place }. Solo se refiere a la zona marcada.
# machine-drafted
description-update = { $event }: { $place }. Solo se refiere a la zona marcada. Sustituye a la alerta de las { $since }.
# machine-drafted
description-cancel = { $event }: { $place }. La alerta de las { $since } ya no es válida.
