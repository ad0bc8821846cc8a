### What a party is told, in Modern Standard Arabic.
### Every message carries its state on the line above it: "reviewed" once a speaker has read it, else "machine-drafted".

## The long text: its head

# machine-drafted
party = تعليمات للمجموعة { $party }
# machine-drafted
size =
    { $size ->
        [one] أنتم شخص واحد.
        [two] أنتم شخصان. ابقوا معًا.
        [few] أنتم { $size } أشخاص. ابقوا معًا.
        [many] أنتم { $size } شخصًا. ابقوا معًا.
       *[other] أنتم { $size } شخص. ابقوا معًا.
    }
# machine-drafted
check-code = رمز التحقق: { $code }
# machine-drafted
clock = الأوقات بالتوقيت المحلي، من 0 إلى 24 ساعة.
# machine-drafted
exercise = تمرين، تمرين، تمرين. هذا مجرد تمرين.
# machine-drafted
from = من: { $place }، حيث أنتم الآن، { $position }. إذا كنتم في مكان آخر فلا تذهبوا. اسألوا.
# machine-drafted
from-position = من: المكان الذي أنتم فيه الآن، { $position }. إذا كنتم في مكان آخر فلا تذهبوا. اسألوا.
# machine-drafted
to = إلى: { $place }، ثم الرحلة { $flight }.
# machine-drafted
one-day = كل هذا في يوم { $day }.
# machine-drafted
many-days = انظروا إلى اليوم عند كل وقت: ليس اليوم نفسه دائمًا.

## The long text: the steps of a party that moves

# machine-drafted
title-do = ما عليكم فعله
# machine-drafted
get-ready = استعدوا الآن. خذوا معكم: { $things }.
# machine-drafted
things-in-full = الأوراق (جوازات السفر، بطاقات الهوية، التصاريح)، الماء، الدواء، الهاتف والشاحن
# machine-drafted
stay-inside-until = ابقوا في الداخل حتى الساعة { $when }.
# machine-drafted
be-at = كونوا في هذا المكان: { $place }، الساعة { $when }. هو المكان الذي أنتم فيه الآن. حتى ذلك الوقت ابقوا في الداخل.
# machine-drafted
leave-walk = الساعة { $when } اخرجوا. امشوا إلى هذا المكان: { $site }. المسافة: { $distance }.
# machine-drafted
leave-drive = الساعة { $when } اخرجوا. اذهبوا بسيارتكم إلى هذا المكان: { $site }. المسافة: { $distance }.
# machine-drafted
already-there = أنتم الآن في هذا المكان: { $place }. لا حاجة إلى الذهاب إلى مكان آخر الساعة { $when }.
# machine-drafted
go-start = اذهبوا نحو { $heading } في شارع { $street }. سيروا { $distance }.
# machine-drafted
go-straight = سيروا مباشرة إلى الأمام { $distance }.
# machine-drafted
go-straight-onto = سيروا مباشرة إلى الأمام في شارع { $street }. سيروا { $distance }.
# machine-drafted
go-left = انعطفوا يسارًا إلى شارع { $street }. سيروا { $distance }.
# machine-drafted
go-right = انعطفوا يمينًا إلى شارع { $street }. سيروا { $distance }.
# machine-drafted
go-left-same = انعطفوا يسارًا. تبقون في شارع { $street }. سيروا { $distance }.
# machine-drafted
go-right-same = انعطفوا يمينًا. تبقون في شارع { $street }. سيروا { $distance }.
# machine-drafted
go-back = استديروا. عودوا في شارع { $street }. سيروا { $distance }.
# machine-drafted
unnamed-street = بلا اسم
# machine-drafted
another-unnamed-street = آخر بلا اسم
# machine-drafted
turn-at = مكان الانعطاف: { $place }.
# machine-drafted
you-pass = تمرون من هنا: { $site }. جهزوا أوراقكم.
# machine-drafted
arrive = تصلون الساعة { $when }.
# machine-drafted
be-on-time = مركبتكم تتحرك في تلك اللحظة. لا تتأخروا.
# machine-drafted
check-direction = للتأكد من الاتجاه: { $place } على بعد { $distance } من نقطة انطلاقكم نحو { $heading }، في خط مستقيم. الموقع: { $position }.
# machine-drafted
check-end = للتأكد من الاتجاه: نهاية الطريق على بعد { $distance } من نقطة انطلاقكم نحو { $heading }، في خط مستقيم. الموقع: { $position }.
# machine-drafted
check-position = للتأكد من الاتجاه: موقع نهاية الطريق: { $position }.
# machine-drafted
park = أوقفوا السيارة حيث لا تسد الطريق على أحد. خذوا أغراضكم معكم.
# machine-drafted
wait = انتظروا في هذا المكان: { $place }، حتى الساعة { $when }. ابتعدوا عن المجموعات الأخرى.
# machine-drafted
board = في هذا المكان: { $place }، اركبوا المركبة { $vehicle }. تتحرك الساعة { $when }. لا تنتظر أحدًا.
# machine-drafted
ride-to = تنقلكم إلى هذا المكان: { $place }. تصلون الساعة { $when }.
# machine-drafted
ride-passes = تمر من هنا: { $site }. جهزوا أوراقكم.
# machine-drafted
go-through = الساعة { $when } اعبروا من هنا: { $site }.
# machine-drafted
through-at = تنتهون من العبور الساعة { $when }.
# machine-drafted
hold = ابقوا هنا: { $site }، حتى الساعة { $when }.
# machine-drafted
fly = خذوا الرحلة { $flight }. تقلع الساعة { $when }.

## The long text: what a party needs

# machine-drafted
need-wheelchair = خذوا الكرسي المتحرك. أخبروا الطاقم والعاملين عند البوابة أنكم تستخدمونه.
# machine-drafted
need-stretcher = خذوا النقالة. أخبروا الطاقم والعاملين عند البوابة أن شخصًا مستلقيًا معكم.
# machine-drafted
need-oxygen = خذوا الأكسجين وكل ما يلزمه. أخبروا الطاقم والعاملين عند البوابة.
# machine-drafted
need-infant = خذوا الحليب والحفاضات وبطانية.
# machine-drafted
need-pregnant = خذوا أوراق الحمل. أخبروا الطاقم والعاملين عند البوابة.
# machine-drafted
need-deaf = أظهروا هذا النص للطاقم وللعاملين عند البوابة.
# machine-drafted
need-blind = لا تبتعدوا عن مرافقكم. أخبروا الطاقم والعاملين عند البوابة.
# machine-drafted
need-other = خذوا كل ما يلزم من أجل: { $need }.

## The long text: if anything goes wrong, and until when it holds

# machine-drafted
title-wrong = إذا حدثت مشكلة فافعلوا هذا
# machine-drafted
wrong-inside = ادخلوا مبنى وابقوا في الداخل. عودوا إلى المكان الذي خرجتم منه.
# machine-drafted
wrong-building = إذا لم يكن ذلك آمنًا فادخلوا أقرب مبنى متين.
# machine-drafted
wrong-answer = ثم أجيبوا بالوسيلة التي وصلتكم بها هذه الرسالة. اذكروا الرمز { $code }.
# machine-drafted
wrong-when = افعلوا هذا إذا:
# machine-drafted
wrong-street = كان شارع مغلقًا أو ضللتم الطريق. لا تبحثوا عن طريق آخر.
# machine-drafted
wrong-vehicle = فاتتكم المركبة { $vehicle } أو لم تكن هناك الساعة { $when }.
# machine-drafted
wrong-danger = كان الذهاب أو المتابعة خطرًا جدًا. لا تنتظروا في العراء.
# machine-drafted
wrong-stopped = لم يُسمح لكم بالمرور.
# machine-drafted
wrong-within = بعد دخول { $place } ابقوا هناك واسألوا العاملين.
# machine-drafted
holds-until = هذه التعليمات صالحة حتى الساعة { $when }. إذا لم تخرجوا حتى ذلك الوقت فلا تتحركوا. اسألوا.
# machine-drafted
next-message = تأتي الرسالة التالية حتى الساعة { $when }. إذا لم تصل حتى ذلك الوقت فاسألوا.
# machine-drafted
old-code = إذا وصلكم رمز غير { $code } فهذا النص قديم. اتبعوا الأحدث.
# machine-drafted
your-group = هذا لمجموعتكم فقط. لا تعطوه لأحد.

## The long text: a party that stays

# machine-drafted
stay = ابقوا حيث أنتم. لا تتحركوا الآن. لم يُحدد لكم انتقال بعد.
# machine-drafted
stay-inside = ابقوا في الداخل، بعيدًا عن النوافذ.
# machine-drafted
stay-away = لا تذهبوا إلى بوابة أو نقطة انتقال أو تجمع. لا مكان محجوز لكم هناك، والتجمعات في خطر.
# machine-drafted
keep-ready = جهزوا: { $things }.
# machine-drafted
stay-wait = انتظروا تعليمات جديدة. سيكون لها رمز آخر.
# machine-drafted
title-danger = إذا صار المكان الذي أنتم فيه خطرًا جدًا
# machine-drafted
danger-building = ادخلوا أقرب مبنى متين وابقوا في الداخل.
# machine-drafted
stay-until = هذا صالح إلى أن تصل تعليمات جديدة، وعلى الأكثر حتى الساعة { $when }.

## Places, distances, moments

# machine-drafted
kind-transit-point = نقطة انتقال
# machine-drafted
kind-checkpoint = نقطة تفتيش
# machine-drafted
kind-gate = بوابة
# machine-drafted
kind-airhead = مطار
# machine-drafted
kind-and-label = { $kind } { $label }
# machine-drafted
position = خط العرض { $lat }، خط الطول { $lon }
# machine-drafted
point = النقطة عند { $position }
# machine-drafted
metres = { $number } م
# machine-drafted
kilometres = { $number } كم
# machine-drafted
heading-north = الشمال
# machine-drafted
heading-north-east = الشمال الشرقي
# machine-drafted
heading-east = الشرق
# machine-drafted
heading-south-east = الجنوب الشرقي
# machine-drafted
heading-south = الجنوب
# machine-drafted
heading-south-west = الجنوب الغربي
# machine-drafted
heading-west = الغرب
# machine-drafted
heading-north-west = الشمال الغربي
# machine-drafted
time-on-day = { $time } ({ $day })
# machine-drafted
date-full = { $weekday } { $day } { $month } { $year }
# machine-drafted
date-long = { $weekday } { $day } { $month }
# machine-drafted
date-sms = { $weekday } { $day } { $month }
# machine-drafted
date-sms-brief = { $weekday } { $day } { $month }
# machine-drafted
date-sms-later = { $weekday }
# machine-drafted
date-sms-least = { $day } { $month }

## The SMS: each message is one statement, and no character may be outside its alphabet

# machine-drafted
sms-exercise = تمرين:
# machine-drafted
sms-code = رمز { $code }
# machine-drafted
sms-moment = { $day } { $time }
# machine-drafted
sms-walk = اخرجوا { $moment } إلى { $place } مشيًا.
# machine-drafted
sms-walk-far = اخرجوا { $moment } إلى { $place } مشيًا { $distance }.
# machine-drafted
sms-walk-brief = { $moment } إلى { $place } مشيًا.
# machine-drafted
sms-drive = اخرجوا { $moment } إلى { $place } بسيارتكم.
# machine-drafted
sms-drive-far = اخرجوا { $moment } إلى { $place } بسيارتكم { $distance }.
# machine-drafted
sms-drive-brief = { $moment } إلى { $place } بالسيارة.
# machine-drafted
sms-be-there = كونوا في { $place } { $moment }.
# machine-drafted
sms-be-there-brief = كونوا في { $place } { $moment }.
# machine-drafted
sms-board = اركبوا { $vehicle } في { $time }.
# machine-drafted
sms-board-brief = المركبة { $vehicle } في { $time }.
# machine-drafted
sms-gate = البوابة { $ident } في { $time }.
# machine-drafted
sms-gate-here = البوابة في { $time }.
# machine-drafted
sms-fly = الرحلة { $flight } في { $time }.
# machine-drafted
sms-fail = لم تخرجوا حتى { $time } أو خطر: ابقوا في الداخل واسألوا.
# machine-drafted
sms-fail-brief = بعد { $time } أو خطر: ابقوا في الداخل واسألوا.
# machine-drafted
sms-fail-least = تأخر أو خطر: ابقوا في الداخل واسألوا.
# machine-drafted
sms-news = الرسالة التالية حتى { $moment }.
# machine-drafted
sms-from = ابدؤوا من شارع { $street } أولًا.
# machine-drafted
sms-bring = خذوا { $things } معكم.
# machine-drafted
sms-stay = ابقوا مكانكم في الداخل. لا تتحركوا.
# machine-drafted
sms-away = ابتعدوا عن البوابات والتجمعات.
# machine-drafted
sms-keep = جهزوا { $things } الآن.
# machine-drafted
sms-ask = لا رسالة حتى { $moment }: اسألوا.
# machine-drafted
things-in-short = الأوراق، الماء، الدواء
# machine-drafted
comma = ،

## The printed card

# machine-drafted
card-from = من: { $place }. إذا كنتم في مكان آخر فلا تذهبوا. اسألوا.
# machine-drafted
card-walk = اخرجوا. امشوا إلى هذا المكان: { $site }، { $distance }.
# machine-drafted
card-drive = اخرجوا. اذهبوا بسيارتكم إلى هذا المكان: { $site }، { $distance }.
# machine-drafted
card-already = أنتم الآن في هذا المكان: { $place }. ابقوا هناك.
# machine-drafted
card-wait = انتظروا في هذا المكان: { $place }. ابتعدوا عن المجموعات الأخرى.
# machine-drafted
card-board = اركبوا المركبة { $vehicle } في هذا المكان: { $place }. لا تنتظر أحدًا.
# machine-drafted
card-go-through = اعبروا من هنا: { $site }.
# machine-drafted
card-hold = ابقوا هنا: { $site }.
# machine-drafted
card-fly = خذوا الرحلة { $flight }.
# machine-drafted
card-more-streets = لا مكان هنا لأسماء الشوارع: اتبعوا الخط على الخريطة.
# machine-drafted
card-signed = في هذا المربع النص القصير موقعًا. قارنوا اسم مفتاحه:
# machine-drafted
card-unsigned = غير موقّع. للتدريب فقط.
# machine-drafted
card-number = البطاقة { $number }
# machine-drafted
card-page = الرقم للصفحة: { $number }
# machine-drafted
card-codes = الرسالة الصحيحة تحمل الرمز التالي من هذه الرموز. اشطبوه. لا تصدقوا رسالة بدونه.
# machine-drafted
card-keep = أظهروا هذه البطاقة للطاقم وحده. أتلفوها بعد عبوركم.

## What is read over the radio

# machine-drafted
radio-title = ورقة اللاسلكي: { $what }
# machine-drafted
radio-rule = اقرؤوا كل سطر مرتين ببطء. لا تذكروا اسم شخص أو مكان.
# machine-drafted
radio-this-is = هذا بخصوص { $ident }.
# machine-drafted
radio-leave = المركبة { $vehicle } تغادر { $site } في الساعة { $time }.
# machine-drafted
radio-aboard = عدد الركاب: { $number }.
# machine-drafted
radio-reach = المركبة { $vehicle } تصل إلى { $site } في الساعة { $time }.
# machine-drafted
radio-through = في الساعة { $time } عدد العابرين: { $number }.
# machine-drafted
digit-0 = صفر
# machine-drafted
digit-1 = واحد
# machine-drafted
digit-2 = اثنان
# machine-drafted
digit-3 = ثلاثة
# machine-drafted
digit-4 = أربعة
# machine-drafted
digit-5 = خمسة
# machine-drafted
digit-6 = ستة
# machine-drafted
digit-7 = سبعة
# machine-drafted
digit-8 = ثمانية
# machine-drafted
digit-9 = تسعة

## What a loudspeaker says

# machine-drafted
speaker-title = مكبر الصوت: { $site }
# machine-drafted
speaker-area = المنطقة كلها
# machine-drafted
speaker-head-go = انطلقوا
# machine-drafted
speaker-head-hold = انتظروا
# machine-drafted
speaker-head-stop = توقفوا
# machine-drafted
speaker-attention = انتباه. انتباه.
# machine-drafted
speaker-go = المركبة { $vehicle } تغادر في الساعة { $when }.
# machine-drafted
speaker-come = إذا كان في نصكم المركبة { $vehicle } فتعالوا الآن. امشوا. لا تركضوا.
# machine-drafted
speaker-gate = إذا كان في نصكم أن تعبروا الآن فتعالوا الآن. امشوا. لا تركضوا.
# machine-drafted
speaker-others = الآخرون جميعًا: ابقوا في أماكنكم.
# machine-drafted
speaker-hold = ابقوا في أماكنكم. لا شيء يغادر الآن.
# machine-drafted
speaker-sit = اجلسوا. ابتعدوا عن المجموعات الأخرى.
# machine-drafted
speaker-again = سنخبركم من جديد بعد { $number } دقيقة.
# machine-drafted
speaker-stop = توقفوا. لا شيء يغادر من هنا.
# machine-drafted
speaker-inside = ابتعدوا عن هذا المكان. ادخلوا مبنى متينًا وابقوا في الداخل.
# machine-drafted
speaker-await = لا تتجمعوا. انتظروا نصًا جديدًا.

## Lines that all get

# machine-drafted
sms-stop = قف! ادخلوا وابقوا في الداخل. لا تتحركوا. انتظروا رسالة.
# machine-drafted
sms-hold = انتظروا. ابقوا مكانكم في الداخل حتى رسالتنا القادمة.
# machine-drafted
sms-no-change = لا تغيير. رسالتنا الأخيرة ما زالت صالحة. سنكتب مجددا.
# machine-drafted
sms-nothing-new = لا جديد بعد. ابقوا مكانكم في الداخل. سنكتب مجددا.
# machine-drafted
sms-menu = أجيبوا برقم واحد: 1 سنذهب، 2 لا نستطيع، 3 مساعدة.
