/** Faces of official papers, and those that stand for them on computers without the government's fonts (LibreOffice, WPS, macOS). */
const FACES = [
  { name: '方正小标宋简体', others: '方正小标宋_GBK,方正小标宋体,华文中宋,宋体,Noto Serif CJK SC', family: 'roman' },
  { name: '仿宋_GB2312', others: '仿宋,FangSong,华文仿宋,STFangsong,Noto Serif CJK SC', family: 'modern' },
  { name: '楷体_GB2312', others: '楷体,KaiTi,华文楷体,STKaiti', family: 'modern' },
  { name: '黑体', others: 'SimHei,华文黑体,Noto Sans CJK SC', family: 'swiss' },
  { name: '宋体', others: 'SimSun,华文宋体,Noto Serif CJK SC', family: 'roman' },
  { name: 'Times New Roman', others: 'Liberation Serif', family: 'roman' },
] as const

const WORD_NS = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'

/** `word/fontTable.xml`: the library writes one for embedded fonts only, without `altName` (ECMA-376 part 1, 17.8.3.1). */
export const fontTable = (): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="${WORD_NS}">${FACES.map(
    ({ name, others, family }) =>
      `<w:font w:name="${name}"><w:altName w:val="${others}"/><w:family w:val="${family}"/></w:font>`,
  ).join('')}</w:fonts>`
