import t from 'tap'
import { chineseDate, chineseNumeral } from '../../../src/platform/documents/numerals.ts'
import { bodyText, officialDocument, titleLine } from '../../../src/platform/documents/official.ts'
import { paragraphsOf, partsOfWord } from '../../support/word.ts'

t.test('numbers and dates as official papers write them', async t => {
  t.same([0, 1, 9, 10, 11, 15, 20, 21, 99, 100, 1.5].map(chineseNumeral), [
    '〇',
    '一',
    '九',
    '十',
    '十一',
    '十五',
    '二十',
    '二十一',
    '九十九',
    '100',
    '1.5',
  ])
  t.equal(chineseDate('2024-03-05'), '2024年3月5日')
})

t.test('a document has the page, the faces and the text of GB/T 9704', async t => {
  const text = '第一段 <b>&amp;</b> "引号"\n\n  第二段  '
  const bytes = await officialDocument({ title: '题', creator: '某局' }, word => [
    titleLine(word, '关于某事的答复'),
    ...bodyText(word, text),
  ])
  const parts = await partsOfWord(bytes)
  const document = parts['word/document.xml'] ?? ''
  t.same(paragraphsOf(document), ['关于某事的答复', '第一段 <b>&amp;</b> "引号"', '第二段'])
  t.match(document, /<w:pgSz w:w="11906" w:h="16838"/)
  for (const [side, twips] of Object.entries({ top: 2098, left: 1587, right: 1474, bottom: 1984 })) {
    t.match(document, new RegExp(`<w:pgMar [^>]*w:${side}="${twips}"`), side)
  }
  t.match(document, /<w:docGrid w:type="lines" w:linePitch="580"|<w:docGrid w:linePitch="580" w:type="lines"/)
  t.match(document, /w:eastAsia="方正小标宋简体"/)
  t.match(document, /w:eastAsia="仿宋_GB2312"/)
  t.match(parts['word/fontTable.xml'], /<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋,/)
  t.match(parts['word/styles.xml'], /w:eastAsia="zh-CN"/)
  t.match(parts['docProps/core.xml'], /<dc:creator>某局<\/dc:creator>/)
  t.match(parts['word/footer1.xml'], /PAGE/)
})
