"""Made-up quotes in the scripts participants write in, with transcribers' marks and what could pass for markup."""

from __future__ import annotations

import random

ENGLISH = [
    "I",
    "could",
    "not",
    "get",
    "past",
    "the",
    "desk,",
    "nobody",
    "rang",
    "me",
    "back;",
    "they",
    "said",
    "it's",
    "“policy”",
    "&",
    "that",
    "was",
    "that",
    "–",
    "she",
    "listened",
]
MARKS = [
    "<unclear>",
    "&",
    "<3",
    "[inaudible]",
    "<b>",
    "</para>",
    "&amp;",
    "<img",
    "src='x.png'>",
    "(laughs)",
    "%s",
    "\\n",
    "{code}",
    "a<b>c",
    "■",
]
WELSH = ["ŵyr", "ŷd", "dŵr", "tŷ", "gŵyl", "llŷn", "Ŵyl", "Ŷd", "pŵer", "sŵn", "gwybodaeth"]
POLISH = ["źródło", "łąka", "święto", "żółty", "ćma", "ósmy", "ęśąćłó", "Łódź", "Ćwierć"]
ROMANIAN = ["șosea", "țară", "înțeles", "Ștefan", "Țigan", "âmbră"]
ARABIC = [
    "السلام",
    "عليكم",
    "لا",
    "إله",
    "إلا",
    "الله",
    "كتاب",
    "مدرسة",
    "بيت",
    "أريد",
    "سكن",
    "الآن،",
    "ماذا؟",
    "شكرا",
]
URDU = ["مجھے", "گھر", "چاہیے،", "ٹھیک", "ہے۔", "ڈاکٹر", "ژالہ", "پڑھنا", "نہیں", "ہوں", "تھی", "بچے", "وہ", "کچھ"]
EMOJI = ["😀", "👍🏽", "❤️", "🏠", "👨‍👩‍👧", "⚡", "✓", "w\u0302", "soft\u00adhyphen"]

WORDS = {
    "english": ENGLISH + MARKS,
    "welsh": WELSH + ENGLISH[:5] + MARKS[:4],
    "polish": POLISH + MARKS[:4],
    "romanian": ROMANIAN + MARKS[:4],
    "arabic": ARABIC,
    "urdu": URDU,
    "emoji": ENGLISH + EMOJI,
}


def quotes(how_many: int, seed: int) -> list[str]:
    """Quotes of 1 to 40 words, a third of them in curly quotation marks, some with a line end inside."""
    chance = random.Random(seed)
    return [_quote(chance, chance.choice(list(WORDS))) for _ in range(how_many)]


def _quote(chance: random.Random, language: str) -> str:
    text = " ".join(chance.choice(WORDS[language]) for _ in range(chance.randint(1, 40)))
    if language not in ("arabic", "urdu") and chance.random() < 0.3:
        text = f"“{text}”"
    return text.replace(" ", "\n", 1) if chance.random() < 0.1 else text


def mixed_quotes(how_many: int, seed: int) -> list[str]:
    """Quotes in which both directions of writing meet on a line."""
    chance = random.Random(seed)
    words = ENGLISH[:8] + URDU[:6] + ARABIC[:4] + ["[inaudible]", "<unclear>", "12"]
    return [" ".join(chance.choice(words) for _ in range(chance.randint(2, 30))) for _ in range(how_many)]
