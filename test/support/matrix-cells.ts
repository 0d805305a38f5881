import { type GraphQLSchema, getNamedType, isInterfaceType, isObjectType } from 'graphql'
import type { Role } from '../../src/domain/identity/roles.ts'
import { FIELDS, RIGHTS, type Rule } from '../security/matrix.ts'
import type { Records } from './matrix-world.ts'
import { type Answer, PLACES, type Place } from './world.ts'

export type Outcome = 'DATA' | 'EMPTY' | 'NULL' | 'PERMITTED' | 'FORBIDDEN' | 'UNAUTHENTICATED' | 'NOT_FOUND'

/** How the asked committee stands to the viewer's. Viewers of the city cannot have both kinds of sibling. */
export const RELATIONS: readonly { readonly name: string; readonly home: Place; readonly asked: Place }[] = [
  { name: 'own', home: 'CITY', asked: 'CITY' },
  { name: 'parent', home: 'CITY', asked: 'PROVINCE' },
  { name: 'child', home: 'CITY', asked: 'COUNTY' },
  { name: 'sibling', home: 'COUNTY', asked: 'SIBLING' },
  { name: 'other city', home: 'COUNTY', asked: 'OTHER_CITY' },
]

const BELOW: Partial<Record<Place, readonly Place[]>> = {
  PROVINCE: ['CITY', 'COUNTY', 'SIBLING', 'OTHER_CITY'],
  CITY: ['COUNTY', 'SIBLING'],
}

export type Who = Role | 'nobody' | 'suspended' | 'expired'

/** What the table says of a cell. */
export function expected(rule: Rule, who: Who, home: Place, asked: Place): Outcome {
  if (who === 'suspended' || who === 'expired') return 'UNAUTHENTICATED'
  if (who === 'nobody')
    return rule.gate === 'PUBLIC' ? (rule.kind === 'write' ? 'PERMITTED' : 'DATA') : 'UNAUTHENTICATED'
  const holds = (permission: string, place: Place): boolean => {
    const { own = '', below = '' } = RIGHTS[who] ?? {}
    const held = place === home ? own : BELOW[home]?.includes(place) ? below : ''
    return held.split(' ').includes(permission)
  }
  const any = (names: string) => names === 'ALL' || names.split(' ').some(name => holds(name, asked))
  const passes =
    ['PUBLIC', 'ACCOUNT'].includes(rule.gate) || (Object.keys(PLACES) as Place[]).some(place => holds(rule.gate, place))
  if (!passes && rule.kind !== 'one') return 'FORBIDDEN'
  if (rule.kind === 'list') return any(rule.see) ? 'DATA' : 'EMPTY'
  if (rule.kind === 'one') return any(rule.see) ? 'DATA' : 'NULL'
  if (!any(rule.see)) return 'NOT_FOUND'
  return any(rule.may) ? 'PERMITTED' : 'FORBIDDEN'
}

let calls = 0

/**
 * The call of a cell as a document. Whoever is expected to be refused gets valid arguments; whoever is permitted gets
 * ones that a rule refuses behind the policy, so that a whole matrix leaves every row as it was.
 */
export function documentOf(
  schema: GraphQLSchema,
  name: string,
  records: Records,
  harmless: boolean,
  asked: Place,
): string {
  const [type = '', field = ''] = name.split('.')
  const rule = FIELDS[name]
  if (!rule) throw new Error(`the matrix has no row for ${name}`)
  calls += 1
  const values: Readonly<Record<string, string>> = {
    ...Object.fromEntries(Object.entries(records).map(([key, value]) => [key, JSON.stringify(value)])),
    version: harmless ? '99' : '1',
    number: harmless ? '0' : '16',
    text: harmless ? '""' : '"赵新"',
    date: harmless ? '"2001-01-01"' : '"2090-01-01"',
    moment: harmless ? '"2001-01-01T00:00:00Z"' : '"2090-01-01T00:00:00Z"',
    region: { PROVINCE: '"149999"', CITY: '"140299"', COUNTY: '"140212"', SIBLING: '"140213"', OTHER_CITY: '"140399"' }[
      asked
    ],
    facts: '{ topic: "水", halfDays: 1, role: "LEADER" }',
    login: `"nobody-${calls}"`,
    newLogin: harmless ? '""' : `"new-${calls}"`,
    members: harmless ? '[]' : JSON.stringify([records.member]),
    dutyOrDecided: JSON.stringify(harmless ? records.decided : records.duty),
    visitOrTrip: JSON.stringify(harmless ? records.trip : records.visit),
    grant: JSON.stringify(harmless ? records.ended : records.grant),
    level: { PROVINCE: 'PROVINCE', CITY: 'CITY', COUNTY: 'COUNTY', SIBLING: 'COUNTY', OTHER_CITY: 'CITY' }[asked],
  }
  const filled = rule.call.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole)
  const call = (root: string, selection: string) => `${root}${filled ? `(${filled})` : ''}${selection}`
  if (type === 'Mutation') return `mutation { ${call(field, selectionOf(schema, type, field))} }`
  if (type === 'Query') return `{ ${call(field, selectionOf(schema, type, field))} }`
  return `{ ${call(type.toLowerCase(), ` { ${field}${selectionOf(schema, type, field)} }`)} }`
}

function selectionOf(schema: GraphQLSchema, typeName: string, fieldName: string): string {
  const parent = schema.getType(typeName)
  const field = isObjectType(parent) ? parent.getFields()[fieldName] : undefined
  if (!field) throw new Error(`the schema has no ${typeName}.${fieldName}`)
  const type = getNamedType(field.type)
  if (!isObjectType(type) && !isInterfaceType(type)) return ''
  const { userErrors, failures, totalCount } = type.getFields()
  if (userErrors) return ` { userErrors { code field }${failures ? ' failures { userErrors { code } }' : ''} }`
  return totalCount ? ' { totalCount }' : ' { __typename }'
}

/** What an answer comes to. */
export function outcomeOf(name: string, { data, errors, text }: Answer): string {
  const code = errors?.[0]?.extensions?.code ?? (data ? undefined : (JSON.parse(text).code ?? text))
  if (code) return code
  const [type = '', field = ''] = name.split('.')
  const value = type === 'Query' || type === 'Mutation' ? data[field] : (data[type.toLowerCase()]?.[field] ?? null)
  if (value === null || (Array.isArray(value) && value.length > 0 && value.every(one => one === null))) return 'NULL'
  if (type === 'Mutation') {
    const found: { code: string }[] = [
      ...value.userErrors,
      ...(value.failures ?? []).flatMap((failure: { userErrors: object[] }) => failure.userErrors),
    ]
    return found.some(error => error.code === 'NOT_FOUND') ? 'NOT_FOUND' : 'PERMITTED'
  }
  return value.totalCount === 0 ? 'EMPTY' : 'DATA'
}
