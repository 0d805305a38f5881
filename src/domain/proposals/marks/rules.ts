import { type UserError, userError } from '../../../kernel/user-error.ts'
import type { NominationState } from './workflow.ts'

/** Codes of the positions that make the Chairpersons' meeting (主席会议); its members lead key proposals. */
export const LEADING_POSITIONS = ['CHAIRPERSON', 'VICE_CHAIRPERSON', 'SECRETARY_GENERAL'] as const

export const SUPERVISION_RECORD_MAX = 2000
/** Rounds of one year: a first list, an expert review, a vote, the decision. */
export const ROUNDS_MAX = 5

export interface Round {
  readonly round: number
  readonly state: NominationState
}

interface Nomination {
  readonly year: number
  readonly round: number
  /** Year of the proposal's filing, in Asia/Shanghai. */
  readonly filedIn: number
  readonly thisYear: number
  /** The proposal's earlier rounds in the same year. */
  readonly rounds: readonly Round[]
}

/** What is wrong with a proposal's next round, all at once: rounds follow each other, and only a passed one is followed. */
export function nominationErrors({ year, round, filedIn, thisYear, rounds }: Nomination): readonly UserError[] {
  return [
    ...(year < filedIn || year > thisYear ? [wrongYear(filedIn, thisYear)] : []),
    ...(round < 1 || round > ROUNDS_MAX ? [wrongRound] : roundErrors(round, rounds)),
  ]
}

function roundErrors(round: number, rounds: readonly Round[]): readonly UserError[] {
  if (rounds.some(earlier => earlier.round === round)) return [alreadyNominated(round)]
  const next = Math.max(0, ...rounds.map(earlier => earlier.round)) + 1
  if (round !== next) return [notNext(next)]
  const last = rounds.find(earlier => earlier.round === next - 1)
  return last === undefined || last.state === 'PASSED' ? [] : [notPassed(last.round)]
}

const wrongYear = (from: number, until: number) =>
  userError(
    'OUT_OF_RANGE',
    'input.year',
    `评选年度应在 ${from} 到 ${until} 之间：提案立案之后，且不晚于今年`,
    `The year must be from ${from} to ${until}: not before the filing and not after this year`,
  )

const wrongRound = userError(
  'OUT_OF_RANGE',
  'input.round',
  `轮次应在 1 到 ${ROUNDS_MAX} 之间`,
  `The round must be from 1 to ${ROUNDS_MAX}`,
)

const alreadyNominated = (round: number) =>
  userError(
    'ALREADY_NOMINATED',
    'input.round',
    `该提案已在本年度第 ${round} 轮评选中`,
    `The proposal is in round ${round} of this year already`,
  )

const notNext = (next: number) =>
  userError(
    'ROUND_OUT_OF_ORDER',
    'input.round',
    `轮次须依次进行，本年度下一轮为第 ${next} 轮`,
    `Rounds follow each other; this year's next one is round ${next}`,
  )

const notPassed = (round: number) =>
  userError(
    'ROUND_NOT_PASSED',
    'input.round',
    `该提案未在第 ${round} 轮入围，不能进入下一轮`,
    `The proposal has not passed round ${round}; only then may it enter the next one`,
  )

/** A supervision has been held, and of a proposal on file. Null, or why its date is wrong. */
export function supervisionDateError(heldOn: string, filedOn: string, today: string): UserError | null {
  if (heldOn >= filedOn && heldOn <= today) return null
  return userError(
    'OUT_OF_RANGE',
    'input.heldOn',
    `督办日期应在 ${filedOn} 到 ${today} 之间：立案之后，且不晚于今天`,
    `The date must be from ${filedOn} to ${today}: not before the filing and not after today`,
  )
}
