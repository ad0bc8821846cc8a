### Ukrainian: what warnings of an area say. Each message says above it whether a person reviewed it.

# machine-drafted
exercise-words = НАВЧАННЯ, ТРЕНУВАННЯ
# machine-drafted
exercise-line = Нічого цього не відбувається. Нічого не робіть.
# machine-drafted
weekdays = понеділок, вівторок, середа, четвер, п'ятниця, субота, неділя
# machine-drafted
digits = 0123456789
# machine-drafted
day-clock = { $clock } ({ $day })
# machine-drafted
event-attack = Загроза нападу
# machine-drafted
event-unrest = Заворушення
# machine-drafted
event-fire = Пожежа
# machine-drafted
event-flood = Повінь
# machine-drafted
event-tsunami = Цунамі
# machine-drafted
event-other = Небезпека
# machine-drafted
word-stay = залишайтеся всередині
# machine-drafted
word-leave = виходьте зараз
# machine-drafted
word-keep-away = не наближайтеся
# machine-drafted
word-evacuate = евакуюйтеся
# machine-drafted
word-all-clear = відбій
# machine-drafted
word-withdrawn = відкликано
# machine-drafted
headline-stay = { $event }. { $place }: залишайтеся всередині до { $until }.
# machine-drafted
headline-leave = { $event }. { $place }: виходьте зараз, ідіть: { $target }. Діє до { $until }.
# machine-drafted
headline-keep-away = { $event }. { $place }: не наближайтеся до { $until }.
# machine-drafted
headline-evacuate = { $event }. { $place }: евакуюйтеся шляхом: { $target }. Діє до { $until }.
# machine-drafted
headline-all-clear = { $place }: відбій. Діє до { $until }.
# machine-drafted
headline-withdrawn = { $place }: попередження від { $until } відкликано. Чекайте новин.
# machine-drafted
instruction-stay = { $place }: залишайтеся всередині до { $until }. Тримайтеся далі від вікон і дверей. Чекайте наступного повідомлення.
# machine-drafted
instruction-leave = { $place }: виходьте зараз, ідіть: { $target }. Беріть лише те, що можете нести, допоможіть тим, хто поруч. Діє до { $until }.
# machine-drafted
instruction-keep-away = { $place }: не наближайтеся до { $until }. Якщо ви там, відійдіть пішки й не збирайтеся просто неба.
# machine-drafted
instruction-evacuate = { $place }: евакуюйтеся шляхом: { $target }, і жодним іншим. Беріть лише те, що можете нести, допоможіть тим, хто поруч. Діє до { $until }.
# machine-drafted
instruction-all-clear = { $place }: відбій. Можна виходити. Слухайте повідомлення до { $until }.
# machine-drafted
instruction-withdrawn = { $place }: попередження від { $until } відкликано. Більше не дійте за ним. Це не означає, що там безпечно: чекайте наступного повідомлення там, де ви є.
# machine-drafted
description-first = { $event }: { $place }. Ідеться лише про позначену територію.
# machine-drafted
description-update = { $event }: { $place }. Ідеться лише про позначену територію. Це замінює попередження від { $since }.
# machine-drafted
description-cancel = { $event }: { $place }. Попередження від { $since } більше не діє.
