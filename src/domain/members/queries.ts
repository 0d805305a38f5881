import { businessDate } from '../../kernel/clock.ts'
import { searchOf } from '../../kernel/search.ts'
import { availableActions } from '../../kernel/workflow.ts'
import type { Context } from '../../platform/context.ts'
import { sameOrganization } from '../../platform/graphql/compiler/predicates.ts'
import { idIs } from '../../platform/graphql/compiler/resolvers.ts'
import type { Scope } from '../../platform/graphql/compiler/scope.ts'
import {
  computed,
  type Filter,
  fieldsOf,
  guarded,
  many,
  object,
  one,
  type Shape,
  shape,
} from '../../platform/graphql/compiler/shape.ts'
import { organizationOf, party, position, sector, specialCommittee, term } from '../organizations/queries.ts'
import { containsPattern, searchWords } from './names.ts'
import { privateOfMember, privateOfPerson, staffOrPerson, visibleMember, visiblePerson } from './policy.ts'
import { members, persons } from './tables.ts'
import { type MemberStatus, memberWorkflow } from './workflow.ts'

const refersTo = (target: () => Shape, column: string) =>
  one(target, (row, other) => `${sameOrganization(row, other)} and ${other.alias}.id = ${row.alias}.${column}`)

/**
 * Every seat of the same person: of this row, and of the rows that other committees of this node keep under the same
 * identity number. The union lets both halves use their index.
 */
const seatsOfPerson = (person: Scope, seat: Scope): string =>
  `(${seat.alias}.organization_id, ${seat.alias}.person_id) in (
    select ${person.alias}.organization_id, ${person.alias}.id
    union all select same.organization_id, same.id from persons same
      where same.identity_lookup = ${person.alias}.identity_lookup and same.organization_id <> ${person.alias}.organization_id)`

/** As much as is known, for whoever may know it. */
const birth = object(
  { year: persons.birthYear, month: persons.birthMonth, day: persons.birthDay },
  row => `${row.col(persons.birthYear)} is not null and (${staffOrPerson(row)})`,
)

export const person: Shape = shape('Person', persons, {
  prefix: 'per',
  visible: visiblePerson,
  fields: fieldsOf({
    name: persons.name,
    pinyin: persons.pinyin,
    sex: persons.sex,
    ethnicity: persons.ethnicity,
    party: refersTo(() => party, 'party_id'),
    birth,
    phoneMasked: privateOfPerson(persons.phoneMasked),
    identityNumberMasked: privateOfPerson(persons.identityNumberMasked),
    version: persons.version,
    organization: organizationOf,
    seats: many(
      () => member,
      seatsOfPerson,
      seat => `${seat.alias}.joined_on desc, ${seat.alias}.id`,
    ),
  }),
})

interface ActionFacts {
  readonly organizationId: string
  readonly status: MemberStatus
  readonly termEndsOn: string | null
  readonly hasLaterSeat: boolean
}

const actionsOf = ({ organizationId, status, ...facts }: ActionFacts, { viewer, clock, language }: Context) =>
  availableActions(memberWorkflow, status, { ...facts, today: businessDate(clock()) }, capability =>
    viewer.can(capability, organizationId),
  ).map(({ action, isAvailable, obstacle }) => ({ action, isAvailable, reason: obstacle?.message[language] ?? null }))

/** The person of a seat holds a seat of the same committee in a later term. */
export const laterSeat = ({ alias }: { readonly alias: string }): string =>
  `exists (select from members later join terms their on their.organization_id = later.organization_id and their.id = later.term_id
    join terms own on own.organization_id = ${alias}.organization_id and own.id = ${alias}.term_id
    where later.organization_id = ${alias}.organization_id and later.person_id = ${alias}.person_id and their.number > own.number)`

const ofTerm =
  (column: string) =>
  ({ alias }: Scope) =>
    `(select t.${column} from terms t where t.organization_id = ${alias}.organization_id and t.id = ${alias}.term_id)`

const ofPerson =
  (column: string) =>
  ({ alias }: Scope) =>
    `(select p.${column} from persons p where p.organization_id = ${alias}.organization_id and p.id = ${alias}.person_id)`

/**
 * Every word must occur, of any length. The index of the committee's order bounds the walk: with 30,000 members of 126
 * committees, a word that nobody of a committee of 3,000 has costs 1.5 ms; a trigram index finds no word of two characters.
 */
const text: Filter = (row, words) => `${row.col(members.searchText)} like all (${words.param('text[]', patternsOf)})`

/** Patterns of which no text has both. */
const NOTHING = ['', '_%']

/** An empty box asks nothing; blanks alone find nothing, as in the other searches. */
function patternsOf(text: unknown): string[] {
  const search = searchOf(text)
  const words = searchWords(search)
  return search !== '' && words.length === 0 ? NOTHING : words.map(containsPattern)
}

export const member: Shape = shape('Member', members, {
  prefix: 'mem',
  visible: visibleMember,
  fields: fieldsOf({
    name: ofPerson('name'),
    person: refersTo(() => person, 'person_id'),
    term: refersTo(() => term, 'term_id'),
    sector: refersTo(() => sector, 'sector_id'),
    specialCommittee: refersTo(() => specialCommittee, 'special_committee_id'),
    positions: many(
      () => position,
      (row, held) =>
        // An array, as row-level security makes the planner walk the wrong index for `in (select …)`: half the time.
        `${sameOrganization(row, held)} and ${held.alias}.id = any(array(select mp.position_id from member_positions mp
        where mp.organization_id = ${row.alias}.organization_id and mp.member_id = ${row.alias}.id))`,
      held => `${held.alias}.rank, ${held.alias}.id`,
    ),
    isStanding: members.isStanding,
    workUnit: members.workUnit,
    status: members.status,
    joinedOn: members.joinedOn,
    joinedBy: members.joinedBy,
    leftOn: members.leftOn,
    leftReason: privateOfMember(members.leftReason),
    remarks: guarded('MEMBER_MANAGE', members.remarks),
    version: members.version,
    organization: organizationOf,
    availableActions: computed<ActionFacts>(
      {
        organizationId: ({ alias }) => `${alias}.organization_id::text`,
        status: members.status,
        termEndsOn: ofTerm('ends_on'),
        hasLaterSeat: laterSeat,
      },
      actionsOf,
    ),
  }),
  filters: {
    text,
    term: (row, id) => idIs(row, 'term', id, 'term_id'),
    sector: (row, id) => idIs(row, 'sec', id, 'sector_id'),
    specialCommittee: (row, id) => idIs(row, 'spc', id, 'special_committee_id'),
    party: (row, id) => {
      const holder = row.another()
      return `exists (select from persons ${holder.alias} where ${sameOrganization(row, holder)}
        and ${holder.alias}.id = ${row.alias}.person_id and ${idIs(holder, 'pty', id, 'party_id')})`
    },
    status: (row, status) => `${row.col(members.status)} = ${status.param('text')}`,
    joinedBy: (row, joinedBy) => `${row.col(members.joinedBy)} = ${joinedBy.param('text')}`,
    isStanding: (row, is) => `${row.col(members.isStanding)} = ${is.param('boolean')}`,
  },
  orders: { NAME: members.pinyin, JOINED_ON: members.joinedOn },
})

export const memberShapes = [person, member]
