import type { NamedDay } from './calendar.ts'
import { addDays } from './dates.ts'
import type { DeadlineExplanation, DeadlineExtension, DeadlineRule } from './deadline-rules.ts'
import type { Bilingual } from './user-error.ts'

/** Why a deadline is what it is, as a person reads it. */
export function explainDeadline(facts: Omit<DeadlineExplanation, 'text'>): Bilingual {
  const { startsOn, endsOn, dueOn } = facts
  const rule = ruleWords(facts.rule)
  return {
    zh: sentence('，', '。', [
      `依据政策 ${facts.policy.key}（${facts.policy.effectiveFrom ? `${facts.policy.effectiveFrom} 起生效` : '系统默认值'}）`,
      `自 ${startsOn} 起${rule.zh}`,
      ...(dueOn === endsOn ? [] : [`${endsOn} 为非工作日，顺延`]),
      ...passed(facts, 'zh'),
      `截止 ${dueOn}`,
    ]),
    en: sentence(', ', '.', [
      `By the policy ${facts.policy.key} (${facts.policy.effectiveFrom ? `in force from ${facts.policy.effectiveFrom}` : 'default'})`,
      `${rule.en} ${startsOn}`,
      ...(dueOn === endsOn ? [] : [`${endsOn} is a day off, so it moves on`]),
      ...passed(facts, 'en'),
      `due on ${dueOn}`,
    ]),
  }
}

/** The first reasons, and behind them that and how far it was put off. */
export function explainExtension(text: Bilingual, { from, to, longest, limitOn }: DeadlineExtension): Bilingual {
  const rule = ruleWords(longest)
  return {
    zh: `${text.zh}经批准由 ${from} 延至 ${to}（最长${rule.zh}，至 ${limitOn}）。`,
    en: `${text.en} Extended from ${from} to ${to} (at most ${rule.en} the start, ${limitOn}).`,
  }
}

const sentence = (comma: string, stop: string, parts: readonly string[]): string => parts.join(comma) + stop

/** The English words end before the start date, the Chinese follow it. */
export function ruleWords(rule: DeadlineRule): Bilingual {
  if ('fixedDate' in rule) {
    const [month = '', day = ''] = rule.fixedDate.split('-')
    return { zh: `至 ${Number(month)} 月 ${Number(day)} 日`, en: `the first ${rule.fixedDate} after` }
  }
  const [zh, en] = UNITS[rule.unit]
  return { zh: ` ${rule.amount} ${zh}`, en: `${rule.amount} ${en}${rule.amount === 1 ? '' : 's'} after` }
}

const UNITS = {
  CALENDAR_DAYS: ['天', 'calendar day'],
  WORKING_DAYS: ['个工作日（当日不计）', 'working day'],
  MONTHS: ['个月', 'month'],
} as const

function passed({ holidays, weekendDays, workedWeekends }: Omit<DeadlineExplanation, 'text'>, language: 'zh' | 'en') {
  const zh = language === 'zh'
  const parts: string[] = []
  if (holidays.length > 0) parts.push(`${zh ? '扣除' : 'passing over '}${named(holidays, language)}`)
  if (weekendDays > 0) parts.push(zh ? `扣除周末 ${weekendDays} 天` : `passing over ${weekendDays} days of weekends`)
  if (workedWeekends.length > 0) {
    const days = named(workedWeekends, language)
    parts.push(zh ? `调休上班日计入：${days}` : `counting the worked weekends ${days}`)
  }
  return parts
}

/** Days in a row of one name are one stretch: `春节（2024-02-10 至 2024-02-17）`. */
function named(days: readonly NamedDay[], language: 'zh' | 'en'): string {
  const zh = language === 'zh'
  return stretches(days)
    .map(({ name, first, last }) => {
      const span = first === last ? first : `${first} ${zh ? '至' : 'to'} ${last}`
      return zh ? `${name}（${span}）` : `${name} (${span})`
    })
    .join(zh ? '、' : '; ')
}

function stretches(days: readonly NamedDay[]) {
  const found: { name: string; first: string; last: string }[] = []
  for (const { name, day } of days) {
    const latest = found.at(-1)
    if (latest?.name === name && addDays(latest.last, 1) === day) latest.last = day
    else found.push({ name, first: day, last: day })
  }
  return found
}
