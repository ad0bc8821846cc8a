### English: what warnings of an area say. Each message says above it whether a person reviewed it.

# machine-drafted
exercise-words = EXERCISE, DRILL
# machine-drafted
exercise-line = Nothing of this is happening. Do nothing.
# machine-drafted
weekdays = Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday
# machine-drafted
digits = 0123456789
# machine-drafted
day-clock = { $clock } ({ $day })
# machine-drafted
event-attack = Danger of attack
# machine-drafted
event-unrest = Unrest
# machine-drafted
event-fire = Fire
# machine-drafted
event-flood = Flood
# machine-drafted
event-tsunami = Tsunami
# machine-drafted
event-other = Danger
# machine-drafted
word-stay = stay inside
# machine-drafted
word-leave = leave now
# machine-drafted
word-keep-away = keep away
# machine-drafted
word-evacuate = evacuate
# machine-drafted
word-all-clear = all clear
# machine-drafted
word-withdrawn = withdrawn
# machine-drafted
headline-stay = { $event }. { $place }: stay inside until { $until }.
# machine-drafted
headline-leave = { $event }. { $place }: leave now, go to { $target }. Valid until { $until }.
# machine-drafted
headline-keep-away = { $event }. { $place }: keep away until { $until }.
# machine-drafted
headline-evacuate = { $event }. { $place }: evacuate by { $target }. Valid until { $until }.
# machine-drafted
headline-all-clear = { $place }: all clear. Valid until { $until }.
# machine-drafted
headline-withdrawn = { $place }: the warning of { $until } is withdrawn. Wait for news.
# machine-drafted
instruction-stay = { $place }: stay inside until { $until }. Keep off windows and doors. Wait for the next message.
# machine-drafted
instruction-leave = { $place }: leave now, go to { $target }. Take what you can carry, and help those beside you. This holds until { $until }.
# machine-drafted
instruction-keep-away = { $place }: keep away until { $until }. If you are there, go away on foot, and do not gather in the open.
# machine-drafted
instruction-evacuate = { $place }: evacuate by { $target } and by no other way. Take what you can carry, and help those beside you. This holds until { $until }.
# machine-drafted
instruction-all-clear = { $place }: all clear. You may go out. Keep listening for messages until { $until }.
# machine-drafted
instruction-withdrawn = { $place }: the warning of { $until } is withdrawn. Do not act on it any more. This does not say that it is safe: wait where you are for the next message.
# machine-drafted
description-first = { $event }: { $place }. The marked area alone is meant.
# machine-drafted
description-update = { $event }: { $place }. The marked area alone is meant. This replaces the warning of { $since }.
# machine-drafted
description-cancel = { $event }: { $place }. The warning of { $since } does not hold any more.
