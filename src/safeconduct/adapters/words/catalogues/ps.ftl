### What a party is told, in Pashto as it is written in Afghanistan.
### Every message carries its state on the line above it: "reviewed" once a speaker has read it, else "machine-drafted".

## The long text: its head

# machine-drafted
party = د { $party } ډلې لپاره لارښوونه
# machine-drafted
size =
    { $size ->
        [one] تاسو { $size } کس یاست.
       *[other] تاسو { $size } کسان یاست. یو له بله مه جلا کېږئ.
    }
# machine-drafted
check-code = د کتنې کوډ: { $code }
# machine-drafted
clock = ساعتونه د دې ځای په وخت دي، له 0 تر 24 پورې.
# machine-drafted
exercise = تمرین، تمرین، تمرین. دا یوازې تمرین دی.
# machine-drafted
from = له: { $place }، چې تاسو اوس پکې یاست، { $position }. که بل ځای کې یاست، مه ځئ. پوښتنه وکړئ.
# machine-drafted
from-position = له: هغه ځایه چې تاسو اوس پکې یاست، { $position }. که بل ځای کې یاست، مه ځئ. پوښتنه وکړئ.
# machine-drafted
to = تر: { $place }، بیا الوتنه { $flight }.
# machine-drafted
one-day = دا ټول په دې ورځ دي: { $day }.
# machine-drafted
many-days = د هر ساعت ورځ وګورئ: تل یوه ورځ نه ده.

## The long text: the steps of a party that moves

# machine-drafted
title-do = څه باید وکړئ
# machine-drafted
get-ready = همدا اوس چمتو شئ. دا له ځان سره واخلئ: { $things }.
# machine-drafted
things-in-full = اسناد (پاسپورټونه، تذکرې، جوازونه)، اوبه، درمل، ټلیفون او چارجر
# machine-drafted
stay-inside-until = تر { $when } پورې دننه پاتې شئ.
# machine-drafted
be-at = په دې ځای کې اوسئ: { $place }، په { $when }. دا هماغه ځای دی چې اوس پکې یاست. تر هغه وخته دننه پاتې شئ.
# machine-drafted
leave-walk = په { $when } ووځئ. پلي دې ځای ته لاړ شئ: { $site }. واټن: { $distance }.
# machine-drafted
leave-drive = په { $when } ووځئ. په خپل موټر کې دې ځای ته لاړ شئ: { $site }. واټن: { $distance }.
# machine-drafted
already-there = تاسو اوس په همدې ځای کې یاست: { $place }. په { $when } بل ځای ته تلل نه دي پکار.
# machine-drafted
go-start = د { $heading } لور ته په { $street } سړک لاړ شئ. { $distance } مخکې لاړ شئ.
# machine-drafted
go-straight = نېغ لاړ شئ. { $distance } مخکې لاړ شئ.
# machine-drafted
go-straight-onto = نېغ په { $street } سړک لاړ شئ. { $distance } مخکې لاړ شئ.
# machine-drafted
go-left = کیڼ لور ته په { $street } سړک وګرځئ. { $distance } مخکې لاړ شئ.
# machine-drafted
go-right = ښي لور ته په { $street } سړک وګرځئ. { $distance } مخکې لاړ شئ.
# machine-drafted
go-left-same = کیڼ لور ته وګرځئ. بیا هم په { $street } سړک یاست. { $distance } مخکې لاړ شئ.
# machine-drafted
go-right-same = ښي لور ته وګرځئ. بیا هم په { $street } سړک یاست. { $distance } مخکې لاړ شئ.
# machine-drafted
go-back = بېرته وګرځئ. په { $street } سړک بېرته لاړ شئ. { $distance } مخکې لاړ شئ.
# machine-drafted
unnamed-street = بې‌نومه
# machine-drafted
another-unnamed-street = بل بې‌نومه
# machine-drafted
turn-at = د ګرځېدو ځای: { $place }.
# machine-drafted
you-pass = له دې ځایه تېرېږئ: { $site }. خپل اسناد چمتو ولرئ.
# machine-drafted
arrive = په { $when } رسېږئ.
# machine-drafted
be-on-time = ستاسو موټر په هماغه وخت ځي. پر وخت اوسئ.
# machine-drafted
check-direction = د لارې د سموالي لپاره: { $place } ستاسو له پیله { $distance } د { $heading } لور ته دی، په نېغه کرښه. موقعیت یې: { $position }.
# machine-drafted
check-end = د لارې د سموالي لپاره: د لارې پای ستاسو له پیله { $distance } د { $heading } لور ته دی، په نېغه کرښه. موقعیت یې: { $position }.
# machine-drafted
check-position = د لارې د سموالي لپاره: د لارې د پای موقعیت: { $position }.
# machine-drafted
park = موټر داسې ودروئ چې د چا لار بنده نه شي. خپل سامان واخلئ.
# machine-drafted
wait = په دې ځای کې انتظار وکړئ: { $place }، تر { $when } پورې. له نورو ډلو لرې اوسئ.
# machine-drafted
board = په دې ځای کې: { $place }، په موټر { $vehicle } کې سپاره شئ. په { $when } ځي. انتظار نه کوي.
# machine-drafted
ride-to = تاسو دې ځای ته وړي: { $place }. په { $when } رسېږئ.
# machine-drafted
ride-passes = موټر له دې ځایه تېرېږي: { $site }. خپل اسناد چمتو ولرئ.
# machine-drafted
go-through = په { $when } له دې ځایه تېر شئ: { $site }.
# machine-drafted
through-at = په { $when } به تېر شوي یاست.
# machine-drafted
hold = په دې ځای کې پاتې شئ: { $site }، تر { $when } پورې.
# machine-drafted
fly = په الوتنه { $flight } کې سپاره شئ. په { $when } الوځي.

## The long text: what a party needs

# machine-drafted
need-wheelchair = ویلچر له ځان سره واخلئ. د موټر او دروازې کارکوونکو ته ووایاست چې ویلچر کاروئ.
# machine-drafted
need-stretcher = د ناروغ تخت له ځان سره واخلئ. د موټر او دروازې کارکوونکو ته ووایاست چې یو کس پروت دی.
# machine-drafted
need-oxygen = اکسیجن او ټول لوازم یې له ځان سره واخلئ. د موټر او دروازې کارکوونکو ته ووایاست.
# machine-drafted
need-infant = د ماشوم شیدې، پمپر او کمپله له ځان سره واخلئ.
# machine-drafted
need-pregnant = د امېندوارۍ اسناد له ځان سره واخلئ. د موټر او دروازې کارکوونکو ته ووایاست.
# machine-drafted
need-deaf = دا متن د موټر او دروازې کارکوونکو ته وښیئ.
# machine-drafted
need-blind = له خپل لارښود څخه مه جلا کېږئ. د موټر او دروازې کارکوونکو ته ووایاست.
# machine-drafted
need-other = هر څه چې د دې لپاره پکار دي له ځان سره واخلئ: { $need }.

## The long text: if anything goes wrong, and until when it holds

# machine-drafted
title-wrong = که ستونزه پېښه شوه، دا وکړئ
# machine-drafted
wrong-inside = دننه لاړ شئ او دننه پاتې شئ. هغه ځای ته بېرته لاړ شئ چې ترې راوتلي یاست.
# machine-drafted
wrong-building = که هغه خوندي نه وي، تر ټولو نږدې کلکې ودانۍ ته ننوځئ.
# machine-drafted
wrong-answer = بیا له هماغې لارې ځواب ورکړئ چې دا پیغام درته راغلی. کوډ { $code } ووایاست.
# machine-drafted
wrong-when = دا هغه وخت وکړئ چې:
# machine-drafted
wrong-street = سړک بند وي، یا مو لار ورکه کړه. بله لار مه لټوئ.
# machine-drafted
wrong-vehicle = له موټر { $vehicle } څخه پاتې شوئ، یا موټر په { $when } هلته نه وي.
# machine-drafted
wrong-danger = تلل یا مخکې تلل ډېر خطرناک وي. په خلاص ځای کې انتظار مه کوئ.
# machine-drafted
wrong-stopped = تاسو تېرېدو ته نه پرېږدي.
# machine-drafted
wrong-within = کله چې { $place } ته ننوتئ، هلته پاتې شئ او له کارکوونکو وپوښتئ.
# machine-drafted
holds-until = دا لارښوونه تر { $when } پورې اعتبار لري. که تر هغه وخته نه یاست وتلي، مه خوځېږئ. پوښتنه وکړئ.
# machine-drafted
next-message = بل پیغام تر { $when } پورې راځي. که تر هغه وخته رانغی، پوښتنه وکړئ.
# machine-drafted
old-code = که له { $code } پرته بل کوډ درته راغی، دا متن زوړ دی. تر ټولو نوی متن ومنئ.
# machine-drafted
your-group = دا یوازې ستاسو د ډلې لپاره دی. بل چا ته یې مه ورکوئ.

## The long text: a party that stays

# machine-drafted
stay = چېرې چې یاست هلته پاتې شئ. اوس مه خوځېږئ. ستاسو لپاره لا تلل نه دي ټاکل شوي.
# machine-drafted
stay-inside = دننه پاتې شئ، له کړکیو لرې.
# machine-drafted
stay-away = دروازې، لېږدځای یا ګڼې ګوڼې ته مه ځئ. هلته ستاسو لپاره ځای نه دی نیول شوی او ګڼه ګوڼه په خطر کې ده.
# machine-drafted
keep-ready = دا چمتو ولرئ: { $things }.
# machine-drafted
stay-wait = نوې لارښوونې ته انتظار وکړئ. کوډ به یې بل وي.
# machine-drafted
title-danger = که ستاسو ځای ډېر خطرناک شو
# machine-drafted
danger-building = تر ټولو نږدې کلکې ودانۍ ته ننوځئ او دننه پاتې شئ.
# machine-drafted
stay-until = دا د نوې لارښوونې تر راتګه اعتبار لري، تر ډېره تر { $when } پورې.

## Places, distances, moments

# machine-drafted
kind-transit-point = لېږدځای
# machine-drafted
kind-checkpoint = د تلاشۍ پوسته
# machine-drafted
kind-gate = دروازه
# machine-drafted
kind-airhead = هوايي ډګر
# machine-drafted
kind-and-label = { $kind } { $label }
# machine-drafted
position = عرض البلد { $lat }، طول البلد { $lon }
# machine-drafted
point = دا ټکی: { $position }
# machine-drafted
metres = { $number } متره
# machine-drafted
kilometres = { $number } کیلومتره
# machine-drafted
heading-north = شمال
# machine-drafted
heading-north-east = شمال ختیځ
# machine-drafted
heading-east = ختیځ
# machine-drafted
heading-south-east = جنوب ختیځ
# machine-drafted
heading-south = جنوب
# machine-drafted
heading-south-west = جنوب لوېدیځ
# machine-drafted
heading-west = لوېدیځ
# machine-drafted
heading-north-west = شمال لوېدیځ
# machine-drafted
time-on-day = { $time } ({ $day })
# machine-drafted
date-full = { $weekday } { $solar-day } { $solar-month } { $solar-year }، برابره له { $day } { $month } { $year }
# machine-drafted
date-long = { $weekday } { $solar-day } { $solar-month }، برابره له { $day } { $month }
# machine-drafted
date-sms = { $weekday } { $solar-day } { $solar-month }/{ $day } { $month }
# machine-drafted
date-sms-brief = { $weekday } { $solar-day } { $solar-month }
# machine-drafted
date-sms-later = { $weekday }
# machine-drafted
date-sms-least = { $solar-day } { $solar-month }
# machine-drafted
weekday-1 = دوشنبه
# machine-drafted
weekday-2 = سه‌شنبه
# machine-drafted
weekday-3 = چهارشنبه
# machine-drafted
weekday-4 = پنجشنبه
# machine-drafted
weekday-5 = جمعه
# machine-drafted
weekday-6 = شنبه
# machine-drafted
weekday-7 = یکشنبه
# machine-drafted
solar-month-1 = وری
# machine-drafted
solar-month-2 = غویی
# machine-drafted
solar-month-3 = غبرګولی
# machine-drafted
solar-month-4 = چنګاښ
# machine-drafted
solar-month-5 = زمری
# machine-drafted
solar-month-6 = وږی
# machine-drafted
solar-month-7 = تله
# machine-drafted
solar-month-8 = لړم
# machine-drafted
solar-month-9 = لیندۍ
# machine-drafted
solar-month-10 = مرغومی
# machine-drafted
solar-month-11 = سلواغه
# machine-drafted
solar-month-12 = کب

## The SMS: each message is one statement, and no character may be outside its alphabet

# machine-drafted
sms-exercise = تمرین:
# machine-drafted
sms-code = کوډ { $code }
# machine-drafted
sms-moment = { $day } { $time }
# machine-drafted
sms-walk = { $moment } ووځئ، پلي { $place } ته لاړ شئ.
# machine-drafted
sms-walk-far = { $moment } ووځئ، پلي { $distance } { $place } ته لاړ شئ.
# machine-drafted
sms-walk-brief = { $moment } پلي { $place } ته ځئ.
# machine-drafted
sms-drive = { $moment } په خپل موټر کې { $place } ته لاړ شئ.
# machine-drafted
sms-drive-far = { $moment } په خپل موټر کې { $distance } { $place } ته لاړ شئ.
# machine-drafted
sms-drive-brief = { $moment } موټر: { $place } ته ځئ.
# machine-drafted
sms-be-there = { $moment } په { $place } کې اوسئ.
# machine-drafted
sms-be-there-brief = { $moment } په { $place } کې اوسئ.
# machine-drafted
sms-board = په موټر { $vehicle } سپاره شئ، په { $time }.
# machine-drafted
sms-board-brief = موټر { $vehicle } په { $time }.
# machine-drafted
sms-gate = دروازه { $ident } په { $time }.
# machine-drafted
sms-gate-here = دروازه په { $time }.
# machine-drafted
sms-fly = الوتنه { $flight } په { $time }.
# machine-drafted
sms-fail = تر { $time } نه وئ تللي یا خطر و: دننه اوسئ، وپوښتئ.
# machine-drafted
sms-fail-brief = تر { $time } وروسته یا خطر: دننه اوسئ، وپوښتئ.
# machine-drafted
sms-fail-least = ناوخته یا خطر: دننه اوسئ، وپوښتئ.
# machine-drafted
sms-news = بل پیغام تر { $moment }.
# machine-drafted
sms-from = له { $street } سړکه پیل وکړئ.
# machine-drafted
sms-bring = { $things } واخلئ.
# machine-drafted
sms-stay = په خپل ځای کې دننه پاتې شئ. مه خوځېږئ.
# machine-drafted
sms-away = له دروازو او ګڼې ګوڼې لرې اوسئ.
# machine-drafted
sms-keep = { $things } چمتو ولرئ.
# machine-drafted
sms-ask = تر { $moment } پیغام رانغی: وپوښتئ.
# machine-drafted
things-in-short = اسناد، اوبه، درمل
# machine-drafted
comma = ،

## The printed card

# machine-drafted
card-from = له: { $place }. که په بل ځای کې یاست، مه ځئ. وپوښتئ.
# machine-drafted
card-walk = ووځئ. پلي دې ځای ته لاړ شئ: { $site }، { $distance }.
# machine-drafted
card-drive = ووځئ. په خپل موټر کې دې ځای ته لاړ شئ: { $site }، { $distance }.
# machine-drafted
card-already = تاسو اوس په همدې ځای کې یاست: { $place }. هلته پاتې شئ.
# machine-drafted
card-wait = په دې ځای کې انتظار وکړئ: { $place }. له نورو ډلو لرې اوسئ.
# machine-drafted
card-board = په موټر { $vehicle } سپاره شئ، دلته: { $place }. انتظار نه کوي.
# machine-drafted
card-go-through = له دې ځایه تېر شئ: { $site }.
# machine-drafted
card-hold = په دې ځای کې پاتې شئ: { $site }.
# machine-drafted
card-fly = په الوتنه { $flight } کې سپاره شئ.
# machine-drafted
card-more-streets = د سړکونو نومونه دلته نه ځایېږي: د نقشې پر کرښه لاړ شئ.
# machine-drafted
card-signed = په دې مربع کې لنډ متن له لاسلیک سره دی. د کلي نوم یې پرتله کړئ:
# machine-drafted
card-unsigned = لاسلیک نه لري. یوازې د تمرین لپاره.
# machine-drafted
card-number = کارت { $number }
# machine-drafted
card-page = د پاڼې لپاره شمېره: { $number }
# machine-drafted
card-codes = رښتینی پیغام د دې لړ بل کوډ لري. پرې کرښه وکاږئ. بې کوډه پیغام مه منئ.
# machine-drafted
card-keep = دا کارت یوازې کارکوونکو ته وښایئ. چې تېر شوئ، له منځه یې یوسئ.

## What is read over the radio

# machine-drafted
radio-title = د مخابرې پاڼه: { $what }
# machine-drafted
radio-rule = هره کرښه دوه ځله او ورو ولولئ. د هېڅ کس یا ځای نوم مه وایئ.
# machine-drafted
radio-this-is = دا د { $ident } په اړه دی.
# machine-drafted
radio-leave = موټر { $vehicle } له { $site } څخه ځي، په { $time } بجو.
# machine-drafted
radio-aboard = د سپرېدو کسان: { $number }.
# machine-drafted
radio-reach = موټر { $vehicle } { $site } ته رسېږي، په { $time } بجو.
# machine-drafted
radio-through = په { $time } بجو دې تېر شي: { $number } کسان.
# machine-drafted
digit-0 = صفر
# machine-drafted
digit-1 = یو
# machine-drafted
digit-2 = دوه
# machine-drafted
digit-3 = درې
# machine-drafted
digit-4 = څلور
# machine-drafted
digit-5 = پنځه
# machine-drafted
digit-6 = شپږ
# machine-drafted
digit-7 = اووه
# machine-drafted
digit-8 = اته
# machine-drafted
digit-9 = نهه

## What a loudspeaker says

# machine-drafted
speaker-title = لوډسپیکر: { $site }
# machine-drafted
speaker-area = ټوله سیمه
# machine-drafted
speaker-head-go = لاړ شئ
# machine-drafted
speaker-head-hold = صبر وکړئ
# machine-drafted
speaker-head-stop = ودرېږئ
# machine-drafted
speaker-attention = پام وکړئ. پام وکړئ.
# machine-drafted
speaker-go = موټر { $vehicle } په { $when } بجو ځي.
# machine-drafted
speaker-come = که ستاسو په متن کې موټر { $vehicle } وي، اوس راشئ. ورو راشئ. منډې مه وهئ.
# machine-drafted
speaker-gate = که ستاسو په متن کې اوس د تېرېدو وخت وي، اوس راشئ. ورو راشئ. منډې مه وهئ.
# machine-drafted
speaker-others = نور ټول: په خپل ځای کې پاتې شئ.
# machine-drafted
speaker-hold = په خپل ځای کې پاتې شئ. اوس هېڅ موټر نه ځي.
# machine-drafted
speaker-sit = کښېنئ. له نورو ډلو لرې اوسئ.
# machine-drafted
speaker-again = له { $number } دقیقو وروسته بیا خبر درکوو.
# machine-drafted
speaker-stop = ودرېږئ. له دې ځایه هېڅ موټر نه ځي.
# machine-drafted
speaker-inside = له دې ځایه لرې شئ. یوې محکمې ودانۍ ته ننوځئ او دننه پاتې شئ.
# machine-drafted
speaker-await = مه سره راټولېږئ. نوي متن ته انتظار وکړئ.

## Lines that all get

# machine-drafted
sms-stop = ودرېږئ! دننه شئ او پاتې شئ. مه خوځېږئ. پیغام ته وګورئ.
# machine-drafted
sms-hold = صبر وکړئ. تر بل پیغامه په خپل ځای کې دننه پاتې شئ.
# machine-drafted
sms-no-change = بدلون نشته. زموږ وروستی پیغام سم دی. بیا لیکو.
# machine-drafted
sms-nothing-new = لا خبر نشته. په خپل ځای کې دننه پاتې شئ. بیا لیکو.
# machine-drafted
sms-menu = په یوه عدد ځواب راکړئ: 1 ځو، 2 نشو تلای، 3 مرسته.
