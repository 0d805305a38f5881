/** A light for people: green, amber from a date on, red behind the due date; met, or met late. */
export type DeadlineState = 'GREEN' | 'AMBER' | 'RED' | 'MET' | 'MET_LATE'

export interface DeadlineDates {
  readonly dueOn: string
  readonly amberOn: string
  /** The business date on which it was met. */
  readonly metOn: string | null
}

export function deadlineState({ dueOn, amberOn, metOn }: DeadlineDates, today: string): DeadlineState {
  if (metOn !== null) return metOn > dueOn ? 'MET_LATE' : 'MET'
  if (today > dueOn) return 'RED'
  return today >= amberOn ? 'AMBER' : 'GREEN'
}
