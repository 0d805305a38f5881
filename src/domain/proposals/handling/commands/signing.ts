import { checkText } from '../../../../kernel/text.ts'
import { Refused } from '../../../../kernel/user-error.ts'
import { command } from '../../../../platform/commands/command.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { keyOf, textOf } from '../../commands.ts'
import { meetDeadline } from '../../deadlines.ts'
import { noteEvent } from '../../history/events.ts'
import { answers } from '../outcome.ts'
import { CONTACT, NOTE, PHONE } from '../rules.ts'
import { settle } from './course.ts'
import { eventOf, lockPart, movePart, type PartReason, type PartTarget, partAfter, recordPart } from './part.ts'

interface Start extends PartTarget {
  readonly input: { readonly contactName: string; readonly contactPhone: string; readonly note?: string | null }
}

export const handlingSignFor = command<PartTarget, Key>('handlingSignFor', async (work, target) => {
  const held = await lockPart(work, target, 'SIGN_FOR')
  const { proposal, part } = held
  const state = partAfter(work, held, 'SIGN_FOR')
  await movePart(work, part, { state, signedForAt: work.now.toISOString() })
  await noteEvent(work, proposal, { ...eventOf(part, 'SIGN_FOR', state), audience: 'ALL' })
  await settle(work, proposal)
  return keyOf(part)
})

/** Begins the handling. Who answers the proposers has spoken to them first; a co-handler speaks to the host. */
export const handlingStart = command<Start, Key>('handlingStart', async (work, { input, ...target }) => {
  const held = await lockPart(work, target, 'START')
  const { proposal, part, facts } = held
  const state = partAfter(work, held, 'START')
  const { note, ...contact } = contactOf(input, answers(facts) ? 1 : 0)
  const contactedAt = answers(facts) ? work.now.toISOString() : null
  await movePart(work, part, { state, ...contact, contactedAt })
  await meetDeadline(work, proposal, 'RETURN', part.id)
  await meetDeadline(work, proposal, 'FIRST_CONTACT', part.id)
  await noteEvent(work, proposal, { ...eventOf(part, 'START', state), audience: 'ALL', note })
  await settle(work, proposal)
  return keyOf(part)
})

function contactOf({ contactName, contactPhone, note }: Start['input'], min: 0 | 1) {
  const name = checkText('input.contactName', contactName, CONTACT)
  const phone = checkText('input.contactPhone', contactPhone, PHONE)
  const said = checkText('input.note', note ?? '', { ...NOTE, min })
  if ('text' in name && 'text' in phone && 'text' in said) {
    return { contactName: name.text, contactPhone: phone.text, note: said.text }
  }
  throw new Refused(...[name, phone, said].flatMap(checked => ('error' in checked ? [checked.error] : [])))
}

/** The assigner's, or the office's, word to a unit that keeps people waiting (催办). The part stays as it is. */
export const handlingUrge = command<PartReason, Key>('handlingUrge', async (work, { input, ...target }) => {
  const held = await lockPart(work, target, 'URGE')
  const { proposal, part } = held
  const note = textOf('input.reason', input.reason, NOTE)
  const state = partAfter(work, held, 'URGE')
  await noteEvent(work, proposal, { ...eventOf(part, 'URGE', state), audience: 'HANDLERS', note })
  recordPart(work, part, { urged: note })
  return keyOf(part)
})
