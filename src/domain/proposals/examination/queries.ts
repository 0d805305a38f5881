import type { Scope } from '../../../platform/graphql/compiler/scope.ts'
import { extendShape, object } from '../../../platform/graphql/compiler/shape.ts'
import { proposal } from '../queries.ts'

type CheckAction = 'FIRST_CHECK' | 'RECHECK' | 'FILE'

/** Of the event in which it happened: each happens once, as only what was not checked yet is returned for revision. */
const ofEvent =
  (action: CheckAction, sql: string) =>
  ({ alias }: Scope): string =>
    `(select ${sql} from proposal_events e where e.organization_id = ${alias}.organization_id and e.proposal_id = ${alias}.id
      and e.action = '${action}' order by e.created_at desc, e.id desc limit 1)`

/** Name of an account of the proposal's committee: of another committee's account nothing is told. */
const ACTOR =
  '(select a.display_name from accounts a where a.organization_id = e.organization_id and a.id = e.actor_id)'

extendShape(proposal, {
  examination: object(
    {
      firstCheckedBy: ofEvent('FIRST_CHECK', ACTOR),
      firstCheckedAt: ofEvent('FIRST_CHECK', 'e.created_at'),
      firstCheckNote: ofEvent('FIRST_CHECK', 'e.note'),
      recheckedBy: ofEvent('RECHECK', ACTOR),
      recheckedAt: ofEvent('RECHECK', 'e.created_at'),
      recheckNote: ofEvent('RECHECK', 'e.note'),
      decidedBy: ofEvent('FILE', `e.facts ->> 'decidedBy'`),
    },
    row => row.allowed('PROPOSAL_READ'),
  ),
})
