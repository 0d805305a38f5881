import { type Problem, problem } from '../../members/roster/findings.ts'
import { letterOf, type ReplyClass } from '../handling/reply-rules.ts'
import { type Body, bodyFinder, type FindBody, NO_BODY } from './bodies.ts'
import type { Candidate } from './candidate.ts'
import type { ColumnKey } from './columns.ts'
import type { Committee, KnownSession } from './load.ts'
import { type FindSeat, nameOf, seatFinder } from './people.ts'
import { type AskedSession, sessionOf } from './session.ts'
import { type ImportedPart, partsOf, unitFinder } from './units.ts'

interface Proposers {
  readonly proposerKind: string
  readonly collective: Omit<Body, 'proposerKind'>
  readonly firstId: string | null
  readonly coSignerIds: readonly string[]
  readonly endorserIds: readonly string[]
}

/** A proposal of a list with everything it names found. */
export interface Resolved extends Candidate, Proposers {
  readonly of: KnownSession
  readonly parts: readonly ImportedPart[]
  readonly answer: { readonly replyClass: ReplyClass; readonly letter: string } | null
}

export interface Trouble {
  readonly field: ColumnKey
  readonly problem: Problem
  readonly value: string | null
}

export type Resolve = (candidate: Candidate) => Resolved | { readonly troubles: readonly Trouble[] }

/** Looks up what rows name. Pure: nothing but what was loaded decides. */
export function resolver(committee: Committee, asked: AskedSession & { readonly today: string }): Resolve {
  const findSeat = seatFinder(committee.seats)
  const findBody = bodyFinder(committee.vocabulary)
  const findUnit = unitFinder(committee.units)
  return candidate => {
    const troubles = [...factTroubles(candidate, asked.today)]
    const of = sessionOf(candidate, committee.sessions, asked)
    if ('problem' in of) return { troubles: [...troubles, { field: 'session', problem: of.problem, value: null }] }
    const { parts, problems } = partsOf(candidate, findUnit)
    troubles.push(...problems.map(({ text, problem }) => ({ field: 'units' as const, problem, value: text })))
    const answer = answerOf(candidate, committee, troubles)
    const proposers = proposersOf(candidate, findBody, text => findSeat(of.termId, text), troubles)
    return troubles.length > 0 ? { troubles } : { ...candidate, of, ...proposers, parts, answer }
  }
}

type FindInTerm = (text: string) => ReturnType<FindSeat>

/** Who proposes, signs and endorses; each once, in the first of these parts. */
function proposersOf(candidate: Candidate, findBody: FindBody, find: FindInTerm, troubles: Trouble[]): Proposers {
  const seats = (field: ColumnKey, texts: readonly string[]) =>
    texts.flatMap(text => {
      const found = find(text)
      if ('id' in found) return [found.id]
      troubles.push({ field, problem: found.problem, value: text })
      return []
    })
  const proposer = proposerOf(candidate, findBody, name => isSeat(find(name)))
  if ('problem' in proposer) troubles.push({ ...proposer, value: candidate.first })
  const { body, firstName } = 'problem' in proposer ? { body: null, firstName: null } : proposer
  const [firstId = null] = seats('first', firstName === null ? [] : [firstName])
  const coSignerIds = [...new Set(seats('coSigners', candidate.coSigners))].filter(id => id !== firstId)
  const endorserIds = [...new Set(seats('endorsers', candidate.endorsers))]
  const { proposerKind, ...collective } = body ?? (coSignerIds.length > 0 ? JOINT : SINGLE)
  return {
    ...{ proposerKind, collective, firstId, coSignerIds },
    endorserIds: endorserIds.filter(id => id !== firstId && !coSignerIds.includes(id)),
  }
}

const SINGLE = { ...NO_BODY, proposerKind: 'MEMBER' }
const JOINT = { ...NO_BODY, proposerKind: 'MEMBERS_JOINT' }

/** A member of a name that several bear is a member too, though not known which. */
const isSeat = (found: ReturnType<FindSeat>): boolean => 'id' in found || found.problem.code === 'MEMBER_AMBIGUOUS'

/** Members or a body: as the form says, else by who is named. */
function proposerOf(
  { form, first, body }: Candidate,
  findBody: FindBody,
  isMember: (name: string) => boolean,
):
  | { readonly body: Body | null; readonly firstName: string | null }
  | { readonly field: ColumnKey; readonly problem: Problem } {
  const name = body ?? first
  if (name === null) return { field: 'first', problem: proposerMissing }
  if (form === 'MEMBERS' || (form === null && body === null && isMember(name))) {
    return first === null ? { field: 'first', problem: proposerMissing } : { body: null, firstName: first }
  }
  const found = findBody(nameOf(name).name, form)
  if (found === null) return { body: null, firstName: first ?? name }
  if ('problem' in found) return { field: body === null ? 'first' : 'body', problem: found.problem }
  // Beside a body's name a member's is that of its convenor.
  return { body: found, firstName: body !== null && first !== null && isMember(first) ? first : null }
}

/** The class of the answer, as the committee's policy explains its letter. */
function answerOf({ replyClass: words }: Candidate, { letters }: Committee, troubles: Trouble[]): Resolved['answer'] {
  if (words === null) return null
  if ('letter' in words) {
    const replyClass = letters[words.letter]
    if (replyClass) return { replyClass, letter: words.letter }
    troubles.push({ field: 'replyClass', problem: letterUnknown, value: words.letter })
    return null
  }
  return { replyClass: words.replyClass, letter: letterOf(words.replyClass, letters) ?? '' }
}

/** What contradicts itself within a row. */
function* factTroubles(candidate: Candidate, today: string): Generator<Trouble> {
  const { filing, mergedInto, caseNumber, submittedOn, filedOn, repliedOn, isKey, isExcellent } = candidate
  const isMerged = filing === 'MERGED'
  if (isMerged && mergedInto === null) yield { field: 'mergedInto', problem: mainMissing, value: null }
  if (!isMerged && mergedInto !== null) yield { field: 'mergedInto', problem: mergedNotFiled, value: null }
  if (isMerged && isKey) yield { field: 'isKey', problem: keyMerged, value: null }
  const isOnFile = filing === 'FILED' || isMerged
  if (!isOnFile && isKey) yield { field: 'isKey', problem: markedNotFiled, value: null }
  if (!isOnFile && isExcellent) yield { field: 'isExcellent', problem: markedNotFiled, value: null }
  if ((filing === 'FILED' || isMerged) && caseNumber === null)
    yield { field: 'caseNumber', problem: numberMissing, value: null }
  if (filing === 'NOT_FILED' && caseNumber !== null) {
    yield { field: 'caseNumber', problem: numberOfNotFiled, value: String(caseNumber) }
  }
  const days = [
    ['submittedOn', submittedOn],
    ['filedOn', filedOn],
    ['repliedOn', repliedOn],
  ] as const
  let earlier = ''
  for (const [field, day] of days) {
    if (day === null) continue
    if (day > today) yield { field, problem: inFuture, value: day }
    else if (day < earlier) yield { field, problem: disordered, value: day }
    earlier = day
  }
}

const proposerMissing = problem('PROPOSER_MISSING', '缺少提案人', 'The proposer is missing')
const letterUnknown = problem(
  'REPLY_CLASS_UNKNOWN',
  '本级政策没有这一办理结果类别',
  'The policy of the committee has no class of this letter',
)
const numberMissing = problem(
  'CASE_NUMBER_MISSING',
  '已立案的提案须有案号',
  'A proposal that was put on file has a case number',
)
const numberOfNotFiled = problem(
  'NUMBER_OF_NOT_FILED',
  '不予立案的提案没有案号；如为收件号，请将列名改为“收件号”',
  'What was not put on file has no case number; if it is the receipt number, call the column 收件号',
)
const mainMissing = problem(
  'MERGED_INTO_MISSING',
  '并案的提案须写明主案的案号（主案本身请写“立案”）',
  'A merged proposal names the case number of the main one; of the main one itself write 立案',
)
const mergedNotFiled = problem(
  'MERGED_NOT_FILED',
  '不予立案或撤案的提案不能并案',
  'What was not put on file, or was withdrawn, is not merged',
)
const keyMerged = problem(
  'KEY_PROPOSAL',
  '重点提案须作为主案，不能并入其他提案',
  'A key proposal takes others in and is not merged away',
)
const markedNotFiled = problem(
  'MARKED_NOT_FILED',
  '不予立案或撤案的提案不是重点提案，也不是优秀提案',
  'What was not put on file, or was withdrawn, is neither a key proposal nor an excellent one',
)
const inFuture = problem('DATE_IN_FUTURE', '日期在今天之后', 'The date lies in the future')
const disordered = problem(
  'DATES_DISORDERED',
  '提交、立案、答复的日期先后颠倒',
  'Submission, filing and reply are not in this order',
)
