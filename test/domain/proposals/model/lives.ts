import type { Step } from './rules.ts'

const by = (who: Step['by'], ...actions: readonly Step['action'][]): readonly Step[] =>
  actions.map(action => ({ action, by: who, unit: who.endsWith('1') ? 1 : 0 }))
export const LATER = by('first', 'TIME_PASSES')
const FILED = [...by('clerk', 'FIRST_CHECK'), ...by('colleague', 'RECHECK'), ...by('clerk', 'FILE')]
const BEGUN = by('staff0', 'SIGN_FOR', 'START')
const REPLIED = [...by('staff0', 'DRAFT_DONE'), ...by('head0', 'COUNTERSIGN', 'SEND')]

/** That of a proposal whose proposer does not consent to publication. */
export const PRIVATE_LIFE = [
  ...[...by('first', 'SUBMIT'), ...FILED, ...by('clerk', 'ASSIGN_OFFICE'), ...by('dispatcher', 'DISPATCH_SOLE')],
  ...[...by('staff0', 'REQUEST_RETURN'), ...by('dispatcher', 'GRANT_RETURN')],
]

/** Lives from which the runs begin at any point, so that what comes late is tried as often as what comes early. */
export const LIVES: readonly (readonly Step[])[] = [
  [
    ...[...by('first', 'INVITE'), ...by('second', 'ACCEPT'), ...by('first', 'SUBMIT'), ...FILED],
    ...[...by('clerk', 'ASSIGN_OFFICE'), ...by('dispatcher', 'DISPATCH_HOST'), ...BEGUN],
    ...[...by('staff1', 'SIGN_FOR', 'START', 'GIVE_OPINION'), ...by('staff0', 'DRAFT_PLANNED')],
    ...[...by('head0', 'COUNTERSIGN', 'SEND'), ...by('first', 'RATE_GOOD'), ...by('second', 'RATE_GOOD')],
    ...[...by('clerk', 'CLOSE'), ...REPLIED, ...by('clerk', 'ARCHIVE')],
  ],
  [
    ...[...by('first', 'SUBMIT'), ...FILED, ...by('clerk', 'ASSIGN_DIRECT'), ...BEGUN, ...REPLIED],
    ...[...by('first', 'RATE_BAD'), ...by('clerk', 'CLOSE'), ...BEGUN, ...REPLIED],
    ...[...by('first', 'RATE_BAD'), ...by('clerk', 'CLOSE')],
  ],
  PRIVATE_LIFE,
  [
    ...[...by('first', 'INVITE'), ...LATER, ...by('first', 'SUBMIT'), ...FILED, ...by('clerk', 'ASSIGN_OFFICE')],
    ...[...by('dispatcher', 'DISPATCH_HOST'), ...BEGUN, ...by('staff1', 'SIGN_FOR', 'START'), ...LATER],
    ...[...by('staff1', 'GIVE_OPINION'), ...REPLIED, ...LATER, ...by('first', 'RATE_BAD'), ...by('clerk', 'CLOSE')],
  ],
  [
    ...[...by('first', 'SUBMIT'), ...FILED, ...by('clerk', 'MERGE_IN', 'MARK_KEY', 'ASSIGN_DIRECT', 'SUPERVISE')],
    ...[...BEGUN, ...REPLIED, ...by('first', 'RATE_GOOD'), ...by('third', 'RATE_CHILD_BAD'), ...by('clerk', 'CLOSE')],
    ...[...BEGUN, ...LATER, ...REPLIED, ...LATER, ...by('clerk', 'CLOSE', 'NOMINATE', 'PASS', 'AWARD', 'PUBLISH')],
    ...by('clerk', 'ARCHIVE'),
  ],
  [
    ...by('first', 'SUBMIT'),
    ...FILED,
    ...by('clerk', 'PUBLISH', 'NOMINATE', 'PASS', 'MERGE_AWAY', 'UNMERGE', 'ASSIGN_DIRECT'),
  ],
  [
    ...[...by('first', 'SUBMIT'), ...FILED, ...by('clerk', 'MARK_KEY', 'NOMINATE', 'PASS', 'AWARD')],
    ...[...by('first', 'WITHDRAW'), ...by('clerk', 'ARCHIVE')],
  ],
]
