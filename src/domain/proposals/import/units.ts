import { type Problem, problem } from '../../members/roster/findings.ts'
import { compact } from '../../members/roster/normal.ts'
import type { HandlingRole } from '../handling/guards.ts'
import type { Candidate } from './candidate.ts'
import type { Committee } from './load.ts'
import type { UnitWords } from './words.ts'

export interface ImportedPart {
  readonly unitId: string
  readonly role: HandlingRole
}

export type FindUnit = (name: string) => { readonly id: string } | { readonly problem: Problem }

/** Finds a unit by name or alias, with or without the 市 before it. */
export function unitFinder(units: Committee['units']): FindUnit {
  const index = new Map<string, Set<string>>()
  for (const { id, name, aliases } of units) {
    for (const text of [name, ...aliases].flatMap(formsOf)) index.set(text, (index.get(text) ?? new Set()).add(id))
  }
  return name => {
    const found = formsOf(name).map(form => [...(index.get(form) ?? [])])
    const [only] = found.find(ids => ids.length === 1) ?? []
    if (only !== undefined) return { id: only }
    return { problem: found.some(ids => ids.length > 1) ? ambiguous(name) : unknown(name) }
  }
}

const formsOf = (name: string): readonly string[] => {
  const whole = compact(name)
  const bare = whole.replace(/^.{0,4}[省市县区]/, '')
  return bare.length >= 2 && bare !== whole ? [whole, bare] : [whole]
}

/** Units of a row with their roles: what the cell says, else what its column and their number make plain. */
export function partsOf(
  { units, coHandlers }: Pick<Candidate, 'units' | 'coHandlers'>,
  find: FindUnit,
): { readonly parts: readonly ImportedPart[]; readonly problems: readonly { text: string; problem: Problem }[] } {
  const problems: { text: string; problem: Problem }[] = []
  const parts: ImportedPart[] = []
  for (const { name, role } of withRoles(units, coHandlers)) {
    const found = find(name)
    if ('problem' in found) problems.push({ text: name, problem: found.problem })
    else if (parts.some(({ unitId }) => unitId === found.id)) problems.push({ text: name, problem: repeated })
    else parts.push({ unitId: found.id, role })
  }
  const hosts = parts.filter(({ role }) => role === 'HOST').length
  const others = parts.filter(({ role }) => role === 'CO_HANDLER').length
  const mixed = parts.some(({ role }) => role === 'SEPARATE' || role === 'SOLE') && parts.length > 1
  if (problems.length === 0 && (hosts > 1 || (others > 0 && hosts === 0) || (mixed && hosts + others > 0))) {
    problems.push({ text: '', problem: rolesDoNotFit })
  }
  return { parts, problems }
}

function withRoles(units: readonly UnitWords[], coHandlers: readonly UnitWords[]) {
  const helping = [...units.filter(({ role }) => role === 'CO_HANDLER'), ...coHandlers]
  const answering = units.filter(({ role }) => role !== 'CO_HANDLER')
  const plain = helping.length > 0 ? 'HOST' : answering.length > 1 ? 'SEPARATE' : 'SOLE'
  const roleOf = ({ role }: UnitWords): HandlingRole =>
    role === 'SEPARATE' || (role === 'HOST' && helping.length > 0) ? alone(role, answering) : plain
  return [
    ...answering.map(unit => ({ name: unit.name, role: roleOf(unit) })),
    ...helping.map(({ name }) => ({ name, role: 'CO_HANDLER' as const })),
  ]
}

/** A single unit is the sole one, whatever the column is called. */
const alone = (role: 'SEPARATE' | 'HOST', answering: readonly UnitWords[]): HandlingRole =>
  role === 'SEPARATE' && answering.length === 1 ? 'SOLE' : role

const unknown = (name: string) =>
  problem(
    'UNIT_UNKNOWN',
    `没有名为“${name.slice(0, 30)}”的承办单位，请核对，或在承办单位字典中新增或补充别名`,
    `There is no undertaking unit "${name.slice(0, 30)}"; correct it, or add it (or an alias) to the dictionary`,
  )

const ambiguous = (name: string) =>
  problem(
    'UNIT_AMBIGUOUS',
    `“${name.slice(0, 30)}”可指多个承办单位，请写全称`,
    `"${name.slice(0, 30)}" may be several units; write the full name`,
  )

const repeated = problem('UNIT_REPEATED', '同一承办单位重复', 'A unit has one part in a proposal')

const rolesDoNotFit = problem(
  'ROLES_DO_NOT_FIT',
  '应为一个主办单位和若干会办单位，或一个独办单位，或若干分办单位',
  'It is one host with co-handlers, or one sole unit, or several separate ones',
)
