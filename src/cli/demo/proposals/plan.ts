import type { HandlingState } from '../../../domain/proposals/handling/workflow.ts'
import type { ProposalState } from '../../../domain/proposals/workflow.ts'
import type { Proposers } from './ground.ts'
import type { Topic } from './topics/index.ts'

/** A unit's part: how far it comes, and what happens on the way. */
export interface PartPlan {
  /** Code of the unit; by the topic where none is said. */
  readonly unit?: string
  readonly until: HandlingState
  /** Days from the dispatch to the letter, or to the opinion. */
  readonly days: number
  readonly replyClass?: 'RESOLVED' | 'IN_PROGRESS_OR_PLANNED' | 'NOT_FEASIBLE_NOW' | 'REFERENCE'
  readonly extension?: 'PENDING' | 'GRANTED' | 'REFUSED'
  /** The opinion of this co-handler is waived by the host. */
  readonly waived?: boolean
  readonly urged?: boolean
  /** Of one that is returned: what becomes of the part in another unit's hands. */
  readonly replacement?: PartPlan
}

/** How the proposers' feedback goes, and what closing makes of it. */
export type Closing =
  | 'NONE'
  /** One of the proposers has rated. */
  | 'PARTLY_RATED'
  | 'RATED'
  | 'CLOSED'
  /** Somebody is dissatisfied: it is handled again, and then … */
  | 'REHANDLING'
  | 'ANSWERED_AGAIN'
  | 'CLOSED_AFTER_REHANDLING'
  | 'CLOSED_WITH_DISSENT'

export interface HandlingPlan {
  readonly form: 'SOLE' | 'HOST' | 'SEPARATE'
  /** Straight to the units, without an assigning office. */
  readonly isDirect?: boolean
  /** Still with the assigning office. */
  readonly isUndispatched?: boolean
  /** The day of the dispatch; some days after the filing when not given. */
  readonly dispatchedOn?: string
  readonly parts: readonly [PartPlan, ...PartPlan[]]
  readonly closing: Closing
  /** A planned one is answered again as resolved. */
  readonly isTracked?: boolean
}

/** What is to become of an invented proposal. */
export interface Plan {
  readonly topic: Topic
  readonly place: string
  readonly proposers: Proposers
  /** The day of the submission; of a draft the day it would be. */
  readonly on: string
  /** The day on which it was drafted; some days before the submission when not given. */
  readonly begunOn?: string
  /** Where it stops before it is handled; FILED goes on where there is a plan for its handling. */
  readonly until: Extract<
    ProposalState,
    | 'DRAFT'
    | 'CO_SIGNING'
    | 'SUBMITTED'
    | 'RETURNED_FOR_REVISION'
    | 'FIRST_CHECKED'
    | 'RECHECKED'
    | 'FILED'
    | 'NOT_FILED'
    | 'WITHDRAWN'
  >
  /** Sent back to the proposers once and submitted again. */
  readonly isRevised?: boolean
  readonly isKey?: boolean
  readonly handling?: HandlingPlan
  /** So many of the plans behind this one are merged into it. */
  readonly takesIn?: number
  /** Entered for the excellent ones of its year: and awarded, or not. */
  readonly nomination?: 'AWARDED' | 'ELIMINATED' | 'PASSED' | 'NOMINATED'
  readonly isPublished?: boolean
  readonly isArchived?: boolean
}
