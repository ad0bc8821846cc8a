"""List the words by which people answer, in the languages of the texts; written folded as `parse_reply` folds."""

from __future__ import annotations

from collections.abc import Mapping

GOING_WORDS: Mapping[str, str] = {
    "en": "yes go going ok okay",
    "fa-AF": "بلی بله میرویم می‌رویم میریم",
    "ps": "هو ځو",
    "ar": "نعم سنذهب ذاهبون",
    "fr": "oui partons",
    "es": "sí si vamos",
    "uk": "так їдемо йдемо",
}
CANNOT_WORDS: Mapping[str, str] = {
    "en": "no cannot cant",
    "fa-AF": "نه نی نخیر نمیتوانیم نمی‌توانیم",
    "ps": "نه",
    "ar": "لا لانستطيع",
    "fr": "non",
    "es": "no",
    "uk": "ні",
}
HELP_WORDS: Mapping[str, str] = {
    "en": "help sos",
    "fa-AF": "کمک",
    "ps": "مرسته",
    "ar": "مساعدة النجدة",
    "fr": "aide secours",
    "es": "ayuda auxilio socorro",
    "uk": "допомога допоможіть",
}
FILLERS: Mapping[str, str] = {
    "en": "we i answer reply number please thanks thank you sir madam hello hi the is our my can come now",
    "fa-AF": "ما من جواب پاسخ سلام تشکر لطفا لطفاً شماره است",
    "ps": "موږ زه ځواب سلام مننه مهرباني",
    "ar": "نحن انا جواب رد شكرا السلام عليكم من فضلك رقم",
    "fr": "nous on je réponse merci bonjour svp numéro",
    "es": "nosotros yo respuesta gracias hola por favor número",
    "uk": "ми я відповідь дякую привіт будь ласка номер",
}
