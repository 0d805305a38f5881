import type { Bilingual } from '../../../kernel/user-error.ts'
import type { FactField } from './manifest.ts'

type Label = readonly [zh: string, en: string]

interface Options {
  readonly required?: boolean
}

const base = (name: string, [zh, en]: Label, { required = false }: Options) => ({ name, label: { zh, en }, required })

export const text = (name: string, label: Label, options: Options & { maxLength?: number } = {}): FactField => ({
  ...base(name, label, options),
  type: 'text',
  maxLength: options.maxLength ?? 200,
})

export const integer = (name: string, label: Label, options: Options & { min: string; max: string }): FactField => ({
  ...base(name, label, options),
  type: 'integer',
  min: options.min,
  max: options.max,
})

export const decimal = (
  name: string,
  label: Label,
  options: Options & { min: string; max: string; places: number },
): FactField => ({
  ...base(name, label, options),
  type: 'decimal',
  min: options.min,
  max: options.max,
  places: options.places,
})

export const date = (name: string, label: Label, options: Options = {}): FactField => ({
  ...base(name, label, options),
  type: 'date',
})

export const boolean = (name: string, label: Label, options: Options = {}): FactField => ({
  ...base(name, label, options),
  type: 'boolean',
})

export const choice = (
  name: string,
  label: Label,
  choices: Readonly<Record<string, Label>>,
  options: Options = {},
): FactField => ({
  ...base(name, label, options),
  type: 'choice',
  choices: Object.entries(choices).map(([code, [zh, en]]): { code: string; label: Bilingual } => ({
    code,
    label: { zh, en },
  })),
})

// Facts that many categories share, so that a rule set can read them in all of them by one name.

export const topic = text('topic', ['主题', 'Topic'])
export const place = text('place', ['地点', 'Place'], { maxLength: 100 })
export const hours = decimal('hours', ['时长（小时）', 'Hours'], { min: '0.5', max: '240', places: 1 })
export const halfDays = integer('halfDays', ['半天数', 'Half-days'], { min: '1', max: '60' })
export const words = integer('words', ['字数', 'Words'], { min: '1', max: '1000000' })
export const joint = integer('proposers', ['联名人数', 'Proposers in all'], { min: '1', max: '1000' })
export const subject = (zh: string, en: string) => text('subject', [zh, en], { maxLength: 100 })

/** Attendance of a half-day or a whole meeting (rules, section 3). */
export const attendance = choice(
  'attendance',
  ['出席情况', 'Attendance'],
  {
    PRESENT: ['出席', 'Present'],
    LATE: ['迟到', 'Late'],
    LEFT_EARLY: ['早退', 'Left early'],
    ON_LEAVE: ['请假', 'On leave'],
    ABSENT: ['缺席', 'Absent'],
  },
  { required: true },
)

export const part = choice('role', ['角色', 'Role'], {
  LEADER: ['带队', 'Leader'],
  PARTICIPANT: ['参加', 'Participant'],
})

/** Who is who among the authors of a proposal or a report. */
export const authorship = choice(
  'role',
  ['署名方式', 'Authorship'],
  {
    FIRST: ['第一署名人', 'First author'],
    CO_SIGNER: ['联名', 'Co-signer'],
    COLLECTIVE: ['集体（主要成员）', 'Main member of a collective'],
  },
  { required: true },
)

export const level = choice(
  'level',
  ['层级', 'Level'],
  {
    NATIONAL: ['全国', 'National'],
    PROVINCE: ['省级', 'Province'],
    CITY: ['市级', 'City'],
    COUNTY: ['县级', 'County'],
  },
  { required: true },
)

export const organ = text('organ', ['单位', 'Organ'], { maxLength: 100 })
