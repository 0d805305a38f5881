import { chineseDate, chineseNumeral } from '../../../platform/documents/numerals.ts'
import {
  bodyText,
  FACE,
  headingLine,
  officialDocument,
  paragraph,
  run,
  SIZE,
  titleLine,
  type Word,
} from '../../../platform/documents/official.ts'
import type { LetterFacts } from './read-letter.ts'
import { caseWord, sessionWord } from './words.ts'

const RED = 'C00000'
/** Width of a character of 三号 in twips. */
const CHARACTER = 320

export const letterTitle = (letter: LetterFacts): string =>
  `关于${letter.committee}${sessionWord(letter)}${caseWord(letter.caseNumber)}提案的答复`

/**
 * A reply letter (答复函) as units send them: letter form of GB/T 9704-2012 section 10.1, the class at the upper right, one
 * answer a suggestion, who signed, and whom to ask. Each proposer of merged proposals gets one with his own number.
 */
export const letterAsWord = (letter: LetterFacts): Promise<Buffer> =>
  officialDocument({ title: letterTitle(letter), creator: letter.unit }, word => [
    paragraph(word, [run(word, letter.unit, FACE.title, SIZE.two, RED)], {
      alignment: word.AlignmentType.CENTER,
      spacing: { after: 80 },
      border: { bottom: { style: word.BorderStyle.THICK_THIN_SMALL_GAP, size: 24, space: 4, color: RED } },
    }),
    ...(letter.documentNumber
      ? [paragraph(word, [run(word, letter.documentNumber)], { alignment: word.AlignmentType.CENTER })]
      : []),
    paragraph(word, [run(word, `${letter.localLetter} 类`, FACE.heading)], { alignment: word.AlignmentType.RIGHT }),
    paragraph(word, [run(word, `签发人：${letter.signerName}`)], { alignment: word.AlignmentType.RIGHT }),
    titleLine(word, letterTitle(letter)),
    paragraph(word, [run(word, `${addressee(letter)}：`)]),
    ...bodyText(word, `${you(letter)}提出的《${letter.title}》收悉，现答复如下：`),
    ...bodyText(word, letter.body),
    ...letter.items.flatMap(({ suggestion, answer }, index) => [
      headingLine(word, `${chineseNumeral(index + 1)}、关于“${suggestion}”`),
      ...bodyText(word, answer),
    ]),
    ...(letter.plannedFor ? bodyText(word, `以上事项计划于${chineseDate(letter.plannedFor)}前办结。`) : []),
    ...closing(word, letter),
  ])

const addressee = ({ bodyName, proposers }: LetterFacts): string => bodyName ?? `${proposers.join('、')}委员`

const you = ({ bodyName, proposers }: LetterFacts): string => {
  if (bodyName !== null) return '贵单位'
  return proposers.length > 1 ? '您们' : '您'
}

/** Signature and date stand two and four characters from the right (section 7.3.5), the note below in brackets. */
function closing(word: Word, { unit, sentOn, contactName, contactPhone, committee }: LetterFacts) {
  const right = (text: string, characters: number) =>
    paragraph(word, [run(word, text)], { alignment: word.AlignmentType.RIGHT, indent: { end: characters * CHARACTER } })
  const line = { style: word.BorderStyle.SINGLE, size: 6, space: 1, color: '000000' }
  return [
    paragraph(word, []),
    right(unit, 2),
    right(sentOn ? chineseDate(sentOn) : '（未签发）', 4),
    ...bodyText(word, `（联系人：${contactName}，联系电话：${contactPhone}）`),
    paragraph(word, [run(word, `抄送：${committee}提案委员会。`, FACE.body, SIZE.four)], {
      border: { top: line, bottom: line },
      spacing: { before: 400 },
    }),
  ]
}
