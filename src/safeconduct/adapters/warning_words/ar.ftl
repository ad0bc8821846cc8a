### Arabic: what warnings of an area say. Each message says above it whether a person reviewed it.

# machine-drafted
exercise-words = تمرين, مناورة
# machine-drafted
exercise-line = لا شيء من هذا حقيقي. لا تفعلوا شيئاً.
# machine-drafted
weekdays = الاثنين, الثلاثاء, الأربعاء, الخميس, الجمعة, السبت, الأحد
# machine-drafted
digits = ٠١٢٣٤٥٦٧٨٩
# machine-drafted
day-clock = { $clock } ({ $day })
# machine-drafted
event-attack = خطر هجوم
# machine-drafted
event-unrest = اضطرابات
# machine-drafted
event-fire = حريق
# machine-drafted
event-flood = فيضان
# machine-drafted
event-tsunami = تسونامي
# machine-drafted
event-other = خطر
# machine-drafted
word-stay = ابقوا في الداخل
# machine-drafted
word-leave = غادروا
# machine-drafted
word-keep-away = ابتعدوا
# machine-drafted
word-evacuate = أخلوا المكان
# machine-drafted
word-all-clear = زال الخطر
# machine-drafted
word-withdrawn = مسحوب
# machine-drafted
headline-stay = { $event }. { $place }: ابقوا في الداخل حتى { $until }.
# machine-drafted
headline-leave = { $event }. { $place }: غادروا الآن إلى { $target }. يسري حتى { $until }.
# machine-drafted
headline-keep-away = { $event }. { $place }: ابتعدوا حتى { $until }.
# machine-drafted
headline-evacuate = { $event }. { $place }: أخلوا المكان عبر { $target }. يسري حتى { $until }.
# machine-drafted
headline-all-clear = { $place }: زال الخطر. يسري حتى { $until }.
# machine-drafted
headline-withdrawn = { $place }: التحذير الصادر { $until } مسحوب. انتظروا الأخبار.
# machine-drafted
instruction-stay = { $place }: ابقوا في الداخل حتى { $until }. ابقوا بعيداً عن النوافذ والأبواب. انتظروا الرسالة التالية.
# machine-drafted
instruction-leave = { $place }: غادروا الآن إلى { $target }. خذوا ما تستطيعون حمله فقط وساعدوا من بجانبكم. يسري هذا حتى { $until }.
# machine-drafted
instruction-keep-away = { $place }: ابتعدوا حتى { $until }. إن كنتم هناك فاذهبوا سيراً ولا تتجمعوا في العراء.
# machine-drafted
instruction-evacuate = { $place }: أخلوا المكان عبر { $target } ولا تسلكوا طريقاً آخر. خذوا ما تستطيعون حمله فقط وساعدوا من بجانبكم. يسري هذا حتى { $until }.
# machine-drafted
instruction-all-clear = { $place }: زال الخطر. يمكنكم الخروج. تابعوا الرسائل حتى { $until }.
# machine-drafted
instruction-withdrawn = { $place }: التحذير الصادر { $until } مسحوب. لا تعملوا به بعد الآن. هذا لا يعني أن المكان آمن: انتظروا الرسالة التالية حيث أنتم.
# machine-drafted
description-first = { $event }: { $place }. المقصود هو المنطقة المحددة وحدها.
# machine-drafted
description-update = { $event }: { $place }. المقصود هو المنطقة المحددة وحدها. هذا يحل محل التحذير الصادر { $since }.
# machine-drafted
description-cancel = { $event }: { $place }. لم يعد التحذير الصادر { $since } سارياً.
