/** What a roster may tell about a member, one key a column. `unit` and `duty` together make the work unit. */
export type ColumnKey =
  | 'number'
  | 'name'
  | 'sex'
  | 'ethnicity'
  | 'birth'
  | 'party'
  | 'sector'
  | 'workUnit'
  | 'unit'
  | 'duty'
  | 'position'
  | 'standing'
  | 'specialCommittee'
  | 'phone'
  | 'identityNumber'
  | 'byElection'
  | 'remarks'

/** The headings of one column of a list. */
export interface Labelled<Key> {
  readonly key: Key
  /** In order of preference, compared after `label()`; of two columns for one key the earlier wins. */
  readonly exact: readonly string[]
  /** Tried when no heading is exact. */
  readonly contains?: RegExp
}

export interface ColumnDefinition extends Labelled<ColumnKey> {
  readonly zh: string
  readonly en: string
  /** Whether one cell merged over several rows speaks for all of them: true of groups, never of persons. */
  readonly carries: boolean
}

export const COLUMNS: readonly ColumnDefinition[] = [
  {
    key: 'number',
    zh: '序号',
    en: 'number',
    exact: ['序号', '编号', '序', '号', '顺序号', 'no', '委员编号'],
    carries: false,
  },
  {
    key: 'name',
    zh: '姓名',
    en: 'name',
    exact: [
      '姓名',
      '委员姓名',
      '名字',
      '名称',
      '委员',
      '委员名单',
      '中文姓名',
      '人员姓名',
      '委员名',
      '政协委员',
      'name',
      'fullname',
    ],
    carries: false,
  },
  { key: 'sex', zh: '性别', en: 'sex', exact: ['性别', 'sex', 'gender', '男女'], contains: /^.?性别/, carries: true },
  {
    key: 'ethnicity',
    zh: '民族',
    en: 'ethnicity',
    exact: ['民族', '族别', '民族成份', '民族成分', '所属民族', '族', 'ethnicity', 'ethnicgroup'],
    carries: true,
  },
  {
    key: 'birth',
    zh: '出生年月',
    en: 'date of birth',
    exact: [
      '出生年月',
      '出生日期',
      '出生年月日',
      '生日',
      '出生时间',
      '出生',
      '生年月',
      '年月',
      'birthday',
      'birthdate',
      'birth',
    ],
    contains: /出生(年|日|时)/,
    carries: false,
  },
  {
    key: 'party',
    zh: '党派',
    en: 'party',
    exact: [
      '党派',
      '所属党派',
      '参加党派',
      '党派名称',
      '政治面貌',
      '政治面目',
      '政治身份',
      '政党',
      'party',
      'politicalaffiliation',
    ],
    contains: /党派|政治面/,
    carries: true,
  },
  {
    key: 'sector',
    zh: '界别',
    en: 'sector',
    exact: [
      '界别',
      '所属界别',
      '所在界别',
      '委员界别',
      '界别名称',
      '参加界别',
      '界',
      '界别组',
      '所在界别组',
      '界别小组',
      'sector',
    ],
    contains: /界别/,
    carries: true,
  },
  {
    key: 'workUnit',
    zh: '工作单位及职务',
    en: 'work unit and duty',
    exact: [
      '工作单位及职务',
      '单位职务',
      '单位及职务',
      '工作单位现任职务',
      '现工作单位职务',
      '所在单位职务',
      '单位职务职称',
    ],
    contains: /单位.*(职务|职称)/,
    carries: true,
  },
  {
    key: 'unit',
    zh: '工作单位',
    en: 'work unit',
    exact: [
      '工作单位',
      '单位',
      '所在单位',
      '单位名称',
      '现工作单位',
      '任职单位',
      '所属单位',
      '单位全称',
      '从业单位',
      'employer',
    ],
    contains: /单位(名称|全称)$/,
    carries: true,
  },
  {
    key: 'duty',
    zh: '职务',
    en: 'duty in the work unit',
    exact: ['行政职务', '工作职务', '现任职务', '单位内职务', '职务职称', '职务', '职称'],
    carries: false,
  },
  {
    key: 'position',
    zh: '政协职务',
    en: 'position in the committee',
    exact: [
      '政协职务',
      '委员职务',
      '现任政协职务',
      '政协任职',
      '本届政协职务',
      '届内职务',
      '政协内职务',
      '委员身份',
      '委员类别',
      '届别职务',
      '本届职务',
      '本届任职',
    ],
    contains: /政协.*(职务|任职)|委员职务|届职务$/,
    carries: true,
  },
  {
    key: 'standing',
    zh: '是否常委',
    en: 'member of the Standing Committee',
    exact: ['是否常委', '是否常务委员', '是否为常委', '常委', '常务委员', '常委委员'],
    contains: /是否.*常(务委员|委)/,
    carries: false,
  },
  {
    key: 'specialCommittee',
    zh: '专委会',
    en: 'special committee',
    exact: [
      '专委会',
      '专门委员会',
      '所在专委会',
      '所属专委会',
      '所在专门委员会',
      '所属专门委员会',
      '参加专委会',
      '编入专委会',
      '联系专委会',
    ],
    contains: /(专委|专门委员会)(?!.*(职务|任职))/,
    carries: true,
  },
  {
    key: 'phone',
    zh: '手机',
    en: 'mobile phone',
    exact: [
      '手机',
      '手机号',
      '手机号码',
      '移动电话',
      '本人手机',
      '联系手机',
      '联系电话',
      '本人电话',
      '电话',
      '电话号码',
      '联系方式',
      '联络电话',
      '联系号码',
      'phone',
      'mobile',
      'phonenumber',
      'mobilenumber',
    ],
    contains: /手机|移动电话|联系电话/,
    carries: false,
  },
  {
    key: 'identityNumber',
    zh: '身份证号',
    en: 'identity number',
    exact: [
      '身份证号',
      '身份证号码',
      '公民身份号码',
      '公民身份证号码',
      '居民身份证号码',
      '身份号码',
      '身份证',
      '证件号码',
      '证件号',
      'idnumber',
      'idno',
      'idcardno',
      'idcardnumber',
    ],
    contains: /身份证|身份号码|证件号/,
    carries: false,
  },
  {
    key: 'byElection',
    zh: '是否增补',
    en: 'by-election',
    exact: ['是否增补', '增补', '增补委员', '是否增补委员'],
    contains: /是否.*增补/,
    carries: false,
  },
  {
    key: 'remarks',
    zh: '备注',
    en: 'remarks',
    exact: ['备注', '备注说明', '附注', '说明', '备考', 'remarks', 'notes'],
    contains: /备注/,
    carries: true,
  },
]

/** Headings that hold one of the words above and mean somebody or something else. */
export const NOT_A_COLUMN =
  /配偶|子女|父母|家属|秘书|司机|联络员|联系人|紧急|推荐|提名|邮编|邮箱|地址|住址|类型|性质|级别|年龄|入党(?!派)|上届|上一届|往届|历届|前任|参加|办公|曾用名|召集人|原|图片|照片|复印/

/** These name a thing of the member even though a word of NOT_A_COLUMN is in them. */
export const STILL_A_COLUMN = /^(参加党派|参加界别|参加专委会)/

const byKey = new Map(COLUMNS.map(column => [column.key, column]))

export function columnDefinition(key: ColumnKey): ColumnDefinition {
  const definition = byKey.get(key)
  if (!definition) throw new Error(`no column ${key}`)
  return definition
}
