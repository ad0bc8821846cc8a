### Pashto: what warnings of an area say. Each message says above it whether a person reviewed it.

# machine-drafted
exercise-words = تمرین, مانوره
# machine-drafted
exercise-line = دا رښتیا نه ده. هېڅ مه کوئ.
# machine-drafted
weekdays = دونۍ, درېنۍ, څلرنۍ, پینځنۍ, جمعه, اونۍ, یونۍ
# machine-drafted
digits = ۰۱۲۳۴۵۶۷۸۹
# machine-drafted
day-clock = { $clock } ({ $day })
# machine-drafted
event-attack = د برید خطر
# machine-drafted
event-unrest = ګډوډي
# machine-drafted
event-fire = اور لګېدنه
# machine-drafted
event-flood = سېلاب
# machine-drafted
event-tsunami = سونامي
# machine-drafted
event-other = خطر
# machine-drafted
word-stay = دننه پاتې شئ
# machine-drafted
word-leave = ووځئ
# machine-drafted
word-keep-away = لرې پاتې شئ
# machine-drafted
word-evacuate = سیمه خالي کړئ
# machine-drafted
word-all-clear = خطر ختم شو
# machine-drafted
word-withdrawn = بېرته واخیستل شو
# machine-drafted
headline-stay = { $event }. { $place }: تر { $until } پورې دننه پاتې شئ.
# machine-drafted
headline-leave = { $event }. { $place }: همدا اوس ووځئ، { $target } ته لاړ شئ. تر { $until } پورې.
# machine-drafted
headline-keep-away = { $event }. { $place }: تر { $until } پورې لرې پاتې شئ.
# machine-drafted
headline-evacuate = { $event }. { $place }: د { $target } له لارې سیمه خالي کړئ. تر { $until } پورې.
# machine-drafted
headline-all-clear = { $place }: خطر ختم شو. تر { $until } پورې اعتبار لري.
# machine-drafted
headline-withdrawn = { $place }: د { $until } خبرداری بېرته واخیستل شو. خبر ته انتظار وکړئ.
# machine-drafted
instruction-stay = { $place }: تر { $until } پورې دننه پاتې شئ. له کړکیو او دروازو لرې اوسئ. بل پیغام ته انتظار وکړئ.
# machine-drafted
instruction-leave = { $place }: همدا اوس ووځئ، { $target } ته لاړ شئ. یوازې هغه څه واخلئ چې وړلای یې شئ، او له نږدې کسانو سره مرسته وکړئ. دا تر { $until } پورې اعتبار لري.
# machine-drafted
instruction-keep-away = { $place }: تر { $until } پورې لرې پاتې شئ. که هلته یاست، پلي ترې لرې شئ او په خلاص ځای کې مه راټولېږئ.
# machine-drafted
instruction-evacuate = { $place }: د { $target } له لارې سیمه خالي کړئ، په بله لار مه ځئ. یوازې هغه څه واخلئ چې وړلای یې شئ، او له نږدې کسانو سره مرسته وکړئ. دا تر { $until } پورې اعتبار لري.
# machine-drafted
instruction-all-clear = { $place }: خطر ختم شو. بهر وتلای شئ. تر { $until } پورې پیغامونو ته غوږ شئ.
# machine-drafted
instruction-withdrawn = { $place }: د { $until } خبرداری بېرته واخیستل شو. نور پرې عمل مه کوئ. دا په دې مانا نه ده چې امن دی: همالته بل پیغام ته انتظار وکړئ.
# machine-drafted
description-first = { $event }: { $place }. یوازې په نښه شوې سیمه موخه ده.
# machine-drafted
description-update = { $event }: { $place }. یوازې په نښه شوې سیمه موخه ده. دا د { $since } د خبرداري ځای نیسي.
# machine-drafted
description-cancel = { $event }: { $place }. د { $since } خبرداری نور اعتبار نه لري.
