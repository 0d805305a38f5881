import type { Lookup } from './dictionary.ts'
import type { FindingList } from './finding-list.ts'
import { problem, type RosterFinding } from './findings.ts'
import { GROUP_FIELDS, type GroupField } from './groups.ts'
import { tidy } from './normal.ts'

export type Lookups = Readonly<Record<GroupField, Lookup>>

/** The group heading in force for one field. */
export interface Section {
  readonly text: string
  readonly key: string | null
  readonly row: number
  readonly announced: number | null
  counted: number
}

/** Follows the group headings down a sheet. */
export interface Sections {
  open(text: string, announced: number | null, row: number): void
  current(field: GroupField): Section | undefined
  countPerson(): void
  close(): void
}

/**
 * A heading belongs to the first dictionary that knows it (a party's name heads a sector, as in official lists). One
 * that is dressed as a heading and known to none is taken for a sector, so that the persons below it get the error.
 */
export function createSections(sheet: string | null, lookups: Lookups, findings: FindingList): Sections {
  const open = new Map<GroupField, Section>()
  const close = (field: GroupField): void => {
    const section = open.get(field)
    if (section && section.announced !== null && section.announced !== section.counted)
      findings.push(wrongCount(sheet, field, section), true)
    open.delete(field)
  }
  return {
    open(text, announced, row) {
      const field = groupOf(text, lookups) ?? 'sector'
      close(field)
      open.set(field, { text, key: lookups[field](text).key, row, announced, counted: 0 })
    },
    current: field => open.get(field),
    countPerson() {
      for (const section of open.values()) section.counted++
    },
    close: () => GROUP_FIELDS.forEach(close),
  }
}

/** The dictionary that knows this text, or null. */
export const groupOf = (text: string, lookups: Lookups): GroupField | null =>
  GROUP_FIELDS.find(field => lookups[field](tidy(text)).key !== null) ?? null

function wrongCount(sheet: string | null, field: GroupField, section: Section): RosterFinding {
  const { announced, counted, text, row } = section
  const { code, message } = problem(
    'HEADING_COUNT_DIFFERS',
    `标题“${text.slice(0, 30)}”写 ${announced} 人，其下实有 ${counted} 人`,
    `The heading "${text.slice(0, 30)}" announces ${announced} persons; ${counted} follow`,
  )
  return {
    severity: 'warning',
    sheet,
    row,
    number: null,
    name: null,
    column: null,
    field,
    code,
    message,
    suggestion: null,
    value: text.slice(0, 60),
  }
}
