/** `npm run docs`: the state diagrams of docs/workflows, made from the transition tables that the service enforces. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { leaveWorkflow } from '../src/domain/activities/leave/workflow.ts'
import { outcomeWorkflow } from '../src/domain/activities/outcomes/workflow.ts'
import { speechWorkflow } from '../src/domain/activities/speeches/workflow.ts'
import { activityWorkflow } from '../src/domain/activities/workflow.ts'
import { dutyWorkflow } from '../src/domain/duty/workflow.ts'
import { memberWorkflow } from '../src/domain/members/workflow.ts'
import { assignmentWorkflow } from '../src/domain/proposals/handling/assignment-workflow.ts'
import { handlingWorkflow } from '../src/domain/proposals/handling/workflow.ts'
import { nominationWorkflow } from '../src/domain/proposals/marks/workflow.ts'
import { proposalWorkflow } from '../src/domain/proposals/workflow.ts'
import type { Transition, Workflow } from '../src/kernel/workflow.ts'

const FOLDER = 'docs/workflows'

/** Files of docs/workflows by path. */
export const diagrams = (): ReadonlyMap<string, string> =>
  new Map([
    [
      `${FOLDER}/speeches.md`,
      page('Speeches (大会发言)', 'src/domain/activities/speeches/workflow.ts', speechWorkflow),
    ],
    [
      `${FOLDER}/outcomes.md`,
      page('Outcomes of activities (活动成果)', 'src/domain/activities/outcomes/workflow.ts', outcomeWorkflow),
    ],
    [`${FOLDER}/duty.md`, page('Duty records (履职记录)', 'src/domain/duty/workflow.ts', dutyWorkflow)],
    [
      `${FOLDER}/nominations.md`,
      page('Excellent proposals (优秀提案评选)', 'src/domain/proposals/marks/workflow.ts', nominationWorkflow),
    ],
    [
      `${FOLDER}/assignments.md`,
      page(
        'Assignments of proposals (提案交办)',
        'src/domain/proposals/handling/assignment-workflow.ts',
        assignmentWorkflow,
      ),
    ],
    [
      `${FOLDER}/handlings.md`,
      page(
        'Units and their parts in proposals (提案承办)',
        'src/domain/proposals/handling/workflow.ts',
        handlingWorkflow,
      ),
    ],
    [`${FOLDER}/activities.md`, page('Activities (会议活动)', 'src/domain/activities/workflow.ts', activityWorkflow)],
    [`${FOLDER}/leave.md`, page('Requests for leave (请假)', 'src/domain/activities/leave/workflow.ts', leaveWorkflow)],
    [`${FOLDER}/members.md`, page('Seats of members (委员资格)', 'src/domain/members/workflow.ts', memberWorkflow)],
    [`${FOLDER}/proposals.md`, page('Proposals (提案)', 'src/domain/proposals/workflow.ts', proposalWorkflow)],
  ])

function page<State extends string, Action extends string, Facts>(
  title: string,
  source: string,
  { initial, states, transitions }: Workflow<State, Action, Facts>,
): string {
  const names = Object.keys(states) as State[]
  const actions = Object.entries<Transition<State, Facts>>(transitions)
  const arrows = actions.flatMap(([action, { from, to }]) =>
    from.map(state => `  ${state} --> ${to ?? state}: ${action}`),
  )
  return `# ${title}

Made by \`npm run docs\` from \`${source}\`; do not edit.

\`\`\`mermaid
stateDiagram-v2
  [*] --> ${initial}
${names.map(state => `  ${state}: ${states[state].zh} ${states[state].en}`).join('\n')}
${arrows.join('\n')}
\`\`\`

| action | from | to | by | guards |
|---|---|---|---|---|
${actions.map(row).join('\n')}
`
}

function row<State extends string, Facts>([action, { from, to, by, guards = [] }]: [string, Transition<State, Facts>]) {
  const cells = [
    action,
    from.join(', '),
    to ?? 'as before',
    by.join(' or '),
    guards.map(guard => guard.name).join(', '),
  ]
  return `| ${cells.join(' | ')} |`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  mkdirSync(FOLDER, { recursive: true })
  for (const [file, content] of diagrams()) writeFileSync(file, content)
}
