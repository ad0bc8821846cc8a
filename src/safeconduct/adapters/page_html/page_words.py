"""Say around an instruction what the page itself says, in the languages of the instructions.

Only English was written by people who decide; the others are machine-drafted and wait for a reviewer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class PageWords:
    """Hold the page's own words in one language."""

    hide: str
    checking: str
    good: str
    old: str
    bad: str
    unchecked: str
    key: str
    bad_remedy: str
    start: str
    end: str
    way: str
    ride: str
    turn: str
    metres: str
    kilometres: str

    def say_distance(self, metres: int) -> str:
        """Return a round distance with its unit.

        >>> WORDS["en"].say_distance(200), WORDS["en"].say_distance(2000)
        ('200 m', '2 km')
        """
        number, unit = (metres // 1000, self.kilometres) if metres >= 1000 else (metres, self.metres)
        return f"{number} {unit}"


WORDS: Final[Mapping[str, PageWords]] = {
    "en": PageWords(
        "Hide", "Checking …",
        "Checked: this text and map are signed and unchanged.",
        "Signed, but too old: do not set out on it. Ask for a new one.",
        "WRONG. This text or map is not what was signed.",
        "Not checked: this device could not check the signature.",
        "Compare this key with the one on your card:",
        "Do not follow it unless the key and the check code are confirmed by voice. Stay where you are and ask.",
        "start", "end", "your way", "by vehicle", "turn, as numbered in the text", "m", "km",
    ),
    "fa": PageWords(
        "پنهان کردن", "در حال بررسی …",
        "بررسی شد: این متن و نقشه امضا شده و تغییر نکرده است.",
        "امضا شده، اما کهنه است: با آن حرکت نکنید. متن تازه بخواهید.",
        "نادرست. این متن یا نقشه آن چیزی نیست که امضا شده است.",
        "بررسی نشد: این دستگاه نتوانست امضا را بررسی کند.",
        "این کلید را با کلید روی کارت خود مقایسه کنید:",
        "تا زمانی که کلید و کود بررسی با صدا تأیید نشده است از آن پیروی نکنید. در جای خود بمانید و بپرسید.",
        "آغاز", "پایان", "راه شما", "با موتر", "دور خوردن، با شمارهٔ متن", "متر", "کیلومتر",
    ),
    "ps": PageWords(
        "پټول", "کتل کېږي …",
        "وکتل شو: دا متن او نقشه لاسلیک شوي او نه دي بدل شوي.",
        "لاسلیک شوی، خو زوړ دی: پرې مه روانېږئ. نوی وغواړئ.",
        "ناسم. دا متن یا نقشه هغه نه ده چې لاسلیک شوې وه.",
        "ونه کتل شو: دې وسیلې لاسلیک نه شو کتلی.",
        "دا کیلي د خپل کارت له کیلي سره پرتله کړئ:",
        "تر هغو چې کیلي او د کتنې کوډ په غږ تایید نه شي، عمل پرې مه کوئ. پر خپل ځای پاتې شئ او وپوښتئ.",
        "پیل", "پای", "ستاسو لاره", "په موټر کې", "تاوېدل، د متن له شمېرې سره", "متره", "کیلومتره",
    ),
    "ar": PageWords(
        "إخفاء", "جارٍ التحقق …",
        "تم التحقق: هذا النص وهذه الخريطة موقّعان ولم يتغيّرا.",
        "موقّع لكنه قديم: لا تنطلق بناءً عليه. اطلب نصاً جديداً.",
        "خطأ. هذا النص أو هذه الخريطة ليس ما تم توقيعه.",
        "لم يتم التحقق: تعذّر على هذا الجهاز فحص التوقيع.",
        "قارن هذا المفتاح بالمفتاح المكتوب على بطاقتك:",
        "لا تتبعه ما لم يُؤكَّد المفتاح ورمز التحقق بالصوت. ابقَ في مكانك واسأل.",
        "البداية", "النهاية", "طريقك", "بالمركبة", "انعطاف برقمه في النص", "م", "كم",
    ),
    "fr": PageWords(
        "Masquer", "Vérification …",
        "Vérifié : ce texte et cette carte sont signés et inchangés.",
        "Signé, mais trop ancien : ne partez pas avec. Demandez-en un nouveau.",
        "FAUX. Ce texte ou cette carte n'est pas ce qui a été signé.",
        "Non vérifié : cet appareil n'a pas pu vérifier la signature.",
        "Comparez cette clé avec celle de votre carte :",
        "Ne le suivez pas tant que la clé et le code de contrôle ne sont pas confirmés de vive voix. "
        "Restez où vous êtes et demandez.",
        "départ", "arrivée", "votre chemin", "en véhicule", "virage, numéroté comme dans le texte", "m", "km",
    ),
    "es": PageWords(
        "Ocultar", "Comprobando …",
        "Comprobado: este texto y este mapa están firmados y sin cambios.",
        "Firmado, pero demasiado antiguo: no salga con él. Pida uno nuevo.",
        "FALSO. Este texto o mapa no es lo que se firmó.",
        "Sin comprobar: este dispositivo no pudo comprobar la firma.",
        "Compare esta clave con la de su tarjeta:",
        "No lo siga hasta que la clave y el código de control se confirmen de viva voz. Quédese donde está y pregunte.",
        "salida", "llegada", "su camino", "en vehículo", "giro, numerado como en el texto", "m", "km",
    ),
    "uk": PageWords(
        "Сховати", "Перевірка …",
        "Перевірено: цей текст і карта підписані й не змінені.",
        "Підписано, але застаріло: не вирушайте за ним. Попросіть новий.",
        "НЕПРАВИЛЬНО. Цей текст або карта не те, що було підписано.",
        "Не перевірено: цей пристрій не зміг перевірити підпис.",
        "Порівняйте цей ключ із ключем на вашій картці:",
        "Не виконуйте, доки ключ і контрольний код не підтвердять голосом. Залишайтеся на місці й запитайте.",
        "початок", "кінець", "ваш шлях", "транспортом", "поворот, з номером як у тексті", "м", "км",
    ),
}  # fmt: skip


def find_words(language: str) -> PageWords:
    """Return the words for a language (BCP 47), by its first part; English where there are none."""
    return WORDS.get(language.partition("-")[0].lower(), WORDS["en"])
