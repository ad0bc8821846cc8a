### What a party is told, in Spanish.
### Every message carries its state on the line above it: "reviewed" once a speaker has read it, else "machine-drafted".

## The long text: its head

# machine-drafted
party = INSTRUCCIÓN PARA EL GRUPO { $party }
# machine-drafted
size =
    { $size ->
        [one] Usted es { $size } persona.
       *[other] Ustedes son { $size } personas. No se separen.
    }
# machine-drafted
check-code = Código de control: { $code }
# machine-drafted
clock = Las horas son horas locales, de 0 a 24.
# machine-drafted
exercise = SIMULACRO SIMULACRO SIMULACRO. Esto es solo un simulacro.
# machine-drafted
from = Desde: { $place }, donde están ahora, { $position }. Si están en otro lugar, no salgan. Pregunten.
# machine-drafted
from-position = Desde: donde están ahora, { $position }. Si están en otro lugar, no salgan. Pregunten.
# machine-drafted
to = Hasta: { $place }, después vuelo { $flight }.
# machine-drafted
one-day = Todo es el { $day }.
# machine-drafted
many-days = Miren el día de cada hora: no siempre es el mismo.

## The long text: the steps of a party that moves

# machine-drafted
title-do = QUÉ TIENEN QUE HACER
# machine-drafted
get-ready = Prepárense ahora. Lleven: { $things }.
# machine-drafted
things-in-full = documentos (pasaportes, carnés de identidad, permisos), agua, medicinas, teléfono y cargador
# machine-drafted
stay-inside-until = Quédense dentro hasta esta hora: { $when }.
# machine-drafted
be-at = Estén en este lugar: { $place }, a esta hora: { $when }. Es donde están ahora. Hasta entonces, quédense dentro.
# machine-drafted
leave-walk = Hora: { $when }. Salgan. Vayan a pie a este lugar: { $site }. Distancia: { $distance }.
# machine-drafted
leave-drive = Hora: { $when }. Salgan. Vayan en su vehículo a este lugar: { $site }. Distancia: { $distance }.
# machine-drafted
already-there = Ya están en este lugar: { $place }. No tienen que ir a ninguna parte a esta hora: { $when }.
# machine-drafted
go-start = Vayan hacia { $heading } por { $street }. Sigan { $distance }.
# machine-drafted
go-straight = Sigan recto { $distance }.
# machine-drafted
go-straight-onto = Sigan recto, por { $street }. Sigan { $distance }.
# machine-drafted
go-left = Giren a la izquierda, a { $street }. Sigan { $distance }.
# machine-drafted
go-right = Giren a la derecha, a { $street }. Sigan { $distance }.
# machine-drafted
go-left-same = Giren a la izquierda. Continúan por { $street }. Sigan { $distance }.
# machine-drafted
go-right-same = Giren a la derecha. Continúan por { $street }. Sigan { $distance }.
# machine-drafted
go-back = Den la vuelta. Vuelvan por { $street }. Sigan { $distance }.
# machine-drafted
unnamed-street = la calle sin nombre
# machine-drafted
another-unnamed-street = otra calle sin nombre
# machine-drafted
turn-at = Giran aquí: { $place }.
# machine-drafted
you-pass = Pasan por aquí: { $site }. Tengan los documentos a mano.
# machine-drafted
arrive = Hora de llegada: { $when }.
# machine-drafted
be-on-time = Su vehículo sale en ese momento. Sean puntuales.
# machine-drafted
check-direction = Para comprobar la dirección: { $place } está a { $distance } de su salida, hacia { $heading }, en línea recta. Posición: { $position }.
# machine-drafted
check-end = Para comprobar la dirección: el final está a { $distance } de su salida, hacia { $heading }, en línea recta. Posición: { $position }.
# machine-drafted
check-position = Para comprobar la dirección: posición del final: { $position }.
# machine-drafted
park = Estacionen sin bloquear a nadie. Lleven sus cosas.
# machine-drafted
wait = Esperen en este lugar: { $place }, hasta esta hora: { $when }. Manténganse lejos de otros grupos.
# machine-drafted
board = En este lugar: { $place }, suban al vehículo { $vehicle }. Hora de salida: { $when }. No espera.
# machine-drafted
ride-to = Los lleva a este lugar: { $place }. Hora de llegada: { $when }.
# machine-drafted
ride-passes = Pasa por aquí: { $site }. Tengan los documentos a mano.
# machine-drafted
go-through = Hora: { $when }. Pasen por: { $site }.
# machine-drafted
through-at = Estarán al otro lado a esta hora: { $when }.
# machine-drafted
hold = Quédense aquí: { $site }, hasta esta hora: { $when }.
# machine-drafted
fly = Tomen el vuelo { $flight }. Hora de salida: { $when }.

## The long text: what a party needs

# machine-drafted
need-wheelchair = Lleven la silla de ruedas. Digan al conductor y en el portón que la usan.
# machine-drafted
need-stretcher = Lleven la camilla. Digan al conductor y en el portón que una persona va acostada.
# machine-drafted
need-oxygen = Lleven el oxígeno y todo su equipo. Díganlo al conductor y en el portón.
# machine-drafted
need-infant = Lleven leche, pañales y una manta.
# machine-drafted
need-pregnant = Lleven los documentos del embarazo. Díganlo al conductor y en el portón.
# machine-drafted
need-deaf = Muestren este texto al conductor y en el portón.
# machine-drafted
need-blind = No se separen de su guía. Díganlo al conductor y en el portón.
# machine-drafted
need-other = Lleven todo lo necesario para: { $need }.

## The long text: if anything goes wrong, and until when it holds

# machine-drafted
title-wrong = SI ALGO SALE MAL, HAGAN ESTO
# machine-drafted
wrong-inside = Entren en un edificio y quédense dentro. Vuelvan al lugar de donde salieron.
# machine-drafted
wrong-building = Si no es seguro, entren en el edificio sólido más cercano.
# machine-drafted
wrong-answer = Después respondan por el medio por el que recibieron esto. Den el código { $code }.
# machine-drafted
wrong-when = Háganlo si:
# machine-drafted
wrong-street = Una calle está cerrada, o se pierden. No busquen otro camino.
# machine-drafted
wrong-vehicle = Perdieron el vehículo { $vehicle }, o no está a esta hora: { $when }.
# machine-drafted
wrong-danger = Es demasiado peligroso salir o seguir. No esperen al aire libre.
# machine-drafted
wrong-stopped = No los dejan pasar.
# machine-drafted
wrong-within = Una vez dentro de { $place }, quédense allí y pregunten al personal.
# machine-drafted
holds-until = Esto vale hasta esta hora: { $when }. Si no han salido para entonces, no se muevan. Pregunten.
# machine-drafted
next-message = El próximo mensaje llega antes de esta hora: { $when }. Si no ha llegado, pregunten.
# machine-drafted
old-code = Si reciben un código distinto de { $code }, este texto es antiguo. Sigan el más nuevo.
# machine-drafted
your-group = Esto es solo para su grupo. No lo pasen a nadie.

## The long text: a party that stays

# machine-drafted
stay = Quédense donde están. No se muevan ahora. Todavía no hay un traslado previsto para ustedes.
# machine-drafted
stay-inside = Quédense dentro, lejos de las ventanas.
# machine-drafted
stay-away = No vayan a un portón, a un punto de tránsito ni a una multitud. Allí no tienen lugar reservado, y las multitudes corren peligro.
# machine-drafted
keep-ready = Tengan preparado: { $things }.
# machine-drafted
stay-wait = Esperen una nueva instrucción. Tendrá otro código.
# machine-drafted
title-danger = SI SE VUELVE DEMASIADO PELIGROSO DONDE ESTÁN
# machine-drafted
danger-building = Entren en el edificio sólido más cercano y quédense dentro.
# machine-drafted
stay-until = Esto vale hasta que llegue una nueva instrucción, a más tardar hasta esta hora: { $when }.

## Places, distances, moments

# machine-drafted
kind-transit-point = punto de tránsito
# machine-drafted
kind-checkpoint = puesto de control
# machine-drafted
kind-gate = portón
# machine-drafted
kind-airhead = aeródromo
# machine-drafted
kind-and-label = { $kind } { $label }
# machine-drafted
position = latitud { $lat }, longitud { $lon }
# machine-drafted
point = el punto en { $position }
# machine-drafted
metres = { $number } m
# machine-drafted
kilometres = { $number } km
# machine-drafted
heading-north = el norte
# machine-drafted
heading-north-east = el noreste
# machine-drafted
heading-east = el este
# machine-drafted
heading-south-east = el sureste
# machine-drafted
heading-south = el sur
# machine-drafted
heading-south-west = el suroeste
# machine-drafted
heading-west = el oeste
# machine-drafted
heading-north-west = el noroeste
# machine-drafted
time-on-day = { $time }, { $day }
# machine-drafted
date-full = { $weekday } { $day } de { $month } de { $year }
# machine-drafted
date-long = { $weekday } { $day } de { $month }
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
sms-exercise = SIMULACRO
# machine-drafted
sms-code = Código { $code }
# machine-drafted
sms-moment = { $day } { $time }
# machine-drafted
sms-walk = salgan { $moment }, a pie: { $place }.
# machine-drafted
sms-walk-far = salgan { $moment }, a pie { $distance }: { $place }.
# machine-drafted
sms-walk-brief = { $moment } a pie: { $place }.
# machine-drafted
sms-drive = salgan { $moment }, en su auto: { $place }.
# machine-drafted
sms-drive-far = salgan { $moment }, en su auto { $distance }: { $place }.
# machine-drafted
sms-drive-brief = { $moment } en su auto: { $place }.
# machine-drafted
sms-be-there = estén { $moment } en: { $place }.
# machine-drafted
sms-be-there-brief = { $moment } estén en: { $place }.
# machine-drafted
sms-board = Suban a { $vehicle }, { $time }.
# machine-drafted
sms-board-brief = { $vehicle } { $time }.
# machine-drafted
sms-gate = Portón { $ident } { $time }.
# machine-drafted
sms-gate-here = Portón { $time }.
# machine-drafted
sms-fly = Vuelo { $flight } { $time }.
# machine-drafted
sms-fail = Si no salen antes de { $time }, o hay peligro: quédense dentro, pregunten.
# machine-drafted
sms-fail-brief = Tras { $time } o peligro: dentro, pregunten.
# machine-drafted
sms-fail-least = Retraso o peligro: dentro, pregunten.
# machine-drafted
sms-news = Mensaje antes de { $moment }.
# machine-drafted
sms-from = Desde { $street }.
# machine-drafted
sms-bring = Lleven { $things }.
# machine-drafted
sms-stay = quédense en su lugar, dentro. No se muevan.
# machine-drafted
sms-away = Lejos de portones y multitudes.
# machine-drafted
sms-keep = Tengan listos { $things }.
# machine-drafted
sms-ask = Sin mensaje antes de { $moment }: pregunten.
# machine-drafted
things-in-short = documentos, agua, medicinas
# machine-drafted
comma = ,

## The printed card

# machine-drafted
card-from = Desde: { $place }. Si están en otro lugar, no salgan. Pregunten.
# machine-drafted
card-walk = Salgan. Vayan a pie a este lugar: { $site }, { $distance }.
# machine-drafted
card-drive = Salgan. Vayan en su vehículo a este lugar: { $site }, { $distance }.
# machine-drafted
card-already = Ya están en este lugar: { $place }. Quédense allí.
# machine-drafted
card-wait = Esperen en este lugar: { $place }. Manténganse lejos de otros grupos.
# machine-drafted
card-board = Suban al vehículo { $vehicle }, en este lugar: { $place }. No espera.
# machine-drafted
card-go-through = Pasen por: { $site }.
# machine-drafted
card-hold = Quédense aquí: { $site }.
# machine-drafted
card-fly = Tomen el vuelo { $flight }.
# machine-drafted
card-more-streets = Las calles no caben aquí: sigan la línea del mapa.
# machine-drafted
card-signed = El cuadro contiene el texto corto, firmado. Comparen el nombre de su clave:
# machine-drafted
card-unsigned = SIN FIRMA. Solo para ensayo.
# machine-drafted
card-number = Tarjeta { $number }
# machine-drafted
card-page = Número para la página: { $number }
# machine-drafted
card-codes = Un SMS verdadero lleva el siguiente de estos códigos. Táchenlo. No crean ningún SMS sin él.
# machine-drafted
card-keep = Muestren esta tarjeta solo al personal. Destrúyanla cuando hayan pasado.

## What is read over the radio

# machine-drafted
radio-title = Hoja de radio: { $what }
# machine-drafted
radio-rule = Lea cada línea dos veces, despacio. No diga ningún nombre de persona ni de lugar.
# machine-drafted
radio-this-is = Esto es sobre { $ident }.
# machine-drafted
radio-leave = El vehículo { $vehicle } sale de { $site } a las { $time }.
# machine-drafted
radio-aboard = Personas que suben: { $number }.
# machine-drafted
radio-reach = El vehículo { $vehicle } llega a { $site } a las { $time }.
# machine-drafted
radio-through = Personas que pasan a las { $time }: { $number }.
# machine-drafted
digit-0 = cero
# machine-drafted
digit-1 = uno
# machine-drafted
digit-2 = dos
# machine-drafted
digit-3 = tres
# machine-drafted
digit-4 = cuatro
# machine-drafted
digit-5 = cinco
# machine-drafted
digit-6 = seis
# machine-drafted
digit-7 = siete
# machine-drafted
digit-8 = ocho
# machine-drafted
digit-9 = nueve

## What a loudspeaker says

# machine-drafted
speaker-title = Altavoz: { $site }
# machine-drafted
speaker-area = toda la zona
# machine-drafted
speaker-head-go = VAYAN
# machine-drafted
speaker-head-hold = ESPEREN
# machine-drafted
speaker-head-stop = ALTO
# machine-drafted
speaker-attention = Atención. Atención.
# machine-drafted
speaker-go = El vehículo { $vehicle } sale a las { $when }.
# machine-drafted
speaker-come = Si su texto dice vehículo { $vehicle }, vengan ahora. Caminen. No corran.
# machine-drafted
speaker-gate = Si su texto dice que pasen ahora, vengan ahora. Caminen. No corran.
# machine-drafted
speaker-others = Los demás: quédense donde están.
# machine-drafted
speaker-hold = Quédense donde están. Nada sale ahora.
# machine-drafted
speaker-sit = Siéntense. Manténganse lejos de otros grupos.
# machine-drafted
speaker-again = Les hablamos de nuevo en { $number } minutos.
# machine-drafted
speaker-stop = Alto. Nada sale de aquí.
# machine-drafted
speaker-inside = Salgan de este lugar. Entren en un edificio sólido y quédense dentro.
# machine-drafted
speaker-await = No se agrupen. Esperen un texto nuevo.

## Lines that all get

# machine-drafted
sms-stop = ALTO. Entren ya y quédense dentro. No salgan. Esperen nuestro mensaje.
# machine-drafted
sms-hold = ESPEREN. Quédense en su lugar, dentro. No salgan antes de nuestro mensaje.
# machine-drafted
sms-no-change = Sin cambios. Nuestro último mensaje sigue valiendo. Volveremos a escribir.
# machine-drafted
sms-nothing-new = Nada nuevo. Quédense en su lugar, dentro. Volveremos a escribir.
# machine-drafted
sms-menu = Respondan con un número: 1 = vamos, 2 = no podemos, 3 = ayuda.
