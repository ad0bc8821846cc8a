### What a party is told, in English.
### Every message carries its state on the line above it: "reviewed" once a speaker has read it, else "machine-drafted".

## The long text: its head

# reviewed
party = INSTRUCTION FOR PARTY { $party }
# reviewed
size =
    { $size ->
        [one] You are one person.
       *[other] You are { $size } people. Stay together.
    }
# reviewed
check-code = Check code: { $code }
# reviewed
clock = Times are local times on the 24-hour clock.
# reviewed
exercise = EXERCISE EXERCISE EXERCISE. This is only an exercise.
# reviewed
from = From: { $place }, where you are now, { $position }. If you are somewhere else, do not go. Ask.
# reviewed
from-position = From: where you are now, { $position }. If you are somewhere else, do not go. Ask.
# reviewed
to = To: { $place }, then flight { $flight }.
# reviewed
one-day = All of this is on { $day }.
# reviewed
many-days = Look at the day of every time: it is not always the same.

## The long text: the steps of a party that moves

# reviewed
title-do = WHAT TO DO
# reviewed
get-ready = Get ready now. Take with you: { $things }.
# reviewed
things-in-full = papers (passports, identity cards, permits), water, medicine, phone and charger
# reviewed
stay-inside-until = Stay inside until { $when }.
# reviewed
be-at = Be at { $place } at { $when }. It is where you are now. Until then stay inside.
# reviewed
leave-walk = At { $when } leave. Walk to { $site }. It is { $distance }.
# reviewed
leave-drive = At { $when } leave. Drive your own vehicle to { $site }. It is { $distance }.
# reviewed
already-there = You are at { $place } already. You need not go anywhere at { $when }.
# reviewed
go-start = Go { $heading } on { $street }. Follow it for { $distance }.
# reviewed
go-straight = Go straight on. Follow it for { $distance }.
# reviewed
go-straight-onto = Go straight on, onto { $street }. Follow it for { $distance }.
# reviewed
go-left = Turn left onto { $street }. Follow it for { $distance }.
# reviewed
go-right = Turn right onto { $street }. Follow it for { $distance }.
# reviewed
go-left-same = Turn left. You stay on { $street }. Follow it for { $distance }.
# reviewed
go-right-same = Turn right. You stay on { $street }. Follow it for { $distance }.
# reviewed
go-back = Turn round. Go back on { $street }. Follow it for { $distance }.
# reviewed
unnamed-street = the unnamed street
# reviewed
another-unnamed-street = another unnamed street
# reviewed
turn-at = The turn is at { $place }.
# reviewed
you-pass = You pass { $site }. Have your papers ready.
# reviewed
arrive = You arrive at { $when }.
# reviewed
be-on-time = Your vehicle leaves at that moment. Be on time.
# reviewed
check-direction = To check your direction: { $place } is { $distance } to the { $heading } of your start, in a straight line. Its position is { $position }.
# reviewed
check-end = To check your direction: The end is { $distance } to the { $heading } of your start, in a straight line. Its position is { $position }.
# reviewed
check-position = To check your direction: The position of the end is { $position }.
# reviewed
park = Park so that nobody is blocked. Take your things with you.
# reviewed
wait = Wait at { $place } until { $when }. Keep apart from other groups.
# reviewed
board = At { $place } board vehicle { $vehicle }. It leaves at { $when }. It does not wait.
# reviewed
ride-to = It takes you to { $place }. You arrive at { $when }.
# reviewed
ride-passes = It passes { $site }. Have your papers ready.
# reviewed
go-through = At { $when } go through { $site }.
# reviewed
through-at = You are through at { $when }.
# reviewed
hold = Stay in { $site } until { $when }.
# reviewed
fly = Take flight { $flight }. It leaves at { $when }.

## The long text: what a party needs

# reviewed
need-wheelchair = Take the wheelchair. Tell the crew and the gate that you use one.
# reviewed
need-stretcher = Take the stretcher. Tell the crew and the gate that somebody is lying down.
# reviewed
need-oxygen = Take the oxygen and all that belongs to it. Tell the crew and the gate.
# reviewed
need-infant = Take milk, nappies and a blanket.
# reviewed
need-pregnant = Take the papers of the pregnancy. Tell the crew and the gate.
# reviewed
need-deaf = Show this text to the crew and at the gate.
# reviewed
need-blind = Stay in contact with your guide. Tell the crew and the gate.
# reviewed
need-other = Take all that you need for: { $need }.

## The long text: if anything goes wrong, and until when it holds

# reviewed
title-wrong = IF ANYTHING GOES WRONG, DO THIS
# reviewed
wrong-inside = Go inside and stay inside. Go back to the place you left.
# reviewed
wrong-building = If that is not safe, go into the nearest solid building.
# reviewed
wrong-answer = Then answer on the channel by which you received this. Give the code { $code }.
# reviewed
wrong-when = Do this when:
# reviewed
wrong-street = A street is closed, or you lose the way. Do not look for another way.
# reviewed
wrong-vehicle = You missed vehicle { $vehicle }, or it is not there at { $when }.
# reviewed
wrong-danger = It is too dangerous to go, or to go on. Then do not wait in the open.
# reviewed
wrong-stopped = You are not let through.
# reviewed
wrong-within = Once you are inside { $place }, stay there and ask the staff.
# reviewed
holds-until = This holds until { $when }. If you have not left by then, do not move. Ask.
# reviewed
next-message = The next message comes by { $when }. If it has not come by then, ask.
# reviewed
old-code = If you receive another code than { $code }, this text is old. Follow the newest one.
# reviewed
your-group = This is for your group only. Do not pass it on.

## The long text: a party that stays

# reviewed
stay = Stay where you are. Do not move now. No movement is planned for you yet.
# reviewed
stay-inside = Stay inside, away from windows.
# reviewed
stay-away = Do not go to a gate, a transit point or a crowd. No place is kept for you there, and crowds are in danger.
# reviewed
keep-ready = Keep ready: { $things }.
# reviewed
stay-wait = Wait for a new instruction. It will have another code.
# reviewed
title-danger = IF IT BECOMES TOO DANGEROUS WHERE YOU ARE
# reviewed
danger-building = Go into the nearest solid building and stay inside.
# reviewed
stay-until = This holds until a new instruction comes, at the latest until { $when }.

## Places, distances, moments

# reviewed
kind-transit-point = transit point
# reviewed
kind-checkpoint = checkpoint
# reviewed
kind-gate = gate
# reviewed
kind-airhead = airhead
# reviewed
kind-and-label = the { $kind } { $label }
# reviewed
position = latitude { $lat }, longitude { $lon }
# reviewed
point = the point at { $position }
# reviewed
metres = { $number } m
# reviewed
kilometres = { $number } km
# reviewed
heading-north = north
# reviewed
heading-north-east = north-east
# reviewed
heading-east = east
# reviewed
heading-south-east = south-east
# reviewed
heading-south = south
# reviewed
heading-south-west = south-west
# reviewed
heading-west = west
# reviewed
heading-north-west = north-west
# reviewed
time-on-day = { $time } on { $day }
# reviewed
date-full = { $weekday } { $day } { $month } { $year }
# reviewed
date-long = { $weekday } { $day } { $month }
# reviewed
date-sms = { $weekday-short } { $day } { $month-short }
# reviewed
date-sms-brief = { $weekday-short } { $day } { $month-short }
# reviewed
date-sms-later = { $weekday-short } { $day } { $month-short }
# reviewed
date-sms-least = { $day } { $month-short }

## The SMS: each message is one statement, and no character may be outside its alphabet

# reviewed
sms-exercise = EXERCISE
# reviewed
sms-code = Code { $code }
# reviewed
sms-moment = { $day } { $time }
# reviewed
sms-walk = leave { $moment }, walk to { $place }.
# reviewed
sms-walk-far = leave { $moment }, walk { $distance } to { $place }.
# reviewed
sms-walk-brief = { $moment } walk to { $place }.
# reviewed
sms-drive = leave { $moment }, drive to { $place }.
# reviewed
sms-drive-far = leave { $moment }, drive { $distance } to { $place }.
# reviewed
sms-drive-brief = { $moment } drive to { $place }.
# reviewed
sms-be-there = be there { $moment }, at { $place }.
# reviewed
sms-be-there-brief = { $moment } be at { $place }.
# reviewed
sms-board = Board { $vehicle } at { $time }.
# reviewed
sms-board-brief = Board { $vehicle } { $time }.
# reviewed
sms-gate = Gate { $ident } { $time }.
# reviewed
sms-gate-here = Gate { $time }.
# reviewed
sms-fly = Flight { $flight } { $time }.
# reviewed
sms-fail = Not left by { $time }, or danger: stay inside, ask.
# reviewed
sms-fail-brief = After { $time } or danger: stay in, ask.
# reviewed
sms-fail-least = Late or danger: stay in, ask.
# reviewed
sms-news = News by { $moment }.
# reviewed
sms-from = From { $street }.
# reviewed
sms-bring = Bring { $things }.
# reviewed
sms-stay = stay where you are, inside. Do not move.
# reviewed
sms-away = Keep away from gates and crowds.
# reviewed
sms-keep = Keep { $things } ready.
# reviewed
sms-ask = No new message by { $moment }: ask.
# reviewed
things-in-short = papers, water, medicine
# reviewed
comma = ,

## The printed card

# reviewed
card-from = From: { $place }. If you are somewhere else, do not go. Ask.
# reviewed
card-walk = Leave. Walk to { $site }: { $distance }.
# reviewed
card-drive = Leave. Drive your own vehicle to { $site }: { $distance }.
# reviewed
card-already = You are at { $place } already. Stay there.
# reviewed
card-wait = Wait at { $place }. Keep apart from other groups.
# reviewed
card-board = Board vehicle { $vehicle } at { $place }. It does not wait.
# reviewed
card-go-through = Go through { $site }.
# reviewed
card-hold = Stay in { $site }.
# reviewed
card-fly = Take flight { $flight }.
# reviewed
card-more-streets = The streets do not fit here: follow the line on the map.
# reviewed
card-signed = The square holds the short text, signed. Compare the name of its key:
# reviewed
card-unsigned = NOT SIGNED. For rehearsal only.
# reviewed
card-number = Card { $number }
# reviewed
card-page = Number for the page: { $number }
# reviewed
card-codes = A true SMS carries the next of these codes. Cross it off. Do not believe an SMS without it.
# reviewed
card-keep = Show this card to the crew alone. Destroy it once you are through.

## What is read over the radio

# reviewed
radio-title = Radio sheet: { $what }
# reviewed
radio-rule = Read each line twice, slowly. Say no name of a person or a place.
# reviewed
radio-this-is = This is about { $ident }.
# reviewed
radio-leave = Vehicle { $vehicle } leaves { $site } at { $time }.
# reviewed
radio-aboard = People to board: { $number }.
# reviewed
radio-reach = Vehicle { $vehicle } reaches { $site } at { $time }.
# reviewed
radio-through = People to let through at { $time }: { $number }.
# reviewed
digit-0 = zero
# reviewed
digit-1 = one
# reviewed
digit-2 = two
# reviewed
digit-3 = three
# reviewed
digit-4 = four
# reviewed
digit-5 = five
# reviewed
digit-6 = six
# reviewed
digit-7 = seven
# reviewed
digit-8 = eight
# reviewed
digit-9 = nine

## What a loudspeaker says

# reviewed
speaker-title = Loudspeaker: { $site }
# reviewed
speaker-area = the whole area
# reviewed
speaker-head-go = GO
# reviewed
speaker-head-hold = HOLD
# reviewed
speaker-head-stop = STOP
# reviewed
speaker-attention = Attention. Attention.
# reviewed
speaker-go = Vehicle { $vehicle } leaves at { $when }.
# reviewed
speaker-come = If your text says vehicle { $vehicle }, come now. Walk. Do not run.
# reviewed
speaker-gate = If your text says that you go through now, come now. Walk. Do not run.
# reviewed
speaker-others = All others: stay where you are.
# reviewed
speaker-hold = Stay where you are. Nothing leaves now.
# reviewed
speaker-sit = Sit down. Keep apart from other groups.
# reviewed
speaker-again = You hear from us again in { $number } minutes.
# reviewed
speaker-stop = Stop. Nothing leaves from here.
# reviewed
speaker-inside = Leave this place. Go into a solid building and stay inside.
# reviewed
speaker-await = Do not gather. Wait for a new text.

## Lines that all get

# reviewed
sms-stop = STOP. Go inside now, stay there. Do not set out. Wait for our next message.
# reviewed
sms-hold = WAIT. Stay where you are, inside. Do not set out before our next message.
# reviewed
sms-no-change = No change. What we told you last still holds. We write again.
# reviewed
sms-nothing-new = Nothing new yet. Stay where you are, inside. We write again.
# reviewed
sms-menu = Answer with one digit: 1 = we go, 2 = we cannot, 3 = help.
