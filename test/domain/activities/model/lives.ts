import { DAY, type Kind } from './model.ts'
import type { Step } from './rules.ts'

/** Moments at which the rules turn, in minutes from the beginning. */
export const MOMENTS = [-2 * DAY, -90, -30, 0, 5, 30, 190, 270, 305, 360, 481, 8 * DAY + 1] as const

/** A step, or a moment to wait for. */
type Event = Step | (typeof MOMENTS)[number]

const by = (who: Step['by'], guest: Step['guest'], ...actions: readonly Step['action'][]): readonly Step[] =>
  actions.map(action => ({ action, by: who, guest, half: 0 }))
const NOTIFIED = [...by('office', 'one', 'NOTIFY'), ...by('liaison', 'two', 'NOTIFY')]

/** Lives from which the runs begin at any point, so that what comes late is tried as often as what comes early. */
export const LIVES: readonly { readonly kind: Kind; readonly events: readonly Event[] }[] = [
  {
    kind: 'STANDING_COMMITTEE_MEETING',
    events: [
      ...[
        ...NOTIFIED,
        ...by('one', 'one', 'REPLY'),
        ...by('two', 'two', 'ASK_REST'),
        ...by('leader', 'two', 'APPROVE'),
      ],
      ...([
        30,
        ...by('one', 'one', 'SIGN_IN'),
        ...by('office', 'one', 'HOLD'),
        481,
        ...by('office', 'one', 'CLOSE'),
      ] as const),
      ...by('liaison', 'one', 'CORRECT_EARLY', 'REOPEN'),
    ],
  },
  {
    kind: 'FIELD_RESEARCH',
    events: [
      ...([...NOTIFIED, ...by('two', 'two', 'ASK_FIRST'), ...by('office', 'two', 'APPROVE', 'MOVE'), -30] as const),
      ...([
        ...by('office', 'two', 'SCAN'),
        481,
        ...by('office', 'one', 'CLOSE'),
        ...by('one', 'one', 'SIGN_IN_OFFLINE'),
      ] as const),
      ...by('office', 'two', 'CORRECT_ABSENT'),
    ],
  },
  {
    // Leave that is refused, or never decided; one who is taken off the list and asked again, one who leaves on the day.
    kind: 'STANDING_COMMITTEE_MEETING',
    events: [
      ...[...NOTIFIED, ...by('one', 'one', 'ASK_REST'), ...by('leader', 'one', 'REFUSE'), ...by('one', 'one', 'REPLY')],
      ...([...by('office', 'one', 'UNINVITE', 'NOTIFY'), ...by('two', 'two', 'ASK_FIRST'), 5] as const),
      ...([...by('office', 'one', 'ENTER_ABSENT'), ...by('liaison', 'two', 'RESIGN'), 481] as const),
      ...by('office', 'one', 'CLOSE', 'REOPEN', 'CLOSE'),
    ],
  },
  {
    // Leave that is granted only after the closing.
    kind: 'STANDING_COMMITTEE_MEETING',
    events: [
      ...([...NOTIFIED, ...by('one', 'one', 'ASK_FIRST'), 481, ...by('office', 'one', 'CLOSE', 'REOPEN')] as const),
      ...by('office', 'one', 'APPROVE', 'CLOSE'),
    ],
  },
  {
    // Entered by mistake as gone, so not asked at the closing; what his telephone kept comes after it.
    kind: 'FIELD_RESEARCH',
    events: [
      ...([...NOTIFIED, ...by('liaison', 'two', 'RESIGN_EARLIER'), 481, ...by('office', 'one', 'CLOSE')] as const),
      ...[...by('liaison', 'two', 'REINSTATE'), ...by('two', 'two', 'SIGN_IN_OFFLINE')],
    ],
  },
]
