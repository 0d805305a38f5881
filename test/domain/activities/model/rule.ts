import { type Actor, type Guest, type Half, isOrganizer, type Model, managesHere, seesActivity } from './model.ts'

/** By whom, whose invitation or attendance, of which half-day. */
export interface Target {
  readonly by: Actor
  readonly guest: Guest
  readonly half: Half
}

export type Code = string | false

export interface Rule {
  /** The action of the service's own table that it is; null where none offers it. */
  readonly offer: ((m: Model) => string) | string | null
  /** Has the permission of the mutation in some committee. */
  readonly permitted: (by: Actor) => boolean
  /** Why not by this actor. */
  readonly denied: (m: Model, target: Target) => Code
  /** What is so already, whatever the state: `DONE` changes nothing. */
  readonly already?: (m: Model, target: Target) => Code
  /** Why not in this state, at this time; with this target. */
  readonly blocked: (m: Model, target: Target) => Code
  /** Something waits for the actor; only the offer looks at it. */
  readonly pending?: (m: Model, by: Actor) => boolean
  readonly wrong?: (m: Model, target: Target) => Code
  readonly after: (m: Model, target: Target) => Model
}

export const unless = (m: Model, ...states: readonly Model['state'][]): Code =>
  !states.includes(m.state) && 'INVALID_STATE'

export const staff = {
  permitted: isOrganizer,
  denied: (m: Model, { by }: Target): Code =>
    (!seesActivity(m, by) && 'NOT_FOUND') || (!managesHere(by) && 'FORBIDDEN'),
} as const
