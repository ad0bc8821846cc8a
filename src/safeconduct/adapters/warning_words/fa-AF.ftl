### Dari: what warnings of an area say. Each message says above it whether a person reviewed it.

# machine-drafted
exercise-words = تمرین, مانور
# machine-drafted
exercise-line = این واقعی نیست. هیچ کاری نکنید.
# machine-drafted
weekdays = دوشنبه, سه‌شنبه, چهارشنبه, پنجشنبه, جمعه, شنبه, یکشنبه
# machine-drafted
digits = ۰۱۲۳۴۵۶۷۸۹
# machine-drafted
day-clock = { $clock } ({ $day })
# machine-drafted
event-attack = خطر حمله
# machine-drafted
event-unrest = ناآرامی
# machine-drafted
event-fire = آتش‌سوزی
# machine-drafted
event-flood = سیلاب
# machine-drafted
event-tsunami = سونامی
# machine-drafted
event-other = خطر
# machine-drafted
word-stay = در داخل بمانید
# machine-drafted
word-leave = ترک کنید
# machine-drafted
word-keep-away = دور بمانید
# machine-drafted
word-evacuate = تخلیه کنید
# machine-drafted
word-all-clear = خطر رفع شد
# machine-drafted
word-withdrawn = پس گرفته شد
# machine-drafted
headline-stay = { $event }. { $place }: تا ساعت { $until } در داخل بمانید.
# machine-drafted
headline-leave = { $event }. { $place }: فوراً ترک کنید و به { $target } بروید. اعتبار تا { $until }.
# machine-drafted
headline-keep-away = { $event }. { $place }: تا ساعت { $until } دور بمانید.
# machine-drafted
headline-evacuate = { $event }. { $place }: از راه { $target } تخلیه کنید. اعتبار تا { $until }.
# machine-drafted
headline-all-clear = { $place }: خطر رفع شد. اعتبار تا { $until }.
# machine-drafted
headline-withdrawn = { $place }: هشدار ساعت { $until } پس گرفته شد. منتظر خبر باشید.
# machine-drafted
instruction-stay = { $place }: تا ساعت { $until } در داخل بمانید. از کلکین و دروازه فاصله بگیرید. منتظر پیام بعدی باشید.
# machine-drafted
instruction-leave = { $place }: فوراً ترک کنید و به { $target } بروید. فقط آنچه را برده می‌توانید بگیرید و به کسانی که نزدیک شما هستند کمک کنید. اعتبار تا { $until }.
# machine-drafted
instruction-keep-away = { $place }: تا ساعت { $until } دور بمانید. اگر آنجا هستید، پیاده دور شوید و در جای باز جمع نشوید.
# machine-drafted
instruction-evacuate = { $place }: از راه { $target } تخلیه کنید و از راه دیگر نروید. فقط آنچه را برده می‌توانید بگیرید و به کسانی که نزدیک شما هستند کمک کنید. اعتبار تا { $until }.
# machine-drafted
instruction-all-clear = { $place }: خطر رفع شد. می‌توانید بیرون شوید. تا ساعت { $until } به پیام‌ها گوش دهید.
# machine-drafted
instruction-withdrawn = { $place }: هشدار ساعت { $until } پس گرفته شد. دیگر به آن عمل نکنید. این به معنای امن بودن نیست: همانجا منتظر پیام بعدی باشید.
# machine-drafted
description-first = { $event }: { $place }. تنها ساحهٔ نشانی‌شده مقصد است.
# machine-drafted
description-update = { $event }: { $place }. تنها ساحهٔ نشانی‌شده مقصد است. این جای هشدار ساعت { $since } را می‌گیرد.
# machine-drafted
description-cancel = { $event }: { $place }. هشدار ساعت { $since } دیگر اعتبار ندارد.
