import { randomBytes } from 'node:crypto'
import t from 'tap'
import {
  checkPassword,
  isPasswordExpired,
  type PasswordProfile,
  passwordProfiles,
} from '../../../src/platform/security/password-policy.ts'
import fc from '../../support/properties.ts'

const context = {
  field: 'newPassword',
  secondFactor: false,
  accountWords: ['wangxm', '王小明', 'wangxiaoming', '13900001111'],
}
const withSecondFactor = { ...context, secondFactor: true }
const { nist, dengbao3 } = passwordProfiles
const codes = (password: string, profile: PasswordProfile, where = context) =>
  checkPassword(password, profile, where).map(error => error.code)

t.test('NIST: long, any characters, not guessable', async t => {
  for (const good of [
    'correct horse battery staple',
    'xkvqmwzrtplhgnb',
    '山高月小水落石出清风徐来水波不兴',
    'Wxm was here in late September',
    '\u{20bb7}\u{20bb8}\u{20bb9}\u{20bba}\u{20bbb}\u{20bbc}\u{20bbd}\u{20bbe}\u{20bbf}\u{20bc0}\u{20bc1}\u{20bc2}\u{20bc3}\u{20bc4}\u{20bc5}',
  ])
    t.strictSame(codes(good, nist), [], good)
  t.strictSame(codes('xkvqmwzrtplhgn', nist), ['TOO_SHORT'])
  t.strictSame(codes('xkvqmwzr', nist, withSecondFactor), [])
  t.strictSame(codes('xkvqmwz', nist, withSecondFactor), ['TOO_SHORT'])
  t.strictSame(codes('\u{20bb7}'.repeat(14), nist), ['TOO_SHORT', 'PASSWORD_TOO_COMMON'], 'counted in code points')
})

t.test('等保三级: shorter, three of four classes, no own words', async t => {
  t.strictSame(codes('Kx7mvQ2wzr', dengbao3), [])
  t.strictSame(codes('kx7#mvq2wz', dengbao3), [])
  t.strictSame(codes('Kx7mvQ2wz', dengbao3), ['TOO_SHORT'])
  t.strictSame(codes('Kx7mvQ2w', dengbao3, withSecondFactor), [])
  t.strictSame(codes('xkvqmwzrtplhgnb', dengbao3), ['PASSWORD_TOO_SIMPLE'])
  t.strictSame(codes('xkvqmwzrt1', dengbao3), ['PASSWORD_TOO_SIMPLE'])
  t.strictSame(codes('Kx7#WangXM#q2Lr', dengbao3), ['PASSWORD_HOLDS_ACCOUNT_WORD'])
  t.strictSame(codes('Kx7#王小明#q2Lr', dengbao3), ['PASSWORD_HOLDS_ACCOUNT_WORD'])
})

t.test('what people and attackers try first', async t => {
  for (const bad of [
    'password',
    'Password123!',
    'P@ssw0rd2024',
    'passwordpassword',
    'admin@2024!',
    'qwertyuiop12345',
    'QWERTYUIOP!@#$%',
    '1qaz@WSX3edc$RFV',
    '123456789012345',
    '098765432109876',
    'abcdefghijklmnopq',
    'aaaaaaaaaaaaaaaa',
    'abcabcabcabcabcabc',
    '121212121212121212',
    'woaini1314520!!!',
    'Woaizhongguo520',
    'cppcc@2024cppcc',
    'Datong2024Datong',
    '19871012wangxm',
    'WangXiaoMing1987!',
    '13900001111wxm',
    '13812345678abc',
    '王小明19871012',
    '政协委员政协委员政协委员',
  ])
    t.ok(codes(bad, nist, withSecondFactor).includes('PASSWORD_TOO_COMMON'), bad)
})

t.test('a random password of the shortest length is hardly ever called common', async t => {
  const wronglyRefused = Array.from({ length: 2_000 }, () => randomBytes(12).toString('base64').slice(0, 15)).filter(
    password => codes(password, nist).includes('PASSWORD_TOO_COMMON'),
  )
  t.strictSame(wronglyRefused, [])
})

t.test('more characters never make a password more common', async () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 24 }), fc.constantFrom(...'kvwzqrp'), (password, more) => {
      fc.pre(!/\p{Cc}/u.test(password))
      const before = codes(`${password}`, nist).includes('PASSWORD_TOO_COMMON')
      const after = codes(`${password}${more}§${more}¶`, nist).includes('PASSWORD_TOO_COMMON')
      return before || !after
    }),
  )
})

t.test('texts that cannot be typed again are refused, and too long ones', async t => {
  for (const bad of ['xkvqmwzr\0tplhgnb', 'xkvqmwzr\ntplhgnb', 'xkvqmwzr\ud800tplhgnb', '\u009fxkvqmwzrtplhgnb'])
    t.strictSame(codes(bad, nist), ['INVALID_TEXT'], JSON.stringify(bad))
  const long = Array.from({ length: 129 }, (_, index) => String.fromCodePoint(0x4e00 + index * 7)).join('')
  t.strictSame(codes(long, nist), ['TOO_LONG'])
  t.strictSame(codes(long.slice(1), nist), [])
})

t.test('errors name the field and both languages, never the password', async t => {
  const [short, common] = checkPassword('Tr0ub4dor', nist, { ...context, field: 'input.newPassword' })
  t.strictSame(short?.field, ['input', 'newPassword'])
  t.strictSame(short?.message, {
    zh: '密码至少 15 个字符，现为 9 个',
    en: 'At least 15 characters; the password has 9',
  })
  t.equal(common, undefined)
  const all = [...checkPassword('wangxm', nist, context), ...checkPassword('wangxm', dengbao3, context)]
  t.equal(all.length, 6)
  t.notMatch(JSON.stringify(all), /wangxm/)
})

t.test('only 等保三级 lets a password grow old', async t => {
  const set = new Date('2026-01-01T00:00:00Z')
  const day = (n: number) => new Date(set.getTime() + n * 86_400_000)
  t.equal(isPasswordExpired(set, day(89.9), dengbao3), false)
  t.equal(isPasswordExpired(set, day(90), dengbao3), true)
  t.equal(isPasswordExpired(set, day(9_000), nist), false)
})
