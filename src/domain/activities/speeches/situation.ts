import type { Scope } from '../../../platform/graphql/compiler/scope.ts'
import { isOwnSeat } from '../../duty/own-seats.ts'
import { isOpenInvitation, isOwnRow } from '../policy.ts'
import { AUTHOR, ENTERER, type SpeechSituation } from './workflow.ts'

/** What the database knows of a speech's situation, before the clock is looked at. */
export interface SpeechFacts {
  readonly organizationId: string
  readonly state: string
  readonly closesAt: string | null
  readonly maxWords: number | null
  readonly hasContent: boolean
  readonly words: number
  readonly startsAt: string
  readonly isCancelled: boolean
  readonly isAsked: boolean
  readonly isOwn: boolean
  /** Own seat, and the right to act for it. */
  readonly isAuthor: boolean
  /** The office entered it for its author. */
  readonly isEntered: boolean
}

const ofActivity = (sql: string, { alias }: Scope): string => `(select ${sql} from activities a
  where a.organization_id = ${alias}.organization_id and a.id = ${alias}.activity_id)`

const ofCall = (sql: string, { alias }: Scope): string => `(select ${sql} from activity_speech_calls c
  where c.organization_id = ${alias}.organization_id and c.activity_id = ${alias}.activity_id)`

/** Each fact as SQL over the speech. */
const FACTS: Readonly<Record<keyof SpeechFacts, (row: Scope) => string>> = {
  organizationId: ({ alias }) => `${alias}.organization_id::text`,
  state: ({ alias }) => `${alias}.state`,
  closesAt: row => ofCall('c.closes_at', row),
  maxWords: row => ofCall('c.max_words', row),
  hasContent: ({ alias }) => `(${alias}.body <> '' or ${alias}.file_id is not null)`,
  words: ({ alias }) => `${alias}.words`,
  startsAt: row => ofActivity('a.starts_at', row),
  isCancelled: row => ofActivity(`a.state = 'CANCELLED'`, row),
  isAsked: ({ alias }) => `exists (select from activity_invitations i where i.organization_id = ${alias}.organization_id
    and i.activity_id = ${alias}.activity_id and i.member_id = ${alias}.member_id and ${isOpenInvitation('i')})`,
  isOwn: isOwnSeat,
  isAuthor: isOwnRow,
  isEntered: ({ alias }) => `${alias}.entered_by is not null`,
}

export const speechFactsSql = (row: Scope): string =>
  `json_build_object(${Object.entries(FACTS)
    .map(([name, sql]) => `'${name}', ${sql(row)}`)
    .join(', ')})`

/** The facts seen at a moment. */
export const speechSituation = (facts: SpeechFacts, now: Date): SpeechSituation => ({
  now,
  closesAt: facts.closesAt === null ? null : new Date(facts.closesAt),
  maxWords: facts.maxWords,
  hasContent: facts.hasContent,
  words: facts.words,
  mayBeLate: facts.state === 'RETURNED',
  hasBegun: new Date(facts.startsAt) <= now,
  isCancelled: facts.isCancelled,
  isAsked: facts.isAsked,
  isOwn: facts.isOwn,
})

/** Says whether a viewer has a capability of the workflow's table: a permission, or the author's part. */
export const speechHolder =
  (
    can: (permission: string, organizationId: string) => boolean,
    { organizationId, isAuthor, isEntered }: SpeechFacts,
  ) =>
  (capability: string): boolean => {
    if (capability === AUTHOR) return isAuthor
    if (capability === ENTERER) return isEntered && can('ACTIVITY_MANAGE', organizationId)
    return can(capability, organizationId)
  }
