import t from 'tap'
import {
  type ProposalAction,
  type ProposalSituation,
  type ProposalState,
  proposalWorkflow,
} from '../../../src/domain/proposals/workflow.ts'
import { advance, availableActions, obstaclesTo } from '../../../src/kernel/workflow.ts'

/** Nothing stands in the way of anything. */
const CLEAR: ProposalSituation = {
  isComplete: true,
  pendingInvitations: 0,
  proposerKind: 'MEMBER',
  ownInvitation: 'OPEN',
  holdsSeat: true,
  isTermOver: false,
  hasSeal: false,
  hasConvenor: true,
  isCollectiveTime: true,
  wasSubmitted: true,
  wasFiled: true,
  wasWithdrawn: false,
  needsAnotherChecker: false,
  hasMergedChildren: false,
  isMerged: false,
  isKey: true,
  isPublished: false,
  consentsToPublication: true,
  repliesToRate: 1,
  bodyRepliesToRate: 1,
  papersEntered: 1,
  feedbackMissing: 0,
}

const STATES = Object.keys(proposalWorkflow.states) as ProposalState[]

/** Rules, section 1, written down a second time: who, from which states, to which. `=` stays. */
const TABLE: Readonly<Record<ProposalAction, readonly [by: string, from: string, to: string]>> = {
  UPDATE: ['firstProposer', 'DRAFT CO_SIGNING RETURNED_FOR_REVISION', '='],
  INVITE: ['firstProposer', 'DRAFT CO_SIGNING RETURNED_FOR_REVISION', '='],
  SIGN: ['invitee', 'DRAFT CO_SIGNING RETURNED_FOR_REVISION', '='],
  BEGIN_CO_SIGNING: ['course', 'DRAFT', 'CO_SIGNING'],
  SUBMIT: ['firstProposer', 'DRAFT CO_SIGNING RETURNED_FOR_REVISION', 'SUBMITTED'],
  WITHDRAW: [
    'firstProposer',
    'DRAFT CO_SIGNING RETURNED_FOR_REVISION SUBMITTED FIRST_CHECKED RECHECKED FILED',
    'WITHDRAWN',
  ],
  RETURN_FOR_REVISION: ['PROPOSAL_EXAMINE', 'SUBMITTED', 'RETURNED_FOR_REVISION'],
  FIRST_CHECK: ['PROPOSAL_EXAMINE', 'SUBMITTED', 'FIRST_CHECKED'],
  RECHECK: ['PROPOSAL_EXAMINE', 'FIRST_CHECKED', 'RECHECKED'],
  FILE: ['PROPOSAL_EXAMINE', 'RECHECKED', 'FILED'],
  NOT_FILE: ['PROPOSAL_EXAMINE', 'SUBMITTED FIRST_CHECKED RECHECKED', 'NOT_FILED'],
  FOLLOW: ['course', 'MERGED', 'ASSIGNED'],
  MERGE: ['PROPOSAL_EXAMINE', 'FILED', 'MERGED'],
  ASSIGN: ['PROPOSAL_ASSIGN', 'FILED', 'ASSIGNED'],
  ASSIGN_FURTHER: ['PROPOSAL_ASSIGN', 'ASSIGNED IN_HANDLING', '='],
  TAKE_BACK: ['course', 'ASSIGNED IN_HANDLING', 'FILED'],
  BEGIN_HANDLING: ['course', 'ASSIGNED REPLIED FEEDBACK', 'IN_HANDLING'],
  UNMERGE: ['PROPOSAL_EXAMINE', 'MERGED', 'FILED'],
  STOP_HANDLING: ['course', 'IN_HANDLING', 'ASSIGNED'],
  COMPLETE_REPLIES: ['course', 'ASSIGNED IN_HANDLING REHANDLING', 'REPLIED'],
  BEGIN_FEEDBACK: ['course', 'REPLIED', 'FEEDBACK'],
  GIVE_FEEDBACK: ['proposer', 'REPLIED FEEDBACK CLOSED CLOSED_WITH_DISSENT TRACKING', '='],
  ENTER_FEEDBACK: ['PROPOSAL_ASSIGN', 'REPLIED FEEDBACK CLOSED CLOSED_WITH_DISSENT TRACKING', '='],
  CORRECT_FEEDBACK: ['PROPOSAL_ASSIGN', 'REPLIED FEEDBACK', '='],
  STOP_FEEDBACK: ['course', 'FEEDBACK', 'REPLIED'],
  CLOSE: ['PROPOSAL_ASSIGN', 'REPLIED FEEDBACK', 'CLOSED'],
  REHANDLE: ['course', 'REPLIED FEEDBACK', 'REHANDLING'],
  TRACK: ['course', 'REPLIED FEEDBACK', 'TRACKING'],
  CLOSE_WITH_DISSENT: ['course', 'REPLIED FEEDBACK', 'CLOSED_WITH_DISSENT'],
  ANSWER_AGAIN: ['ownUnitReviewer', 'TRACKING', '='],
  END_TRACKING: ['course', 'TRACKING', 'CLOSED'],
  ARCHIVE: ['PROPOSAL_MANAGE', 'CLOSED CLOSED_WITH_DISSENT NOT_FILED WITHDRAWN', 'ARCHIVED'],
  MARK_KEY: ['PROPOSAL_MANAGE', 'FILED ASSIGNED IN_HANDLING REPLIED FEEDBACK REHANDLING', '='],
  SUPERVISE: ['PROPOSAL_MANAGE', 'FILED ASSIGNED IN_HANDLING REPLIED FEEDBACK REHANDLING TRACKING', '='],
  NOMINATE: [
    'PROPOSAL_MANAGE',
    'FILED ASSIGNED IN_HANDLING REPLIED FEEDBACK REHANDLING CLOSED CLOSED_WITH_DISSENT TRACKING MERGED ARCHIVED',
    '=',
  ],
  PUBLISH: [
    'PROPOSAL_MANAGE',
    'FILED ASSIGNED IN_HANDLING REPLIED FEEDBACK REHANDLING CLOSED CLOSED_WITH_DISSENT TRACKING MERGED ARCHIVED',
    '=',
  ],
}

const ACTIONS = Object.keys(TABLE) as ProposalAction[]
const CAPABILITIES = [...new Set(Object.values(TABLE).map(([by]) => by)), 'PROPOSAL_READ', 'MEMBER_READ']

t.test('every action in every state leads where the rules say, or is refused as of the wrong state', async t => {
  t.same(Object.keys(proposalWorkflow.transitions).sort(), [...ACTIONS].sort())
  let cells = 0
  for (const action of ACTIONS) {
    const [, from, to] = TABLE[action]
    for (const state of STATES) {
      cells += 1
      const obstacles = obstaclesTo(proposalWorkflow, action, state, CLEAR)
      if (from.split(' ').includes(state)) {
        t.same(obstacles, [], `${action} in ${state}`)
        t.equal(advance(proposalWorkflow, action, state, CLEAR), to === '=' ? state : to, `${action} in ${state}`)
      } else {
        t.same(
          obstacles.map(({ code }) => code),
          ['INVALID_STATE'],
          `${action} in ${state}`,
        )
        t.throws(() => advance(proposalWorkflow, action, state, CLEAR), { name: 'Refused' })
      }
    }
  }
  t.equal(cells, 19 * ACTIONS.length)
})

t.test('every state, action and capability: offered to whom the table names, and to nobody else', async t => {
  const wrong: string[] = []
  for (const state of STATES) {
    for (const capability of CAPABILITIES) {
      // The course of things is no capability of an account: a viewer who held it would be shown these, so nobody may.
      const offered = availableActions(proposalWorkflow, state, CLEAR, held => held === capability)
      const expected = ACTIONS.filter(action => TABLE[action][0] === capability)
      for (const action of ACTIONS) {
        const found = offered.find(one => one.action === action)
        const should = expected.includes(action) ? TABLE[action][1].split(' ').includes(state) : undefined
        if (found?.isAvailable !== should) wrong.push(`${action} in ${state} to ${capability}`)
        if (found && !found.isAvailable && found.obstacle?.code !== 'INVALID_STATE') wrong.push(`${action}: no reason`)
      }
    }
  }
  t.same(wrong, [])
})

/** One fact against an action, and the code with which it is refused; all other actions go on as before. */
const OBSTACLES: readonly (readonly [ProposalAction, ProposalState, Partial<ProposalSituation>, string])[] = [
  ['SUBMIT', 'DRAFT', { isComplete: false }, 'INCOMPLETE'],
  ['SUBMIT', 'CO_SIGNING', { pendingInvitations: 2 }, 'INVITATION_PENDING'],
  ['SUBMIT', 'DRAFT', { holdsSeat: false }, 'NOT_A_MEMBER'],
  ['SUBMIT', 'DRAFT', { holdsSeat: false, isTermOver: true }, 'NOT_A_MEMBER'],
  ['SUBMIT', 'DRAFT', { isTermOver: true }, 'NO_SESSION'],
  ['SUBMIT', 'DRAFT', { proposerKind: 'PARTY', hasConvenor: false }, 'SEAL_MISSING'],
  ['SUBMIT', 'DRAFT', { proposerKind: 'SECTOR', isCollectiveTime: false }, 'OUTSIDE_WINDOW'],
  ['SUBMIT', 'DRAFT', { proposerKind: 'MEMBER_GROUP', isCollectiveTime: false }, 'OUTSIDE_WINDOW'],
  ['INVITE', 'DRAFT', { proposerKind: 'PARTY' }, 'NOT_APPLICABLE'],
  ['SIGN', 'CO_SIGNING', { ownInvitation: 'EXPIRED' }, 'INVITATION_EXPIRED'],
  ['SIGN', 'CO_SIGNING', { ownInvitation: 'ACCEPTED' }, 'ALREADY_ANSWERED'],
  ['WITHDRAW', 'FILED', { hasMergedChildren: true }, 'HAS_MERGED'],
  ['RECHECK', 'FIRST_CHECKED', { needsAnotherChecker: true }, 'SAME_CHECKER'],
  ['MERGE', 'FILED', { hasMergedChildren: true }, 'HAS_MERGED'],
  ['GIVE_FEEDBACK', 'FEEDBACK', { repliesToRate: 0 }, 'NOTHING_TO_RATE'],
  ['ENTER_FEEDBACK', 'FEEDBACK', { bodyRepliesToRate: null }, 'NOT_APPLICABLE'],
  ['ENTER_FEEDBACK', 'FEEDBACK', { bodyRepliesToRate: 0 }, 'NOTHING_TO_RATE'],
  ['CORRECT_FEEDBACK', 'FEEDBACK', { papersEntered: 0 }, 'NOTHING_TO_CORRECT'],
  ['CLOSE', 'FEEDBACK', { feedbackMissing: 1 }, 'FEEDBACK_MISSING'],
  ['CLOSE', 'FEEDBACK', { isMerged: true }, 'MERGED_CHILD'],
  ['ARCHIVE', 'WITHDRAWN', { wasSubmitted: false }, 'NEVER_SUBMITTED'],
  ['MARK_KEY', 'ASSIGNED', { isKey: false, isMerged: true }, 'MERGED_CHILD'],
  ['SUPERVISE', 'FILED', { isKey: false }, 'NOT_KEY'],
  ['NOMINATE', 'ARCHIVED', { wasFiled: false }, 'NOT_ON_FILE'],
  ['PUBLISH', 'ARCHIVED', { wasFiled: false }, 'NOT_ON_FILE'],
  ['NOMINATE', 'ARCHIVED', { wasWithdrawn: true }, 'NOT_ON_FILE'],
  ['PUBLISH', 'ARCHIVED', { wasWithdrawn: true }, 'NOT_ON_FILE'],
  ['PUBLISH', 'CLOSED', { consentsToPublication: false }, 'NO_CONSENT'],
]

t.test('each obstacle stops what it is about, with a code and words in both languages', async t => {
  for (const [action, state, facts, code] of OBSTACLES) {
    const [obstacle, ...more] = obstaclesTo(proposalWorkflow, action, state, { ...CLEAR, ...facts })
    t.equal(obstacle?.code, code, `${action}: ${code}`)
    t.same(more, [])
    t.match(obstacle?.message, { zh: /\p{Script=Han}/u, en: /[a-z]/ })
  }
  const guards = new Set(Object.values(proposalWorkflow.transitions).flatMap(({ guards = [] }) => guards))
  const tried = new Set(OBSTACLES.map(([, , facts]) => JSON.stringify(facts)))
  t.ok(tried.size >= guards.size, 'every guard is tried')
})

t.test('what is wrong is told all at once, and other kinds are left alone', async t => {
  const facts = { ...CLEAR, isComplete: false, pendingInvitations: 1, holdsSeat: false }
  t.same(
    obstaclesTo(proposalWorkflow, 'SUBMIT', 'CO_SIGNING', facts).map(({ code }) => code),
    ['INCOMPLETE', 'INVITATION_PENDING', 'NOT_A_MEMBER'],
  )
  const party = { ...CLEAR, proposerKind: 'PARTY', isCollectiveTime: false }
  t.same(obstaclesTo(proposalWorkflow, 'SUBMIT', 'DRAFT', party), [], 'a party proposes at any time')
  const sealed = { ...party, hasConvenor: false, hasSeal: true }
  t.same(obstaclesTo(proposalWorkflow, 'SUBMIT', 'DRAFT', sealed), [], 'the seal stands for the convenor')
})
