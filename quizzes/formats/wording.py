"""The few words that an imported question needs and its file does not have, in the language of the file."""

FILL_IN = {"kk": "Бос орындарды толтырыңыз.", "ru": "Заполните пропуски.", "en": "Fill in the gaps."}
SEE_PICTURE = {"kk": "Суретті қарап, жауап беріңіз.", "ru": "Посмотрите на рисунок и ответьте.", "en": "Look at the picture and answer."}
CRITERION = {"kk": "Жауаптың мазмұны", "ru": "Содержание ответа", "en": "What the answer says"}
NOT_MET = {"kk": "Талап орындалмаған", "ru": "Требование не выполнено", "en": "Not met"}
HALF_MET = {"kk": "Талап жартылай орындалған", "ru": "Требование выполнено частично", "en": "Partly met"}
MET = {"kk": "Талап толық орындалған", "ru": "Требование выполнено полностью", "en": "Fully met"}
TRUE = {"kk": "Дұрыс", "ru": "Верно", "en": "True"}
FALSE = {"kk": "Бұрыс", "ru": "Неверно", "en": "False"}
