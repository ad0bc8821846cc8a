### What a party is told, in French.
### Every message carries its state on the line above it: "reviewed" once a speaker has read it, else "machine-drafted".

## The long text: its head

# machine-drafted
party = CONSIGNE POUR LE GROUPE { $party }
# machine-drafted
size =
    { $size ->
        [one] Vous êtes { $size } personne.
       *[other] Vous êtes { $size } personnes. Restez ensemble.
    }
# machine-drafted
check-code = Code de contrôle : { $code }
# machine-drafted
clock = Les heures sont les heures locales, sur 24 heures.
# machine-drafted
exercise = EXERCICE EXERCICE EXERCICE. Ceci n'est qu'un exercice.
# machine-drafted
from = Départ : { $place }, là où vous êtes maintenant, { $position }. Si vous êtes ailleurs, ne partez pas. Demandez.
# machine-drafted
from-position = Départ : là où vous êtes maintenant, { $position }. Si vous êtes ailleurs, ne partez pas. Demandez.
# machine-drafted
to = Arrivée : { $place }, puis vol { $flight }.
# machine-drafted
one-day = Tout se passe le { $day }.
# machine-drafted
many-days = Regardez le jour de chaque heure : ce n'est pas toujours le même.

## The long text: the steps of a party that moves

# machine-drafted
title-do = CE QUE VOUS DEVEZ FAIRE
# machine-drafted
get-ready = Préparez-vous maintenant. Prenez avec vous : { $things }.
# machine-drafted
things-in-full = papiers (passeports, cartes d'identité, permis), eau, médicaments, téléphone et chargeur
# machine-drafted
stay-inside-until = Restez à l'intérieur jusqu'à { $when }.
# machine-drafted
be-at = Soyez à cet endroit : { $place }, à { $when }. C'est là où vous êtes maintenant. D'ici là, restez à l'intérieur.
# machine-drafted
leave-walk = À { $when }, partez. Allez à pied jusqu'à cet endroit : { $site }. Distance : { $distance }.
# machine-drafted
leave-drive = À { $when }, partez. Allez avec votre véhicule jusqu'à cet endroit : { $site }. Distance : { $distance }.
# machine-drafted
already-there = Vous êtes déjà à cet endroit : { $place }. À { $when }, vous n'avez pas à vous déplacer.
# machine-drafted
go-start = Allez vers { $heading } par { $street }. Suivez-la sur { $distance }.
# machine-drafted
go-straight = Continuez tout droit sur { $distance }.
# machine-drafted
go-straight-onto = Continuez tout droit, par { $street }. Suivez-la sur { $distance }.
# machine-drafted
go-left = Tournez à gauche : { $street }. Suivez-la sur { $distance }.
# machine-drafted
go-right = Tournez à droite : { $street }. Suivez-la sur { $distance }.
# machine-drafted
go-left-same = Tournez à gauche. Vous restez sur { $street }. Suivez-la sur { $distance }.
# machine-drafted
go-right-same = Tournez à droite. Vous restez sur { $street }. Suivez-la sur { $distance }.
# machine-drafted
go-back = Faites demi-tour. Revenez par { $street }. Suivez-la sur { $distance }.
# machine-drafted
unnamed-street = la rue sans nom
# machine-drafted
another-unnamed-street = une autre rue sans nom
# machine-drafted
turn-at = Vous tournez ici : { $place }.
# machine-drafted
you-pass = Vous passez ici : { $site }. Tenez vos papiers prêts.
# machine-drafted
arrive = Vous arrivez à { $when }.
# machine-drafted
be-on-time = Votre véhicule part à ce moment. Soyez à l'heure.
# machine-drafted
check-direction = Pour vérifier votre direction : { $place } est à { $distance } de votre départ, vers { $heading }, en ligne droite. Position : { $position }.
# machine-drafted
check-end = Pour vérifier votre direction : l'arrivée est à { $distance } de votre départ, vers { $heading }, en ligne droite. Position : { $position }.
# machine-drafted
check-position = Pour vérifier votre direction : position de l'arrivée : { $position }.
# machine-drafted
park = Garez-vous sans bloquer personne. Prenez vos affaires.
# machine-drafted
wait = Attendez à cet endroit : { $place }, jusqu'à { $when }. Restez à l'écart des autres groupes.
# machine-drafted
board = À cet endroit : { $place }, montez dans le véhicule { $vehicle }. Il part à { $when }. Il n'attend pas.
# machine-drafted
ride-to = Il vous emmène à cet endroit : { $place }. Vous arrivez à { $when }.
# machine-drafted
ride-passes = Il passe ici : { $site }. Tenez vos papiers prêts.
# machine-drafted
go-through = À { $when }, passez par : { $site }.
# machine-drafted
through-at = Vous êtes de l'autre côté à { $when }.
# machine-drafted
hold = Restez ici : { $site }, jusqu'à { $when }.
# machine-drafted
fly = Prenez le vol { $flight }. Il part à { $when }.

## The long text: what a party needs

# machine-drafted
need-wheelchair = Prenez le fauteuil roulant. Dites à l'équipage et au portail que vous en utilisez un.
# machine-drafted
need-stretcher = Prenez le brancard. Dites à l'équipage et au portail qu'une personne est couchée.
# machine-drafted
need-oxygen = Prenez l'oxygène et tout son matériel. Dites-le à l'équipage et au portail.
# machine-drafted
need-infant = Prenez du lait, des couches et une couverture.
# machine-drafted
need-pregnant = Prenez les papiers de la grossesse. Dites-le à l'équipage et au portail.
# machine-drafted
need-deaf = Montrez ce texte à l'équipage et au portail.
# machine-drafted
need-blind = Restez au contact de votre guide. Dites-le à l'équipage et au portail.
# machine-drafted
need-other = Prenez tout ce qu'il vous faut pour : { $need }.

## The long text: if anything goes wrong, and until when it holds

# machine-drafted
title-wrong = EN CAS DE PROBLÈME, FAITES CECI
# machine-drafted
wrong-inside = Entrez dans un bâtiment et restez-y. Retournez là d'où vous êtes partis.
# machine-drafted
wrong-building = Si c'est dangereux, entrez dans le bâtiment solide le plus proche.
# machine-drafted
wrong-answer = Puis répondez par le moyen par lequel vous avez reçu ceci. Donnez le code { $code }.
# machine-drafted
wrong-when = Faites-le si :
# machine-drafted
wrong-street = Une rue est fermée, ou vous êtes perdus. Ne cherchez pas un autre chemin.
# machine-drafted
wrong-vehicle = Vous avez manqué le véhicule { $vehicle }, ou il n'est pas là à { $when }.
# machine-drafted
wrong-danger = Il est trop dangereux de partir ou de continuer. N'attendez pas dehors.
# machine-drafted
wrong-stopped = On ne vous laisse pas passer.
# machine-drafted
wrong-within = Une fois entrés ici : { $place }, restez-y et demandez au personnel.
# machine-drafted
holds-until = Ceci est valable jusqu'à { $when }. Si vous n'êtes pas partis à cette heure, ne bougez pas. Demandez.
# machine-drafted
next-message = Le prochain message vient au plus tard à { $when }. S'il n'est pas venu, demandez.
# machine-drafted
old-code = Si vous recevez un autre code que { $code }, ce texte est ancien. Suivez le plus récent.
# machine-drafted
your-group = Ceci est pour votre groupe seulement. Ne le transmettez pas.

## The long text: a party that stays

# machine-drafted
stay = Restez où vous êtes. Ne bougez pas maintenant. Aucun déplacement n'est encore prévu pour vous.
# machine-drafted
stay-inside = Restez à l'intérieur, loin des fenêtres.
# machine-drafted
stay-away = N'allez ni à un portail, ni à un point de transit, ni vers une foule. Aucune place ne vous y est gardée, et les foules sont en danger.
# machine-drafted
keep-ready = Tenez prêts : { $things }.
# machine-drafted
stay-wait = Attendez une nouvelle consigne. Elle aura un autre code.
# machine-drafted
title-danger = SI L'ENDROIT OÙ VOUS ÊTES DEVIENT TROP DANGEREUX
# machine-drafted
danger-building = Entrez dans le bâtiment solide le plus proche et restez-y.
# machine-drafted
stay-until = Ceci est valable jusqu'à une nouvelle consigne, au plus tard jusqu'à { $when }.

## Places, distances, moments

# machine-drafted
kind-transit-point = point de transit
# machine-drafted
kind-checkpoint = point de contrôle
# machine-drafted
kind-gate = portail
# machine-drafted
kind-airhead = aérodrome
# machine-drafted
kind-and-label = { $kind } { $label }
# machine-drafted
position = latitude { $lat }, longitude { $lon }
# machine-drafted
point = le point à { $position }
# machine-drafted
metres = { $number } m
# machine-drafted
kilometres = { $number } km
# machine-drafted
heading-north = le nord
# machine-drafted
heading-north-east = le nord-est
# machine-drafted
heading-east = l'est
# machine-drafted
heading-south-east = le sud-est
# machine-drafted
heading-south = le sud
# machine-drafted
heading-south-west = le sud-ouest
# machine-drafted
heading-west = l'ouest
# machine-drafted
heading-north-west = le nord-ouest
# machine-drafted
time-on-day = { $time }, { $day }
# machine-drafted
date-full = { $weekday } { $day } { $month } { $year }
# machine-drafted
date-long = { $weekday } { $day } { $month }
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
sms-exercise = EXERCICE
# machine-drafted
sms-code = Code { $code }
# machine-drafted
sms-moment = { $day } { $time }
# machine-drafted
sms-walk = partez { $moment }, à pied: { $place }.
# machine-drafted
sms-walk-far = partez { $moment }, à pied { $distance }: { $place }.
# machine-drafted
sms-walk-brief = { $moment } à pied: { $place }.
# machine-drafted
sms-drive = partez { $moment }, en voiture: { $place }.
# machine-drafted
sms-drive-far = partez { $moment }, en voiture { $distance }: { $place }.
# machine-drafted
sms-drive-brief = { $moment } en voiture: { $place }.
# machine-drafted
sms-be-there = soyez là { $moment }: { $place }.
# machine-drafted
sms-be-there-brief = { $moment } soyez là: { $place }.
# machine-drafted
sms-board = Montez dans { $vehicle } { $time }.
# machine-drafted
sms-board-brief = { $vehicle } { $time }.
# machine-drafted
sms-gate = Portail { $ident } { $time }.
# machine-drafted
sms-gate-here = Portail { $time }.
# machine-drafted
sms-fly = Vol { $flight } { $time }.
# machine-drafted
sms-fail = Pas parti à { $time }, ou danger: restez dedans, demandez.
# machine-drafted
sms-fail-brief = Après { $time }/danger: dedans, demandez.
# machine-drafted
sms-fail-least = Retard ou danger: dedans, demandez.
# machine-drafted
sms-news = Message avant { $moment }.
# machine-drafted
sms-from = De { $street }.
# machine-drafted
sms-bring = Prenez { $things }.
# machine-drafted
sms-stay = restez sur place, à l'intérieur. Ne bougez pas.
# machine-drafted
sms-away = Loin des portails et des foules.
# machine-drafted
sms-keep = Gardez prêts { $things }.
# machine-drafted
sms-ask = Pas de message avant { $moment }: demandez.
# machine-drafted
things-in-short = papiers, eau, médicaments
# machine-drafted
comma = ,

## The printed card

# machine-drafted
card-from = Départ : { $place }. Si vous êtes ailleurs, ne partez pas. Demandez.
# machine-drafted
card-walk = Partez. Allez à pied jusqu'à cet endroit : { $site }, { $distance }.
# machine-drafted
card-drive = Partez. Allez avec votre véhicule jusqu'à cet endroit : { $site }, { $distance }.
# machine-drafted
card-already = Vous êtes déjà à cet endroit : { $place }. Restez-y.
# machine-drafted
card-wait = Attendez à cet endroit : { $place }. Restez à l'écart des autres groupes.
# machine-drafted
card-board = Montez dans le véhicule { $vehicle }, à cet endroit : { $place }. Il n'attend pas.
# machine-drafted
card-go-through = Passez par : { $site }.
# machine-drafted
card-hold = Restez ici : { $site }.
# machine-drafted
card-fly = Prenez le vol { $flight }.
# machine-drafted
card-more-streets = Les rues ne tiennent pas ici : suivez la ligne sur le plan.
# machine-drafted
card-signed = Le carré contient le texte court, signé. Comparez le nom de sa clé :
# machine-drafted
card-unsigned = NON SIGNÉ. Pour l'exercice seulement.
# machine-drafted
card-number = Carte { $number }
# machine-drafted
card-page = Numéro pour la page : { $number }
# machine-drafted
card-codes = Un vrai SMS porte le prochain de ces codes. Barrez-le. Ne croyez aucun SMS sans lui.
# machine-drafted
card-keep = Ne montrez cette carte qu'à l'équipe. Détruisez-la une fois passés.

## What is read over the radio

# machine-drafted
radio-title = Feuille radio : { $what }
# machine-drafted
radio-rule = Lisez chaque ligne deux fois, lentement. Ne dites aucun nom de personne ni de lieu.
# machine-drafted
radio-this-is = Ceci concerne { $ident }.
# machine-drafted
radio-leave = Le véhicule { $vehicle } quitte { $site } à { $time }.
# machine-drafted
radio-aboard = Personnes à embarquer : { $number }.
# machine-drafted
radio-reach = Le véhicule { $vehicle } arrive à { $site } à { $time }.
# machine-drafted
radio-through = Personnes à laisser passer à { $time } : { $number }.
# machine-drafted
digit-0 = zéro
# machine-drafted
digit-1 = un
# machine-drafted
digit-2 = deux
# machine-drafted
digit-3 = trois
# machine-drafted
digit-4 = quatre
# machine-drafted
digit-5 = cinq
# machine-drafted
digit-6 = six
# machine-drafted
digit-7 = sept
# machine-drafted
digit-8 = huit
# machine-drafted
digit-9 = neuf

## What a loudspeaker says

# machine-drafted
speaker-title = Haut-parleur : { $site }
# machine-drafted
speaker-area = toute la zone
# machine-drafted
speaker-head-go = ALLEZ
# machine-drafted
speaker-head-hold = ATTENDEZ
# machine-drafted
speaker-head-stop = ARRÊTEZ
# machine-drafted
speaker-attention = Attention. Attention.
# machine-drafted
speaker-go = Le véhicule { $vehicle } part à { $when }.
# machine-drafted
speaker-come = Si votre texte dit véhicule { $vehicle }, venez maintenant. Marchez. Ne courez pas.
# machine-drafted
speaker-gate = Si votre texte dit de passer maintenant, venez maintenant. Marchez. Ne courez pas.
# machine-drafted
speaker-others = Tous les autres : restez où vous êtes.
# machine-drafted
speaker-hold = Restez où vous êtes. Rien ne part maintenant.
# machine-drafted
speaker-sit = Asseyez-vous. Restez à l'écart des autres groupes.
# machine-drafted
speaker-again = Nous vous parlons de nouveau dans { $number } minutes.
# machine-drafted
speaker-stop = Arrêtez. Rien ne part d'ici.
# machine-drafted
speaker-inside = Quittez ce lieu. Entrez dans un bâtiment solide et restez-y.
# machine-drafted
speaker-await = Ne vous rassemblez pas. Attendez un nouveau texte.

## Lines that all get

# machine-drafted
sms-stop = STOP. Rentrez, restez à l'intérieur. Ne partez pas. Attendez notre prochain message.
# machine-drafted
sms-hold = ATTENDEZ. Restez sur place, à l'intérieur. Ne partez pas avant notre prochain message.
# machine-drafted
sms-no-change = Aucun changement. Notre dernier message reste valable. Nous vous écrirons.
# machine-drafted
sms-nothing-new = Rien de nouveau. Restez sur place, à l'intérieur. Nous vous écrirons.
# machine-drafted
sms-menu = Répondez par un chiffre: 1 = nous partons, 2 = impossible, 3 = aide.
