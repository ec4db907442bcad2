/** Days of the week as cron counts them, by stem-safe beginnings. */
export const weekdays: [RegExp, number][] = [
  [/^(понедельник|monday|mondays|mon$|пн$)/, 1],
  [/^(вторник|tuesday|tue$|tues$|вт$)/, 2],
  [/^(сред(а|у|ы|ам|е|ой)$|wednesday|wed$|ср$)/, 3],
  [/^(четверг|thursday|thu$|thurs$|чт$)/, 4],
  [/^(пятниц|friday|fri$|пт$)/, 5],
  [/^(суббот|saturday|sat$|сб$)/, 6],
  [/^(воскресен|sunday|sun$|вс$)/, 0],
];

/** Months from 1, by beginnings. */
export const months: [RegExp, number][] = [
  [/^(январ|january$|jan$)/, 1],
  [/^(феврал|february$|feb$)/, 2],
  [/^(март|march$|mar$)/, 3],
  [/^(апрел|april$|apr$)/, 4],
  [/^(ма[йяею]$|маем$|may$)/, 5],
  [/^(июн|june$|jun$)/, 6],
  [/^(июл|july$|jul$)/, 7],
  [/^(август|august$|aug$)/, 8],
  [/^(сентябр|september$|sept?$)/, 9],
  [/^(октябр|october$|oct$)/, 10],
  [/^(ноябр|november$|nov$)/, 11],
  [/^(декабр|december$|dec$)/, 12],
];

/** How people name time zones, as patterns. */
export const timezones: [patterns: string, zone: string][] = [
  [
    '(мск|msk|moscow time|по московскому [времени]|[по] времени москвы|по москве|московское время|moscow timezone)',
    'Europe/Moscow',
  ],
  ['(utc|gmt|по гринвичу|по utc|по gmt)', 'UTC'],
  ['(по екатеринбургу|по екатеринбургскому времени|yekaterinburg time)', 'Asia/Yekaterinburg'],
  ['(по новосибирску|по новосибирскому времени|novosibirsk time)', 'Asia/Novosibirsk'],
  ['(по владивостоку|по владивостокскому времени|vladivostok time)', 'Asia/Vladivostok'],
  ['(по самаре|по самарскому времени)', 'Europe/Samara'],
  ['(по калининграду|по калининградскому времени)', 'Europe/Kaliningrad'],
  ['(по киевскому времени|kyiv time)', 'Europe/Kyiv'],
  ['(по минскому времени|по минску)', 'Europe/Minsk'],
  ['(по алматинскому времени|по времени алматы)', 'Asia/Almaty'],
  ['(london time|по лондону|по лондонскому времени)', 'Europe/London'],
  ['(berlin time|cet|cest|по берлину|по берлинскому времени|central european time)', 'Europe/Berlin'],
  ['(paris time|по парижу|по парижскому времени)', 'Europe/Paris'],
  ['(new york time|eastern [time]|est|edt|et|по нью-йорку|по нью-йоркскому времени)', 'America/New_York'],
  ['(chicago time|central time|cst|cdt)', 'America/Chicago'],
  ['(denver time|mountain time|mst|mdt)', 'America/Denver'],
  ['(los angeles time|pacific [time]|pst|pdt|по лос-анджелесу)', 'America/Los_Angeles'],
  ['(tokyo time|jst|по токио|по токийскому времени)', 'Asia/Tokyo'],
  ['(beijing time|china time|по пекину|по пекинскому времени)', 'Asia/Shanghai'],
  ['(india time|ist)', 'Asia/Kolkata'],
  ['(dubai time|по дубаю)', 'Asia/Dubai'],
];
