import t from 'tap'
import { checkText } from '../../src/kernel/text.ts'

const codeOf = (input: string, min?: number) => {
  const checked = checkText('input.title', input, { max: 10, ...(min === undefined ? {} : { min }) })
  return 'error' in checked ? checked.error.code : checked.text
}

t.test('a text in which nothing is to be seen is empty', async t => {
  const blanks = ['', ' \u3000', '\u200b', '\u200b \u2060\u200d', '\u00ad', '\u3164', '\u2800\u2800', '\u{e0020}']
  for (const blank of blanks) {
    t.equal(codeOf(blank), 'REQUIRED', JSON.stringify(blank))
    t.equal(codeOf(blank, 0), '', 'and stored as such where it may be')
  }
})

t.test('what joins the characters of a text stays', async t => {
  for (const text of ['👨\u200d👩\u200d👧', 'می\u200cخواهم', '㐀\u{e0100}', '⠀⠃']) t.equal(codeOf(text), text)
})

t.test('what makes a text read otherwise than it is stored is refused, also alone', async t => {
  for (const text of ['a\ufeffb', 'a\u202eb', '\u2066', '\u0000', '\u0085a', '\ud800']) {
    t.equal(codeOf(text), 'INVALID_TEXT', JSON.stringify(text))
  }
})
