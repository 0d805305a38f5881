import type { Scope } from '../../../platform/graphql/compiler/scope.ts'
import { isOwnRow, ownActivity, throughActivity } from '../policy.ts'

/** Accepted and held speeches are for all who are asked to attend. */
const isShared = ({ alias }: Scope): string => `${alias}.state in ('ACCEPTED_ORAL', 'ACCEPTED_WRITTEN', 'DELIVERED')`

/** A draft is its author's own; the committee's readers see it from submission on. */
export const visibleSpeech = (row: Scope): string =>
  `(${isOwnRow(row)} or (${row.allowed('ACTIVITY_READ')} and ${row.alias}.state <> 'DRAFT')
    or (${isShared(row)} and ${throughActivity(row, ownActivity)}))`

/** Who reviewed, and what was said, is for the author and the office. */
export const insideSpeech = (row: Scope): string => `(${isOwnRow(row)} or ${row.allowed('ACTIVITY_READ')})`
