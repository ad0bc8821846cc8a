### What a party is told, in Ukrainian.
### Every message carries its state on the line above it: "reviewed" once a speaker has read it, else "machine-drafted".

## The long text: its head

# machine-drafted
party = ВКАЗІВКА ДЛЯ ГРУПИ { $party }
# machine-drafted
size =
    { $size ->
        [one] Вас { $size } особа. Тримайтеся разом.
        [few] Вас { $size } особи. Тримайтеся разом.
       *[many] Вас { $size } осіб. Тримайтеся разом.
    }
# machine-drafted
check-code = Контрольний код: { $code }
# machine-drafted
clock = Час місцевий, від 0 до 24 години.
# machine-drafted
exercise = НАВЧАННЯ НАВЧАННЯ НАВЧАННЯ. Це лише навчання.
# machine-drafted
from = Звідки: { $place }, де ви зараз, { $position }. Якщо ви в іншому місці, не йдіть. Запитайте.
# machine-drafted
from-position = Звідки: місце, де ви зараз, { $position }. Якщо ви в іншому місці, не йдіть. Запитайте.
# machine-drafted
to = Куди: { $place }, потім рейс { $flight }.
# machine-drafted
one-day = Усе це в такий день: { $day }.
# machine-drafted
many-days = Дивіться на день біля кожної години: він не завжди той самий.

## The long text: the steps of a party that moves

# machine-drafted
title-do = ЩО РОБИТИ
# machine-drafted
get-ready = Збирайтеся зараз. Візьміть із собою: { $things }.
# machine-drafted
things-in-full = документи (паспорти, посвідчення особи, дозволи), воду, ліки, телефон і зарядку
# machine-drafted
stay-inside-until = Будьте в приміщенні до { $when }.
# machine-drafted
be-at = Будьте на місці: { $place }, о { $when }. Це там, де ви зараз. До того часу будьте в приміщенні.
# machine-drafted
leave-walk = О { $when } виходьте. Ідіть пішки. Місце: { $site }. Відстань: { $distance }.
# machine-drafted
leave-drive = О { $when } виїжджайте. Їдьте своїм авто. Місце: { $site }. Відстань: { $distance }.
# machine-drafted
already-there = Ви вже на місці: { $place }. О { $when } вам нікуди не треба йти.
# machine-drafted
go-start = Рухайтеся { $heading } вулицею { $street }. Прямо { $distance }.
# machine-drafted
go-straight = Рухайтеся прямо { $distance }.
# machine-drafted
go-straight-onto = Рухайтеся прямо, далі вулицею { $street }. Прямо { $distance }.
# machine-drafted
go-left = Поверніть ліворуч на вулицю { $street }. Прямо { $distance }.
# machine-drafted
go-right = Поверніть праворуч на вулицю { $street }. Прямо { $distance }.
# machine-drafted
go-left-same = Поверніть ліворуч. Ви й далі на вулиці { $street }. Прямо { $distance }.
# machine-drafted
go-right-same = Поверніть праворуч. Ви й далі на вулиці { $street }. Прямо { $distance }.
# machine-drafted
go-back = Розверніться. Поверніться вулицею { $street }. Прямо { $distance }.
# machine-drafted
unnamed-street = без назви
# machine-drafted
another-unnamed-street = без назви, це інша вулиця
# machine-drafted
turn-at = Місце повороту: { $place }.
# machine-drafted
you-pass = На шляху: { $site }. Тримайте документи напоготові.
# machine-drafted
arrive = Ви прибуваєте о { $when }.
# machine-drafted
be-on-time = Ваш транспорт відʼїжджає саме тоді. Не запізніться.
# machine-drafted
check-direction = Щоб перевірити напрямок: { $place } — { $distance } від вашого початку { $heading }, по прямій. Координати: { $position }.
# machine-drafted
check-end = Щоб перевірити напрямок: кінець шляху — { $distance } від вашого початку { $heading }, по прямій. Координати: { $position }.
# machine-drafted
check-position = Щоб перевірити напрямок: координати кінця шляху: { $position }.
# machine-drafted
park = Поставте авто так, щоб нікому не заважати. Візьміть свої речі.
# machine-drafted
wait = Чекайте на місці: { $place }, до { $when }. Тримайтеся осторонь інших груп.
# machine-drafted
board = На місці: { $place }, сідайте в транспорт { $vehicle }. Він відʼїжджає о { $when }. Він не чекає.
# machine-drafted
ride-to = Він везе вас сюди: { $place }. Ви прибуваєте о { $when }.
# machine-drafted
ride-passes = Він проїжджає: { $site }. Тримайте документи напоготові.
# machine-drafted
go-through = О { $when } пройдіть: { $site }.
# machine-drafted
through-at = Ви пройдете о { $when }.
# machine-drafted
hold = Будьте тут: { $site }, до { $when }.
# machine-drafted
fly = Летіть рейсом { $flight }. Він вилітає о { $when }.

## The long text: what a party needs

# machine-drafted
need-wheelchair = Візьміть крісло колісне. Скажіть екіпажу та біля воріт, що користуєтеся ним.
# machine-drafted
need-stretcher = Візьміть ноші. Скажіть екіпажу та біля воріт, що людина лежить.
# machine-drafted
need-oxygen = Візьміть кисень і все, що до нього потрібне. Скажіть екіпажу та біля воріт.
# machine-drafted
need-infant = Візьміть молоко, підгузки й ковдру.
# machine-drafted
need-pregnant = Візьміть документи про вагітність. Скажіть екіпажу та біля воріт.
# machine-drafted
need-deaf = Покажіть цей текст екіпажу та біля воріт.
# machine-drafted
need-blind = Тримайтеся свого супровідника. Скажіть екіпажу та біля воріт.
# machine-drafted
need-other = Візьміть усе, що потрібно для: { $need }.

## The long text: if anything goes wrong, and until when it holds

# machine-drafted
title-wrong = ЯКЩО ЩОСЬ ПІШЛО НЕ ТАК, ЗРОБІТЬ ЦЕ
# machine-drafted
wrong-inside = Зайдіть у приміщення й залишайтеся там. Поверніться туди, звідки вийшли.
# machine-drafted
wrong-building = Якщо це небезпечно, зайдіть у найближчу міцну будівлю.
# machine-drafted
wrong-answer = Потім дайте відповідь тим каналом, яким отримали це. Назвіть код { $code }.
# machine-drafted
wrong-when = Зробіть це, коли:
# machine-drafted
wrong-street = Вулиця закрита або ви заблукали. Не шукайте іншого шляху.
# machine-drafted
wrong-vehicle = Ви запізнилися на транспорт { $vehicle } або його немає о { $when }.
# machine-drafted
wrong-danger = Надто небезпечно йти чи йти далі. Тоді не чекайте просто неба.
# machine-drafted
wrong-stopped = Вас не пропускають.
# machine-drafted
wrong-within = Коли ви вже всередині ({ $place }), залишайтеся там і питайте працівників.
# machine-drafted
holds-until = Це чинне до { $when }. Якщо доти ви не вийшли, не рушайте. Запитайте.
# machine-drafted
next-message = Наступне повідомлення буде до { $when }. Якщо доти його немає, запитайте.
# machine-drafted
old-code = Якщо ви отримали код, інший ніж { $code }, цей текст застарів. Виконуйте найновіший.
# machine-drafted
your-group = Це лише для вашої групи. Нікому не передавайте.

## The long text: a party that stays

# machine-drafted
stay = Залишайтеся там, де ви є. Зараз не рушайте. Виїзд для вас ще не заплановано.
# machine-drafted
stay-inside = Будьте в приміщенні, далі від вікон.
# machine-drafted
stay-away = Не йдіть до воріт, до пункту збору чи в натовп. Там для вас не тримають місця, а натовп у небезпеці.
# machine-drafted
keep-ready = Тримайте напоготові: { $things }.
# machine-drafted
stay-wait = Чекайте нової вказівки. У неї буде інший код.
# machine-drafted
title-danger = ЯКЩО ТАМ, ДЕ ВИ Є, СТАЛО НАДТО НЕБЕЗПЕЧНО
# machine-drafted
danger-building = Зайдіть у найближчу міцну будівлю й залишайтеся там.
# machine-drafted
stay-until = Це чинне до нової вказівки, найпізніше до { $when }.

## Places, distances, moments

# machine-drafted
kind-transit-point = пункт збору
# machine-drafted
kind-checkpoint = контрольний пункт
# machine-drafted
kind-gate = ворота
# machine-drafted
kind-airhead = аеродром
# machine-drafted
kind-and-label = { $kind } { $label }
# machine-drafted
position = широта { $lat }, довгота { $lon }
# machine-drafted
point = точка, { $position }
# machine-drafted
metres = { $number } м
# machine-drafted
kilometres = { $number } км
# machine-drafted
heading-north = на північ
# machine-drafted
heading-north-east = на північний схід
# machine-drafted
heading-east = на схід
# machine-drafted
heading-south-east = на південний схід
# machine-drafted
heading-south = на південь
# machine-drafted
heading-south-west = на південний захід
# machine-drafted
heading-west = на захід
# machine-drafted
heading-north-west = на північний захід
# machine-drafted
time-on-day = { $time } ({ $day })
# machine-drafted
date-full = { $weekday }, { $day } { $month } { $year } року
# machine-drafted
date-long = { $weekday }, { $day } { $month }
# machine-drafted
date-sms = { $weekday-short } { $day } { $month-short }
# machine-drafted
date-sms-brief = { $weekday-short } { $day } { $month-short }
# machine-drafted
date-sms-later = { $weekday-short }
# machine-drafted
date-sms-least = { $day } { $month-short }

## The SMS: each message is one statement, and no character may be outside its alphabet

# machine-drafted
sms-exercise = НАВЧАННЯ
# machine-drafted
sms-code = Код { $code }
# machine-drafted
sms-moment = { $day } { $time }
# machine-drafted
sms-walk = Вийдіть { $moment }, пішки: { $place }.
# machine-drafted
sms-walk-far = Вийдіть { $moment }, пішки { $distance }: { $place }.
# machine-drafted
sms-walk-brief = { $moment } пішки: { $place }.
# machine-drafted
sms-drive = Виїдьте { $moment }, своїм авто: { $place }.
# machine-drafted
sms-drive-far = Виїдьте { $moment }, своїм авто { $distance }: { $place }.
# machine-drafted
sms-drive-brief = { $moment } авто: { $place }.
# machine-drafted
sms-be-there = Будьте { $moment } тут: { $place }.
# machine-drafted
sms-be-there-brief = { $moment } будьте: { $place }.
# machine-drafted
sms-board = Сідайте в { $vehicle }, { $time }.
# machine-drafted
sms-board-brief = Транспорт { $vehicle }: { $time }.
# machine-drafted
sms-gate = Ворота { $ident }: { $time }.
# machine-drafted
sms-gate-here = Ворота: { $time }.
# machine-drafted
sms-fly = Рейс { $flight }: { $time }.
# machine-drafted
sms-fail = Не вийшли до { $time } чи небезпека: будьте всередині, питайте.
# machine-drafted
sms-fail-brief = Після { $time } чи небезпека: всередині, питайте.
# machine-drafted
sms-fail-least = Пізно чи небезпека: всередині, питайте.
# machine-drafted
sms-news = Новини до { $moment }.
# machine-drafted
sms-from = Початок: { $street }.
# machine-drafted
sms-bring = Візьміть { $things }.
# machine-drafted
sms-stay = Залишайтеся на місці, всередині. Не рушайте.
# machine-drafted
sms-away = Далі від воріт і натовпу.
# machine-drafted
sms-keep = Напоготові: { $things }.
# machine-drafted
sms-ask = Нема вістей до { $moment }: питайте.
# machine-drafted
things-in-short = документи, воду, ліки
# machine-drafted
comma = ,

## The printed card

# machine-drafted
card-from = Звідки: { $place }. Якщо ви в іншому місці, не йдіть. Запитайте.
# machine-drafted
card-walk = Виходьте. Ідіть пішки. Місце: { $site }, { $distance }.
# machine-drafted
card-drive = Виїжджайте. Їдьте своїм авто. Місце: { $site }, { $distance }.
# machine-drafted
card-already = Ви вже на місці: { $place }. Залишайтеся там.
# machine-drafted
card-wait = Чекайте на місці: { $place }. Тримайтеся осторонь інших груп.
# machine-drafted
card-board = Сідайте в транспорт { $vehicle }, на місці: { $place }. Він не чекає.
# machine-drafted
card-go-through = Пройдіть: { $site }.
# machine-drafted
card-hold = Будьте тут: { $site }.
# machine-drafted
card-fly = Летіть рейсом { $flight }.
# machine-drafted
card-more-streets = Назви вулиць тут не вміщаються: ідіть за лінією на мапі.
# machine-drafted
card-signed = У квадраті короткий текст із підписом. Порівняйте назву ключа:
# machine-drafted
card-unsigned = БЕЗ ПІДПИСУ. Лише для навчання.
# machine-drafted
card-number = Картка { $number }
# machine-drafted
card-page = Номер для сторінки: { $number }
# machine-drafted
card-codes = Справжнє повідомлення має наступний із цих кодів. Викресліть його. Не вірте повідомленню без нього.
# machine-drafted
card-keep = Показуйте цю картку лише працівникам. Знищіть її, коли пройдете.

## What is read over the radio

# machine-drafted
radio-title = Аркуш для радіо: { $what }
# machine-drafted
radio-rule = Читайте кожен рядок двічі, повільно. Не називайте імен людей і назв місць.
# machine-drafted
radio-this-is = Ідеться про { $ident }.
# machine-drafted
radio-leave = Транспорт { $vehicle } відʼїжджає з { $site } о { $time }.
# machine-drafted
radio-aboard = Людей на посадку: { $number }.
# machine-drafted
radio-reach = Транспорт { $vehicle } прибуває до { $site } о { $time }.
# machine-drafted
radio-through = О { $time } пропустіть людей: { $number }.
# machine-drafted
digit-0 = нуль
# machine-drafted
digit-1 = один
# machine-drafted
digit-2 = два
# machine-drafted
digit-3 = три
# machine-drafted
digit-4 = чотири
# machine-drafted
digit-5 = пʼять
# machine-drafted
digit-6 = шість
# machine-drafted
digit-7 = сім
# machine-drafted
digit-8 = вісім
# machine-drafted
digit-9 = девʼять

## What a loudspeaker says

# machine-drafted
speaker-title = Гучномовець: { $site }
# machine-drafted
speaker-area = весь район
# machine-drafted
speaker-head-go = РУХ
# machine-drafted
speaker-head-hold = ЧЕКАЙТЕ
# machine-drafted
speaker-head-stop = СТОП
# machine-drafted
speaker-attention = Увага. Увага.
# machine-drafted
speaker-go = Транспорт { $vehicle } відʼїжджає о { $when }.
# machine-drafted
speaker-come = Якщо у вашому тексті транспорт { $vehicle }, підходьте зараз. Ідіть. Не біжіть.
# machine-drafted
speaker-gate = Якщо у вашому тексті час проходити зараз, підходьте зараз. Ідіть. Не біжіть.
# machine-drafted
speaker-others = Усі інші: залишайтеся на місці.
# machine-drafted
speaker-hold = Залишайтеся на місці. Зараз нічого не вирушає.
# machine-drafted
speaker-sit = Сядьте. Тримайтеся осторонь інших груп.
# machine-drafted
speaker-again = Наступне повідомлення за { $number } хвилин.
# machine-drafted
speaker-stop = Стоп. Звідси нічого не вирушає.
# machine-drafted
speaker-inside = Залиште це місце. Зайдіть у міцну будівлю й залишайтеся всередині.
# machine-drafted
speaker-await = Не збирайтеся гуртом. Чекайте нового тексту.

## Lines that all get

# machine-drafted
sms-stop = СТОП. Зайдіть усередину. Не рушайте. Чекайте вістей.
# machine-drafted
sms-hold = ЧЕКАЙТЕ. Будьте всередині до нової вістки.
# machine-drafted
sms-no-change = Без змін. Останнє сповіщення чинне. Напишемо ще.
# machine-drafted
sms-nothing-new = Новин нема. Будьте на місці, всередині. Напишемо.
# machine-drafted
sms-menu = Цифра у відповідь: 1 їдемо, 2 не можемо, 3 допомога.
