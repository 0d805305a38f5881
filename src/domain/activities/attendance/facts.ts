import type { DutyCategory, FactField } from '../../duty/categories/manifest.ts'
import { type AttendanceStatus, attended, overallStatus } from './rules.ts'

/** What an activity's duty record can tell, before it is known what its category asks for. */
export interface Attended {
  readonly kindCode: string
  readonly title: string
  readonly topic: string
  readonly place: string
  readonly studyBody: string | null
  readonly visitKind: string | null
  readonly jointWith: string | null
  readonly halfDays: readonly {
    readonly status: AttendanceStatus
    readonly minutes: number
    readonly isRemote: boolean
  }[]
}

type Fact = string | number | boolean | undefined

/** A category without the fact `attendance` tells of what was done: only who came has done it. */
export const isEarned = (category: DutyCategory, { halfDays }: Attended): boolean =>
  category.fields.some(field => field.name === 'attendance') || halfDays.some(({ status }) => attended(status))

/** Facts that fit the category's manifest, by the names that its fields share with those of others. Pure. */
export function dutyFactsOf(category: DutyCategory, one: Attended): Record<string, string | number | boolean> {
  const facts: Record<string, string | number | boolean> = {}
  for (const field of category.fields) {
    const value = fitting(field, FACTS[field.name]?.(one))
    if (value !== undefined) facts[field.name] = value
  }
  return facts
}

const about = ({ topic, title }: Attended): string => topic || title

const came = ({ halfDays }: Attended) => halfDays.filter(({ status }) => attended(status))

const FACTS: Readonly<Record<string, (one: Attended) => Fact>> = {
  attendance: ({ halfDays }) => overallStatus(halfDays.map(({ status }) => status)),
  halfDays: one => came(one).length || undefined,
  hours: one => Math.round(came(one).reduce((sum, { minutes }) => sum + minutes, 0) / 6) / 10,
  remote: one => came(one).some(({ isRemote }) => isRemote),
  topic: about,
  subject: about,
  book: about,
  place: ({ place }) => place || undefined,
  kind: ({ visitKind }) => visitKind ?? undefined,
  level: ({ jointWith }) => jointWith ?? undefined,
  body: ({ kindCode, studyBody }) => (kindCode === 'READING_CLASS' ? kindCode : (studyBody ?? undefined)),
}

/** Who leads, speaks or hosts, attendance does not know: of a role it tells that of the many. */
const ROLES: readonly string[] = ['PARTICIPANT', 'LISTENER']

function fitting(field: FactField, value: Fact): Fact {
  const { type, choices = [], min, max, maxLength = 200 } = field
  if (type === 'choice') {
    const wanted = field.name === 'role' ? ROLES : [value]
    return choices.find(({ code }) => wanted.includes(code))?.code
  }
  if (typeof value === 'string') return [...value].slice(0, maxLength).join('')
  if (typeof value !== 'number') return value
  // Less than the least is nothing to tell; more than the most is as much as can be told.
  return value < Number(min ?? value) ? undefined : Math.min(value, Number(max ?? value))
}
