import { all, either } from '../../../platform/graphql/compiler/predicates.ts'
import type { Scope } from '../../../platform/graphql/compiler/scope.ts'
import { isOwnRow, ownActivity, throughActivity } from '../policy.ts'

/** Accepted and held speeches are for all who are asked to attend. */
const isShared = ({ alias }: Scope): string => `${alias}.state in ('ACCEPTED_ORAL', 'ACCEPTED_WRITTEN', 'DELIVERED')`

/** A draft is its author's own; the committee's readers see it from submission on. */
export const visibleSpeech = (row: Scope): string =>
  either(
    isOwnRow(row),
    all(row.allowed('ACTIVITY_READ'), `${row.alias}.state <> 'DRAFT'`),
    all(isShared(row), throughActivity(row, ownActivity)),
  )

/** Who reviewed, and what was said, is for the author and the office. */
export const insideSpeech = (row: Scope): string => either(isOwnRow(row), row.allowed('ACTIVITY_READ'))
