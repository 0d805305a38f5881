import type { GraphQLField } from 'graphql'
import type { Generator, Pair } from './schema-choices.ts'
import { orders } from './schema-oracle-pages.ts'

const recordType = (field: GraphQLField<unknown, unknown>): string => String(field.type).replace(/Connection!?$/, '')

/** Argument values over the planted rows: two sets each, equal more often than not. */
export function argumentValues(ids: readonly string[], cursors: ReadonlyMap<string, string>) {
  return (g: Generator, type: string, field: GraphQLField<unknown, unknown>): Readonly<Record<string, Pair>> => {
    const chance = (percent: number) => g(99) > 99 - percent
    const pick = <T>(items: readonly T[]): T | undefined => items[g(Math.max(0, items.length - 1))]
    const pair = (value: () => unknown): Pair => {
      const first = value()
      return [first, chance(55) ? first : value()]
    }
    const id = (prefix: string) =>
      pick([...ids.filter(one => one.startsWith(`${prefix}_`)), `${prefix}_1_x`, 'nothing'])
    const sometimes = (percent: number, value: () => unknown) => () =>
      chance(percent) ? value() : chance(20) ? null : undefined
    if (field.args.some(argument => argument.name === 'orderBy')) {
      const listed = recordType(field)
      const page = () =>
        pageArguments(listed, orders[listed] ?? { keys: {}, field: '', direction: '' }, cursors, { chance, pick })
      const first = page()
      const second = chance(50) ? first : page()
      const both = (name: string): Pair => [first[name], second[name]]
      const filters = FILTERS[listed]
      const filter = pair(
        sometimes(45, () =>
          Object.fromEntries(
            Object.entries(filters ?? {}).flatMap(([name, values]) => {
              const value = sometimes(40, () => (typeof values === 'string' ? id(values) : pick(values)))()
              return value === undefined ? [] : [[name, value]]
            }),
          ),
        ),
      )
      return {
        first: both('first'),
        last: both('last'),
        after: both('after'),
        before: both('before'),
        orderBy: both('orderBy'),
        filter: filters ? filter : [undefined, undefined],
        organization: pair(sometimes(60, () => id('org'))),
      }
    }
    if (type === 'Organization' && field.name === 'policy') {
      return {
        key: pair(() => pick(['SUPERIOR_VISIBILITY', 'SUPERIOR_VISIBILITY', 'NONE'])),
        on: pair(sometimes(70, () => pick(['2019-12-31', '2024-05-01', '2100-01-01']))),
      }
    }
    if (field.name === 'nodes') return { ids: pair(() => [pick(ids), pick(ids), 'nothing'].slice(0, g(3))) }
    if (field.name === 'organization') return { id: pair(sometimes(80, () => id('org'))) }
    if (field.name === 'member') return { id: pair(() => id('mem')) }
    if (field.name === 'dutyRecord') return { id: pair(() => id('duty')) }
    return { id: pair(() => pick(ids)) }
  }
}

const FILTERS: Readonly<Record<string, Readonly<Record<string, string | readonly unknown[]>>>> = {
  Organization: { level: ['PROVINCE', 'CITY', 'COUNTY', 'NATIONAL'], below: 'org' },
  Member: {
    term: 'term',
    sector: 'sec',
    specialCommittee: 'spc',
    party: 'pty',
    status: ['ACTIVE', 'RESIGNED'],
    isStanding: [true, false],
    joinedBy: ['TERM', 'BY_ELECTION'],
  },
  DutyRecord: {
    member: 'mem',
    category: ['FIELD_RESEARCH', 'VISIT', 'NONE'],
    categories: [['VISIT'], [], ['VISIT', 'FIELD_RESEARCH']],
    state: ['PENDING', 'CONFIRMED'],
    scoreYear: [2024, 2021],
    occurred: [
      {},
      { from: '2024-01-01' },
      { to: '2024-03-01' },
      { from: '2023-01-01', to: '2024-03-02' },
      { from: null, to: '2022-01-01' },
    ],
  },
}

interface Chooser {
  readonly chance: (percent: number) => boolean
  readonly pick: <T>(items: readonly T[]) => T | undefined
}

function pageArguments(
  type: string,
  order: { readonly keys: object; readonly field: string; readonly direction: string },
  cursors: ReadonlyMap<string, string>,
  { chance, pick }: Chooser,
): Readonly<Record<string, unknown>> {
  const asked = chance(60) ? { field: pick(Object.keys(order.keys)), direction: pick(['ASC', 'DESC']) } : undefined
  const { field, direction } = asked ?? order
  const known = [...cursors.keys()].filter(key => key.startsWith(`${type}.${field}.${direction}.`))
  const cursor = () => (chance(25) ? cursors.get(pick(known) ?? '') : chance(15) ? null : undefined)
  const size = pick([1, 2, 3, 5, 8])
  return {
    ...(chance(50) ? { first: size } : chance(40) ? { last: size, ...(chance(20) ? { first: null } : {}) } : {}),
    after: cursor(),
    before: cursor(),
    orderBy: asked ?? (chance(20) ? null : undefined),
  }
}
