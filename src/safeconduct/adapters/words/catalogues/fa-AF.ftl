### What a party is told, in Dari: the words of Kabul, not of Tehran.
### Every message carries its state on the line above it: "reviewed" once a speaker has read it, else "machine-drafted".

## The long text: its head

# machine-drafted
party = هدایت برای گروه { $party }
# machine-drafted
size =
    { $size ->
        [one] شما { $size } نفر هستید.
       *[other] شما { $size } نفر هستید. با هم باشید.
    }
# machine-drafted
check-code = کود بررسی: { $code }
# machine-drafted
clock = ساعت‌ها به وقت محلی است، از 0 تا 24.
# machine-drafted
exercise = تمرین، تمرین، تمرین. این تنها یک تمرین است.
# machine-drafted
from = از: { $place }، جایی که حالا هستید، { $position }. اگر در جای دیگر هستید، نروید. پرسان کنید.
# machine-drafted
from-position = از: جایی که حالا هستید، { $position }. اگر در جای دیگر هستید، نروید. پرسان کنید.
# machine-drafted
to = تا: { $place }، بعد پرواز { $flight }.
# machine-drafted
one-day = همهٔ این در روز { $day } است.
# machine-drafted
many-days = روزِ هر ساعت را ببینید: همیشه یک روز نیست.

## The long text: the steps of a party that moves

# machine-drafted
title-do = چه باید بکنید
# machine-drafted
get-ready = همین حالا آماده شوید. این‌ها را با خود بگیرید: { $things }.
# machine-drafted
things-in-full = اسناد (پاسپورت، تذکره، جوازها)، آب، دوا، تلفون و چارجر
# machine-drafted
stay-inside-until = تا ساعت { $when } در داخل خانه باشید.
# machine-drafted
be-at = در این جا باشید: { $place }، ساعت { $when }. این همان جایی است که حالا هستید. تا آن وقت در داخل باشید.
# machine-drafted
leave-walk = ساعت { $when } حرکت کنید. پیاده به این جا بروید: { $site }. فاصله: { $distance }.
# machine-drafted
leave-drive = ساعت { $when } حرکت کنید. با موتر خود به این جا بروید: { $site }. فاصله: { $distance }.
# machine-drafted
already-there = شما حالا در همین جا هستید: { $place }. ساعت { $when } لازم نیست جایی بروید.
# machine-drafted
go-start = به طرف { $heading } در سرک { $street } بروید. { $distance } پیش بروید.
# machine-drafted
go-straight = مستقیم بروید. { $distance } پیش بروید.
# machine-drafted
go-straight-onto = مستقیم به سرک { $street } بروید. { $distance } پیش بروید.
# machine-drafted
go-left = به طرف چپ به سرک { $street } دور بخورید. { $distance } پیش بروید.
# machine-drafted
go-right = به طرف راست به سرک { $street } دور بخورید. { $distance } پیش بروید.
# machine-drafted
go-left-same = به طرف چپ دور بخورید. باز هم در سرک { $street } هستید. { $distance } پیش بروید.
# machine-drafted
go-right-same = به طرف راست دور بخورید. باز هم در سرک { $street } هستید. { $distance } پیش بروید.
# machine-drafted
go-back = پس دور بخورید. در سرک { $street } پس بروید. { $distance } پیش بروید.
# machine-drafted
unnamed-street = بی‌نام
# machine-drafted
another-unnamed-street = بی‌نام دیگر
# machine-drafted
turn-at = جای دور خوردن: { $place }.
# machine-drafted
you-pass = از این جا می‌گذرید: { $site }. اسناد خود را آماده داشته باشید.
# machine-drafted
arrive = ساعت { $when } می‌رسید.
# machine-drafted
be-on-time = موتر شما در همان وقت حرکت می‌کند. سر وقت باشید.
# machine-drafted
check-direction = برای این که راه را درست بروید: { $place } از جای حرکت شما { $distance } به طرف { $heading } است، در خط مستقیم. موقعیت آن: { $position }.
# machine-drafted
check-end = برای این که راه را درست بروید: آخر راه از جای حرکت شما { $distance } به طرف { $heading } است، در خط مستقیم. موقعیت آن: { $position }.
# machine-drafted
check-position = برای این که راه را درست بروید: موقعیت آخر راه: { $position }.
# machine-drafted
park = موتر را طوری ایستاد کنید که راه کسی بند نشود. سامان خود را بگیرید.
# machine-drafted
wait = در این جا منتظر باشید: { $place }، تا ساعت { $when }. از گروه‌های دیگر دور باشید.
# machine-drafted
board = در این جا: { $place }، به موتر { $vehicle } بالا شوید. ساعت { $when } حرکت می‌کند. منتظر نمی‌ماند.
# machine-drafted
ride-to = شما را به این جا می‌برد: { $place }. ساعت { $when } می‌رسید.
# machine-drafted
ride-passes = موتر از این جا می‌گذرد: { $site }. اسناد خود را آماده داشته باشید.
# machine-drafted
go-through = ساعت { $when } از این جا بگذرید: { $site }.
# machine-drafted
through-at = تا ساعت { $when } از آن تیر می‌شوید.
# machine-drafted
hold = در این جا بمانید: { $site }، تا ساعت { $when }.
# machine-drafted
fly = به پرواز { $flight } سوار شوید. ساعت { $when } پرواز می‌کند.

## The long text: what a party needs

# machine-drafted
need-wheelchair = ویلچر را با خود بگیرید. به کارکنان موتر و دروازه بگویید که از آن کار می‌گیرید.
# machine-drafted
need-stretcher = تخت مریض را با خود بگیرید. به کارکنان موتر و دروازه بگویید که یک نفر خوابیده است.
# machine-drafted
need-oxygen = آکسیجن و همه لوازم آن را با خود بگیرید. به کارکنان موتر و دروازه بگویید.
# machine-drafted
need-infant = شیر، پمپر و کمپل طفل را با خود بگیرید.
# machine-drafted
need-pregnant = اسناد حاملگی را با خود بگیرید. به کارکنان موتر و دروازه بگویید.
# machine-drafted
need-deaf = این متن را به کارکنان موتر و در دروازه نشان بدهید.
# machine-drafted
need-blind = از رهنمای خود جدا نشوید. به کارکنان موتر و دروازه بگویید.
# machine-drafted
need-other = هر چه برای این لازم است با خود بگیرید: { $need }.

## The long text: if anything goes wrong, and until when it holds

# machine-drafted
title-wrong = اگر مشکلی پیش آمد، این کار را بکنید
# machine-drafted
wrong-inside = به داخل خانه بروید و در داخل بمانید. به جایی که از آن حرکت کردید پس بروید.
# machine-drafted
wrong-building = اگر آن جا امن نیست، به نزدیک‌ترین تعمیر محکم داخل شوید.
# machine-drafted
wrong-answer = بعد از همان راهی که این پیام را گرفتید جواب بدهید. کود { $code } را بگویید.
# machine-drafted
wrong-when = این کار را وقتی بکنید که:
# machine-drafted
wrong-street = سرک بسته است، یا راه را گم کردید. راه دیگر را نپالید.
# machine-drafted
wrong-vehicle = از موتر { $vehicle } ماندید، یا موتر ساعت { $when } آن جا نیست.
# machine-drafted
wrong-danger = رفتن یا پیش رفتن بسیار خطرناک است. در جای باز منتظر نباشید.
# machine-drafted
wrong-stopped = شما را نمی‌گذارند تیر شوید.
# machine-drafted
wrong-within = وقتی داخل { $place } شدید، همان جا بمانید و از کارکنان پرسان کنید.
# machine-drafted
holds-until = این هدایت تا ساعت { $when } اعتبار دارد. اگر تا آن وقت حرکت نکرده‌اید، حرکت نکنید. پرسان کنید.
# machine-drafted
next-message = پیام بعدی تا ساعت { $when } می‌آید. اگر تا آن وقت نیامد، پرسان کنید.
# machine-drafted
old-code = اگر کود دیگری غیر از { $code } گرفتید، این متن کهنه است. از تازه‌ترین متن پیروی کنید.
# machine-drafted
your-group = این تنها برای گروه شماست. به کسی ندهید.

## The long text: a party that stays

# machine-drafted
stay = در جایی که هستید بمانید. حالا حرکت نکنید. هنوز برای شما رفتنی پلان نشده است.
# machine-drafted
stay-inside = در داخل بمانید، دور از کلکین‌ها.
# machine-drafted
stay-away = به دروازه، نقطه انتقال یا جای ازدحام نروید. آن جا برای شما جای نگرفته‌اند و ازدحام در خطر است.
# machine-drafted
keep-ready = این‌ها را آماده داشته باشید: { $things }.
# machine-drafted
stay-wait = منتظر هدایت نو باشید. کود آن دیگر است.
# machine-drafted
title-danger = اگر جایی که هستید بسیار خطرناک شد
# machine-drafted
danger-building = به نزدیک‌ترین تعمیر محکم داخل شوید و در داخل بمانید.
# machine-drafted
stay-until = این تا آمدن هدایت نو اعتبار دارد، حد اکثر تا ساعت { $when }.

## Places, distances, moments

# machine-drafted
kind-transit-point = نقطه انتقال
# machine-drafted
kind-checkpoint = پوستهٔ تلاشی
# machine-drafted
kind-gate = دروازه
# machine-drafted
kind-airhead = میدان هوایی
# machine-drafted
kind-and-label = { $kind } { $label }
# machine-drafted
position = عرض البلد { $lat }، طول البلد { $lon }
# machine-drafted
point = نقطه در { $position }
# machine-drafted
metres = { $number } متر
# machine-drafted
kilometres = { $number } کیلومتر
# machine-drafted
heading-north = شمال
# machine-drafted
heading-north-east = شمال شرق
# machine-drafted
heading-east = شرق
# machine-drafted
heading-south-east = جنوب شرق
# machine-drafted
heading-south = جنوب
# machine-drafted
heading-south-west = جنوب غرب
# machine-drafted
heading-west = غرب
# machine-drafted
heading-north-west = شمال غرب
# machine-drafted
time-on-day = { $time } ({ $day })
# machine-drafted
date-full = { $weekday } { $solar-day } { $solar-month } { $solar-year }، برابر با { $day } { $month } { $year }
# machine-drafted
date-long = { $weekday } { $solar-day } { $solar-month }، برابر با { $day } { $month }
# machine-drafted
date-sms = { $weekday } { $solar-day } { $solar-month }/{ $day } { $month }
# machine-drafted
date-sms-brief = { $weekday } { $solar-day } { $solar-month }
# machine-drafted
date-sms-later = { $weekday }
# machine-drafted
date-sms-least = { $solar-day } { $solar-month }
# machine-drafted
solar-month-1 = حمل
# machine-drafted
solar-month-2 = ثور
# machine-drafted
solar-month-3 = جوزا
# machine-drafted
solar-month-4 = سرطان
# machine-drafted
solar-month-5 = اسد
# machine-drafted
solar-month-6 = سنبله
# machine-drafted
solar-month-7 = میزان
# machine-drafted
solar-month-8 = عقرب
# machine-drafted
solar-month-9 = قوس
# machine-drafted
solar-month-10 = جدی
# machine-drafted
solar-month-11 = دلو
# machine-drafted
solar-month-12 = حوت

## The SMS: each message is one statement, and no character may be outside its alphabet

# machine-drafted
sms-exercise = تمرین:
# machine-drafted
sms-code = کود { $code }
# machine-drafted
sms-moment = { $day } { $time }
# machine-drafted
sms-walk = { $moment } حرکت کنید، پیاده به { $place } بروید.
# machine-drafted
sms-walk-far = { $moment } حرکت کنید، پیاده { $distance } به { $place } بروید.
# machine-drafted
sms-walk-brief = { $moment } پیاده { $place } بروید.
# machine-drafted
sms-drive = { $moment } با موتر خود به { $place } بروید.
# machine-drafted
sms-drive-far = { $moment } با موتر خود { $distance } به { $place } بروید.
# machine-drafted
sms-drive-brief = { $moment } با موتر { $place } بروید.
# machine-drafted
sms-be-there = { $moment } در { $place } باشید.
# machine-drafted
sms-be-there-brief = { $moment } در { $place } باشید.
# machine-drafted
sms-board = سوار موتر { $vehicle } شوید، در { $time }.
# machine-drafted
sms-board-brief = موتر { $vehicle } در { $time }.
# machine-drafted
sms-gate = دروازه { $ident } در { $time }.
# machine-drafted
sms-gate-here = دروازه در { $time }.
# machine-drafted
sms-fly = پرواز { $flight } در { $time }.
# machine-drafted
sms-fail = تا { $time } نرفتید یا خطر بود: داخل بمانید، پرسان کنید.
# machine-drafted
sms-fail-brief = بعد از { $time } یا خطر: داخل بمانید، بپرسید.
# machine-drafted
sms-fail-least = ناوقت یا خطر: داخل بمانید، بپرسید.
# machine-drafted
sms-news = پیام بعدی تا { $moment }.
# machine-drafted
sms-from = از سرک { $street } شروع کنید.
# machine-drafted
sms-bring = { $things } را با خود بگیرید.
# machine-drafted
sms-stay = در جای خود داخل خانه بمانید. حرکت نکنید.
# machine-drafted
sms-away = از دروازه و ازدحام دور باشید.
# machine-drafted
sms-keep = { $things } را آماده داشته باشید.
# machine-drafted
sms-ask = تا { $moment } پیام نیامد: بپرسید.
# machine-drafted
things-in-short = اسناد، آب، دوا
# machine-drafted
comma = ،

## The printed card

# machine-drafted
card-from = از: { $place }. اگر در جای دیگر هستید، نروید. پرسان کنید.
# machine-drafted
card-walk = حرکت کنید. پیاده به این جا بروید: { $site }، { $distance }.
# machine-drafted
card-drive = حرکت کنید. با موتر خود به این جا بروید: { $site }، { $distance }.
# machine-drafted
card-already = شما حالا در همین جا هستید: { $place }. همان جا بمانید.
# machine-drafted
card-wait = در این جا منتظر باشید: { $place }. از گروه‌های دیگر دور باشید.
# machine-drafted
card-board = به موتر { $vehicle } بالا شوید، در این جا: { $place }. منتظر نمی‌ماند.
# machine-drafted
card-go-through = از این جا بگذرید: { $site }.
# machine-drafted
card-hold = در این جا بمانید: { $site }.
# machine-drafted
card-fly = به پرواز { $flight } سوار شوید.
# machine-drafted
card-more-streets = نام سرک‌ها این جا جا نمی‌شود: از خط نقشه بروید.
# machine-drafted
card-signed = در این مربع متن کوتاه با امضا است. نام کلید آن را مقایسه کنید:
# machine-drafted
card-unsigned = امضا ندارد. تنها برای تمرین.
# machine-drafted
card-number = کارت { $number }
# machine-drafted
card-page = نمبر برای صفحه: { $number }
# machine-drafted
card-codes = پیام درست کود بعدی این فهرست را دارد. آن را خط بزنید. پیام بی کود را باور نکنید.
# machine-drafted
card-keep = این کارت را تنها به کارکنان نشان بدهید. وقتی تیر شدید، از بین ببرید.

## What is read over the radio

# machine-drafted
radio-title = ورق مخابره: { $what }
# machine-drafted
radio-rule = هر خط را دو بار و آهسته بخوانید. نام هیچ شخص یا جای را نگویید.
# machine-drafted
radio-this-is = این در بارهٔ { $ident } است.
# machine-drafted
radio-leave = موتر { $vehicle } از { $site } حرکت می‌کند، ساعت { $time }.
# machine-drafted
radio-aboard = نفر برای سوار شدن: { $number }.
# machine-drafted
radio-reach = موتر { $vehicle } به { $site } می‌رسد، ساعت { $time }.
# machine-drafted
radio-through = ساعت { $time } تیر شوند: { $number } نفر.
# machine-drafted
digit-0 = صفر
# machine-drafted
digit-1 = یک
# machine-drafted
digit-2 = دو
# machine-drafted
digit-3 = سه
# machine-drafted
digit-4 = چهار
# machine-drafted
digit-5 = پنج
# machine-drafted
digit-6 = شش
# machine-drafted
digit-7 = هفت
# machine-drafted
digit-8 = هشت
# machine-drafted
digit-9 = نه

## What a loudspeaker says

# machine-drafted
speaker-title = بلندگو: { $site }
# machine-drafted
speaker-area = همه منطقه
# machine-drafted
speaker-head-go = بروید
# machine-drafted
speaker-head-hold = صبر کنید
# machine-drafted
speaker-head-stop = ایستاد شوید
# machine-drafted
speaker-attention = توجه کنید. توجه کنید.
# machine-drafted
speaker-go = موتر { $vehicle } ساعت { $when } حرکت می‌کند.
# machine-drafted
speaker-come = اگر در متن شما موتر { $vehicle } است، حالا بیایید. آهسته بیایید. ندوید.
# machine-drafted
speaker-gate = اگر در متن شما حالا وقت گذشتن است، حالا بیایید. آهسته بیایید. ندوید.
# machine-drafted
speaker-others = همه دیگران: در جای خود بمانید.
# machine-drafted
speaker-hold = در جای خود بمانید. حالا هیچ موتر حرکت نمی‌کند.
# machine-drafted
speaker-sit = بنشینید. از گروه‌های دیگر دور باشید.
# machine-drafted
speaker-again = بعد از { $number } دقیقه باز خبر می‌دهیم.
# machine-drafted
speaker-stop = ایستاد شوید. از این جا هیچ موتر حرکت نمی‌کند.
# machine-drafted
speaker-inside = از این جا دور شوید. به یک تعمیر محکم داخل شوید و در داخل بمانید.
# machine-drafted
speaker-await = جمع نشوید. منتظر متن نو باشید.

## Lines that all get

# machine-drafted
sms-stop = ایست! داخل بروید و بمانید. حرکت نکنید. منتظر پیام باشید.
# machine-drafted
sms-hold = صبر کنید. در جای خود داخل بمانید تا پیام بعدی.
# machine-drafted
sms-no-change = تغییری نیست. پیام آخر ما معتبر است. باز می نویسیم.
# machine-drafted
sms-nothing-new = هنوز خبری نیست. در جای خود داخل بمانید. باز می نویسیم.
# machine-drafted
sms-menu = با یک عدد جواب دهید: 1 می رویم، 2 نمی توانیم، 3 کمک.
