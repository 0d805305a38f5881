import type { Vocabulary } from './vocabulary.ts'

/**
 * Names that mean the same body wherever they are written, so that a dictionary need not list them as aliases. The
 * first of each group stands for it. Only names that leave no doubt: an alias of one place belongs in its dictionary.
 */
export const SAME_NAMES: readonly (readonly [string, ...string[]])[] = [
  ['中国共产党', '中共', '共产党', '中国共产党党员', '中共党员', '共产党员', '中共预备党员', '党员', '预备党员'],
  ['中国国民党革命委员会', '民革'],
  ['中国民主同盟', '民盟'],
  ['中国民主建国会', '民建'],
  ['中国民主促进会', '民进'],
  ['中国农工民主党', '农工党', '农工民主党', '农工民主', '农工'],
  ['中国致公党', '致公党', '致公'],
  ['九三学社', '九三'],
  ['台湾民主自治同盟', '台盟'],
  ['无党派人士', '无党派', '无党派民主人士', '无党派代表人士'],
  ['中国共产主义青年团', '共青团', '共青团界', '共青团员', '团员', '中国共产主义青年团团员'],
  ['总工会', '工会', '中华全国总工会', '工会界'],
  ['妇女联合会', '妇联', '中华全国妇女联合会', '妇联界'],
  ['青年联合会', '青联', '中华全国青年联合会', '青联界'],
  ['工商业联合会', '工商联', '中华全国工商业联合会', '工商联界'],
  ['科学技术协会', '科协', '中国科学技术协会', '科协界'],
  ['台湾同胞联谊会', '台联', '中华全国台湾同胞联谊会', '台联界'],
  ['归国华侨联合会', '侨联', '中华全国归国华侨联合会', '侨联界'],
  ['文化艺术界', '文艺界', '文化艺术'],
  ['科学技术界', '科技界'],
  ['社会科学界', '社科界'],
  ['医药卫生界', '医卫界', '卫生界'],
  ['对外友好界', '对外友好', '对外友好联谊界'],
  ['社会福利和社会保障界', '社会福利社会保障界', '社会保障界', '社会福利界', '社保界'],
  ['少数民族界', '民族界'],
  ['新闻出版界', '新闻界'],
  ['常务委员', '常委', '常务委员会委员'],
]

interface Stripping {
  readonly prefix: RegExp
  readonly suffix: RegExp
}

const NOTHING = /(?!)/

/** Customary beginnings and endings that do not tell the entries of one dictionary apart. At least two characters stay. */
export const STRIPPED: Readonly<Record<keyof Vocabulary, Stripping>> = {
  sectors: { prefix: /^(中华全国|全国|省|市|县|区|旗|州)/, suffix: /(界别组|界别|界委员|界人士|人士|界|委员)$/ },
  parties: { prefix: NOTHING, suffix: /(预备党员|党员|盟员|会员|社员|团员|成员|人士)$/ },
  specialCommittees: { prefix: /^((全国|省|市|县|区|旗|州)?政协)/, suffix: /(专门委员会|委员会|专委会|委)$/ },
  positions: {
    prefix: /^(第?[〇零一二三四五六七八九十\d]+届)?((全国|省|市|县|区|旗|州)?政协|本届)?/,
    suffix: NOTHING,
  },
}

/** Positions whose holders sit on the Standing Committee (Charter of the CPPCC: chairpersons and secretary-general do). */
export const STANDING_POSITIONS: ReadonlySet<string> = new Set([
  '主席',
  '副主席',
  '秘书长',
  '常务委员',
  '常委',
  '常务副主席',
])

/** Titles often written beside a position that are none of the committee: left out, with a warning. */
export const OTHER_TITLES =
  /^(机关)?(党组|分党组)(书记|副书记|成员)$|^.{2,20}(委员会|委|专委会)(主任|副主任|兼职副主任|专职副主任|委员)$/

/** The 56 ethnic groups (GB/T 3304) and what else the census knows. */
export const ETHNIC_GROUPS: readonly string[] =
  '汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺'
    .split(' ')
    .map(name => `${name}族`)

export const OTHER_ETHNIC: readonly string[] = ['穿青人', '其他', '外国血统中国籍人士']

/** Everyday short forms besides the name without 族. */
export const ETHNIC_ALIASES: Readonly<Record<string, string>> = {
  蒙族: '蒙古族',
  维族: '维吾尔族',
  哈族: '哈萨克族',
  鲜族: '朝鲜族',
}
