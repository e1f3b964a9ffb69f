"""Languages a family can choose by name, each in its own script. Tags are those of BCP 47."""

LANGUAGES = (
    ("en", "English"),
    ("ar", "العربية (Arabic)"),
    ("bn", "বাংলা (Bengali)"),
    ("zh", "中文 (Chinese)"),
    ("fa", "فارسی (Farsi)"),
    ("fr", "Français (French)"),
    ("hu", "Magyar (Hungarian)"),
    ("ku", "Kurdî (Kurdish)"),
    ("lt", "Lietuvių (Lithuanian)"),
    ("ps", "پښتو (Pashto)"),
    ("pl", "Polski (Polish)"),
    ("pt", "Português (Portuguese)"),
    ("pa", "ਪੰਜਾਬੀ (Panjabi)"),
    ("ro", "Română (Romanian)"),
    ("so", "Soomaali (Somali)"),
    ("es", "Español (Spanish)"),
    ("tr", "Türkçe (Turkish)"),
    ("uk", "Українська (Ukrainian)"),
    ("ur", "اردو (Urdu)"),
)
